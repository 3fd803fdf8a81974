# What a developer types; `make` alone lists it. CONTRIBUTING.md says when to use which.
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --require-hashes -r
LOCK := var/uv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header

# the fonts and the country search; where npm is missing the site runs without them
ifneq ($(and $(wildcard package-lock.json),$(shell command -v npm 2>/dev/null)),)
NPM_FILES := node_modules/.package-lock.json
endif

# of another project, left in the shell
unexport DJANGO_SETTINGS_MODULE

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help run test setup check lint fix bench lock

help: ## list what make can do here
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-7s %s\n", $$1, $$2 }' Makefile

run: setup ## serve the site on http://127.0.0.1:8000/ (PORT=8001 for another port)
	@exec $(BIN)/python -m scripts.serve $(PORT)

test: .venv/installed-dev $(NPM_FILES) ## run the whole test suite (DATABASE_URL= and ARGS= may be given)
	@$(BIN)/python -m pytest $(ARGS)

setup: .venv/installed .env $(NPM_FILES) ## packages, settings, database, content and a staff account
	@$(BIN)/python manage.py migrate --verbosity 0
	@$(BIN)/python manage.py load_content
	@$(BIN)/python -m scripts.staff_account

check: lint test ## everything that must hold before a commit

lint: .venv/installed-dev ## code, types, templates, imports, migrations, production settings
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/djlint --lint --quiet templates
	$(BIN)/lint-imports
	DJANGO_SETTINGS_MODULE=tests.settings $(BIN)/python manage.py makemigrations --check --dry-run
	DEBUG=false SITE_URL=https://www.example.org ALLOWED_HOSTS=www.example.org TRUSTED_PROXY_COUNT=1 \
	  RECAPTCHA_PUBLIC_KEY= SECRET_KEY="$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(50))')" \
	  $(BIN)/python manage.py check --deploy --fail-level WARNING

fix: .venv/installed-dev ## mend what ruff can mend, and format
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: .venv/installed-dev $(NPM_FILES) ## measure the site against its budgets; needs wrk (ARGS= is handed on)
	@$(BIN)/python bench/run.py $(ARGS)

lock: ## pin the packages that pyproject.toml asks for (ARGS=--upgrade for newer ones)
	$(PYTHON) -m venv var/uv
	var/uv/bin/python -m pip install --quiet --quiet --disable-pip-version-check uv
	$(LOCK) $(ARGS) pyproject.toml -o requirements.txt
	$(LOCK) $(ARGS) pyproject.toml --group dev -c requirements.txt -o requirements-dev.txt

# What the targets above stand on. Each is made again only when what it is made from has changed.
.venv/bin/pip:
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("This site needs Python 3.11 or newer; \
	$(PYTHON) is " + sys.version.split()[0] + ". Name another one with PYTHON=, as in: make run PYTHON=python3.12")'
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null \
	  || { test "$$(id -u)" = 0 && command -v apt-get >/dev/null && apt-get update -qq \
	    && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends python3-venv >/dev/null; } \
	  || { echo "Python cannot make virtual environments here: run 'sudo apt install python3-venv', then make again." >&2; \
	    exit 1; }
	@$(PYTHON) -m venv --clear .venv

.venv/installed: requirements.txt | .venv/bin/pip
	@echo "Installing the packages of requirements.txt, about half a minute ..."
	@$(INSTALL) requirements.txt
	@touch $@

.venv/installed-dev: requirements-dev.txt | .venv/bin/pip
	@echo "Installing the packages of requirements-dev.txt, about a minute ..."
	@$(INSTALL) requirements-dev.txt
	@touch .venv/installed $@

.env:
	@umask 077 && $(PYTHON) -c 'import secrets; print("# .env.example says what can stand here\n\
	DEBUG=true\nSECRET_KEY=" + secrets.token_urlsafe(50))' > $@

node_modules/.package-lock.json: package-lock.json
	@npm ci --no-audit --no-fund --loglevel=error >/dev/null && touch $@ \
	  || echo "npm could not fetch the fonts and the country search; the site runs without them for now." >&2
