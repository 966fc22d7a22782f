"""Words kept by {% words %} lose the blanks of the template, not those of their language."""

from django.template import Context, Template


def test_a_french_sign_stays_with_its_word():
    shown = Template("{% load look %}{% words as kept %}\n  {{ asked }}\n  two\n{% endwords %}[{{ kept }}]")
    assert shown.render(Context({"asked": "À pied\u00a0?"})) == "[À pied\u00a0? two]"
