"""Production settings start with their secrets and refuse to start without them, or with the demo."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from policylab.accounts.models import User

ROOT = Path(__file__).resolve().parent.parent.parent
SECRETS = {"POLICYLAB_SECRET_KEY": "x" * 25 + "0123456789" * 3, "POLICYLAB_HOSTS": "lab.example,www.lab.example"}


def start(code: str = "", **variables: str | None) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("POLICYLAB_")}
    environment |= {name: value for name, value in {**SECRETS, **variables}.items() if value is not None}
    environment["DJANGO_SETTINGS_MODULE"] = "policylab.settings.production"
    program = f"from django.conf import settings\nsettings.DEBUG\n{code}"
    return subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, text=True)


def test_with_its_secrets_it_starts_closed_and_without_a_demo():
    started = start("print(settings.DEBUG, settings.DEMO, settings.SESSION_COOKIE_SECURE, settings.ALLOWED_HOSTS)")
    assert started.stdout.strip() == "False False True ['lab.example', 'www.lab.example']", started.stderr


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({"POLICYLAB_SECRET_KEY": None}, "set POLICYLAB_SECRET_KEY in the environment"),
        ({"POLICYLAB_SECRET_KEY": "short"}, "needs at least 50 characters"),
        ({"POLICYLAB_HOSTS": None}, "set POLICYLAB_HOSTS in the environment"),
        ({"POLICYLAB_DEMO": "1"}, "not for production"),
        ({"POLICYLAB_ARABIC_MONTHS": "magreb"}, "it may be maghreb, levant, nile"),
    ],
)
def test_it_refuses_to_start(variables, sentence):
    started = start(**variables)
    assert started.returncode != 0
    assert sentence in started.stderr


def database_of_this_run() -> dict[str, str]:
    facts = {key: str(value) for key, value in connection.settings_dict.items()}
    if connection.vendor == "sqlite":
        return {"POLICYLAB_DB": facts["NAME"]}
    person = ":".join(part for part in (facts["USER"], facts["PASSWORD"]) if part)
    return {"POLICYLAB_DATABASE": f"postgresql://{person}@{facts['HOST']}:{facts['PORT']}/{facts['NAME']}"}


def test_it_refuses_a_database_that_was_a_demo(transactional_db):
    door = "import policylab.wsgi; print('started')"
    assert start(door, **database_of_this_run()).stdout == "started\n"
    User.objects.create_user("citizen@demo.invalid", is_demo=True)
    refused = start(door, **database_of_this_run())
    assert refused.returncode != 0
    assert "this database holds 1 demo accounts" in refused.stderr


def test_a_database_without_tables_holds_up_no_start(tmp_path):
    """`migrate` may come after the first start; nobody can sign in before."""
    started = start("import policylab.wsgi; print('started')", POLICYLAB_DB=str(tmp_path / "new.sqlite3"))
    assert started.stdout == "started\n", started.stderr


def test_it_logs_in_lines_without_addresses():
    """The log as its own settings lay it out, with one handler and none of Django's that would mail it to somebody."""
    program = (
        "import logging, django; django.setup()\n"
        "print(settings.MIDDLEWARE[0], [type(one).__name__ for one in logging.getLogger('django').handlers])\n"
        "logging.getLogger('django.request').error('refused: amina@example.org')"
    )
    started = start(program)
    assert started.stdout == "policylab.core.logs.RequestLog []\n", started.stderr
    [line] = [json.loads(line) for line in started.stderr.splitlines() if line.startswith("{")]
    assert (line["from"], line["said"]) == ("django.request", "refused: [address]")
