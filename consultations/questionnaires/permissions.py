"""Who may do what with a questionnaire, and when: one `can_...` for each act. `now` is the database's instant.

Officers prepare, open, reword; with facilitators they enter paper and read free replies. Nobody, whoever they are, sees a count
before the end, and nobody's own sheet is theirs to see again: nothing says which it is.
"""

from datetime import datetime
from typing import Any

from consultations.enums import ConsultationStatus
from consultations.models import Consultation
from consultations.selectors import colleges_of
from policylab.accounts.permissions import has_second_factor
from policylab.directory.enums import College, OrganisationStatus, Role
from policylab.directory.models import Organisation
from policylab.directory.permissions import can_run_consultations, can_speak_for
from policylab.directory.selectors import roles_of

from .enums import QuestionnaireStage, QuestionnaireStatus
from .models import Questionnaire
from .selectors import asking_phase, is_citizen_asked, shown_questionnaires, stage_of_questionnaire, that_ask

HELPERS = {Role.OFFICER, Role.FACILITATOR}
STILL_WRITTEN = (
    QuestionnaireStage.PREPARED,
    QuestionnaireStage.MISSED,
    QuestionnaireStage.UPCOMING,
    QuestionnaireStage.OPEN,
    QuestionnaireStage.PAUSED,
)


def can_see_questionnaire(user: Any, questionnaire: Questionnaire) -> bool:
    """Once opened it is everybody's to read, for good; while it is prepared, its officers'."""
    prepared = questionnaire.status == QuestionnaireStatus.PREPARED
    return not prepared or can_see_preparation(user, questionnaire.phase.consultation)


def can_see_preparation(user: Any, consultation: Consultation) -> bool:
    """Officers of the body that runs the consultation, with their second factor: questions bind the town hall."""
    return can_run_consultations(user, consultation.organisation)


def can_prepare_questionnaire(user: Any, consultation: Consultation, now: datetime) -> bool:
    """Any of its officers, in a draft already, until the phase for it is over; while it is open they write its next wording.

    One that was never opened they may still change or delete afterwards: its phase can be given new dates.
    """
    if not can_see_preparation(user, consultation) or consultation.status == ConsultationStatus.CANCELLED:
        return False
    phase = asking_phase(consultation)
    if phase is None:
        return False
    known = Questionnaire.objects.select_related("phase__consultation__round").filter(phase=phase).first()
    if known:
        return stage_of_questionnaire(known, now) in STILL_WRITTEN
    return phase.closes_at is None or now < phase.closes_at


def can_drop_questionnaire(user: Any, questionnaire: Questionnaire) -> bool:
    """Any of its officers, as long as nobody else has seen it."""
    prepared = questionnaire.status == QuestionnaireStatus.PREPARED
    return prepared and can_see_preparation(user, questionnaire.phase.consultation)


def can_open_questionnaire(user: Any, questionnaire: Questionnaire, now: datetime) -> bool:
    """Whoever may prepare it, once the consultation itself is open and until its phase is over; before it too, so that people
    read it in time."""
    consultation = questionnaire.phase.consultation
    if stage_of_questionnaire(questionnaire, now) != QuestionnaireStage.PREPARED:
        return False
    return consultation.status == ConsultationStatus.OPENED and can_prepare_questionnaire(user, consultation, now)


def can_publish_wording(user: Any, questionnaire: Questionnaire, now: datetime) -> bool:
    """Whoever may prepare it, while it is open: sheets handed in keep the wording they saw."""
    opened = questionnaire.status == QuestionnaireStatus.OPENED
    return opened and can_prepare_questionnaire(user, questionnaire.phase.consultation, now)


def can_begin_sheet(questionnaire: Questionnaire, now: datetime) -> bool:
    """Anybody while it is open, also before they have an account: who they are is asked when they hand in."""
    return stage_of_questionnaire(questionnaire, now) == QuestionnaireStage.OPEN


