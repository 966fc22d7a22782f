"""The walk of the lab, step by step, on a phone of 360 pixels: from a policy note to a counted vote."""

import io
import re
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

from django.core.management import call_command
from django.utils import timezone

from consultations.models import Consultation
from consultations.services.writing import lay_schedule
from consultations.votes import services as voting
from consultations.votes.models import RollEntry, Vote
from policylab.accounts.models import User
from policylab.core.clock import db_now
from policylab.discussion.models import Comment
from proposals.models import Proposal
from tests.consultations.factories import schedule
from tests.proposals.factories import published

from .editing import AUTOSAVED_TOO_EARLY, publish_note, translate_note
from .town import Town, voice_of
from .walker import Walker

LOCAL = "%Y-%m-%dT%H:%M"
WORDS = {
    "fr": {
        "asked": "Quels services faut-il ajouter au cluster, et qui les tient ?",
        "title": "Ouvrir le cluster aux autres",
        "plan": "Une table d’aide aux devoirs à Dar Ben Achour",
        "need": "Chaque après-midi, des enfants font leurs devoirs sur les marches.",
        "service": "Une grande table, quatre après-midi par semaine.",
        "later": "Une grande table, quatre après-midi et deux soirs par semaine.",
        "text": "Peut-on ouvrir le soir ?",
        "what": "Six séances de coaching pour les volontaires.",
        "changed": "Ouverture le soir, après une question.",
        "name": "Participante 1",
    },
    "ar": {
        "asked": "ما الخدمات التي ينبغي إضافتها إلى القطب، ومن يتولاها؟",
        "title": "فتح القطب أمام الآخرين",
        "plan": "طاولة لمساعدة التلاميذ في دار بن عاشور",
        "need": "كل مساء ينجز أطفال فروضهم على الدرج.",
        "service": "طاولة كبيرة أربع حصص في الأسبوع.",
        "later": "طاولة كبيرة أربع حصص وسهرتان في الأسبوع.",
        "text": "هل يمكن الفتح ليلًا؟",
        "what": "ست حصص مرافقة للمتطوعين.",
        "changed": "الفتح ليلًا بعد سؤال.",
        "name": "المشاركة 1",
    },
}
CITIZEN = "citizen@example.org"


