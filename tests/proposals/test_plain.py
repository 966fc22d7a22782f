import pytest

from proposals.plain import plain_text


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("un\ndeux\n\ntrois", '<p dir="auto">un<br>deux</p><p dir="auto">trois</p>'),
        ("- un\n- deux", '<ul dir="auto"><li>un</li><li>deux</li></ul>'),
        ("Qui :\n1. la ville\n2. nous", '<p dir="auto">Qui :</p><ol dir="auto"><li>la ville</li><li>nous</li></ol>'),
        ("- un\nsuite", '<p dir="auto">- un<br>suite</p>'),
        ("", ""),
        ("<script>alert(1)</script>", '<p dir="auto">&lt;script&gt;alert(1)&lt;/script&gt;</p>'),
        ("- <b onclick=x>a</b>", '<ul dir="auto"><li>&lt;b onclick=x&gt;a&lt;/b&gt;</li></ul>'),
        ("{0} {x} %s", '<p dir="auto">{0} {x} %s</p>'),
    ],
)
def test_plain_text(typed, shown):
    assert plain_text(typed) == shown
