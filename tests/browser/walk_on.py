"""The walk goes on, on a phone of 360 pixels: from a counted vote to a published case, found and told."""

import io
from datetime import timedelta
from urllib.parse import urlsplit

from django.core import mail
from django.core.mail import EmailMessage
from django.core.management import call_command
from django.db.models import F
from django.utils import timezone

from policylab.notices.models import Notice
from proposals.delivery.models import Measurement, Milestone
from proposals.models import Answer

from . import decided
from .editing import publish_case
from .phone import Phone
from .town import Town, voice_of
from .walker import Walker

CITIZEN = "citizen@example.org"
FOLLOW, FOLLOWING = 'main [href*="/notices/follow/"]', 'main form[action*="/notices/unfollow/"]'
KINDS = {"note", "consultation", "plan", "result", "organisation", "charter", "case"}
WORDS = {
    "fr": {
        "name": "Participante 1",
        "yes": "La Ville prête la salle et paie le gardien jusqu’en juin.",
        "no": "La place est fermée pour travaux jusqu’à l’automne.",
        "charter": "Charte de l’atelier des coopératives",
        "text": "- La Ville prête la salle.\n- Les coopératives tiennent l’atelier.",
        "milestone": "L’atelier ouvre ses portes",
        "seen": "Ouvert depuis lundi, rue Dar Ben Achour ; la feuille des présences est jointe.",
        "indicator": "Personnes accompagnées",
        "unit": "personnes",
        "source": "Registre de l’atelier",
        "lesson": "Ouvrir le soir a fait venir celles qui travaillent.",
        "asked": "cooperative",
    },
    "ar": {
        "name": "المشاركة 1",
        "yes": "تضع البلدية القاعة وتدفع أجر الحارس إلى جوان.",
        "no": "الساحة مغلقة للأشغال حتى الخريف.",
        "charter": "ميثاق ورشة البلديات والتعاونيات",
        "text": "- تضع البلدية القاعة.\n- تدير التعاونيات الورشة.",
        "milestone": "تفتح الورشة أبوابها",
        "seen": "مفتوحة منذ الاثنين في نهج دار بن عاشور، وقائمة الحضور مرفقة.",
        "indicator": "الأشخاص الذين رافقناهم",
        "unit": "أشخاص",
        "source": "سجل الورشة",
        "lesson": "فتح الورشة مساءً جلب العاملات.",
        "asked": "بلدية",
    },
}


