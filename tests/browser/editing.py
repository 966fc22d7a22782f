"""The first step of the walk: an editor writes a note in Wagtail's editor, publishes it, translates it. It needs JavaScript."""

import re

from home.models import CasePage, LibraryPage, PolicyNotePage

from .phone import Phone

NOTE = "Entreprendre pour les autres"
ARABIC = "المبادرة من أجل الآخرين"
SAVED = re.compile(r"/admin/pages/\d+/edit/")
AUTOSAVED_TOO_EARLY = "400 (Bad Request)"  # what autosave is answered while a needed field is still empty


def publish_note(editor: Phone) -> PolicyNotePage:
    """Summary, points, text, a figure, a source and how to cite it; in French, live at its own address."""
    page, library = editor.page, LibraryPage.objects.get(locale__language_code="fr")
    page.goto(f"/admin/pages/add/home/policynotepage/{library.pk}/")
    fields = {
        "title": NOTE,
        "summary": "Rapprocher l’université et l’économie solidaire.",
        "authors": "TCSE",
        "year": "2023",
    }
    for name, words in fields.items():
        page.fill(f"[name={name}]", words)
    _add(editor, "in_brief", value="Un plaidoyer présenté à Tunis.")
    _add(editor, "body", 0, value="Le problème")
    _add(editor, "body", 1)
    page.locator('[data-contentpath="body"] .public-DraftEditor-content').last.click()
    page.keyboard.type("Les étudiants entreprennent, sans modèle collectif.")
    _add(
        editor,
        "figures",
        **{"value-value": "60 %", "value-label": "des emplois pour des femmes", "value-source": "OIT"},
    )
    _add(editor, "sources", **{"value-title": "PROMESS, résumé du projet"})
    page.wait_for_url(SAVED)
    page.wait_for_timeout(1500)  # autosave has an answer to wait for, and shows nothing one could look at
    editor.shot("11-editor")
    page.locator('[data-w-dropdown-target="toggle"]').last.click()
    page.locator('button[name="action-publish"]').click()
    page.wait_for_url(re.compile(rf"/admin/pages/{library.pk}/"))
    return PolicyNotePage.objects.get(title=NOTE, live=True)


def translate_note(editor: Phone, note: PolicyNotePage) -> PolicyNotePage:
    """Into Arabic with wagtail-localize, line by line, and published there."""
    page = editor.page
    page.goto(f"/admin/localize/submit/page/{note.pk}/")
    page.locator("main label", has_text="العربية").first.click()
    page.locator("main input[type=submit]").last.click()
    page.wait_for_url(SAVED)
    waiting = page.get_by_role("button", name="Translate", exact=True)
    waiting.first.wait_for()
    for line in range(waiting.count()):
        waiting.first.click()
        page.locator("main textarea").first.fill(ARABIC if line == 0 else f"{ARABIC} {line}")
        page.get_by_role("button", name="Save", exact=True).first.click()
        page.get_by_role("button", name="Save", exact=True).first.wait_for(state="detached")
    editor.shot("12-translation")
    page.get_by_role("button", name="Publish in").first.click()
    page.wait_for_load_state()
    return PolicyNotePage.objects.get(locale__language_code="ar", translation_key=note.translation_key, live=True)


def publish_case(editor: Phone, lesson: str) -> CasePage:
    """The draft is open in the editor: what only people know is written over its gap, and it is published."""
    page = editor.page
    page.wait_for_url(SAVED)
    pk = int(SAVED.search(page.url).group().split("/")[-3])
    page.locator('[name="lessons-0-value-text"]').fill(lesson)
    page.wait_for_timeout(1500)  # as above
    editor.shot("79-editor")
    page.locator('[data-w-dropdown-target="toggle"]').last.click()
    page.locator('button[name="action-publish"]').click()
    page.wait_for_url(re.compile(r"/admin/pages/\d+/$"))
    return CasePage.objects.get(pk=pk, live=True)


def _add(editor: Phone, stream: str, kind: int | None = None, **values: str) -> None:
    """One more block at the end of a stream, of the kind that stands there in the menu, with its fields filled."""
    page = editor.page
    held = page.locator(f'[data-contentpath="{stream}"] [name^="{stream}-"][name$="-type"]').count()
    page.locator(f'[data-contentpath="{stream}"] button.c-sf-add-button').last.click()
    if kind is not None:
        page.locator("[role=option]").nth(kind).click()
    for name, words in values.items():
        page.fill(f'[name="{stream}-{held}-{name}"]', words)
