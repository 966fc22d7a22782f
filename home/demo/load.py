"""The whole demo, in the order of the loop. One transaction: half a demo would be worse than none."""

from collections.abc import Callable

from django.db import transaction

from policylab.accounts.models import User

from .ballots import cast_some, hold_vote
from .gatherings import Gathering
from .library import load_library
from .people import load_bodies, load_people, read
from .places import load_places
from .roles import demo_only

Say = Callable[[str], object]


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
    bodies = load_bodies(people)
    say("The library")
    pages = load_library(people["editor"])
    say("A consultation that gathers plans")
    Gathering(read("open_for_plans.yaml"), people, bodies, pages).tell()
    say("A vote under way")
    voting = Gathering(read("voting_now.yaml"), people, bodies, pages)
    consultation = voting.tell()
    vote = hold_vote(voting, consultation, voting.told["vote"])
    cast_some(voting, vote, voting.told["vote"])
    return True
