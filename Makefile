# Everything that is done with a checkout. The first run installs into .venv; later ones start at once, offline too.
# More arguments: make demo ARGS="--port 9000", make test ARGS="tests/settings -x"
PYTHON := .venv/bin/python
ARGS ?=

.PHONY: help install demo test lint format bench-triage bench-clocks bench-escalations bench-summaries year pictures clean distclean

help:
	@echo "make demo          try the desk on this machine: no account, no token"
	@echo "make install       only install what 'python -m bot run' needs (then: $(PYTHON) -m bot run)"
	@echo "make test          all tests, with the coverage of the rules"
	@echo "make lint          style, types, the direction of imports, both languages complete"
	@echo "make format        put the style right"
	@echo "make bench-triage  measure how well reports are understood"
	@echo "make bench-clocks  measure the contract's clocks (ARGS=--full: up to a million tickets)"
	@echo "make bench-escalations  measure thousands of pages falling due in the same second"
	@echo "make bench-summaries  measure summaries of a million tickets while customers are served"
	@echo "make year          play a year of five contracts and print what was promised and done (ARGS=--days 60)"
	@echo "make pictures      draw the pictures of the documentation again"
	@echo "make clean         remove caches; make distclean removes .venv too"

install:
	@scripts/environment.sh run

demo: install
	@$(PYTHON) -m bot demo $(ARGS)

dev-environment:
	@scripts/environment.sh dev
.PHONY: dev-environment

# Tests wait for sockets, disks and browsers: four at a time use two cores well.
# With ARGS only a part runs, which says nothing about coverage.
test: dev-environment
	@$(PYTHON) -m pytest $(if $(ARGS),$(ARGS),-n 4 --maxschedchunk 2 --cov --cov-report=term)

lint: dev-environment
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	$(PYTHON) -c 'from importlinter.cli import lint_imports_command as run; run()'
	$(PYTHON) -m views.locales_check

format: dev-environment
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .

bench-triage: install
	@$(PYTHON) -m bench.triage $(ARGS)

bench-clocks: dev-environment
	@$(PYTHON) -m bench.clocks $(ARGS)

bench-escalations: dev-environment
	@$(PYTHON) -m bench.escalations $(ARGS)

bench-summaries: dev-environment
	@$(PYTHON) -m bench.summaries $(ARGS)

year: dev-environment
	@$(PYTHON) -m tests.e2e.year $(ARGS)

pictures: dev-environment
	@$(PYTHON) -m bot.pictures $(ARGS)

clean:
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage htmlcov
	find . -path ./.venv -prune -o -name __pycache__ -type d -exec rm -rf {} +

distclean: clean
	rm -rf .venv
