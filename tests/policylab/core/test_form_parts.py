"""Every form: hints and errors are tied to their fields, what was typed stays, the summary leads to each field."""

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.template.loader import render_to_string
from django.utils import translation


class Example(forms.Form):
    title = forms.CharField(label="Title", help_text="In one line.")
    email = forms.EmailField(label="E-mail", required=False)
    role = forms.ChoiceField(label="Role", choices=[("a", "First"), ("b", "Second")], widget=forms.RadioSelect)
    agree = forms.BooleanField(label="I agree")
    ref = forms.CharField(widget=forms.HiddenInput)
    text = forms.CharField(label="Text", widget=forms.Textarea, required=False)
    groups = (("About you", ["email", "role"]),)


def drawn(form) -> BeautifulSoup:
    with translation.override("en"):
        return BeautifulSoup(render_to_string("components/form.html", {"form": form}), "html.parser")


@pytest.fixture
def wrong() -> BeautifulSoup:
    return drawn(Example({"title": "", "email": "amel@", "text": "<b>kept</b>", "ref": ""}))


def test_hint_and_error_describe_the_field(wrong):
    field = wrong.find(id="id_title")
    assert field["aria-invalid"] == "true"
    assert [wrong.find(id=name).get_text(strip=True) for name in field["aria-describedby"].split()] == [
        "In one line.",
        "This field is required.",
    ]


def test_a_field_without_fault_is_not_said_to_be_wrong():
    field = drawn(Example()).find(id="id_title")
    assert not field.has_attr("aria-invalid")
    assert field["aria-describedby"] == "id_title_hint"


def test_the_summary_announces_itself_and_leads_to_every_field(wrong):
    summary = wrong.find(role="alert")
    targets = [link["href"].removeprefix("#") for link in summary.find_all("a")]
    assert targets == ["id_title", "id_email", "id_role_0", "id_agree"]
    assert all(wrong.find(id=target).name == "input" for target in targets)


def test_the_summary_says_what_concerns_a_field_nobody_sees(wrong):
    assert "This field is required." in wrong.find(role="alert").find("li").get_text()
    assert "5 things" in wrong.find(role="alert").get_text()


def test_there_is_no_summary_without_fault():
    assert drawn(Example()).find(role="alert") is None


def test_what_was_typed_stays_and_is_escaped(wrong):
    assert wrong.find(id="id_email")["value"] == "amel@"
    assert wrong.find(id="id_text").get_text().strip() == "<b>kept</b>"


def test_radio_buttons_are_a_group_with_a_legend(wrong):
    group = wrong.find("input", {"type": "radio"}).find_parent("fieldset")
    assert group.find("legend").get_text(strip=True) == "Role"
    assert group["aria-describedby"] == "id_role_error"
    for radio in group.find_all("input"):
        assert radio.find_parent("label")["for"] == radio["id"]


def test_groups_put_fields_under_a_legend_and_the_others_after(wrong):
    group = wrong.find("fieldset", class_="group")
    assert group.find("legend").get_text() == "About you"
    assert [field["id"] for field in group.find_all("input") if field["type"] == "email"] == ["id_email"]
    assert group.find(id="id_title") is None


def test_every_visible_field_has_a_label(wrong):
    for field in wrong.find_all(["input", "textarea", "select"]):
        if field.get("type") != "hidden":
            assert wrong.find("label", attrs={"for": field["id"]}), field


def test_addresses_are_written_from_left_to_right_and_words_as_they_come(wrong):
    assert wrong.find(id="id_email")["dir"] == "ltr"
    assert wrong.find(id="id_text")["dir"] == "auto"


def test_only_what_may_be_left_out_is_called_optional():
    form = drawn(Example())
    assert "(optional)" in form.find("label", attrs={"for": "id_email"}).get_text()
    assert "(optional)" not in form.find("label", attrs={"for": "id_title"}).get_text()


def test_the_code_is_typed_with_the_number_keys():
    class Code(forms.Form):
        code = forms.CharField(label="Code")

    html = render_to_string("components/code_field.html", {"field": Code({"code": ""})["code"]})
    field = BeautifulSoup(html, "html.parser").find("input")
    assert (field["inputmode"], field["autocomplete"], field["dir"]) == ("numeric", "one-time-code", "ltr")
    assert field["aria-invalid"] == "true"
