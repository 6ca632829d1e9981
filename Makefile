# The environment lives in .venv; every target sets it up on first use.
# Paths are relative and quoted: the project folder may hold spaces and accents.

SHELL := /bin/sh
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.up-to-date
UV := $(shell command -v uv 2>/dev/null)

.PHONY: help setup brief example lab test check bench calibrate-rates demo lock clean

help: ## Show what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' Makefile

setup: $(STAMP) ## Make or mend the environment in .venv

$(STAMP): requirements.lock pyproject.toml
ifneq ($(UV),)
	uv venv --quiet --allow-existing --python '>=3.11' .venv
	uv pip sync --quiet --python .venv --require-hashes requirements.lock
	uv pip install --quiet --python .venv --no-deps --no-build-isolation --editable .
else
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo 'Python 3.11 or newer is needed, for example: make setup PYTHON=python3.11'; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
endif
	@touch $(STAMP)

brief: setup ## Run all notebooks, write the briefs of every dataset, say where they are
	$(BIN)/python -m forecast.cli refresh

example: setup ## Renew the example briefs and their picture (needs chromium)
	rm -rf reports/.example
	$(BIN)/python -m forecast.cli refresh gia-lam --reports reports/.example
	cp reports/.example/gia-lam/[0-9]*/brief.*.html reports/example/
	rm -rf reports/.example
	chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size=900,1180 \
	  --screenshot=reports/example/brief.vi.png "file://$(CURDIR)/reports/example/brief.vi.html"

lab: setup ## Open the notebooks in JupyterLab, for this computer only
	$(BIN)/python -m jupyter labextension disable @jupyterlab/apputils-extension:announcements
	$(BIN)/python -m jupyter lab --ServerApp.ip=127.0.0.1 --ServerApp.root_dir=. \
	  --LabApp.default_url=/lab/tree/notebooks

test: setup ## Run all tests
	$(BIN)/python -m pytest

check: setup ## Format, lint, types, floors, notebooks, spelling, then all tests
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m ruff check .
	$(BIN)/python -m mypy
	$(BIN)/lint-imports
	$(BIN)/python -m nbstripout --verify --keep-id notebooks/*.ipynb
	$(BIN)/python -m codespell_lib
	@$(MAKE) test

bench: setup ## Measure the engine, the answer and the refresh against plain references (some 8 minutes)
	$(BIN)/python benchmarks/bench.py

calibrate-rates: setup ## Prove the rates by 2,000 synthetic federations (some 20 minutes)
	$(BIN)/python benchmarks/calibrate_rates.py

demo: setup ## Make the illustrative district anew (its workbooks: data/make_demo_workbooks.py)
	$(BIN)/python data/make_demo_district.py

lock: ## Choose and pin all versions anew (needs uv)
	uv pip compile --quiet --upgrade --universal --python-version 3.11 --fork-strategy fewest \
	  --generate-hashes --no-header --no-annotate \
	  --group dev --output-file requirements.lock pyproject.toml

clean: ## Remove the environment and every cache; data and reports stay
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find src tests -type d -name __pycache__ -prune -exec rm -rf '{}' +