def can_hand_in(user: Any, questionnaire: Questionnaire, now: datetime) -> bool:
    """A citizen of the place asked, as surely as the consultation asks it; whether they have already is the service's to say."""
    if not _is_present(user) or not can_begin_sheet(questionnaire, now):
        return False
    return is_citizen_asked(user, questionnaire.phase.consultation)


def can_hand_in_for(user: Any, questionnaire: Questionnaire, organisation: Organisation, now: datetime) -> bool:
    """Who speaks today for a checked body of a college that takes part."""
    if not _is_present(user) or not can_begin_sheet(questionnaire, now):
        return False
    if organisation.status != OrganisationStatus.CHECKED or organisation.college in (None, College.CITIZEN):
        return False
    taking_part = organisation.college in colleges_of(questionnaire.phase.consultation)
    return taking_part and can_speak_for(user, organisation)


def can_print_paper(user: Any, questionnaire: Questionnaire) -> bool:
    """Its officers and facilitators, from the opening on: what is printed is a wording everybody can read."""
    return questionnaire.status != QuestionnaireStatus.PREPARED and helps_with(user, questionnaire.phase.consultation)


def can_wait_for_paper(user: Any, questionnaire: Questionnaire, now: datetime) -> bool:
    """Its officers, until it is counted: they move the day on which everybody reads the result."""
    waiting = (
        QuestionnaireStage.UPCOMING,
        QuestionnaireStage.OPEN,
        QuestionnaireStage.PAUSED,
        QuestionnaireStage.COUNTING,
    )
    allowed = can_see_preparation(user, questionnaire.phase.consultation)
    return allowed and stage_of_questionnaire(questionnaire, now) in waiting


def can_enter_paper(user: Any, questionnaire: Questionnaire, now: datetime) -> bool:
    """Who may print it, while it is open, and after its end until it is counted: paper comes in on the last day."""
    entering = (QuestionnaireStage.OPEN, QuestionnaireStage.COUNTING)
    return stage_of_questionnaire(questionnaire, now) in entering and can_print_paper(user, questionnaire)


def can_code_replies(user: Any, questionnaire: Questionnaire) -> bool:
    """Officers and facilitators, once it is counted: who reads while others still write could steer them."""
    return can_read_results(user, questionnaire) and helps_with(user, questionnaire.phase.consultation)


def can_release_replies(user: Any, questionnaire: Questionnaire) -> bool:
    """Officers alone: the town hall answers for what it publishes, also where somebody names a neighbour."""
    return can_read_results(user, questionnaire) and can_see_preparation(user, questionnaire.phase.consultation)


def can_export_sheets(user: Any, questionnaire: Questionnaire) -> bool:
    """Officers alone: sheets side by side can tell of persons where one count cannot."""
    return can_read_results(user, questionnaire) and can_see_preparation(user, questionnaire.phase.consultation)


def can_read_results(user: Any, questionnaire: Questionnaire) -> bool:
    """Everybody, from the moment it is counted, for good; nobody before, whoever they are."""
    return questionnaire.status == QuestionnaireStatus.COUNTED


def shows_questionnaire_tab(consultation: Consultation, user: Any) -> bool:
    """Everybody once it is opened; before, the officers who prepare it, where there is a phase for one."""
    if not that_ask([consultation]):
        return False
    if shown_questionnaires([consultation]):
        return True
    return can_see_preparation(user, consultation)


def helps_with(user: Any, consultation: Consultation) -> bool:
    """An officer or a facilitator of the body, with a second factor: they hold other people's sheets in their hands."""
    return _holds_office(user, consultation) and has_second_factor(user)


def lacks_second_factor(user: Any, consultation: Consultation) -> bool:
    """Who could help as soon as it is set up: the page says so instead of «no»."""
    return _holds_office(user, consultation) and not has_second_factor(user)


def _holds_office(user: Any, consultation: Consultation) -> bool:
    body = consultation.organisation
    return _is_present(user) and bool(HELPERS & roles_of(user, body)) and body.status == OrganisationStatus.CHECKED


def _is_present(user: Any) -> bool:
    return bool(user.is_authenticated and user.is_active)
