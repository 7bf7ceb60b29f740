# Every program of the virtual environment is called as `python -m`: a script's first line cannot hold a path with spaces.
PYTHON := .venv/bin/python
PYTEST := $(PYTHON) -m pytest
JOBS ?= 2
WHOLE := -m "not interop"
# what asks no database anything is the same on any
# a journey shows what the browser does with pages, which no database changes
WITHOUT_JOURNEYS := -m "not interop and not browser"
NO_DATABASE := $(addprefix --ignore=tests/,house networks properties seek/ranking seek/deciding seek/nearness)

.DEFAULT_GOAL := help
.PHONY: help setup run test quick check bench browser

help: ## these lines
	@awk -F ': .*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' Makefile

setup: ## make .venv from the lock files; does nothing when nothing changed
	@scripts/setup.sh

run: setup ## set up, start the web and the worker, print the address
	@$(PYTHON) -m allotment up

quick: setup ## the inner loop, under a minute: style, and the fast tests on SQLite
	@$(PYTHON) scripts/check.py ruff format
	@$(PYTEST) -n $(JOBS) -x

browser: setup ## find a Chromium for the journeys, or say what to install
	@$(PYTHON) scripts/chromium.py

test: browser ## the whole suite: on SQLite with the journeys in a browser, then on a real PostgreSQL
	@echo "On SQLite."; status=0; \
	$(PYTEST) -n $(JOBS) $(WHOLE) || status=1; \
	$(PYTHON) scripts/with_postgres.py -- $(PYTEST) -n $(JOBS) $(WITHOUT_JOURNEYS) $(NO_DATABASE) || status=1; \
	exit $$status

check: setup ## style, types, layers, templates, dead code, migrations, safety, sizes, docs
	@$(PYTHON) scripts/check.py

bench: setup ## what is fast, and how we know: prints tables, and fails where a bound is passed
	@scripts/setup.sh bench
	@$(PYTHON) -m bench $(BENCH)
