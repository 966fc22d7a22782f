from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class Capacity(TextChoices):
    """As what an organisation signs a charter."""

    COORDINATOR = "coordinator", pgettext_lazy("signs as", "Coordinator")
    HOST = "host", pgettext_lazy("signs as", "Host")
    PROVIDER = "provider", pgettext_lazy("signs as", "Service provider")
    FUNDER = "funder", pgettext_lazy("signs as", "Funder")
    PARTNER = "partner", pgettext_lazy("signs as", "Partner")
