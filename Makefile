# mgsim: `make run` is all that a fresh clone needs (Python 3.11 or newer, and make).

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install -q -c constraints.txt
MAIN := configs/low_magnesium.yaml
CURVES := configs/block_curve.yaml configs/iv_curve.yaml
OUT ?= results
WORKERS ?= 2

.DEFAULT_GOAL := help
.PHONY: run test check bench figures notebooks docs validate clean help

run: $(VENV)/.run  ## run the main experiment and two quick curves; results and figures go to results/
	@set -e; for config in $(MAIN) $(CURVES); do (set -x; $(BIN)/mgsim run $$config --out $(OUT)); done

test: check  ## all that CI asks: the checks, every test with coverage, the notebooks, the site
	$(BIN)/pytest -n $(WORKERS) --dist loadfile --cov=mgsim --cov-report=term
	$(BIN)/pytest -n $(WORKERS) --nbmake --nbmake-timeout=60 notebooks

check: $(VENV)/.test  ## lint, format, types, import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/pyright
	$(BIN)/lint-imports

bench: $(VENV)/.bench  ## how fast: start-up, and the engines beside other tools; writes docs/benchmarks.json
	$(BIN)/pytest tests/bench -m bench
	$(BIN)/python tests/bench/benchmark.py

figures: $(VENV)/.run  ## make every figure of the atlas, its CSV and the contact sheet figures/index.html
	$(BIN)/mgsim figure --all

notebooks: $(VENV)/.notebooks  ## open the teaching notebooks in a browser
	$(BIN)/jupyter lab notebooks

docs: $(VENV)/.test  ## build the documentation into site/, warnings as errors
	$(BIN)/mkdocs build --strict

validate: $(VENV)/.run  ## compare with published numbers; writes docs/validation.csv
	@mkdir -p docs
	$(BIN)/mgsim validate --csv docs/validation.csv

clean:  ## remove results/, the environment and every cache
	rm -rf $(VENV) results build dist .pytest_cache .ruff_cache .import_linter_cache .hypothesis .coverage .coverage.*
	find mgsim tests -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

help:  ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo 'mgsim needs Python 3.11 or newer: make PYTHON=python3.11 ...'; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) -e '.[all]'
	@touch $@

$(VENV)/.bench: $(VENV)/.test
	@# a tool that has no wheel for this machine is left out of the tables
	$(PIP) -e '.[bench]' || for tool in jax neuron arbor; do $(PIP) $$tool || echo "left out: $$tool"; done
	@touch $@

$(VENV)/.notebooks: $(VENV)/.run
	$(PIP) -e '.[figures,notebooks]'
	@touch $@

$(VENV)/.test: pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) -e '.[all,test,dev,docs]'
	@touch $@ $(VENV)/.run
