# The two commands of the README are `make run` and `make test`; `make help` lists the rest.

PYTHON ?= python3
VENV := .venv
IN_VENV := $(VENV)/bin/python
INSTALLED := $(VENV)/.installed
TYPED := codegen generated runtime emulator benchmarks tests

.DEFAULT_GOAL := help
.PHONY: help run codegen docs check test test-all lint clean

help: ## show this help
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: $(INSTALLED) codegen ## set up, regenerate, and sign in against the local emulator
	@$(IN_VENV) emulator/demo.py

codegen: $(INSTALLED) ## rewrite generated/ from model/
	@$(IN_VENV) -m codegen

docs: codegen ## rebuild the documentation and say where to open it
	@echo "Open generated/docs/html/index.html; R's pages are in generated/docs/rd"

check: $(INSTALLED) ## fail if generated/ is not what model/ gives
	@$(IN_VENV) -m codegen --check

test: $(INSTALLED) ## run the tests, but not over every model of AWS
	@$(IN_VENV) -m pytest -n auto -m "not corpus"

test-all: $(INSTALLED) ## run all tests, with as many examples as CI
	@HYPOTHESIS_PROFILE=ci $(IN_VENV) -m pytest -n auto

lint: $(INSTALLED) ## check style and types
	@$(IN_VENV) -m ruff check .
	@$(IN_VENV) -m ruff format --check .
	@$(IN_VENV) -m mypy $(TYPED)

clean: ## remove the environment and everything that can be made again
	rm -rf $(VENV) .tox .mypy_cache .pytest_cache .ruff_cache .hypothesis dist build
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Each line of an environment's making that can fail says what to do about it.
$(INSTALLED): pyproject.toml
	@command -v $(PYTHON) >/dev/null || { \
	  echo "There is no $(PYTHON): install Python 3.10 or newer," \
	    "or name one: make $(MAKECMDGOALS) PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10))' || { \
	  echo "$(PYTHON) is $$($(PYTHON) -V 2>&1): install Python 3.10 or newer," \
	    "or name one: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "$(PYTHON) has no venv module: install it" \
	    "(Debian and Ubuntu: apt-get install python3-venv)" >&2; exit 1; }
	@echo "Setting up $(VENV)"
	@$(PYTHON) -m venv --clear $(VENV)
	@$(IN_VENV) -m pip install --quiet --upgrade pip
	@$(IN_VENV) -m pip install --quiet --editable '.[emulator]' --group dev
	@touch $@
