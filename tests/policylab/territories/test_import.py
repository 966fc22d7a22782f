"""Places come from files, and reading them again is safe."""

import json

import pytest
from django.core.management import call_command

from policylab.territories.enums import Scale
from policylab.territories.models import Shape, Territory
from policylab.territories.services import import_territories

pytestmark = pytest.mark.django_db

HEAD = "code,parent,scale,name_en,name_fr,name_ar,name_es,name_it,latitude,longitude,source\n"


def test_every_place_of_the_file_is_there_with_its_path():
    call_command("import_territories", verbosity=0)
    assert Territory.objects.count() == 529
    assert Territory.objects.at_scale(Scale.COUNTRY).count() == 5
    sfax = Territory.objects.get(code="TN-61-sfax")
    assert sfax.path == "TN/TN-61/TN-61-sfax"
    assert sfax.name_in("ar") == "صفاقس"
    assert {place.code for place in Territory.objects.around(sfax)} == {"TN", "TN-61", "TN-61-sfax"}
    assert Territory.objects.within(Territory.objects.get(code="TN-61")).count() == 24


def test_first_level_units_and_countries_have_an_outline():
    import_territories()
    assert Shape.objects.filter(territory__scale__in=[Scale.GOVERNORATE, Scale.REGION]).count() == 91
    assert Shape.objects.filter(territory__scale=Scale.COUNTRY).count() == 5


def test_importing_twice_keeps_every_row(django_assert_max_num_queries):
    import_territories()
    before = dict(Territory.objects.values_list("code", "pk"))
    with django_assert_max_num_queries(40):
        import_territories()
    assert dict(Territory.objects.values_list("code", "pk")) == before


def test_a_deployment_brings_its_own_files(tmp_path):
    import_territories()
    (tmp_path / "shapes").mkdir()
    lines = [
        "TN-61-sfax,TN-61,municipality,Sfax,Sfax la neuve,صفاقس,Sfax,Sfax,34.7,10.7,ours",
        "TN-61-x,TN-61,municipality,X,X,س,X,X,,,ours",
    ]
    (tmp_path / "territories.csv").write_text(HEAD + "\n".join(lines), encoding="utf-8")
    shape = {
        "type": "Feature",
        "properties": {"code": "TN-61-sfax"},
        "geometry": {"type": "Point", "coordinates": [10.7, 34.7]},
    }
    (tmp_path / "shapes" / "sfax.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": [shape]}))
    assert import_territories(folder=tmp_path) == (2, 1)
    assert Territory.objects.count() == 530
    assert Territory.objects.get(code="TN-61-sfax").name_fr == "Sfax la neuve"
    assert Territory.objects.get(code="TN-61-x").path == "TN/TN-61/TN-61-x"


def test_a_file_with_an_unknown_parent_changes_nothing(tmp_path):
    import_territories()
    (tmp_path / "territories.csv").write_text(HEAD + "TN-99-x,TN-99,municipality,X,X,س,X,X,,,ours", encoding="utf-8")
    with pytest.raises(KeyError):
        import_territories(folder=tmp_path)
    assert Territory.objects.count() == 529
