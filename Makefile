# The commands of the project; `make` alone lists them.
# ARGS goes to the command behind the target: make reports ARGS="--profile balanced"
.PHONY: help setup reports packs test lint bench mutation clean lock
.DEFAULT_GOAL := help
ARGS ?=
# Homebrew's libraries, which macOS does not search by itself; an empty setting elsewhere.
BREW := $(if $(filter Darwin,$(shell uname -s)),DYLD_FALLBACK_LIBRARY_PATH=/opt/homebrew/lib:/usr/local/lib:/usr/lib)

help:  ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' Makefile

setup:  ## virtual environment and system libraries, for development
	@sh .ci/setup.sh dev

reports:  ## set up what is missing, then make the documents of every profile in output/
	@sh .ci/setup.sh run
	@$(BREW) .venv/bin/reporting build $(ARGS)

packs:  ## set up what is missing, then make the packs of the demo book's clients in output/
	@sh .ci/setup.sh run
	@$(BREW) .venv/bin/reporting packs $(ARGS)

test:  ## set up what is missing, then run the tests
	@sh .ci/setup.sh dev
	@$(BREW) .venv/bin/python -m pytest -q -n auto --maxprocesses 4 $(ARGS)

lint:  ## style, types and the one-way doors between the rooms
	@sh .ci/setup.sh dev
	@.venv/bin/python -m ruff check . .ci
	@.venv/bin/python -m ruff format --check --quiet . .ci
	@.venv/bin/python -m mypy
	@.venv/bin/lint-imports --no-logo

bench:  ## speed and memory, as ratios taken in one run
	@sh .ci/setup.sh dev
	@$(BREW) .venv/bin/python -m tests.bench $(ARGS)

mutation:  ## do the tests notice mistakes in measures and allocation? (ARGS="measures/risk.py" a part)
	@sh .ci/setup.sh dev
	@.venv/bin/python -m tests.mutation $(ARGS)

clean:  ## remove .venv and caches (output/ stays: it may hold delivered documents)
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

lock:  ## write the lock files anew (ARGS=--upgrade takes newer versions)
	@sh .ci/setup.sh dev
	@sh .ci/lock.sh $(ARGS)
