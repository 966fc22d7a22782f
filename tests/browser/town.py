"""A town before the walk: places, a town hall with an officer, bodies with voices, an editor. Nothing is published yet."""

from dataclasses import dataclass, field

from policylab.accounts.models import User
from policylab.directory.enums import OrganisationKind, Role
from policylab.directory.models import Organisation
from policylab.territories.enums import Scale
from policylab.territories.models import Territory
from policylab.themes.services import load_themes
from tests.policylab.accounts.factories import editor, person, with_second_factor
from tests.proposals.factories import member, organisation


@dataclass
class Town:
    territory: Territory
    hall: Organisation
    officer: User
    editor: User
    departments: list[Organisation] = field(default_factory=list)
    cooperatives: list[Organisation] = field(default_factory=list)
    citizens: list[User] = field(default_factory=list)


def build() -> Town:
    load_themes()
    country = place("TN", None, Scale.COUNTRY, "Tunisie", "تونس")
    region = place("TN-11", country, Scale.GOVERNORATE, "Tunis", "تونس")
    tunis = place("TN-11-tunis", region, Scale.MUNICIPALITY, "Tunis", "تونس")
    hall = organisation(OrganisationKind.MUNICIPALITY, "Ville de Tunis", name_ar="بلدية تونس", territory=tunis)
    officer = member(hall, Role.OFFICER, with_second_factor(person("officer@example.org", display_name="Agente")))
    departments = [
        body(OrganisationKind.PUBLIC_BODY, f"Service {n} de la Ville", f"مصلحة {n} في البلدية", tunis)
        for n in (1, 2, 3)
    ]
    cooperatives = [body(OrganisationKind.COOPERATIVE, f"Coopérative {n}", f"تعاونية {n}", tunis) for n in range(1, 13)]
    citizens = [person(display_name=f"Participant {n}", territory=tunis) for n in range(1, 12)]
    return Town(tunis, hall, officer, the_editor(), departments, cooperatives, citizens)


def place(code: str, above: Territory | None, scale: Scale, french: str, arabic: str) -> Territory:
    names = {f"name_{language}": french for language in ("en", "es", "fr", "it")} | {"name_ar": arabic}
    path = f"{above.path}/{code}" if above else code
    return Territory.objects.create(code=code, parent=above, path=path, scale=scale, **names)


def body(kind: str, french: str, arabic: str, territory: Territory) -> Organisation:
    made = organisation(kind, french, name_ar=arabic, territory=territory)
    member(made, Role.REPRESENTATIVE, person(display_name=f"{french}, voix", territory=None))
    return made


def the_editor() -> User:
    return with_second_factor(editor(email="editor@example.org", display_name="Éditrice", language="en"))


def voice_of(made: Organisation) -> User:
    """Who speaks for a body."""
    return made.memberships.get(role=Role.REPRESENTATIVE).user
