# Two commands matter: `make run` and `make test`. `make help` lists the rest. What may be set:
#   PORT=8000   where `make run` serves          PYTHON=python3   which Python makes the virtual environment
#   TESTS=tests what `make test` runs            FLAGS=-x         handed on to pytest

PORT ?= 8000
TESTS ?= tests
FLAGS ?=
BIN := .venv/bin
LANGUAGES := ar es fr it
PACKAGES := policylab search proposals consultations home

# One stamp for each state of a requirements file: installing again costs nothing when nothing changed.
RUN_STAMP := .venv/.run-$(shell cksum < requirements.txt | cut -d' ' -f1)
DEV_STAMP := .venv/.dev-$(shell cat requirements.txt requirements-pdf.txt requirements-dev.txt | cksum | cut -d' ' -f1)

.DEFAULT_GOAL := help
.PHONY: help run test test-sqlite test-postgresql check format demo-reset messages third-party screens

help: ## List these commands
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/^([a-z-]+):.*## /\1|/' | awk -F'|' '{printf "  make %-18s %s\n", $$1, $$2}'

$(RUN_STAMP): requirements.txt
	@sh .ci/install requirements.txt && touch $@

$(DEV_STAMP): $(RUN_STAMP) requirements-pdf.txt requirements-dev.txt
	@sh .ci/install requirements-dev.txt && touch $@

# One process does everything after installing, because starting Django twice would take twice as long.
run: $(RUN_STAMP) ## Install, migrate, load the demo once and serve http://localhost:8000
	@exec $(BIN)/python manage.py run_lab --port $(PORT)

# SQLite first, as on a newcomer's machine; then, where POLICYLAB_TEST_PG tells of one, PostgreSQL as in production.
# `make -j2 test` runs both at once.
test: test-sqlite $(if $(POLICYLAB_TEST_PG),test-postgresql) ## Run every test that can run here; says what is left out and why

# With a PostgreSQL at hand the two share what either could do, so that both take as long: who stands where is in tests/conftest.py.
test-sqlite: $(DEV_STAMP)
	@echo "The tests on SQLite"
	@env -u POLICYLAB_TEST_PG $(BIN)/pytest -q $(if $(POLICYLAB_TEST_PG),-m "not with_pg") $(FLAGS) $(TESTS)

test-postgresql: $(DEV_STAMP)
	@echo "The tests on PostgreSQL"
	@$(BIN)/pytest -q -m "not with_sqlite" $(FLAGS) $(TESTS)

# What a reviewer should not have to say. Quick ones first, so that a slip shows within a second.
check: $(DEV_STAMP) ## Lint, format, types, imports, missing migrations, production settings
	@echo "ruff: lint and format" && $(BIN)/ruff check --quiet . && $(BIN)/ruff format --check --quiet .
	@echo "djlint: templates" && $(BIN)/djlint --quiet --lint templates
	@echo "import-linter: arrows go down only" && mkdir -p var && $(BIN)/lint-imports --no-cache > var/lint-imports.txt || { cat var/lint-imports.txt; exit 1; }
	@echo "mypy: services, selectors, permissions, tallies" && $(BIN)/mypy $$(sh .ci/typed)
	@echo "Django: missing migrations" && $(BIN)/python manage.py makemigrations --check --dry-run
	@echo "Django: production settings" && sh .ci/check-production

format: $(DEV_STAMP) ## Put Python files into the house format
	@$(BIN)/ruff check --quiet --fix . ; $(BIN)/ruff format --quiet .

# The demo's dates count from the day it was loaded; a lab left alone for weeks wants it anew.
demo-reset: $(RUN_STAMP) ## Throw the local database away; the next `make run` loads the demo again
	@rm -rf var/policylab.sqlite3 var/policylab.sqlite3-wal var/policylab.sqlite3-shm var/media var/stamps
	@echo "The local database is gone. make run makes it anew."

# Needs gettext (apt install gettext); running needs nothing, because catalogues are compiled with polib.
messages: $(DEV_STAMP) ## Gather the strings to translate into the catalogues
	@$(BIN)/python manage.py makemessages --no-wrap --no-obsolete --add-location file $(addprefix -l ,$(LANGUAGES)) \
		--ignore '.venv/*' --ignore 'tests/*' --ignore 'var/*'

third-party: $(DEV_STAMP) ## Write THIRD-PARTY.md anew, after a change of requirements or vendored files
	@$(BIN)/python .ci/third-party

screens: $(DEV_STAMP) ## Take the screenshots of the walk at 360 and 1280 pixels into var/screens
	@POLICYLAB_SCREENS=var/screens $(BIN)/pytest -q -m walk tests/browser
