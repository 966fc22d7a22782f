"""Consultations at every moment, made by the services; then moved in time, because no service opens one in the past."""

from datetime import timedelta

from consultations import services
from consultations.enums import PhaseKind
from consultations.models import Consultation, Phase
from consultations.services.writing import lay_schedule
from policylab.accounts.models import User
from policylab.core.clock import db_now
from policylab.directory.enums import College, OrganisationKind, Role
from policylab.directory.models import Organisation
from policylab.territories.models import Territory
from tests.policylab.accounts.factories import with_second_factor
from tests.proposals.factories import member, organisation

DAY = timedelta(days=1)
# Days from now in which each phase opens and closes, when the phase of that name is the one that is open.
MOMENTS = {
    "upcoming": {"propose": (1, 10), "discuss": (1, 15), "vote": (16, 20), "answer": (20, 30), "deliver": (30, 90)},
    "propose": {"propose": (-2, 10), "discuss": (-2, 15), "vote": (16, 20), "answer": (20, 30), "deliver": (30, 90)},
    "discuss": {"propose": (-9, -2), "discuss": (-9, 5), "vote": (6, 20), "answer": (20, 30), "deliver": (30, 90)},
    "vote": {"propose": (-30, -20), "discuss": (-30, -3), "vote": (-2, 4), "answer": (4, 30), "deliver": (30, 90)},
    "answer": {"propose": (-60, -50), "discuss": (-60, -40), "vote": (-20, -4), "answer": (-4, 9), "deliver": (9, 90)},
    "deliver": {
        "propose": (-90, -80),
        "discuss": (-90, -70),
        "vote": (-60, -50),
        "answer": (-50, -9),
        "deliver": (-9, 60),
    },
    "closed": {
        "propose": (-90, -80),
        "discuss": (-90, -70),
        "vote": (-60, -50),
        "answer": (-50, -30),
        "deliver": (-30, -2),
    },
}
WORDS = {
    "fr": {
        "title": "Ouvrir le cluster aux autres",
        "asked": "Quels services faut-il ajouter ?",
        "promised": "Une réponse motivée.",
    }
}


def town_hall(**fields) -> Organisation:
    return organisation(OrganisationKind.MUNICIPALITY, "Ville de Tunis", **fields)


def officer(of: Organisation | None = None) -> User:
    """With the second factor an officer needs."""
    return with_second_factor(member(of or town_hall(), Role.OFFICER))


def schedule(moment: str) -> dict:
    now = db_now()
    return {
        PhaseKind(kind): (now + opens * DAY, now + closes * DAY) for kind, (opens, closes) in MOMENTS[moment].items()
    }


def draft(by: User | None = None, of: Organisation | None = None, **fields) -> Consultation:
    """Begun, nothing said yet."""
    of = of or town_hall()
    return services.begin_consultation(user=by or officer(of), organisation=of, **fields)


def complete(by: User | None = None, of: Organisation | None = None, **fields) -> Consultation:
    """Every step filled in, not yet opened."""
    of = of or town_hall()
    by = by or officer(of)
    words, territory = fields.pop("texts", WORDS), fields.pop("territory", None)
    found = draft(by, of, **fields)
    services.save_asked(user=by, consultation=found, edition=1, level="involve", texts=words)
    place: Territory = territory or of.territory
    services.save_people(user=by, consultation=found, edition=2, territory=place, colleges=College.values)
    services.save_schedule(user=by, consultation=found, edition=3, schedule=schedule("upcoming"))
    return Consultation.objects.get(pk=found.pk)


def asking(by: User | None = None, of: Organisation | None = None) -> Consultation:
    """The same, with a phase for a questionnaire before the others."""
    found, now = complete(by, of), db_now()
    lay_schedule(found, {PhaseKind.ASK: (now + DAY / 2, now + 9 * DAY), **schedule("upcoming")})
    return Consultation.objects.get(pk=found.pk)


def opened(moment: str = "propose", by: User | None = None, of: Organisation | None = None, **fields) -> Consultation:
    """Opened, and standing at that moment."""
    of = of or town_hall()
    by = by or officer(of)
    found = complete(by, of, **fields)
    services.open_consultation(user=by, consultation=found)
    return moved(found, moment)


def moved(consultation: Consultation, moment: str) -> Consultation:
    consultation = Consultation.objects.get(pk=consultation.pk)
    lay_schedule(consultation, schedule(moment))
    return Consultation.objects.get(pk=consultation.pk)


def cancelled(moment: str = "propose") -> Consultation:
    found = opened(moment)
    services.cancel_consultation(**course(found, reason="La commission a été dissoute."))
    return Consultation.objects.get(pk=found.pk)


def course(consultation: Consultation, **fields) -> dict:
    """What every change of its course is given, by an officer of its body."""
    consultation.refresh_from_db(fields=["edition"])
    by = officer(consultation.organisation) if "user" not in fields else fields["user"]
    said = {"reason": "La salle est inondée.", "language": "fr", "edition": consultation.edition}
    return {"user": by, "consultation": consultation, **said, **fields}


def phase(consultation: Consultation, kind: str) -> Phase:
    return consultation.phases.get(kind=kind)
