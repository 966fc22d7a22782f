"""One row per public object and language, written with the object (DESIGN 4.7). Engines read it.

An object that stops being public leaves a tombstone (`gone_at`) with a version until every engine has it.
Stage is never stored: `opens_at` and `closes_at` are compared with the clock in the query.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class SearchDocumentQuerySet(models.QuerySet):
    def public(self):
        return self.filter(gone_at=None)

    def unsent(self):
        """What Elasticsearch has not seen."""
        return self.filter(sent_version__lt=F("version"))


class SearchDocument(models.Model):
    key = models.CharField(max_length=100, help_text="app.model:pk")
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=300)
    body = models.TextField(blank=True)
    url = models.CharField(max_length=300)
    territory = models.CharField(max_length=200, blank=True, help_text="Path of codes, country first.")
    place = models.TextField(blank=True, default="", help_text="Its names, and those of what it lies in.")
    themes = models.JSONField(default=list)
    opens_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveBigIntegerField(default=1)
    changed_at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True, blank=True)
    title_terms = models.TextField(
        blank=True, default="", help_text="Stems (search.analysis), for the database's index."
    )
    body_terms = models.TextField(blank=True, default="")
    place_terms = models.TextField(blank=True, default="", help_text="Whole names: Tunis is not Tunisia.")
    sent_version = models.PositiveBigIntegerField(default=0, help_text="The version Elasticsearch has.")

    objects = SearchDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("search document")
        verbose_name_plural = _("search documents")
        constraints = [
            models.UniqueConstraint(fields=["key", "language"], name="search_document_once_per_language"),
            models.CheckConstraint(
                condition=Q(gone_at=None) | Q(title="", body="", title_terms="", body_terms=""),
                name="search_tombstone_is_empty",
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "language"]),
            models.Index(fields=["changed_at"]),
            models.Index(fields=["id"], condition=Q(sent_version__lt=F("version")), name="search_unsent"),
        ]

    def __str__(self) -> str:
        return f"{self.key} ({self.language})"


class StaleKey(models.Model):
    """An object whose documents must be written again: marked within the act, cleared by whoever wrote them.

    So an index that failed after the commit, or a server that died there, loses nothing: `run_due` catches up.
    """

    key = models.CharField(max_length=100, unique=True)
    since = models.DateTimeField()

    class Meta:
        verbose_name = _("object to index")
        verbose_name_plural = _("objects to index")

    def __str__(self) -> str:
        return self.key
