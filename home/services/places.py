"""Places are found as long as something stands in them."""

from django.db import transaction

from home.documents import PLACE, documents_of_places
from policylab.territories.models import Territory
from search.models import SearchDocument
from search.services import refresh_documents


@transaction.atomic
def follow_places() -> int:
    """For `run_due`: what stands in a place changes by many acts of many packages, none of which thinks of the place."""
    wanted = {(found.key, found.language, found.title) for found in documents_of_places()}
    rows = SearchDocument.objects.public().filter(kind=PLACE)
    changed = {key for key, _language, _title in wanted ^ set(rows.values_list("key", "language", "title"))}
    refresh_documents(objects=Territory.objects.filter(pk__in=[key.partition(":")[2] for key in changed]))
    return len(changed)
