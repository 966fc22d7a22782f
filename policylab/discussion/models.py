"""Comments on anything. django-comments-xtd gives model and threading, nothing else of it is mounted (DESIGN 4.6).

Its rows keep no e-mail and no address of a machine here; the name shown is read from the account each time.
"""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_comments_xtd.models import XtdComment

from policylab.core.refs import new_ref
from policylab.directory.models import Organisation


class CommentQuerySet(models.QuerySet):
    def public(self):
        """Hidden ones stay in the thread, their words replaced: answers to them keep their place."""
        return self.filter(is_public=True, is_removed=False)

    def standing(self):
        """Those whose words can be read."""
        return self.public().filter(hidden_at=None)

    def about(self, target):
        return self.filter(content_type=ContentType.objects.get_for_model(target), object_pk=str(target.pk))

    def in_thread_order(self):
        """Every answer right after what it answers; the oldest thread first."""
        return self.order_by("thread_id", "order")


class Comment(XtdComment):
    """One statement in a thread: its language, and the organisation it speaks for, if any."""

    # A name of its own for the link: «comment» is already a field of the parent.
    xtdcomment_ptr = models.OneToOneField(
        XtdComment, models.CASCADE, parent_link=True, primary_key=True, related_name="lab_comment"
    )
    ref = models.CharField(max_length=10, unique=True, default=new_ref, editable=False)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="comments")
    edited_at = models.DateTimeField(null=True, blank=True)
    # When it was said, if it asks something and nobody answered. Kept, because a desk looks for the oldest of all of them.
    asks_since = models.DateTimeField(null=True, blank=True, editable=False)
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    hidden_because = models.CharField(max_length=300, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        indexes = [
            models.Index(
                fields=["asks_since"], condition=Q(asks_since__isnull=False, hidden_at=None), name="comments_that_ask"
            )
        ]
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
