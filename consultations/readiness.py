"""Whether what people do in a phase is there: dates alone do not say so. Rooms fill the slot in their `ready()`.

A phase for a questionnaire or a vote begins by its dates; nobody is invited to it before an officer has opened what it is for.
"""

from typing import Any

from django.db.models import Case, Exists, Value, When

from .models import Phase

# {kind of phase: what holds of a phase whose questionnaire, or vote, is opened}, in terms of OuterRef("pk").
opened_in: dict[str, Exists] = {}


def readiness() -> dict[str, Any]:
    """To annotate phases with; a kind no room answers for needs nothing but its dates."""
    whens = [When(kind=kind, then=opened) for kind, opened in opened_in.items()]
    return {"is_there": Case(*whens, default=Value(True)) if whens else Value(True)}


def is_there(phase: Phase) -> bool:
    """Asks nothing of a phase read with `readiness`."""
    if "is_there" in vars(phase):
        return bool(vars(phase)["is_there"])
    opened = opened_in.get(phase.kind)
    return opened is None or Phase.objects.filter(opened, pk=phase.pk).exists()
