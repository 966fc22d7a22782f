"""What may not stand together in a vote, for the database to hold. What a method asks for is there from the opening on."""

from django.db.models import CheckConstraint, Q

from .enums import BY_MAJORITY, SEVERAL, Completion, Method, RollKind, Rule, VoteStatus

NOT_OPENED = Q(status=VoteStatus.PREPARED)
BUDGET, SEATS = Q(method=Method.EQUAL_SHARES), Q(method=Method.STV)

OF_VOTES = [
    CheckConstraint(condition=Q(method__in=Method.values), name="vote_method_known"),
    CheckConstraint(condition=Q(rule__in=Rule.values), name="vote_rule_known"),
    CheckConstraint(condition=Q(roll_kind__in=RollKind.values), name="vote_roll_kind_known"),
    CheckConstraint(condition=Q(completion__in=["", *Completion.values]), name="vote_completion_known"),
    CheckConstraint(condition=Q(adopt_at_most=None) | Q(adopt_at_most__gte=1), name="vote_adopts_at_least_one"),
    CheckConstraint(
        condition=Q(adopt_at_most=None) | Q(method__in=SEVERAL), name="vote_limit_only_where_several_may_pass"
    ),
    CheckConstraint(
        condition=Q(method__in=BY_MAJORITY) | Q(rule=Rule.ONE_PERSON_ONE_VOTE), name="vote_rule_only_for_majorities"
    ),
    CheckConstraint(
        condition=Q(rule=Rule.WEIGHTED_COLLEGES) | Q(weights={}), name="vote_weights_only_where_they_count"
    ),
    CheckConstraint(
        condition=NOT_OPENED | ~Q(rule=Rule.WEIGHTED_COLLEGES) | ~Q(weights={}), name="vote_weights_stated"
    ),
    CheckConstraint(condition=Q(seats=None) | (SEATS & Q(seats__gte=1)), name="vote_seats_only_where_they_are_filled"),
    CheckConstraint(
        condition=Q(college_seats={}) | (SEATS & Q(seats=None)), name="vote_seats_on_one_roll_or_by_college"
    ),
    CheckConstraint(
        condition=NOT_OPENED | ~SEATS | Q(seats__isnull=False) | ~Q(college_seats={}), name="vote_seats_stated"
    ),
    CheckConstraint(condition=Q(marks_deleted_at=None) | Q(status=VoteStatus.COUNTED), name="vote_marks_outlive_count"),
    CheckConstraint(
        condition=(Q(money=None, currency="", completion="", money_shares={})) | (BUDGET & Q(money__gt=0)),
        name="vote_money_only_for_a_budget",
    ),
    CheckConstraint(
        condition=NOT_OPENED | ~BUDGET | (Q(money__isnull=False) & ~Q(currency="") & ~Q(completion="")),
        name="vote_money_stated",
    ),
    CheckConstraint(
        condition=Q(status=VoteStatus.PREPARED, opened_at=None)
        | (~Q(status=VoteStatus.PREPARED) & Q(opened_at__isnull=False)),
        name="vote_opened_has_its_date",
    ),
    CheckConstraint(
        condition=(NOT_OPENED & Q(seed=""))
        | (Q(status=VoteStatus.OPENED) & ~Q(seed=""))
        | Q(status=VoteStatus.COUNTED),
        name="vote_seed_is_drawn_at_opening",
    ),
]
OF_OPTIONS = [
    CheckConstraint(
        condition=Q(version__isnull=False, name="", about="") | (Q(version=None) & ~Q(name="")),
        name="option_plan_or_candidate",
    ),
    CheckConstraint(condition=Q(college="") | Q(version=None), name="option_college_is_of_a_candidate"),
    CheckConstraint(condition=Q(cost=None) | Q(cost__gt=0, version__isnull=False), name="option_cost_is_of_a_plan"),
]
