"""Where options pass or not: yes or no, approval, majority judgement, ranking; by whichever rule colleges are joined."""

from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consultations.tallies.types import DecidedBy, Reason
from consultations.votes.enums import Method, Rule
from policylab.core.numbers import number

from . import ranking
from .lines import PlanResult
from .shares import apart, listed, share_of
from .told import Told


def headline(told: Told) -> str:
    adopted = told.adopted
    if told.method == Method.YES_NO:
        return _("The plan is adopted") if adopted else _("The plan is not adopted")
    if not adopted:
        return _("No plan is adopted")
    if len(adopted) > 1:
        return ngettext("%(count)s plan is adopted", "%(count)s plans are adopted", len(adopted)) % {
            "count": number(len(adopted))
        }
    facts = {"letter": adopted[0].letter, "colleges": number(len(adopted[0].lines))}
    if told.rule != Rule.EVERY_COLLEGE:
        return _("Plan %(letter)s is adopted") % facts
    return (
        ngettext(
            "Plan %(letter)s is adopted by the college",
            "Plan %(letter)s is adopted by all %(colleges)s colleges",
            len(adopted[0].lines),
        )
        % facts
    )


def in_figures(told: Told) -> str:
    """How each college received the plan that comes first."""
    best = next(iter(told.adopted), None) or max(told.plans, key=lambda plan: plan.total, default=None)
    if best is None or not best.told:
        return ""
    return _("Plan %(letter)s: %(shares)s") % {"letter": best.letter, "shares": _standing(best)}


def _standing(plan: PlanResult) -> str:
    """Its shares, by the rule by which it was decided."""
    facts = {"shares": " · ".join(line.brief for line in plan.told)}
    if len(plan.told) < len(plan.lines):
        return facts["shares"]
    if plan.rule == Rule.WEIGHTED_COLLEGES and plan.weighted is not None:
        return _("%(share)s by the weights of the colleges (%(shares)s)") % {"share": share_of(plan.weighted), **facts}
    if plan.rule == Rule.ONE_PERSON_ONE_VOTE:
        return _("%(share)s of all papers (%(shares)s)") % {"share": share_of(_of_all(plan)), **facts}
    return facts["shares"]


def _of_all(plan: PlanResult) -> Fraction:
    return Fraction(plan.total, plan.papers or 1)


def parting(told: Told) -> list[str]:
    """Where colleges part: a majority here, none there."""
    if not told.has_quorum:
        return []
    sides = [(plan, [line for line in plan.lines if line.has_majority], plan.lacking) for plan in told.plans]
    return [
        _("The colleges part on plan %(letter)s. A majority is for it here: %(yes)s; not here: %(no)s.")
        % {"letter": plan.letter, "yes": listed([one.label for one in yes]), "no": listed([one.label for one in no])}
        for plan, yes, no in sides
        if yes and no
    ]


def because(plan: PlanResult, told: Told) -> list[str]:
    return [_("Adopted: %(shares)s.") % {"shares": _standing(plan)}] if plan.told else []


def why_not(plan: PlanResult, told: Told) -> list[str]:
    """The sentences under "Why not plan B?"."""
    if plan.reason == Reason.BEYOND_LIMIT:
        return [_beyond(told.outcome["adopt_at_most"] or 0, plan), _decided(plan, told)]
    beaten = ranking.beaten_by_winner(plan, told) if told.method == Method.SCHULZE else []
    if plan.rule == Rule.EVERY_COLLEGE:
        return [*_more_in_all(plan, told), *(line.lacks for line in plan.lacking), *beaten]
    if len(plan.told) < len(plan.lines):
        return [_("So few voted in one college that the figures by which it has no majority are not told.")]
    if plan.rule == Rule.WEIGHTED_COLLEGES:
        return [_too_light(plan), *beaten]
    return [_too_few(plan), *beaten]


def _more_in_all(plan: PlanResult, told: Told) -> list[str]:
    best = max(told.adopted, key=lambda other: other.total, default=None)
    if best is None or plan.total <= best.total or told.withheld:
        return []
    more = _(
        "More papers in all are for it: %(its)s against %(other)s for plan %(letter)s. But each college decides by itself."
    )
    if told.method == Method.APPROVAL:
        more = _(
            "It has more approvals in all: %(its)s against %(other)s for plan %(letter)s. But each college decides by itself."
        )
    return [more % {"its": number(plan.total), "other": number(best.total), "letter": best.letter}]


