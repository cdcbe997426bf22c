# Commands of the portal; `make` alone lists them.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PORT ?= 8000
PYTHON ?= python3
BIN := .venv/bin
RUN_READY := .venv/.run-ready
DEV_READY := .venv/.dev-ready

# Compiled modules are kept: without them every start compiles everything again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help run test check bench demo shots openapi lock journey

help: ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; this is " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	@$(PYTHON) -m venv .venv || { echo 'Install the package python3-venv, then call make again.'; exit 1; }

$(RUN_READY): requirements.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.txt
	@touch $@

$(DEV_READY): requirements-dev.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-dev.txt
	@touch $@ $(RUN_READY)

run: $(RUN_READY) ## start the portal (PORT=8000) with its worker and the sandbox identity platform
	@$(BIN)/python -m cms.run --port $(PORT)

demo: $(RUN_READY) ## reset to the demonstration content
	@$(BIN)/python manage.py migrate --verbosity 0
	@$(BIN)/python manage.py demo --reset
	@$(BIN)/python -m identity_sandbox migrate --verbosity 0
	@$(BIN)/python -m identity_sandbox flush --no-input
	@$(BIN)/python -m identity_sandbox identity_demo

test: $(DEV_READY) ## the whole suite; what needs PostgreSQL or Chromium says so where it is not found
	@mkdir -p var
	$(BIN)/python -m pytest -n auto -q -rs

journey: $(DEV_READY) ## the browser journeys alone
	$(BIN)/python -m pytest -q tests/browser

check: $(DEV_READY) ## format, lint, types, contracts, templates, migrations, deploy check
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy .
	$(BIN)/mypy --config-file identity_sandbox/mypy.ini identity_sandbox
	$(BIN)/lint-imports
	$(BIN)/djhtml --check --tabwidth 2 templates
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python -m identity_sandbox makemigrations --check --dry-run
	@SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(60))') ALLOWED_HOSTS=portal.invalid \
	FIELD_ENCRYPTION_KEYS=$$($(BIN)/python -c 'import base64, os; print(base64.urlsafe_b64encode(os.urandom(32)).decode())') \
	OIDC_LEGAL_CLIENT_SECRET=x OIDC_NATURAL_CLIENT_SECRET=x DJANGO_SETTINGS_MODULE=cms.settings.production \
	$(BIN)/python manage.py check --deploy --fail-level WARNING

bench: $(DEV_READY) ## the benchmarks as tables; BENCH=pages for one of them
	@$(BIN)/python -m benchmarks $(BENCH)

shots: $(DEV_READY) ## screenshots of the main pages into var/shots/
	@$(BIN)/python -m tests.browser.shots

openapi: $(DEV_READY) ## rewrite the committed OpenAPI document
	@DJANGO_SETTINGS_MODULE=cms.settings.test $(BIN)/python manage.py export_openapi_schema --api portal_api.api.api --indent 2 --output docs/openapi.json

lock: $(DEV_READY) ## resolve requirements*.in again (needs uv)
	@command -v uv > /dev/null || { echo 'Install uv, then call make lock again.'; exit 1; }
	@for name in requirements requirements-dev; do uv pip compile --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --custom-compile-command 'make lock' --quiet $$name.in -o $$name.txt; done
