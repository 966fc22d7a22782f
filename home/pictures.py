"""Pictures of a text with the sizes its templates ask for, in one query for all of them."""

from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from wagtail.images import get_image_model

SIZE = "width-1120|format-webp"


def with_renditions(body: Any) -> Any:
    """The same blocks; the renditions already made are read together."""
    images = [block.value["image"] for block in body if block.block_type == "figure" and block.value["image"]]
    if images:
        made = get_image_model().get_rendition_model().objects.filter(filter_spec=SIZE)
        prefetch_related_objects(images, Prefetch("renditions", made, to_attr="prefetched_renditions"))
    return body
