# Two commands: `make run` starts the bot (in a browser, until it has a token), `make test` checks everything.

PYTHON ?= python3
ARTICLES ?= seeds
export SITREP_HOME ?= data
BIN := .venv/bin

.PHONY: run test lint load pictures clean

run: .venv/run
	@$(BIN)/sitrep index $(ARTICLES) || true
	@$(BIN)/sitrep serve

test: .venv/test lint
	$(BIN)/pytest

lint: .venv/test
	$(BIN)/ruff check bot tests
	$(BIN)/ruff format --check bot tests
	$(BIN)/mypy
	$(BIN)/lint-imports

load: .venv/test
	$(BIN)/pytest -m load -s tests/load

pictures: .venv/test
	$(BIN)/python -m tests.browser.pictures

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/run: pyproject.toml constraints.txt | .venv/bin/python
	@echo "Installing, the first time only: about a minute and 2 GB"
	@$(BIN)/python -m pip install -qq --constraint constraints.txt --editable '.[pdf]'
	@touch $@

.venv/test: pyproject.toml constraints.txt | .venv/bin/python
	@echo "Installing what the tests need, the first time only"
	@$(BIN)/python -m pip install -qq --constraint constraints.txt --editable '.[dev]'
	@touch $@ .venv/run

clean:
	rm -rf .venv data .mypy_cache .ruff_cache .pytest_cache .hypothesis
