from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Scale(TextChoices):
    COUNTRY = "country", _("Country")
    GOVERNORATE = "governorate", _("Governorate")
    REGION = "region", _("Region")
    MUNICIPALITY = "municipality", _("Municipality")
