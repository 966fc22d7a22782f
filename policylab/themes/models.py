"""What something is about, from one short curated list. A theme is retired, never deleted."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from policylab.core.named import FiveNames, any_name


class ThemeQuerySet(models.QuerySet):
    def public(self):
        return self.filter(retired_on=None)


class Theme(FiveNames):
    slug = models.SlugField(unique=True)
    position = models.PositiveSmallIntegerField(default=0)
    retired_on = models.DateField(null=True, blank=True)

    objects = ThemeQuerySet.as_manager()

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = ["position", "slug"]
        constraints = [models.CheckConstraint(condition=any_name(), name="theme_has_a_name")]
