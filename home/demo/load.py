"""The whole demo, in the order of the loop. One transaction: half a demo would be worse than none."""

from collections.abc import Callable

from django.db import transaction

from home.services import follow_places
from policylab.accounts.models import User
from policylab.core.after import after_commit
from policylab.notices.services.mailing import mail_nothing_yet

from .afterwards import Afterwards
from .ballots import tell_vote
from .courses import date_log, tell_changes
from .drafts import begin_drafts
from .gatherings import Gathering
from .library import load_library
from .people import load_bodies, load_people, read
from .places import load_places
from .questionnaires import tell_questionnaire
from .residents import check_residents, tell_about_people
from .roles import demo_only

Say = Callable[[str], object]
# One for each state a consultation can be in.
CONSULTATIONS = ("upcoming", "asking_now", "open_for_plans", "voting_now", "delivered", "overdue")
# And a vote of each other method, in some state.
VOTES = tuple(
    f"votes/{name}"
    for name in ("budget", "yes_no", "ranking", "judgement", "upcoming", "seats", "seats_prepared", "annulled")
)


def is_loaded() -> bool:
    return User.objects.filter(is_demo=True).exists()


@transaction.atomic
def load_demo(say: Say = lambda sentence: None) -> bool:
    """Returns whether there was anything to do: a second call changes nothing."""
    demo_only()
    if is_loaded():
        return False
    say("Places and themes")
    load_places()
    say("People and organisations")
    people = load_people()
    tell_about_people(people)
    bodies = load_bodies(people)
    say("The library")
    pages = load_library(people["editor"], bodies)
    for name in (*CONSULTATIONS, *VOTES):
        say(f"A consultation: {name.replace('_', ' ').replace('votes/', 'a vote, ')}")
        gathering = Gathering(read(f"{name}.yaml"), people, bodies, pages)
        gathering.tell()
        tell_questionnaire(gathering)
        tell_changes(gathering)
        tell_vote(gathering)
        Afterwards(gathering).tell()
        date_log(gathering)
    say("Checked residents")
    check_residents(read("residents.yaml"), people, bodies)
    begin_drafts(read("drafts.yaml"), pages, people["editor"])
    follow_places()
    after_commit(mail_nothing_yet)  # the last of what follows: it comes after every notice of this load
    return True
