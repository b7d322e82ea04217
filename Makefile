# One word per act. Everything is installed into .venv; nothing but Python 3.11+ and make is needed.
PYTHON ?= python3
BIN := .venv/bin
SOURCES ?= seeds
ARGS ?=

.PHONY: serve test lint bench catalogue datewords clean

serve: .venv/.installed
	$(BIN)/feedsvc serve $(SOURCES) $(ARGS)

# Three at once, since half of the time is waiting for servers and browsers; those of a file share what they start.
# Another -n in ARGS counts instead: `make test ARGS=-n0` runs them one by one.
test: .venv/.tested
	$(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder $(ARGS)

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

# N: the most articles of the table of growth, the last table.
bench: .venv/.benched
	$(BIN)/python -m bench.sanitize
	$(BIN)/python -m bench.companies
	$(BIN)/python -m bench.serving
	$(BIN)/python -m bench.peers
	$(BIN)/python -m bench.beside
	$(BIN)/python -m bench.growth $(N)

.venv/.benched: pyproject.toml | .venv/.tested
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[bench]'
	touch $@

# The pages' texts in Chinese: after a change of texts, what is new is added to the catalogue, to be translated there; then
# run it again.
CATALOGUE := feedsvc/web/translations/zh/LC_MESSAGES/messages
catalogue: .venv/.tested
	mkdir -p build
	$(BIN)/pybabel -q extract --no-location --omit-header -F feedsvc/web/translations/babel.cfg -k lazy_gettext -o build/messages.pot feedsvc/web
	$(BIN)/pybabel -q update --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date -w 120 -l zh -i build/messages.pot -o $(CATALOGUE).po
	$(BIN)/pybabel -q compile --statistics -l zh -i $(CATALOGUE).po -o $(CATALOGUE).mo

# The names of months and days that dates may have, after a new version of Babel.
datewords: .venv/.tested
	mkdir -p build
	$(BIN)/python -m tests.cldr > build/datewords.txt
	mv build/datewords.txt feedsvc/lists/datewords.txt

clean:
	rm -rf .venv build *.egg-info .coverage* .mypy_cache .pytest_cache .ruff_cache
