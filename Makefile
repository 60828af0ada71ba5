# Everything one does with this repository. `make` alone says what there is.
# It needs Python 3.11 or newer with venv (Debian: apt-get install python3-venv) and, the first time, the network.

PYTHON ?= python3
INI ?= development.ini
VENV := .venv
BIN := $(VENV)/bin
# Pip runs again only when what it installs has changed.
RUN_STAMP := $(VENV)/.installed
TEST_STAMP := $(VENV)/.installed-test
# What takes longest goes first, for both processes to end at about the same time.
LONG := tests/integration tests/browser
SHORT := $(filter-out $(LONG) tests/chaos,$(patsubst %/,%,$(wildcard tests/*/))) src

.DEFAULT_GOAL := help
.PHONY: help run test lint types rules bench soak sure chaos mutants format clean

help: ## say what there is
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(RUN_STAMP) ## serve the demo on http://127.0.0.1:6543, with everything embedded; Ctrl-C ends it
	@$(BIN)/enrollment demo load $(INI)
	@exec $(BIN)/enrollment serve $(INI)

test: $(TEST_STAMP) ## run the whole suite; what it needs and cannot reach is skipped by name
	$(BIN)/pytest --numprocesses 2 --dist loadfile --no-loadscope-reorder $(LONG) $(SHORT)

lint: $(TEST_STAMP) ## check style and formatting
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(TEST_STAMP) ## check types
	$(BIN)/mypy

rules: $(TEST_STAMP) ## check which layer imports which
	$(BIN)/lint-imports

bench: $(TEST_STAMP) ## measure the hot path on PostgreSQL and SQLite, in about ten minutes
	$(BIN)/python -m bench

soak: $(TEST_STAMP) ## load two web processes for an hour, or MINUTES=5, and see that their memory stays small
	$(BIN)/python -m bench.soak --minutes $(or $(MINUTES),60)

sure: lint types rules test ## all of the checks

chaos: $(TEST_STAMP) ## kill everything, over and over: a quarter of an hour, or QUICK=1
	QUICK=$(QUICK) $(BIN)/pytest tests/chaos -o log_cli=true -o log_cli_level=WARNING
	CUT_ANSWERS=$(if $(QUICK),20,200) $(BIN)/pytest tests/integration/test_cut_answers.py
	OPPOSITE_SWAPS=$(if $(QUICK),1000,10000) $(BIN)/pytest tests/integration/test_opposite_swaps.py

mutants: $(TEST_STAMP) ## break every safety in turn, and see a test fail
	$(BIN)/python -m tests.mutants

format: $(TEST_STAMP) ## format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean: ## remove what was installed and cached; var/, the data, stays
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache .coverage
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	rm -rf src/*.egg-info

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	    || { echo "Python 3.11 or newer is needed: make PYTHON=python3.11 $(MAKECMDGOALS)" >&2; exit 1; }
	@echo "Making $(VENV) …"
	@$(PYTHON) -m venv $(VENV) \
	    || { rm -rf $(VENV); echo "venv is missing: apt-get install python3-venv" >&2; exit 1; }

$(RUN_STAMP): setup.cfg pyproject.toml | $(BIN)/python
	@echo "Installing, which takes a minute the first time …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(TEST_STAMP): setup.cfg pyproject.toml | $(BIN)/python
	@echo "Installing what the tests need, which takes a minute the first time …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch $@ $(RUN_STAMP)
