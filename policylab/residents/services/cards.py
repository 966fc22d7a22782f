"""Cards. Their codes pass through here once, on their way to paper; what stays is a digest."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from policylab.accounts.models import User
from policylab.core.clock import db_now
from policylab.core.errors import Refused
from policylab.directory.models import Organisation
from policylab.residents.codes import digest_of
from policylab.residents.enums import How
from policylab.residents.models import CARDS_AT_MOST, Card, CardBatch, Check
from policylab.residents.permissions import can_end_batch, can_make_cards, can_use_card

from .standing import standing_in


@transaction.atomic
def make_batch(*, by: User, organisation: Organisation, codes: Sequence[str], ref: str) -> CardBatch:
    """Called when the sheet is made, so that no card is good that nobody can print. `ref` stands on each card."""
    if not can_make_cards(by, organisation):
        raise PermissionDenied
    if not 0 < len(codes) <= CARDS_AT_MOST:
        raise Refused(_("At most %(most)s cards at once.") % {"most": CARDS_AT_MOST}, field="size")
    batch = CardBatch.objects.create(
        ref=ref,
        organisation=organisation,
        territory=organisation.territory,
        size=len(codes),
        made_by=by,
        made_at=db_now(),
    )
    Card.objects.bulk_create((Card(batch=batch, digest=digest_of(code)) for code in codes), batch_size=500)
    return batch


@transaction.atomic
def end_batch(*, by: User, batch: CardBatch) -> CardBatch:
    """Voids what nobody has used; ended twice it ended the first time."""
    batch = CardBatch.objects.select_for_update(of=("self",)).select_related("organisation__territory").get(pk=batch.pk)
    if not can_end_batch(by, batch):
        raise PermissionDenied
    if batch.ended_at is None:
        batch.ended_at, batch.ended_by = db_now(), by
        batch.save(update_fields=["ended_at", "ended_by"])
    return batch


@transaction.atomic
def use_card(*, user: User, digest: str) -> Check:
    """One card makes one check. Locked in this order, always: the batch, then the person."""
    if not can_use_card(user):
        raise PermissionDenied
    card = _locked_card(digest)
    if card is None:
        raise Refused(_("No card has this code. Compare it with the card, letter by letter."), field="code")
    made = Check.objects.filter(card=card).first()
    if made and made.user_id == user.pk and made.ended_at is None:
        return made  # a second press, or a lost answer
    if made:
        raise Refused(_("This card has been used already. Each card counts once."), field="code")
    if card.batch.ended_at:
        raise Refused(_("This card is no longer valid. Ask the town hall for another one."), field="code")
    if standing_in(user, card.batch.territory):
        raise Refused(_("You are a checked resident of this town already. Your card stays unused."), field="code")
    return Check.objects.create(
        user=user,
        territory=card.batch.territory,
        how=How.CARD,
        card=card,
        organisation=card.batch.organisation,
        checked_at=db_now(),
    )


def _locked_card(digest: str) -> Card | None:
    """With its batch locked: whoever ends the batch and whoever uses its cards take turns."""
    cards = Card.objects.select_for_update(of=("batch",))
    return cards.select_related("batch__territory", "batch__organisation").filter(digest=digest).first()