def _too_light(plan: PlanResult) -> str:
    share = share_of(plan.weighted or Fraction(0))
    parts = " · ".join(line.brief for line in plan.told)
    sentence = _("By the weights of the colleges it comes to %(share)s (%(shares)s); more than half is needed.")
    return sentence % {"share": share, "shares": parts}


def _too_few(plan: PlanResult) -> str:
    if not plan.papers:
        return _("No paper says anything, so nothing has a majority.")
    return ngettext(
        "Of all papers together %(count)s of %(papers)s is for it; it takes %(needed)s.",
        "Of all papers together %(count)s of %(papers)s are for it; it takes %(needed)s.",
        plan.total,
    ) % {"count": number(plan.total), "papers": number(plan.papers), "needed": number(plan.papers // 2 + 1)}


def _beyond(limit: int, plan: PlanResult) -> str:
    facts = {"limit": number(limit), "place": number(plan.place or 0)}
    if plan.rule != Rule.EVERY_COLLEGE:
        return (
            ngettext(
                "It has a majority, but at most %(limit)s plan could be adopted; it comes in place %(place)s.",
                "It has a majority, but at most %(limit)s plans could be adopted; it comes in place %(place)s.",
                limit,
            )
            % facts
        )
    return (
        ngettext(
            "Every college gives it a majority, but at most %(limit)s plan could be adopted; it comes in place %(place)s.",
            "Every college gives it a majority, but at most %(limit)s plans could be adopted; it comes in place %(place)s.",
            limit,
        )
        % facts
    )


def _decided(plan: PlanResult, told: Told) -> str:
    """Against the plan just before it in the order, and what decided between the two."""
    before = next(other for other in told.plans if other.place == (plan.place or 0) - 1)
    facts = {"letter": before.letter}
    if not plan.rank:
        untold = _(
            "A college in which so few voted has no say in the order; by the others it comes after plan %(letter)s."
        )
        return untold % facts
    if told.method == Method.SCHULZE:
        return ranking.behind(plan, before, told)
    if plan.rank == DecidedBy.TIE_ORDER:
        return _level(before)
    if plan.rank == DecidedBy.WEIGHTED_SHARE:
        its, other = apart(plan.weighted or Fraction(0), before.weighted or Fraction(0))
        sentence = _(
            "By the weights of the colleges it comes to %(share)s, plan %(letter)s, just before it, to %(other)s."
        )
        return sentence % {**facts, "share": its, "other": other}
    if plan.rank == DecidedBy.SMALLEST_SHARE:
        return _liked_least(plan, before)
    return _of_all_papers(plan, before)


def _liked_least(plan: PlanResult, before: PlanResult) -> str:
    least, least_before = (min(one.lines, key=lambda line: line.exact) for one in (plan, before))
    share, other_share = apart(least.exact, least_before.exact)
    return _("What counts then is the college that likes a plan least: %(college)s, %(share)s. Plan %(letter)s, just before it, "
             "has %(other_share)s there where it is liked least (%(other)s).") % {
        "letter": before.letter,
        "college": least.label,
        "share": share,
        "other": least_before.label,
        "other_share": other_share,
    }  # fmt: skip


def _of_all_papers(plan: PlanResult, before: PlanResult) -> str:
    share, other = apart(_of_all(plan), _of_all(before))
    facts = {"letter": before.letter, "share": share, "other": other}
    if plan.rule == Rule.EVERY_COLLEGE:
        return (
            _("Its least favourable college gives it as much as plan %(letter)s; of all papers, more approve that one.")
            % facts
        )
    return _("Of all papers %(share)s are for it, and %(other)s for plan %(letter)s, just before it.") % facts


def _level(before: PlanResult) -> str:
    level = _(
        "It is level with plan %(letter)s in everything; a lot decides, drawn from all papers by a rule published before."
    )
    return level % {"letter": before.letter}
