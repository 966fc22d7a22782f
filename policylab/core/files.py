"""Styles and scripts under their final names."""

from functools import cache
from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage


class RememberedNames(CompressedManifestStaticFilesStorage):
    """A collection is finished before the server starts, so a name is looked up once: every page asks for nine."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.url = cache(super().url)
