# The README's two commands are `make read` and `make test`. Both need Python 3.11+ and nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
DEV := $(VENV)/.ready-dev
DESK ?=
WORKERS ?= 2

.PHONY: read test check search hard releases bench clean

read: $(READY)
	@$(BIN)/briefing read $(DESK)

test: $(DEV)
	$(BIN)/python -m pytest -n $(WORKERS)

check: $(DEV)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

# The same property tests with new examples, many more of them: what they find becomes a test of its own.
search: $(DEV)
	$(BIN)/python -m pytest -n $(WORKERS) --hypothesis-profile=search

# Hostile desks, a hundred instead of one or two, bombs at full size, inputs that nobody thought of, and the guards of
# SECURITY.md taken out one by one, an hour at a desk of 10,000 briefs; what they find becomes a test of its own. Takes
# hours.
hard: $(DEV)
	HARD=50 $(BIN)/python -m pytest -n $(WORKERS) --hypothesis-profile=search tests/cli/test_hostile.py \
		tests/cli/test_output.py tests/ui/test_hostile_walk.py tests/report/test_escapes.py tests/parse/test_hostile.py \
		tests/hard tests/ui/test_odd_terminals.py
	HARD=2 FUZZ=200 $(BIN)/python -m pytest -n $(WORKERS) tests/cli/test_bombs.py tests/test_fuzzing.py
	$(BIN)/python -m tests.fuzzing --seconds 900 --seed $$(date +%s)
	$(BIN)/python -m tests.hard.kills 1000
	$(BIN)/python -m tests.hard.merging 10000
	$(BIN)/python -m tests.hard.sitting 60
	$(BIN)/python -m tests.guards

# What snapshots say is the same in every release of Textual that is declared; makes environments, and so needs an index.
releases: $(DEV)
	BRIEFING_RELEASES=1 $(BIN)/python -m pytest -n 0 tests/testing/test_releases.py

bench: $(DEV)
	$(BIN)/python -m benchmarks

clean:
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "briefing needs Python 3.11 or newer; name one with: make PYTHON=python3.12 read"; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(READY): pyproject.toml constraints.txt | $(VENV)/bin/python
	@echo "Setting up $(VENV) (once) ..."
	@$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(DEV): $(READY)
	@echo "Adding what the tests need (once) ..."
	@$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@
