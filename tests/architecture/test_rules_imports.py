"""Each way round the arrows is caught, and the way down is free."""

import pytest

from tests.architecture.rules_imports import cycles, impure_imports, upward_arrows

UP = [
    ("policylab/core/x.py", "import home.models"),
    ("policylab/core/x.py", "def late():\n    from proposals import models\n"),
    ("policylab/directory/x.py", "if TYPE_CHECKING:\n    from consultations.models import Consultation\n"),
    ("policylab/accounts/models.py", 'home = ForeignKey("directory.Organisation", CASCADE)'),
    ("policylab/accounts/urls.py", 'path("x/", include("proposals.models"))'),
    ("proposals/services.py", 'import_string("consultations.models.Vote")'),
    ("proposals/services.py", "from policylab import settings"),
    ("consultations/votes/x.py", "from policylab.urls import urlpatterns"),
    ("proposals/charters/x.py", "from proposals.delivery import models"),
    ("proposals/charters/x.py", "from ..delivery import models"),
    ("proposals/views.py", "from proposals.charters.models import Charter"),
]
DOWN = [
    ("home/x.py", "from consultations.votes import models"),
    ("consultations/votes/x.py", "from consultations.models import Phase\nfrom proposals.charters import models"),
    ("proposals/charters/models.py", 'plan = ForeignKey("proposals.Proposal", CASCADE)'),
    ("policylab/urls.py", 'include("home.models")'),
    ("policylab/core/x.py", '"""Nothing is imported from consultations.models here."""'),
    ("policylab/core/x.py", 'ready = "home.nothing of the kind"'),
]
FILES = {
    "home/models.py": "",
    "policylab/settings/__init__.py": "",
    "policylab/urls.py": "",
    "proposals/models.py": "",
    "proposals/charters/models.py": "",
    "proposals/delivery/models.py": "",
    "consultations/models.py": "",
    "consultations/votes/models.py": "",
}


@pytest.mark.parametrize(("path", "text"), UP)
def test_an_arrow_up_is_reported(tree, path, text):
    faults = upward_arrows(tree({**FILES, path: text}))
    assert len(faults) == 1
    assert faults[0].startswith(path)


@pytest.mark.parametrize(("path", "text"), DOWN)
def test_an_arrow_down_is_free(tree, path, text):
    assert upward_arrows(tree({**FILES, path: text})) == []


def test_who_reads_a_setting_knows_what_it_names(tree):
    files = {**FILES, "policylab/settings/base.py": 'ENGINE = "consultations.models.Engine"\nUSER = "accounts.User"\n'}
    assert upward_arrows(tree(files)) == []
    assert upward_arrows(tree({**files, "home/x.py": "settings.ENGINE"})) == []
    (fault,) = upward_arrows(tree({**files, "policylab/core/x.py": "settings.ENGINE"}))
    assert "by the setting ENGINE knows consultations.models" in fault
    (fault,) = upward_arrows(tree({**files, "policylab/core/x.py": "ForeignKey(settings.USER, CASCADE)"}))
    assert "policylab.core stands below policylab.accounts" in fault


@pytest.mark.parametrize(
    "text", ["import django", "from numpy import array", "from home import models", "import proposals"]
)
def test_the_counting_of_votes_is_pure(tree, text):
    (fault,) = impure_imports(tree({**FILES, "consultations/tallies/count.py": text}))
    assert "is pure" in fault


def test_the_counting_of_votes_may_use_the_standard_library_and_itself(tree):
    text = "import json\nfrom fractions import Fraction\nfrom . import types\nfrom consultations.tallies.types import Ballot"
    assert impure_imports(tree({"consultations/tallies/types.py": "", "consultations/tallies/count.py": text})) == []


def test_one_module_of_the_counting_may_use_numpy(tree):
    text = "import numpy as np\nfrom .types import Ballot"
    files = {"consultations/tallies/types.py": "", "consultations/tallies/equal_shares_search.py": text}
    assert impure_imports(tree(files)) == []


def test_a_ring_is_reported_also_through_a_function(tree):
    files = {
        "proposals/a.py": "from proposals import b",
        "proposals/b.py": "def late():\n    from proposals.c import x\n",
        "proposals/c.py": "import proposals.a",
        "proposals/d.py": "import proposals.a",
    }
    assert cycles(tree(files)) == ["these import each other: proposals.a, proposals.b, proposals.c"]
    assert cycles(tree({**files, "proposals/c.py": ""})) == []
