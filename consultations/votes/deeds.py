"""What bodies cast by name, for their pages: public like the whole roll call once the vote is counted, never before."""

from collections import defaultdict
from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from consultations.selectors import words_of
from policylab.core.loop import DECIDE
from policylab.core.registries import DEEDS_AT_MOST, Deed
from policylab.directory.models import Organisation

from .afterwards import is_annulled
from .enums import Method, VoteStatus
from .models import NamedVote
from .words import paper_in_words


def votes_cast_by_name(organisations: Sequence[Organisation]) -> dict[Organisation, list[Deed]]:
    rows = NamedVote.objects.filter(organisation__in=organisations, vote__status=VoteStatus.COUNTED)
    rows = rows.select_related("organisation", "vote__result", "vote__annulment", "vote__phase__consultation")
    rows = rows.prefetch_related("vote__phase__consultation__texts")
    found: dict[Organisation, list[Deed]] = defaultdict(list)
    for cast in rows.order_by("-cast_at", "-pk")[:DEEDS_AT_MOST]:
        consultation = cast.vote.phase.consultation
        words = words_of(consultation)
        address = reverse("votes:result", args=[consultation.ref])
        method = cast.vote.method
        note = paper_in_words(method, cast.choices) if cast.choices or method == Method.YES_NO else _("A blank paper")
        if method == Method.APPROVAL and cast.choices:
            note = _("Approved %(letters)s") % {"letters": note}
        if is_annulled(cast.vote):
            note = _("%(note)s, in a vote that was annulled") % {"note": note}
        found[cast.organisation].append(
            Deed(DECIDE, _("How it voted"), words.title, address, cast.vote.result.counted_at, note, words.language)
        )
    return found
