"""What the directory puts into the slots of core. Filled in `apps.ready()`."""

from collections.abc import Iterable, Iterator

from django.urls import reverse
from django.utils.translation import override

from policylab.core import registries
from policylab.core.keys import key_of
from policylab.core.named import LANGUAGES

from . import sharing, waiting
from .enums import OrganisationStatus
from .models import Organisation
from .services.privacy import directory_data, forget_person


def organisation_url(organisation: Organisation) -> str:
    return reverse("directory:detail", args=[organisation.ref])


def documents(organisations: Iterable[Organisation] | None) -> Iterator[registries.Document]:
    """One for each language in which it has a name or is described; before the check there is none."""
    found = Organisation.objects.public() if organisations is None else organisations
    pks = [organisation.pk for organisation in found if organisation.status == OrganisationStatus.CHECKED]
    rows = Organisation.objects.public().select_related("territory").prefetch_related("themes").filter(pk__in=pks)
    for organisation in rows:
        for code in LANGUAGES:
            if getattr(organisation, f"name_{code}") or organisation.description_in(code):
                yield _document(organisation, code)


def _document(organisation: Organisation, code: str) -> registries.Document:
    with override(code):
        return registries.Document(
            key=key_of(organisation),
            language=code,
            kind="organisation",
            title=organisation.name,
            body=organisation.description,
            url=organisation_url(organisation),
            territory=organisation.territory.path,
            themes=tuple(theme.slug for theme in organisation.themes.all()),
        )


def fill() -> None:
    registries.search_sources["directory.organisation"] = documents
    registries.kind_names["organisation"] = Organisation._meta.verbose_name
    registries.shared["o"] = sharing.card_of
    registries.personal_data["organisations"] = directory_data
    registries.erasure["organisations"] = forget_person
    registries.add_waiting("invitations", waiting.invitations_to, waiting.invitations_open)
    registries.waiting["checks"] = waiting.checks_for