class WalkOn(Walker):
    def __init__(self, visit, take, town: Town, language: str, javascript: bool):
        super().__init__(visit, take, town, language, javascript)
        self.words, self.found = WORDS[language], decided.build(town, language)
        self.plan, self.round = f"plans/{self.found.plan.ref}/", f"consultations/{self.found.consultation.ref}/"
        self.title = decided.WORDS[language]["plan"]

    # --- 9. be told -----------------------------------------------------------------------------------------------
    def follow(self) -> None:
        """Who has no account yet presses the button, comes through the door, and follows."""
        phone = self.citizen.go(self.round).press(FOLLOW).shot("63-follow").press()
        phone.sign_in(CITIZEN, self.words["name"])
        assert phone.page.locator(FOLLOWING).count() == 1

    def hear(self) -> None:
        """In the site, and by mail in her language; one press of her mail program stops it."""
        phone = self.citizen.go("notices/").reads(self.title).shot("66-told")
        [message] = self.mails_of_the_day()
        assert self.title in message.body
        [(html, _kind)] = message.alternatives
        assert f'<html lang="{self.language}" dir="{"rtl" if self.language == "ar" else "ltr"}">' in html
        assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        stop = urlsplit(message.extra_headers["List-Unsubscribe"].strip("<>")).path
        program = self.phone()
        program.page.goto(stop)
        program.shot("67-stop")
        assert program.page.request.post(stop, form={"List-Unsubscribe": "One-Click"}).ok
        assert phone.go(self.round).page.locator(FOLLOWING).count() == 0

    def hear_no_more(self) -> None:
        """Another plan is answered: nothing is told of the consultation any more, nothing is mailed."""
        before = Notice.objects.filter(user__email=CITIZEN).count()
        self.answer(self.found.other.ref, "declined", self.words["no"])
        assert Notice.objects.filter(user__email=CITIZEN).count() == before
        assert self.mails_of_the_day() == []

    def mails_of_the_day(self) -> list[EmailMessage]:
        Notice.objects.update(happened_at=F("happened_at") - timedelta(days=1))
        mail.outbox.clear()
        call_command("run_due", "--once", stdout=io.StringIO())
        return [message for message in mail.outbox if CITIZEN in message.to]

    # --- 6. deliver -----------------------------------------------------------------------------------------------
    def answer(self, plan: str, verdict: str, reason: str, picture: str = "") -> None:
        """From the page of the consultation to all its answers, to this plan's."""
        officer = self.officer.go(self.round).follow("/answer/").follow(f"/plans/{plan}/answer/write/")
        officer.tick("verdict", verdict).fill(reason=reason)
        if picture:
            officer.shot(f"{picture}-answer")
        officer.press().reads(reason)
        if picture:
            officer.shot(f"{picture}-answered")
        assert Answer.objects.get(proposal__ref=plan).verdict == verdict

    def answer_with_reasons(self) -> None:
        self.officer = self.phone().sign_in(self.town.officer.email)
        self.answer(self.found.plan.ref, "adopted", self.words["yes"], "64")
        self.phone().go(f"{self.plan}answer/").reads(self.words["yes"]).shot("65-answer")

    def charter(self) -> None:
        officer, words = self.officer, self.words
        officer.go(self.plan).follow("/charter/write/").fill(title=words["charter"], text=words["text"])
        officer.shot("68-charter").press().shot("69-read-again").press().reads(words["charter"]).shot("70-published")
        for body, capacity in (
            (self.town.cooperatives[0], "provider"),
            (self.town.cooperatives[1], "partner"),
            (self.town.departments[0], "host"),
        ):
            self.sign(body, capacity)
        reader = self.phone().go(self.plan).follow("/charter/").shot("73-signed")
        for body in (*self.town.cooperatives[:2], self.town.departments[0]):
            name = body.name_ar if self.language == "ar" else body.name_fr
            assert reader.page.locator("#signatures .signs").first.get_by_text(name, exact=True).count() == 1

    def sign(self, body, capacity: str) -> None:
        first = capacity == "provider"
        phone = self.phone().sign_in(voice_of(body).email).go(self.plan).follow("/charter/sign/")
        phone.tick("organisation", body.ref).tick("capacity", capacity)
        phone = phone.shot("71-as-what") if first else phone
        phone.press().reads(self.words["charter"])
        phone = phone.shot("72-sign") if first else phone
        phone.press()

    def deliver(self) -> None:
        """A promise ticked with its evidence; a count, women and men apart, as a chart and as a table of the same figures."""
        officer, words, today = self.officer, self.words, timezone.localdate()
        self.citizen.go(self.plan).press('main form[action*="/notices/follow/"] button')
        officer.go(self.plan).follow("/delivery/").follow("/delivery/promise/")
        officer.fill(title=words["milestone"], due_on=(today + timedelta(days=30)).isoformat()).shot("74-promise")
        officer.press().reads(words["milestone"]).follow(f"{Milestone.objects.get().ref}/tick/").fill(
            text=words["seen"]
        )
        sheet = {"name": "presences.csv", "mimeType": "text/csv", "buffer": b"jour,femmes,hommes\n1,9,6\n"}
        officer.page.locator("main [name=upload]").set_input_files(sheet)
        officer.shot("75-tick").press().reads(words["seen"])
        self.citizen.go("notices/").reads(words["milestone"])
        officer.follow("/delivery/measure/").fill(name=words["indicator"], unit=words["unit"]).shot("76-indicator")
        officer.press().page.locator('main a[href*="/indicators/"][href$="/measure/"]').first.click()
        officer.fill(women="14", men="9", total="23", source=words["source"]).shot("77-measure").press()
        self.seen(self.phone().go(self.plan).follow("/delivery/").shot("78-delivery"))

    def seen(self, reader: Phone) -> None:
        chart = reader.page.locator("main .chart-pair svg.chart")
        assert chart.locator(".women").count() == chart.locator(".men").count() == 1
        assert reader.page.locator("main .chart-pair td").all_text_contents() == ["14", "9", "23"]
        reading = Measurement.objects.get()
        assert (reading.women, reading.men, reading.total) == (14, 9, 23)

    # --- 7. assess ------------------------------------------------------------------------------------------------
    def assess(self) -> None:
        """The draft opens in Wagtail's editor, which needs JavaScript; nobody reads it, nor of it, before it is published."""
        editor = self.phone(javascript=True).sign_in(self.town.editor.email).go(f"{self.plan}delivery/")
        editor.follow("/case/").shot("79-make-a-case").press()
        draft = f"case-{self.found.plan.ref}"
        reader = self.phone()
        assert reader.page.request.get(f"/{self.language}/library/{draft}/").status == 404
        for address in self.addresses():
            assert draft not in reader.page.request.get(address).text(), address
        self.case = publish_case(editor, self.words["lesson"])
        reader.page.goto(self.case.url)
        reader.reads(self.title).reads(self.words["lesson"]).shot("80-case")

    def addresses(self) -> list[str]:
        """Everything on the way, in French and Arabic."""
        note = [page.url for page in self.found.note.get_translations(inclusive=True).live()]
        rest = (self.round, self.plan, f"{self.round}vote/result/")
        return [*note, *(f"/{code}/{path}" for code in ("fr", "ar") for path in rest)]

    def trail(self) -> None:
        """Each page on the way leads to all others, in both languages."""
        reader = self.phone()
        for address in (*self.addresses(), self.case.url):
            reader.page.goto(address)
            links = reader.page.locator(".chain a").evaluate_all("found => found.map(one => one.pathname)")
            assert missing(address, links, self.ends()) == [], (address, links)

    def ends(self) -> dict[str, str]:
        """How the address of each page on the way ends, whatever its language."""
        return {
            "note": f"/library/{self.found.note.slug}/",
            "consultation": f"/{self.round}",
            "plan": f"/{self.plan}",
            "vote": f"/{self.round}vote/result/",
            "case": f"/library/{self.case.slug}/",
        }

    # --- 8. find --------------------------------------------------------------------------------------------------
    def find(self) -> None:
        """One box for all of it; a word finds its other forms, marked; kinds and places narrow what was found."""
        reader, words = self.phone().go(""), self.words
        reader.press("header details.find summary")
        reader.page.locator("header form[role=search] input[name=q]").fill(words["asked"])
        reader.press("header form[role=search] button").shot("81-found")
        kinds = reader.page.locator("main nav.chips a").evaluate_all(
            "found => found.map(one => new URL(one.href).searchParams.get('kind'))"
        )
        assert set(kinds) >= KINDS
        assert reader.page.locator("main article mark").count() > 3
        reader.press('main nav.chips a[href*="territory=TN"]').press('main nav.chips a[href*="kind=charter"]')
        reader.reads(words["charter"]).shot("82-charter")
        assert reader.page.locator("main article").count() == 1


def missing(address: str, links: list[str], ends: dict[str, str]) -> list[str]:
    """A trail leads to a plan also by what is delivered of it."""
    reached = {name for name, end in ends.items() for link in links if link.endswith(end)}
    reached |= {"plan"} if any(ends["plan"] in link for link in links) else set()
    return [name for name, end in ends.items() if name not in reached and not address.endswith(end)]
