# Everything a checkout needs lies in .venv; `make help` lists the doors.
# Each stamp in .venv stands for one step, and is made again only when what it follows from has changed.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Nothing but the package's own steps decides what is installed: hashes are in requirements/.
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --quiet
INSTALL := $(PIP) install --require-hashes
PYTEST := $(BIN)/python -m pytest
TOOLS := $(VENV)/tools
COMPILED := $(VENV)/compiled
DATA := src/consilience/data
GAZETTEER := $(DATA)/gazetteer.sqlite
MADE_FROM := $(DATA)/regions.tsv $(DATA)/districts.tsv $(DATA)/places.tsv src/consilience/resolve/names.py \
	scripts/gazetteer.py
# All that the package is: what is compiled from it is made again when any of it has changed.
PACKAGE := $(shell find src/consilience -type f -not -name '*.pyc')
# Where scorers and benchmark sets lie; they are other people's data and no part of this repository.
SHARED ?= ../shared
# The ledger of `make demo`, made afresh each time.
DEMO ?= consilience-demo.db

WHERE := import sysconfig; print(sysconfig.get_path("purelib"))

# Packages are fetched while the gazetteer is made.
MAKEFLAGS += --jobs=2

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test lint bench score likeness compiled gazetteer lock model bench-joining bench-serving docs-pictures clean

help: ## list these doors
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "%-22s %s\n", $$1, $$2 }'

demo: $(VENV)/package $(GAZETTEER) ## install, and run the whole way on the reports that ship with the package
	@$(BIN)/consilience demo --into $(DEMO)

test: $(VENV)/dev $(GAZETTEER) ## install, and run every test
	@CONSILIENCE_SPARK=1 $(PYTEST) --numprocesses auto --dist worksteal

lint: $(VENV)/dev ## ruff, mypy, and the rules of the house
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(PYTEST) tests/test_floors.py

bench: $(VENV)/dev $(GAZETTEER) ## measure speed and memory, compiled where there is a C compiler
	-@$(MAKE) --no-print-directory compiled
	@$(BIN)/python bench/run.py
	@$(BIN)/python bench/serving.py --incidents 100000 --seconds 30

score: $(VENV)/dev $(GAZETTEER) ## measure accuracy against its floors; benchmark sets lie in SHARED, if anywhere
	@$(BIN)/consilience score --data . --data "$(SHARED)"

likeness: $(VENV)/dev $(GAZETTEER) ## fit the weights by which reports are joined to the labelled reports in SHARED
	@$(BIN)/python scripts/likeness.py "$(SHARED)"
	@$(BIN)/python scripts/model.py

bench-joining: $(VENV)/dev $(GAZETTEER) ## measure joining in bulk on a million accounts of known truth
	@$(BIN)/python bench/joining.py --count 100000
	@$(BIN)/python bench/joining.py

bench-serving: $(VENV)/dev $(GAZETTEER) ## measure the web interface at a million incidents, eight reading and one deciding
	@$(BIN)/python bench/serving.py --browser

model: $(VENV)/package ## write the model of likeness as Splink reads it, from data/likeness.toml and data/likeness.sql.toml
	@$(BIN)/python scripts/model.py

compiled: $(COMPILED)/made ## compile the package, for speed; it is run as .venv/compiled/bin/consilience
	@:

gazetteer: $(GAZETTEER) ## make the gazetteer again, if a table it is made from has changed

lock: $(VENV)/uv ## write requirements/ anew from pyproject.toml, with the newest versions allowed
	@scripts/lock $(VENV)/uv/bin/uv

docs-pictures: $(VENV)/dev $(GAZETTEER) ## draw docs/pictures/ from what the commands print and the pages show
	@$(BIN)/python scripts/pictures.py
	@$(BIN)/python scripts/screenshots.py

clean: ## take away all that was made here; ledgers stay, but for the demonstration's
	rm -rf $(VENV) build dist out .mypy_cache .ruff_cache .pytest_cache .hypothesis
	rm -f $(GAZETTEER) $(DEMO) $(DEMO)-wal $(DEMO)-shm
	find src tests scripts -name __pycache__ -type d -prune -exec rm -rf {} +

# --- what the doors need ---------------------------------------------------------------------------------------------

$(VENV)/made:
	@command -v $(PYTHON) >/dev/null || { echo "there is no $(PYTHON); Consilience needs Python 3.11 or newer" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Consilience needs Python 3.11 or newer, and $(PYTHON) is $$($(PYTHON) --version 2>&1);" \
			"name another: make PYTHON=python3.12 ..." >&2; exit 1; }
	@echo "making $(VENV) with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv $(VENV) || { \
		echo "no virtual environment could be made; on Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@touch $@

$(VENV)/run: $(VENV)/made requirements/run.txt
	@echo "installing the locked dependencies"
	@$(INSTALL) -r requirements/run.txt
	@touch $@

# What the package is built with, beside the environment and not in it: it is large, and not needed afterwards.
$(TOOLS)/ready: $(VENV)/made requirements/build.txt
	@echo "fetching what the gazetteer is made from"
	@rm -rf $(TOOLS)
	@$(INSTALL) --target $(TOOLS) -r requirements/build.txt
	@touch $@

$(GAZETTEER): $(MADE_FROM) $(TOOLS)/ready
	@echo "making the gazetteer"
	@PYTHONPATH=$(TOOLS) $(BIN)/python scripts/gazetteer.py
	@touch $@

$(VENV)/package: $(VENV)/run pyproject.toml hatch_build.py | $(GAZETTEER)
	@PYTHONPATH=$(CURDIR)/$(TOOLS) $(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev: $(VENV)/package requirements/dev.txt
	@echo "installing what tests and checks need"
	@$(INSTALL) -r requirements/dev.txt
	@touch $@

# A compiled wheel in an environment of its own, which takes all else from .venv: nothing of it can stand before src.
$(COMPILED)/made: $(VENV)/dev $(PACKAGE) pyproject.toml hatch_build.py scripts/compiled.py | $(GAZETTEER)
	@$(BIN)/python scripts/compiled.py
	@echo "compiling, which takes a minute or two"
	@rm -rf $(COMPILED)
	@CONSILIENCE_COMPILED=1 PYTHONPATH=$(CURDIR)/$(TOOLS) $(PIP) wheel --no-deps --no-build-isolation \
		--wheel-dir $(COMPILED)/wheel .
	@$(PYTHON) -m venv --without-pip $(COMPILED)
	@$(BIN)/python -c '$(WHERE)' >"$$($(COMPILED)/bin/python -c '$(WHERE)')/beside.pth"
	@$(PIP) --python $(COMPILED)/bin/python install --no-deps --no-index --ignore-installed $(COMPILED)/wheel/*.whl
	@touch $@

$(VENV)/uv: $(VENV)/made
	@$(PYTHON) -m venv $@ && $@/bin/python -m pip --disable-pip-version-check --quiet --quiet install uv
