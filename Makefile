# The README's two commands are `make read` and `make test`. Both need Python 3.11+ and nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
DEV := $(VENV)/.ready-dev
DESK ?=
WORKERS ?= 2

.PHONY: read test check search contract hard releases bench site pages dist zipapp install uninstall release clean

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

# All that is asked of a desk in a folder, asked of one that is published with each refresh.
contract: $(DEV)
	BRIEFING_TEST_ENGINE=postgres $(BIN)/python -m pytest -n $(WORKERS) tests/desk

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
	$(BIN)/python -m tests.hard.team 200
	HARD=2 BRIEFING_TEST_ENGINE=postgres $(BIN)/python -m pytest -n $(WORKERS) tests/desk
	$(BIN)/python -m tests.hard.merging 10000
	$(BIN)/python -m tests.hard.sitting 60
	$(BIN)/python -m tests.guards

# What snapshots say is the same in every release of Textual that is declared, and what is built is the same twice; makes
# environments, and so needs an index.
releases: $(DEV)
	BRIEFING_RELEASES=1 $(BIN)/python -m pytest -n 0 tests/testing/test_releases.py tests/test_distribution.py

bench: $(DEV)
	$(BIN)/python -m benchmarks

# What is made of the code's tables: the reference in docs/, the manual, what shells need.
pages: $(READY)
	$(BIN)/python -m briefing.cli.reference docs

site: $(READY)
	@$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt -e '.[docs]'
	$(BIN)/python docs/make_site.py build/site
	@echo "Open build/site/index.html"

dist: $(DEV)
	rm -rf dist
	$(BIN)/python -m hatchling build

# One file that needs only Python, of this release and on such a machine as this: some libraries are compiled.
zipapp: dist
	@$(BIN)/python -m pip install -q --disable-pip-version-check shiv
	$(BIN)/shiv --reproducible --compressed -c briefing -p '/usr/bin/env python3' -o dist/briefing.pyz dist/*.whl

# A program for everybody: an environment in share, the command, the manual and what shells need where they look.
PREFIX ?= /usr/local
SHARE = $(DESTDIR)$(PREFIX)/share
PLACED = man/man1/briefing.1 bash-completion/completions/briefing zsh/site-functions/_briefing \
	fish/vendor_completions.d/briefing.fish

install:
	$(PYTHON) -m venv $(SHARE)/briefing
	$(SHARE)/briefing/bin/python -m pip install -q --disable-pip-version-check -c constraints.txt .
	$(SHARE)/briefing/bin/python -m compileall -q $(SHARE)/briefing/lib || true
	mkdir -p $(DESTDIR)$(PREFIX)/bin $(foreach one,$(PLACED),$(SHARE)/$(dir $(one)))
	ln -sf ../share/briefing/bin/briefing $(DESTDIR)$(PREFIX)/bin/briefing
	for one in $(PLACED); do cp $(SHARE)/briefing/share/$$one $(SHARE)/$$one || exit 1; done

# What the reader made lies elsewhere and stays: settings, marks, desks.
uninstall:
	rm -rf $(SHARE)/briefing
	rm -f $(DESTDIR)$(PREFIX)/bin/briefing $(foreach one,$(PLACED),$(SHARE)/$(one))

release: $(DEV)
	$(BIN)/python .ci/release.py

clean:
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "briefing needs Python 3.11 or newer; name one with: make PYTHON=python3.12 read"; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(READY): pyproject.toml constraints.txt | $(VENV)/bin/python
	@echo "Setting up $(VENV) (once, a minute or less) ..."
	@$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(DEV): $(READY)
	@echo "Adding what the tests need (once, a minute or two) ..."
	@$(BIN)/python -m pip install -qq --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@
