# What a developer types; `make` alone lists it. CONTRIBUTING.md says when to use which.
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
PIP_INSTALL := -m pip install --quiet --quiet --disable-pip-version-check
LOCK := var/uv/bin/uv pip compile --quiet --universal --python-version 3.11 \
  --generate-hashes --no-header
NEW_KEY := import secrets; print(secrets.token_urlsafe(50))

# the fonts and the country search; where npm is missing the site runs without them
ifneq ($(shell command -v npm 2>/dev/null),)
NPM_FILES := node_modules/.package-lock.json
NPM_FILES_DEV := node_modules/.installed-dev
endif

# of another project, left in the shell
unexport DJANGO_SETTINGS_MODULE

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help run test setup check lint fix bench faults lighthouse screenshots audit scan lock

help: ## list what make can do here
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' Makefile

run: setup ## serve the site on http://127.0.0.1:8000/ (PORT=8001 for another port)
	@exec $(BIN)/python -m scripts.serve $(PORT)

test: .venv/installed-dev $(NPM_FILES_DEV) ## run the whole test suite (DATABASE_URL=, ARGS=)
	@$(BIN)/python -m pytest $(ARGS)

setup: .venv/installed .env $(NPM_FILES) ## all that run needs: packages, database, content, account
	@$(BIN)/python manage.py migrate --verbosity 0
	@$(BIN)/python manage.py load_content
	@$(BIN)/python manage.py index_search
	@$(BIN)/python -m scripts.staff_account

check: lint test faults ## everything that must hold before a change lands; the last part takes minutes

lint: .venv/installed-dev ## code, types, templates, imports, migrations, production settings
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	# on the other stream it only names each nosec that a check did not need
	$(BIN)/bandit --quiet --configfile pyproject.toml --severity-level medium --recursive . 2>/dev/null
	$(BIN)/mypy
	$(BIN)/djlint --lint --quiet templates
	$(BIN)/lint-imports
	DJANGO_SETTINGS_MODULE=tests.settings $(BIN)/python manage.py makemigrations --check --dry-run
	DJANGO_SETTINGS_MODULE=tests.settings $(BIN)/python -m scripts.lint_migrations
	DEBUG=false SITE_URL=https://www.example.org ALLOWED_HOSTS=www.example.org \
	  TRUSTED_PROXY_COUNT=1 RECAPTCHA_PUBLIC_KEY= SECRET_KEY="$$($(BIN)/python -c '$(NEW_KEY)')" \
	  $(BIN)/python manage.py check --deploy --fail-level WARNING

fix: .venv/installed-dev ## mend what ruff can mend, and format
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: .venv/installed-dev $(NPM_FILES) ## measure the site against its budgets; needs wrk (ARGS=)
	@$(BIN)/python bench/run.py $(ARGS)
	@$(if $(ARGS),,$(BIN)/python bench/growth.py)

faults: .venv/installed-dev $(NPM_FILES) ## lose, double or halve no inquiry while everything around it fails: about ten minutes (ARGS="disk hang")
	@$(BIN)/python -m tests.faults $(ARGS)

lighthouse: .venv/installed-dev $(NPM_FILES) ## Lighthouse's scores of every kind of page (ARGS="--runs 1 home")
	@$(BIN)/python bench/lighthouse.py $(ARGS)

screenshots: .venv/installed-dev $(NPM_FILES) ## take the pictures of docs/editors.md anew; needs Chromium (ARGS=names)
	@$(BIN)/python -m scripts.screenshots $(ARGS)

audit: .venv/installed-dev ## what is more than 30 days behind, and what has known holes
	@$(PYTHON) -m venv var/uv
	@var/uv/bin/python $(PIP_INSTALL) uv pip-audit
	@$(BIN)/python -m scripts.audit

scan: .venv/installed-dev $(NPM_FILES) ## wapiti and sqlmap at a site of their own, on loopback: some minutes
	@$(PYTHON) -m venv var/scan
	@var/scan/bin/python $(PIP_INSTALL) wapiti3 sqlmap
	@$(BIN)/python -m scripts.scan

lock: ## pin the packages that pyproject.toml asks for (ARGS=--upgrade for newer ones)
	$(PYTHON) -m venv var/uv
	var/uv/bin/python $(PIP_INSTALL) uv
	$(LOCK) $(ARGS) pyproject.toml -o requirements.txt
	$(LOCK) $(ARGS) pyproject.toml --group dev -c requirements.txt -o requirements-dev.txt

# What the targets above stand on. Each is made again only when what it is made from has changed.
.venv/bin/pip:
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("This site needs Python 3.11 \
	or newer, and $(PYTHON) is " + sys.version.split()[0] + ". Name another: PYTHON=python3.12")'
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null \
	  || { test "$$(id -u)" = 0 && command -v apt-get >/dev/null && apt-get update -qq \
	    && DEBIAN_FRONTEND=noninteractive \
	      apt-get install -qq -y --no-install-recommends python3-venv >/dev/null; } \
	  || { echo "First install what makes virtual environments: apt install python3-venv" >&2; \
	    exit 1; }
	@$(PYTHON) -m venv --clear .venv

.venv/installed: requirements.txt | .venv/bin/pip
	@echo "Installing the packages of requirements.txt, about half a minute ..."
	@$(BIN)/python $(PIP_INSTALL) --require-hashes -r requirements.txt
	@touch $@

.venv/installed-dev: requirements-dev.txt | .venv/bin/pip
	@echo "Installing the packages of requirements-dev.txt, about a minute ..."
	@$(BIN)/python $(PIP_INSTALL) --require-hashes -r requirements-dev.txt
	@touch .venv/installed $@

.env:
	@umask 077; { echo "# .env.example says what can stand here"; echo "DEBUG=true"; \
	  echo "SECRET_KEY=$$($(PYTHON) -c '$(NEW_KEY)')"; } > $@

node_modules/.package-lock.json: package-lock.json
	@npm ci --omit=dev --no-audit --no-fund --loglevel=error >/dev/null && touch $@ \
	  || echo "Without npm's files: no web fonts, no country search. The next make tries again." >&2

# html-validate, for the tests
node_modules/.installed-dev: package-lock.json
	@npm ci --no-audit --no-fund --loglevel=error >/dev/null && touch node_modules/.package-lock.json $@ \
	  || echo "Without npm's files no page's HTML is validated. The next make tries again." >&2
