"""Comments on anything. django-comments-xtd gives model and threading, nothing else of it is mounted (DESIGN 4.6).

Its rows keep no e-mail and no address of a machine here; the name shown is read from the account each time.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_comments_xtd.models import XtdComment

from policylab.core.refs import new_ref
from policylab.directory.models import Organisation


class Comment(XtdComment):
    """One statement in a thread: its language, and the organisation it speaks for, if any."""

    # A name of its own for the link: «comment» is already a field of the parent.
    xtdcomment_ptr = models.OneToOneField(XtdComment, models.CASCADE, parent_link=True, primary_key=True, related_name="lab_comment")
    ref = models.CharField(max_length=10, unique=True, default=new_ref, editable=False)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="comments")
    edited_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    hidden_because = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        constraints = [
            models.CheckConstraint(
                condition=Q(hidden_at=None, hidden_because="") | (Q(hidden_at__isnull=False) & ~Q(hidden_because="")),
                name="comment_hidden_with_a_reason",
            )
        ]


class Flag(models.Model):
    """A participant's complaint about a comment; who complained is never shown."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="complaints")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    reason = models.CharField(max_length=500)
    flagged_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("flag")
        verbose_name_plural = _("flags")
        constraints = [models.UniqueConstraint(fields=["comment", "user"], name="flag_once")]

    def __str__(self) -> str:
        return self.reason
