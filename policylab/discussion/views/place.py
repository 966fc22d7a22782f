"""What every page of a thread finds first, and where it leads afterwards."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from policylab.core.registries import CommentRule, comment_rule
from policylab.discussion.models import Comment
from policylab.discussion.permissions import can_read_thread
from policylab.discussion.selectors import comment_by_ref, page_number_of


@dataclass(frozen=True)
class Place:
    """A commented object, its rule, and the comment an address names, if it names one."""

    target: Any
    rule: CommentRule
    comment: Comment | None = None

    @property
    def context(self) -> dict[str, Any]:
        back = self.address if self.comment is None else place_address(self.rule, self.target, self.comment)
        title = self.rule.title(self.target)
        return {"target": self.target, "target_title": title, "slug": self.rule.slug, "back": back}

    @property
    def address(self) -> str:
        return self.rule.address(self.target)


def find_place(request: HttpRequest, slug: str, ref: str, comment_ref: str = "") -> Place:
    """404 for what is unknown, hidden from this reader, or joined from two different things."""
    rule = comment_rule(slug)
    target = rule.find(ref) if rule else None
    if rule is None or target is None or not can_read_thread(request.user, target, rule):
        raise Http404
    return Place(target, rule, comment_by_ref(target, comment_ref) if comment_ref else None)


def place_address(rule: CommentRule, target: Any, comment: Comment) -> str:
    """The page of the thread on which a comment stands, opened at it."""
    number = page_number_of(comment)
    page = f"?page={number}" if number > 1 else ""
    return f"{rule.address(target)}{page}#c-{comment.ref}"


def to_comment(place: Place, comment: Comment) -> HttpResponse:
    return HttpResponseRedirect(place_address(place.rule, place.target, comment))
