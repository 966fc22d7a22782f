from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VotesConfig(AppConfig):
    name = "consultations.votes"
    label = "votes"

    def ready(self) -> None:
        from django.urls import reverse

        from consultations.models import Consultation
        from policylab.core import registries
        from proposals.models import Proposal

        from . import trail
        from .models import Vote
        from .permissions import shows_vote_tab
        from .services import close_due_votes

        registries.due["votes"] = close_due_votes
        registries.add_trail(Proposal, trail.trail_of_plans)
        registries.add_trail(Consultation, trail.trail_of_consultations)
        registries.add_trail(Vote, trail.trail_of_votes)
        tab = registries.Tab(
            "vote", _("Vote"), lambda consultation: reverse("votes:detail", args=[consultation.ref]), 50, shows_vote_tab
        )
        registries.add_tab(Consultation, tab)
