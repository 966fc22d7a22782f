"""Who takes part in a consultation: whoever wrote, backed, discussed or gave something, and follows it. Rooms add theirs."""

from collections.abc import Callable

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from policylab.core.keys import key_for, split_key
from policylab.discussion.models import Comment
from policylab.notices.models import Follow
from proposals.models import Commitment, Proposal, Support

from .models import Consultation

EVERYBODY = "consultations.everybody"
# function(consultation) -> conditions on people; the voters' room adds those on an opened roll.
taking_part: list[Callable[[Consultation], Q]] = []


def everybody_in(subject: str) -> Q:
    """For notices' slot."""
    consultation = Consultation.objects.get(pk=split_key(subject)[1])
    plans = Proposal.objects.public().filter(round=consultation.round_id)
    people = Q()
    for users in _plans_people(plans):
        people |= Q(pk__in=users)
    for conditions in taking_part:
        people |= conditions(consultation)
    return people


def _plans_people(plans: QuerySet[Proposal]) -> list[QuerySet]:
    """Comments name a plan by its number in letters, followers by its key."""
    plans = plans.order_by()
    letters = plans.annotate(letters=Cast("pk", CharField())).values("letters")
    keys = plans.annotate(key=Concat(Value(key_for(Proposal._meta.label_lower, "")), Cast("pk", CharField()))).values(
        "key"
    )
    about = Comment.objects.filter(content_type=ContentType.objects.get_for_model(Proposal), object_pk__in=letters)
    return [
        plans.values("author"),
        Support.objects.filter(proposal__in=plans).values("user"),
        Commitment.objects.public().filter(proposal__in=plans).values("made_by"),
        about.order_by().values("user"),
        Follow.objects.standing().filter(subject__in=keys).values("user"),
    ]