class Walk(Walker):
    def __init__(self, visit, take, town: Town, language: str, javascript: bool):
        super().__init__(visit, take, town, language, javascript)
        self.words = WORDS[language]

    # --- 1. publish -----------------------------------------------------------------------------------------------
    def publish(self) -> None:
        """Wagtail's editor is the one place that needs JavaScript; what readers get of it does not."""
        editor = self.phone(javascript=True).sign_in(self.town.editor.email)
        note = publish_note(editor)
        arabic = translate_note(editor, note)
        self.visit.errors[:] = [error for error in self.visit.errors if AUTOSAVED_TOO_EARLY not in error]
        self.note = arabic if self.language == "ar" else note
        reader = self.citizen
        for page, tongue, direction in ((note, "fr", "ltr"), (arabic, "ar", "rtl")):
            reader.page.goto(page.url)
            assert reader.page.locator("html").get_attribute("dir") == direction
            assert page.url.startswith(f"/{tongue}/")
            reader.reads(page.title)
        reader.page.goto(self.note.url)
        reader.shot("13-note")

    # --- 2. consult -----------------------------------------------------------------------------------------------
    def consult(self) -> None:
        officer = self.officer = self.phone().sign_in(self.town.officer.email)
        officer.page.goto(self.note.url)
        officer.press('main a[href*="/consultations/begin/"]').shot("21-begin").press()
        found = Consultation.objects.get()
        officer.fill(**{f"title_{self.language}": self.words["title"], f"asked_{self.language}": self.words["asked"]})
        officer.tick("level", "involve").shot("22-asked").press('main button[value="leave"]').shot("23-left")
        officer.go(f"consultations/{found.ref}/")
        officer.shot("24-people").press('main button[value="next"]')
        today = timezone.localtime(db_now() - timedelta(hours=3)).strftime(LOCAL)
        officer.fill(propose_opens=today, discuss_opens=today).shot("25-when").press('main button[value="next"]')
        officer.shot("26-check").press().reads(self.words["title"]).shot("27-open")
        self.consultation = Consultation.objects.get()

    # --- 3. propose -----------------------------------------------------------------------------------------------
    def propose(self) -> None:
        phone, words = self.citizen, self.words
        phone.go(f"consultations/{self.consultation.ref}/").shot("31-consultation")
        phone.go(f"plans/begin/?round={self.consultation.round.ref}")
        phone.fill(title=words["plan"], need=words["need"]).shot("32-typed-before-signing-in").press()
        phone.sign_in(CITIZEN, words["name"], "33")
        assert phone.page.locator('[name="need"]').input_value() == words["need"], "what was typed survives"
        phone.shot("34-typed-survived").press('main button[value="next"]')
        phone.fill(service=words["service"], roles=words["service"]).shot("35-service")
        phone.press('main button[value="leave"]').shot("36-left")
        plan = self.plan = Proposal.objects.get()
        phone.go(f"plans/{plan.ref}/edit/means/")
        phone.fill(resources=words["service"], success=words["service"]).press('main button[value="next"]')
        phone.page.locator('select[name="source"]').select_option(index=1)
        phone.shot("37-in-whose-name").press('main button[value="next"]')
        phone.shot("38-read-and-publish").press().reads(words["plan"]).shot("39-version-1")
        version = Proposal.objects.get().current
        assert (version.number, len(version.digest)) == (1, 64)

    def commit(self) -> None:
        """A representative commits in the name of a body, in one of the Four Co's."""
        body = self.town.cooperatives[0]
        phone = self.phone().sign_in(voice_of(body).email).go(f"plans/{self.plan.ref}/commit/")
        phone.tick("co", "design").fill(what=self.words["what"]).tick("organisation", body.ref)
        phone.shot("41-commit").press().reads(self.words["what"]).shot("42-committed")

    # --- 4. deliberate --------------------------------------------------------------------------------------------
    def deliberate(self) -> None:
        plan, words = self.plan, self.words
        other = self.phone().sign_in("other@example.org", "Participant 7")
        other.go(f"plans/{plan.ref}/support/").shot("43-support").press()
        other.go(f"plans/{plan.ref}/comments/").fill(text=words["text"]).press('main form[action*="/new/"] button')
        other.reads(words["text"]).shot("44-thread")
        author = self.citizen
        author.go(f"discuss/plans/{plan.ref}/{Comment.objects.get().ref}/reply/").fill(text=words["changed"]).press()
        author.go(f"plans/{plan.ref}/edit/service/").fill(service=words["later"]).press('main button[value="next"]')
        author.go(f"plans/{plan.ref}/revise/").fill(what_changed=words["changed"]).shot("45-revise").press()
        assert Proposal.objects.get().current.number == 2
        author.go(f"plans/{plan.ref}/compare/?from=1&to=2").shot("46-compare")
        assert author.page.locator("ins").count() >= 1

    # --- 5. decide ------------------------------------------------------------------------------------------------
    def three_plans(self) -> list[Proposal]:
        """The citizen's, one in the name of a cooperative, one of a department; each commented by the other two kinds."""
        round = self.consultation.round
        town, source = self.town, self.plan.source_page
        others = [
            published(voice_of(body), round, in_name_of=body, title=f"{self.words['plan']} ({number})")
            for number, body in ((2, town.cooperatives[1]), (3, town.departments[0]))
        ]
        Proposal.objects.filter(pk__in=[plan.pk for plan in others]).update(source_page=source)
        return [Proposal.objects.get(pk=plan.pk) for plan in (self.plan, *others)]

    def prepare(self) -> None:
        plans = self.three_plans()
        officer = self.officer.go(f"consultations/{self.consultation.ref}/vote/prepare/")
        officer.tick("method", "approval").shot("50-method").press("main .actions button")
        officer.tick("plans", *[str(plan.current_id) for plan in plans])
        for place, plan in enumerate(plans, 1):
            officer.fill(**{f"place_{plan.current_id}": str(place)})
        officer.shot("51-plans").press().shot("51-rule").press()
        bodies = [*self.town.departments, *self.town.cooperatives]
        officer.tick("bodies", *[body.ref for body in bodies]).shot("52-roll").press("main .actions button")
        officer.shot("53-open").press().shot("54-opened")
        self.vote = Vote.objects.get()
        lay_schedule(self.consultation, schedule("vote"))

    def vote_as_citizen(self) -> str:
        """Chooses, reads again with the code on the screen, casts, keeps the receipt."""
        phone = self.citizen
        phone.go(f"consultations/{self.consultation.ref}/vote/").shot("55-vote")
        phone.go(f"consultations/{self.consultation.ref}/vote/mine/").tick("choices", "A", "B").shot(
            "56-ballot"
        ).press()
        code = phone.page.locator('[name="code"]').input_value()
        phone.shot("57-check").press().reads(code[:4]).shot("58-receipt")
        return code

    def vote_for(self, body, picture: str) -> None:
        phone = self.phone().sign_in(voice_of(body).email)
        phone.go(f"consultations/{self.consultation.ref}/vote/{body.ref}/ballot/").tick("choices", "A").shot(picture)
        phone.press().press()

    def others_vote(self) -> None:
        """The rest of the roll, through the services: nobody wants to watch thirty phones."""
        for entry in RollEntry.objects.filter(vote=self.vote, has_voted=False).select_related(
            "organisation", "user", "vote"
        ):
            voter: User = entry.user or voice_of(entry.organisation)
            if entry.college == "public":
                voting.cast_named_vote(user=voter, entry=entry, choices=["A"], reason="")
            else:
                handed = voting.hand_out_code(entry=entry)
                voting.cast_ballot(user=voter, entry=entry, choices=["A"], code=handed.code, signature=handed.signature)

    def close(self, code: str, folder: Path) -> None:
        """At the closing time the result appears by itself; the package recounts; the receipt is found."""
        lay_schedule(self.consultation, schedule("answer"))
        call_command("run_due", "--once", stdout=io.StringIO())
        page = f"consultations/{self.consultation.ref}/vote/result/"
        reader = self.phone().go(page).reads(self.words["plan"]).shot("61-result")
        package = reader.page.request.get(f"/{self.language}/{page}package.zip").body()
        script = reader.page.request.get(f"/{self.language}/{page}recount.py").body()
        (folder / "package.zip").write_bytes(package)
        (folder / "recount.py").write_bytes(script)
        codes = [text.replace(" ", "") for text in reader.page.locator("main code").all_text_contents()]
        digest = next(code for code in codes if re.fullmatch(r"[0-9a-f]{64}", code))
        asked = [sys.executable, "-I", "recount.py", "package.zip", "--sha256", digest]
        done = subprocess.run(asked, cwd=folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        reader.go(f"{page}receipt/").fill(code=code).press().shot("62-counted")
        assert reader.page.locator("main .alert.good").count() == 1, "the citizen's ballot was counted"
