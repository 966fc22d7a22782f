"""Whoever walks the lab: phones in one language, with or without JavaScript, and a scanner that looks at what they show."""

from .phone import Phone
from .scanner import Scanner
from .town import Town


class Walker:
    """What one step leaves for the next."""

    def __init__(self, visit, take, town: Town, language: str, javascript: bool):
        self.visit, self.take, self.town = visit, take, town
        self.language, self.javascript = language, javascript
        self.prefix = f"{language}-{'js' if javascript else 'plain'}"
        self.scanner = Scanner(visit(f"/{language}/consultations/"))
        self.citizen = self.phone()

    def phone(self, javascript: bool | None = None, width: int = 360) -> Phone:
        runs = self.javascript if javascript is None else javascript
        return Phone(
            self.visit(f"/{self.language}/consultations/", javascript=runs, width=width),
            self.language,
            self.take,
            self.prefix,
            self.scanner,
        )
