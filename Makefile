# One word per act. Everything is installed into .venv; nothing but Python 3.11+ and make is needed.
PYTHON ?= python3
BIN := .venv/bin
SOURCES ?= seeds
ARGS ?=

.PHONY: serve test lint bench clean

serve: .venv/.installed
	$(BIN)/feedsvc serve $(SOURCES) $(ARGS)

test: .venv/.tested
	$(BIN)/python -m pytest $(ARGS)

lint: .venv/.tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/.installed: pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

.venv/.tested: pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test,lint]'
	touch $@ .venv/.installed

bench: .venv/.tested
	$(BIN)/python -m bench.sanitize
	$(BIN)/python -m bench.companies $(N)
	$(BIN)/python -m bench.serving

clean:
	rm -rf .venv build *.egg-info .coverage* .mypy_cache .pytest_cache .ruff_cache
