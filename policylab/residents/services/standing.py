"""What every way to a check shares: one person, one voice in a town."""

from policylab.accounts.models import User
from policylab.residents.models import Check
from policylab.territories.models import Territory


def standing_in(user: User, territory: Territory) -> Check | None:
    """That of this person in this town, read under the lock on the person: two ways at the same moment make one check."""
    User.objects.select_for_update().get(pk=user.pk)
    return Check.objects.standing().filter(user=user, territory=territory).first()
