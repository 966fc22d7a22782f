"""Places with official codes in one tree: country > governorate or region > municipality.

One table with scale, code and containment, floats for points (aides-territoires' Perimeter). A place is retired, never
deleted. `path` is the codes from the country down, so that «within» is one indexed prefix. Shapes stand in a table of
their own: no list of places ever loads one by accident.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from policylab.core.named import FiveNames

from .enums import Scale


class TerritoryQuerySet(models.QuerySet):
    def public(self):
        return self.filter(retired_on=None)

    def within(self, territory: "Territory"):
        """The place itself and everything in it."""
        return self.filter(Q(pk=territory.pk) | Q(path__startswith=f"{territory.path}/"))

    def around(self, territory: "Territory"):
        """The place itself and everything it lies in."""
        codes = territory.path.split("/")
        return self.filter(path__in=["/".join(codes[: depth + 1]) for depth in range(len(codes))])

    def at_scale(self, scale: Scale):
        return self.filter(scale=scale)


class Territory(FiveNames):
    code = models.CharField(max_length=80, unique=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    path = models.CharField(max_length=200, unique=True, editable=False)
    scale = models.CharField(max_length=12, choices=Scale.choices)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    source = models.CharField(max_length=200, blank=True)
    retired_on = models.DateField(null=True, blank=True)

    objects = TerritoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("territory")
        verbose_name_plural = _("territories")
        ordering = ["path"]
        constraints = [
            models.CheckConstraint(condition=Q(scale__in=Scale.values), name="territory_scale_known"),
            models.CheckConstraint(
                condition=Q(scale=Scale.COUNTRY, parent=None) | (~Q(scale=Scale.COUNTRY) & Q(parent__isnull=False)),
                name="territory_country_is_top",
            ),
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180),
                name="territory_point_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(name_fr="") & ~Q(name_ar="") & ~Q(name_en="") & ~Q(name_es="") & ~Q(name_it=""),
                name="territory_has_five_names",
            ),
        ]


class Shape(models.Model):
    """The outline of a place on a small map: GeoJSON geometry, WGS 84 longitude and latitude."""

    territory = models.OneToOneField(Territory, models.CASCADE, related_name="shape")
    geometry = models.JSONField()

    class Meta:
        verbose_name = _("shape")
        verbose_name_plural = _("shapes")

    def __str__(self) -> str:
        return str(self.territory_id)
