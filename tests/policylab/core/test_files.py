"""Names of styles and scripts: each looked up once, and still the one its content gives it."""

import pytest
from django.core.files.base import ContentFile

from policylab.core.files import RememberedNames


def test_a_name_leads_to_the_file_with_its_digest(tmp_path, settings):
    settings.DEBUG = False
    storage = RememberedNames(location=tmp_path, base_url="/static/")
    storage.save("look.css", ContentFile(b"a { color: teal }"))
    list(storage.post_process({"look.css": (storage, "look.css")}))
    named = storage.url("look.css")
    assert named.startswith("/static/look.")
    assert (tmp_path / named.removeprefix("/static/")).read_bytes() == b"a { color: teal }"
    assert storage.url("look.css") == named
    for _again in range(2):
        with pytest.raises(ValueError, match="missing"):
            storage.url("missing.css")
