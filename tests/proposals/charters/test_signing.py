"""A body signs the digest of one version, the newest, once; what was signed stays where it was signed."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from policylab.core.errors import Refused, Stale
from policylab.directory.enums import OrganisationKind, OrganisationStatus, Role
from proposals.charters import services
from proposals.charters.models import Signature
from proposals.charters.panel import charter_panel
from proposals.parties import parties_of
from proposals.selectors import plan_page
from tests.proposals import factories as plans
from tests.proposals.pages import at, browser

from . import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    return make.published()


def sign_form(version, body, **fields):
    given = {"organisation": body.ref, "capacity": "host", "office": "présidente", "digest": version.digest}
    return {**given, **fields}


def test_three_bodies_sign_in_their_capacity(version):
    city = version.charter.proposal.round.asked_by
    make.signed(version, city, "funder", plans.officer(city), office="secrétaire générale")
    make.signed(version, plans.organisation(name="Mdinti"), "provider")
    make.signed(version, plans.organisation(name="Blue Fish"), "partner")
    assert set(Signature.objects.values_list("digest", flat=True)) == {version.digest}
    page = browser().get(at(version.charter.proposal, "charter/")).content.decode()
    for words in ("Mdinti", "Blue Fish", city.name, "secrétaire générale", "c-public", "c-sse"):
        assert words in page


def test_sign_charter_is_for_those_who_speak_for_a_checked_body(version):
    club, city = plans.organisation(), version.charter.proposal.round.asked_by
    unchecked = plans.organisation(status=OrganisationStatus.ASKED, decided_at=None, what_was_checked="")
    left = plans.member(club)
    left.memberships.update(ended_at=plans.db_now())
    cases = [
        (club, plans.person()),
        (club, plans.member(club, Role.MEMBER)),
        (club, left),
        (unchecked, plans.member(unchecked)),
        (city, plans.member(city, Role.OFFICER)),  # no second factor
    ]
    for body, user in cases:
        with pytest.raises(PermissionDenied):
            make.signed(version, body, user=user)
    assert not Signature.objects.exists()


def test_sign_charter_twice_is_one_signature_whoever_of_the_body_presses(version):
    club = plans.organisation()
    assert make.signed(version, club) == make.signed(version, club)


@pytest.mark.usefixtures("in_english")
def test_nobody_signs_an_older_version_than_the_newest(version):
    make.published(version.charter.proposal, text="Un autre texte.")
    with pytest.raises(Stale, match="Version 2"):
        make.signed(version)
    with pytest.raises(Refused):
        make.signed(make.published(version.charter.proposal, text="Un troisième."), capacity="friend")
    assert not Signature.objects.exists()


def test_signatures_stay_under_the_version_they_were_given_to(version):
    plan, club = version.charter.proposal, plans.organisation(name="La Ruche")
    make.signed(version, club)
    newer = make.published(plan, text="Un autre texte.")
    page = browser().get(at(plan, "charter/")).content.decode()
    assert at(plan, "charter/v/1/") in page.partition('id="signatures"')[2].partition('id="versions"')[0]
    for number, stands in ((1, True), (2, False)):
        html = browser().get(at(plan, f"charter/v/{number}/")).content.decode()
        assert ("La Ruche" in html) is stands
    make.signed(newer, club)
    assert Signature.objects.count() == 2


def test_an_erased_account_leaves_the_body_s_signature(version):
    signature = make.signed(version, plans.organisation(name="Mdinti"), user=None)
    person = signature.signed_by
    name = person.display_name
    person.display_name, person.erased_at, person.is_active = "", plans.db_now(), False
    person.save()
    page = browser().get(at(version.charter.proposal, "charter/")).content.decode()
    assert "Mdinti" in page
    assert name not in page


# --- pages ------------------------------------------------------------------------------------------------------------
def test_a_reader_sees_text_digest_and_signatures_in_few_questions(version, django_assert_max_num_queries):
    plan = version.charter.proposal
    plans.move(plan.round, to="during")
    plans.committed(plan, plans.organisation(name="La Ruche"))
    plans.move(plan.round, to="after")
    for _one in range(8):
        make.signed(version)
    reader = browser()
    reader.get(at(plan))
    with django_assert_max_num_queries(15):
        page = reader.get(at(plan, "charter/"))
    html = page.content.decode()
    assert not page.cookies
    for words in (make.TEXTS["title"], f"{version.digest[:4]}·{version.digest[4:8]}", "La Ruche", 'lang="fr"'):
        assert words in html


def test_signing_asks_then_shows_the_text_then_signs(version):
    plan, club = version.charter.proposal, plans.organisation(name="Mdinti")
    speaker = browser(plans.member(club))
    assert version.digest in speaker.get(at(plan, "charter/sign/")).content.decode()
    check = speaker.post(at(plan, "charter/sign/"), sign_form(version, club)).content.decode()
    for words in ("Mdinti", make.TEXTS["title"], f"{version.digest[:4]}·{version.digest[4:8]}", "présidente"):
        assert words in check
    assert not Signature.objects.exists()
    for _press in range(2):
        done = speaker.post(at(plan, "charter/sign/"), sign_form(version, club, confirmed="yes"))
        assert done["Location"] == at(plan, "charter/")
    assert Signature.objects.get().capacity == "host"


@pytest.mark.parametrize("confirmed", [{}, {"confirmed": "yes"}])
def test_a_version_published_meanwhile_is_read_first(version, confirmed):
    plan, club = version.charter.proposal, plans.organisation()
    newer = make.published(plan, text="Un autre texte.")
    page = browser(plans.member(club)).post(at(plan, "charter/sign/"), sign_form(version, club, **confirmed))
    html = page.content.decode()
    assert page.status_code == 409
    assert newer.digest in html
    assert "présidente" in html
    assert not Signature.objects.exists()


BAD = [
    {"organisation": ""},
    {"organisation": "another"},
    {"capacity": ""},
    {"capacity": "friend"},
    {"office": "x" * 100_000},
    {"office": "prési\x00dente"},
    {"digest": ""},
    {"digest": "x" * 5000},
]


@pytest.mark.parametrize("wrong", BAD, ids=lambda wrong: f"{next(iter(wrong))} {str(next(iter(wrong.values())))[:9]!r}")
def test_what_cannot_be_signed_is_said(version, wrong):
    club = plans.organisation()
    speaker = browser(plans.member(club))
    page = speaker.post(
        at(version.charter.proposal, "charter/sign/"), sign_form(version, club, confirmed="yes", **wrong)
    )
    assert page.status_code in {400, 409}
    assert 'class="alert bad"' in page.content.decode()
    assert not Signature.objects.exists()


def test_a_body_of_somebody_else_cannot_be_signed_for(version):
    page = browser(plans.member(plans.organisation())).post(
        at(version.charter.proposal, "charter/sign/"),
        sign_form(version, plans.organisation(), confirmed="yes"),
    )
    assert page.status_code == 400
    assert not Signature.objects.exists()


def test_whoever_speaks_for_nobody_is_told_how_to(version):
    page = browser(plans.person()).get(at(version.charter.proposal, "charter/sign/")).content.decode()
    assert "organisations/ask/" in page
    assert 'name="digest"' not in page


def test_a_session_that_ended_keeps_what_was_chosen(version):
    plan, club = version.charter.proposal, plans.organisation(kind=OrganisationKind.COOPERATIVE)
    away, user = browser(), plans.member(club)
    away.post(at(plan, "charter/sign/"), sign_form(version, club))
    away.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert "présidente" in away.get(at(plan, "charter/sign/")).content.decode()
    assert not Signature.objects.exists()


# --- leaving ----------------------------------------------------------------------------------------------------------
WHY = {"reason": "Notre local ferme en juin.", "language": "fr"}


def test_withdraw_signature_ends_it_and_everybody_reads_why(version):
    plan, club = version.charter.proposal, plans.organisation(name="La Ruche")
    make.signed(version, club)
    newer = make.published(plan, text="Un autre texte.")
    make.signed(newer, club)
    for user in (plans.person(), plan.author, plans.officer(plan.round.asked_by), plans.member(club, Role.MEMBER)):
        with pytest.raises(PermissionDenied):
            services.withdraw_signature(user=user, proposal=plan, organisation=club, **WHY)
    speaker = browser(plans.member(club))
    for _press in range(2):
        left = speaker.post(at(plan, "charter/leave/"), {"organisation": club.ref, **WHY})
        assert left["Location"] == at(plan, "charter/")
    assert [len(rows) for rows in (Signature.objects.standing(), Signature.objects.withdrawn())] == [0, 2]
    assert club not in parties_of(plan)
    for page in ("charter/", "charter/v/1/", "charter/v/2/"):
        html = browser().get(at(plan, page)).content.decode()
        assert html.count(WHY["reason"]) == 1, page
        assert "Nobody has signed version" in browser().get(f"/en/plans/{plan.ref}/{page}").content.decode()
    make.signed(newer, club)
    assert Signature.objects.count() == 3


def test_the_database_knows_no_withdrawal_without_its_reason(version):
    signature = make.signed(version)
    for wrong in ({"withdrawn_at": plans.db_now()}, {"reason": "Rien."}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Signature.objects.filter(pk=signature.pk).update(**wrong)


def test_who_has_signed_is_told_so_and_offered_what_comes_next(version):
    plan, club, guild = version.charter.proposal, plans.organisation(name="La Ruche"), plans.organisation()
    user = plans.member(club)
    plans.member(guild, user=user)
    for body, offered in ((club, "charter/sign/"), (guild, "delivery/promise/")):
        make.signed(version, body, user=user, office="présidente")
        panel = charter_panel(plan_page(plan.ref).get(), user, plans.db_now())
        assert body.name in panel.title
        assert panel.url.endswith(at(plan, offered)[3:])
        assert user.shown_name in panel.text
        form = browser(user).get(at(plan, "charter/sign/")).content.decode()
        assert f'value="{club.ref}"' not in form
