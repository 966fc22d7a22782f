"""Somebody with a phone: finds fields by their names and buttons by where they lead, so that one walk serves every language."""

import re

from django.core import mail
from playwright.sync_api import Page, expect

from policylab.accounts.models import User
from tests.policylab.accounts.factories import app_code

from .scanner import Scanner

LIVES_IN = "TN-11-tunis"  # a code is as good as a name, and is the same in every language


def code_sent_to(address: str) -> str:
    """From the mailbox: in the outbox the code is blanked once sent."""
    sent = next(message for message in reversed(mail.outbox) if address in message.to)
    return re.search(r"^\d{6}$", sent.body, re.MULTILINE).group()


class Phone:
    """One browser with its own cookies. `shot(name)` keeps a picture of the step, and shows the page to the scanner."""

    def __init__(self, page: Page, language: str, take, prefix: str, scanner: Scanner):
        self.page, self.language, self.take, self.prefix = page, language, take, prefix
        self.scanner = scanner

    def go(self, path: str) -> "Phone":
        self.page.goto(f"/{self.language}/{path}")
        return self

    def shot(self, name: str) -> "Phone":
        self.take(self.page, f"{self.prefix}-{name}")
        if "/admin/" not in self.page.url:  # Wagtail's own pages are not ours to mend
            self.scanner.look(self.page, name)
        return self

    def fill(self, **fields: str) -> "Phone":
        """Text fields by name; a form's own names, whatever its labels say."""
        for name, value in fields.items():
            self.page.locator(f'main [name="{name}"]:not([type=hidden])').first.fill(value)
        return self

    def tick(self, name: str, *values: str) -> "Phone":
        for value in values:
            self.page.locator(f'main [name="{name}"][value="{value}"]').check()
        return self

    def choose(self, name: str, value: str) -> "Phone":
        self.page.locator(f'main select[name="{name}"]').select_option(value)
        return self

    def press(
        self, selector: str = "main form[method=post] button:not([formaction]):not([type=button]):not(.hide)"
    ) -> "Phone":
        """By itself the first button of the first form of the page."""
        self.page.locator(selector).first.click()
        self.page.wait_for_load_state()
        return self

    def follow(self, ending: str) -> "Phone":
        """The first link in the page's matter that ends like this."""
        self.page.locator(f'main a[href$="{ending}"]').first.click()
        self.page.wait_for_load_state()
        return self

    def reads(self, words: str) -> "Phone":
        expect(self.page.locator("main")).to_contain_text(words)
        return self

    @property
    def path(self) -> str:
        return self.page.url.split("/", 3)[3]

    # --- the door -------------------------------------------------------------------------------------------------
    def sign_in(self, address: str, name: str = "", picture: str = "") -> "Phone":
        """Through the one door: address, six digits, and a name for whoever comes for the first time."""
        if "/sign-in/" not in self.page.url:
            self.go("account/sign-in/")
        return self.type_address(address, picture).type_code(address, name, picture)

    def type_address(self, address: str, picture: str = "") -> "Phone":
        self.fill(email=address)
        if picture:
            self.shot(f"{picture}-door")
        return self.press()

    def type_code(self, address: str, name: str = "", picture: str = "") -> "Phone":
        self.fill(code=code_sent_to(address))
        if picture:
            self.shot(f"{picture}-code")
        self.press()
        if User.objects.get(email=address).authenticator_set.exists():
            self.fill(code=app_code()).press()
        if "/welcome/" in self.page.url:
            self.fill(display_name=name, territory=LIVES_IN)
            if picture:
                self.shot(f"{picture}-welcome")
            self.press()
        return self
