"""Production settings start with their secrets and refuse to start without them, or with the demo."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

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
    ],
)
def test_it_refuses_to_start(variables, sentence):
    started = start(**variables)
    assert started.returncode != 0
    assert sentence in started.stderr
