"""The course of an open consultation changes: with a reason, told to all who take part, written down for good."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from consultations import services
from consultations.answering import period_of_round
from consultations.changes import change_of
from consultations.enums import Deed, PhaseKind
from consultations.missing import missing_from
from consultations.models import Consultation, Entry, Phase
from consultations.selectors import standing_schedule
from policylab.core.clock import db_now
from policylab.core.errors import Refused, Stale
from policylab.core.registries import comment_rules, waiting_for
from policylab.discussion.services import post_comment
from policylab.notices.models import Announcement, Notice
from policylab.notices.sentences import sentence_of
from policylab.notices.services import follow, telling, unfollow
from proposals import services as planning
from proposals.models import Proposal
from search.models import SearchDocument
from search.services import catch_up
from tests.proposals import factories as plans
from tests.proposals.pages import browser

from . import factories as make

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
WHY = "L’imprimeur a deux semaines de retard."


def at(consultation, page="", language="fr"):
    return f"/{language}/consultations/{consultation.ref}/{page}"


def later(consultation, days: int, *kinds: str) -> dict:
    """The dates as they stand, these phases ending so many days later."""
    stands = standing_schedule(consultation)
    return stands | {kind: (stands[kind][0], stands[kind][1] + days * DAY) for kind in kinds}


def typed(consultation, **fields) -> dict:
    """The form of the dates as a browser sends it back."""
    found = {"edition": consultation.edition, "reason": WHY, "language": "fr"}
    for kind, span in standing_schedule(consultation).items():
        for edge, moment in zip(("opens", "closes"), span, strict=True):
            found[f"{kind}_{edge}"] = timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M")
    return found | fields


def day(moment) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M")


def people_in(consultation) -> dict:
    """One of each who takes part in it, and one who stopped following it."""
    plan, people = plans.published(round=consultation.round), {}
    people["author"] = plan.author
    for name in ("supporter", "talker", "giver", "follower", "left"):
        people[name] = plans.person(name)
    planning.support_proposal(user=people["supporter"], proposal=plan)
    post_comment(user=people["talker"], target=plan, text="Et le soir ?", language="fr")
    plans.committed(plan, user=people["giver"])
    for name in ("follower", "left"):
        follow(user=people[name], target=consultation)
    planning.support_proposal(user=people["left"], proposal=plan)
    unfollow(user=people["left"], target=consultation)
    return people


def test_dates_are_moved_with_a_reason_and_everybody_reads_before_and_after():
    found = make.opened("discuss")
    officer, stood = make.officer(found.organisation), standing_schedule(found)
    desk, page = browser(officer), at(found, "move/")
    form = desk.get(page)
    assert form.status_code == 200
    assert "propose_opens" not in form.content.decode()  # it has begun: its beginning is told, not asked
    until = day(stood[PhaseKind.DISCUSS][1] + 7 * DAY)
    sent = typed(found, discuss_closes=until)
    refused = desk.post(page, sent)  # the vote begins before that
    assert refused.status_code == 400
    assert WHY in refused.content.decode()
    assert desk.post(page, sent | {"along": "on", "reason": ""}).status_code == 400
    assert standing_schedule(found) == stood
    assert desk.post(page, sent | {"along": "on"})["Location"] == at(found)
    moved = standing_schedule(found)
    assert day(moved[PhaseKind.DISCUSS][1]) == until
    # Exactly as long as before, to the second: what the form does not show is not lost.
    assert {end - begin for begin, end in (moved["vote"], stood["vote"])} == {stood["vote"][1] - stood["vote"][0]}
    assert moved[PhaseKind.PROPOSE] == stood[PhaseKind.PROPOSE]
    public = browser().get(at(found, language="en")).content.decode()
    assert WHY in public
    assert found.organisation.name in public
    assert str(officer) not in public
    assert "<s>" in public
    log = desk.get(at(found, "log/")).content.decode()
    assert log.partition("<main")[2].count(str(officer)) == 2  # what was done, and that they are an officer
    assert WHY in browser().get(at(found, "report/")).content.decode()


def test_the_second_officer_sees_what_the_first_changed_and_keeps_what_was_typed():
    found = make.opened("propose")
    first, second = browser(make.officer(found.organisation)), browser(make.officer(found.organisation))
    stands = standing_schedule(found)
    one, other = typed(found), typed(found, reason="Le conseil siège plus tard.")
    one["deliver_closes"], other["deliver_closes"] = (day(stands["deliver"][1] + n * DAY) for n in (10, 20))
    assert first.post(at(found, "move/"), one).status_code == 302
    assert first.post(at(found, "move/"), one).status_code == 302  # the same press twice
    stale = second.post(at(found, "move/"), other)
    page = stale.content.decode()
    assert stale.status_code == 409
    assert "Le conseil siège plus tard." in page
    assert WHY in page
    assert other["deliver_closes"] in page
    assert Entry.objects.public().count() == 1
    found.refresh_from_db()
    assert second.post(at(found, "move/"), other | {"edition": found.edition}).status_code == 302
    assert day(standing_schedule(found)["deliver"][1]) == other["deliver_closes"]


@pytest.mark.usefixtures("in_english")
def test_all_who_take_part_are_told_once_a_crowd_a_moment_later(monkeypatch, django_capture_on_commit_callbacks):
    found = make.opened("propose")
    people, officer = people_in(found), make.officer(found.organisation)
    Notice.objects.all().delete()
    monkeypatch.setattr(telling, "CROWD", 2)
    change = make.course(found, user=officer, schedule=later(found, 5, "deliver"), reason=WHY)
    with django_capture_on_commit_callbacks(execute=True):
        services.move_dates(**change)
    wanted = {user.pk for name, user in people.items() if name != "left"}
    assert Announcement.objects.count() == 1
    assert telling.tell_crowds() == len(wanted)
    notices = Notice.objects.filter(event="consultation.moved")
    assert set(notices.values_list("user", flat=True)) == wanted
    assert notices.count() == len(wanted)
    assert sentence_of(notices[0]) == f"The dates of «Ouvrir le cluster aux autres» have changed: {WHY}"


def test_while_it_is_paused_nothing_is_done_in_it_and_it_gets_its_days_back():
    found = make.opened("propose")
    plan, citizen = plans.published(round=found.round), plans.person()
    services.pause_consultation(**make.course(found))
    plan = Proposal.objects.get(pk=plan.pk)
    for act in (
        lambda: planning.support_proposal(user=citizen, proposal=plan),
        lambda: plans.published(round=found.round),
        lambda: plans.committed(plan),
        lambda: planning.withdraw_proposal(user=plan.author, proposal=plan),
        lambda: post_comment(user=citizen, target=plan, text="Et le soir ?", language="fr"),
        lambda: services.move_dates(**make.course(found, schedule=later(found, 5, "deliver"))),
    ):
        with pytest.raises((Refused, PermissionDenied)):
            act()
    assert comment_rules[Proposal].why_closed(plan, citizen)
    for page in (at(found), at(found, "plans/"), f"/fr/plans/{plan.ref}/"):
        assert "alert warn" in browser().get(page).content.decode()
    assert found.ref not in browser().get("/fr/consultations/?stage=open").content.decode()
    stood = standing_schedule(found)
    services.resume_consultation(**make.course(found, move=True, reason="L’eau est partie."))
    assert {end - stood[kind][1] for kind, (_begin, end) in standing_schedule(found).items()} == {DAY}
    planning.support_proposal(user=citizen, proposal=plan)


def test_a_cancelled_one_stays_to_be_read_and_says_why_everywhere():
    found = make.opened("propose")
    plan, citizen = plans.published(round=found.round), plans.person()
    officer = make.officer(found.organisation)
    desk = browser(officer)
    bare = {"edition": found.edition, "reason": WHY, "language": "fr"}
    assert desk.post(at(found, "cancel/"), bare).status_code == 400  # one must say that one knows
    assert desk.post(at(found, "cancel/"), bare | {"sure": "on"}).status_code == 302
    assert desk.post(at(found, "cancel/"), bare | {"sure": "on"}).status_code == 302
    assert Entry.objects.filter(deed=Deed.CANCELLED).count() == 1
    for page in (at(found), at(found, "plans/"), at(found, "report/"), at(found, "vote/")):
        assert WHY in browser().get(page).content.decode()
    assert "alert warn" in browser().get(f"/fr/plans/{plan.ref}/").content.decode()
    with pytest.raises(Refused):
        planning.support_proposal(user=citizen, proposal=plan)
    make.moved(found, "answer")
    with pytest.raises(Refused):
        planning.answer_proposal(user=officer, proposal=plan, verdict="adopted", reason=WHY * 3, language="fr")
    assert waiting_for(officer, db_now()) == []
    assert found.ref in browser().get("/fr/consultations/?stage=closed").content.decode()


def test_what_was_answered_is_not_called_off():
    found = make.opened("propose")
    plan, officer = plans.published(round=found.round), make.officer(found.organisation)
    make.moved(found, "answer")
    reason = "La Ville paie la salle et le gardien."
    planning.answer_proposal(user=officer, proposal=plan, verdict="adopted", reason=reason, language="fr")
    with pytest.raises(Refused):
        services.cancel_consultation(**make.course(found, user=officer))
    assert list(Entry.objects.values_list("deed", flat=True)) == [Deed.ANSWERED, Deed.OPENED]


def test_an_answer_that_was_due_stays_late_whatever_date_is_set():
    found = make.moved(make.opened("propose"), "deliver")
    due_at = make.phase(found, "answer").closes_at
    for days in (20, 30):
        services.move_dates(**make.course(found, schedule=later(found, days, "answer", "deliver")))
        found.refresh_from_db()
        assert period_of_round(found.round).closes_at == due_at
    assert make.phase(found, "answer").closes_at == due_at + 50 * DAY


def test_what_ends_later_is_announced_again():
    found = make.opened("propose")
    Phase.objects.filter(consultation=found).update(told_beginning_at=db_now(), told_end_at=db_now())
    services.move_dates(**make.course(found, schedule=later(found, 2, "propose")))
    told = dict(Phase.objects.filter(consultation=found).values_list("kind", "told_end_at"))
    assert told["propose"] is None
    assert told["discuss"]
    assert make.phase(found, "propose").told_beginning_at


def test_search_knows_when_it_ends():
    found = make.opened("propose")
    services.move_dates(**make.course(found, schedule=later(found, 40, "deliver")))
    catch_up()
    row = SearchDocument.objects.get(key=f"consultations.consultation:{found.pk}")
    assert row.closes_at == standing_schedule(found)["deliver"][1]


def test_nothing_is_taken_out_of_the_log():
    entry = services.pause_consultation(**make.course(make.opened("propose")))
    for act in (Entry.objects.all().delete, lambda: Entry.objects.update(reason="")):
        with pytest.raises(TypeError):
            act()
    assert Entry.objects.get(pk=entry.pk).reason


@pytest.mark.parametrize("act", ["pause", "cancel"])
def test_a_page_that_is_older_than_a_colleagues_act_is_refused(act):
    found = make.opened("propose")
    given = make.course(found)
    services.move_dates(**make.course(found, schedule=later(found, 5, "deliver")))
    with pytest.raises(Stale):
        getattr(services, f"{act}_consultation")(**given)
    assert Entry.objects.public().count() == 1


def test_another_one_like_it_has_its_words_and_dates_from_now_and_nobody_in_it():
    found = make.moved(make.opened("propose"), "closed")
    plans_before, officer = Proposal.objects.count(), make.officer(found.organisation)
    desk, page = browser(officer), at(found, "duplicate/")
    key = desk.get(page).context["form"]["key"].value()
    first, again = (desk.post(page, {"key": key}) for _press in range(2))
    assert first["Location"] == again["Location"]
    draft = Consultation.objects.get(status="draft")
    copied = [list(one.texts.values_list("language", "title", "asked", "promised")) for one in (found, draft)]
    assert copied[0] == copied[1]
    assert (draft.level, draft.territory, Proposal.objects.count()) == (found.level, found.territory, plans_before)
    assert draft.colleges.count() == found.colleges.count()
    stood, stands = standing_schedule(found), standing_schedule(draft)
    moved = {stands[kind][edge] - stood[kind][edge] for kind in stood for edge in (0, 1)}
    assert DAY <= stands["propose"][0] - db_now() <= 8 * DAY
    assert {round(step / DAY) % 7 for step in moved} == {0}
    assert missing_from(draft, db_now()) == []


def test_each_deed_of_the_log_has_its_sentence():
    hall = make.town_hall()
    told = {change_of(Entry(deed=deed, organisation=hall, at=db_now())).sentence for deed in Deed}
    assert len(told) == len(Deed)


def test_what_its_officer_may_do_costs_few_questions(django_assert_max_num_queries):
    """A dozen acts, each with its own permission: whether one is an officer is read once for the page."""
    found = make.opened("propose")
    officer = browser(make.officer(found.organisation))
    officer.get(at(found))
    with django_assert_max_num_queries(20):
        assert "hand-over/" in officer.get(at(found)).content.decode()
