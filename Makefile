# The two commands of the README are `make run` and `make test`; `make help` lists the rest.

PYTHON ?= python3
VENV := .venv
IN_VENV := $(VENV)/bin/python
PIP := $(IN_VENV) -m pip install --quiet --disable-pip-version-check
RUN := $(VENV)/.run
TEST := $(VENV)/.test
TYPED := codegen generated runtime login emulator benchmarks tests

.DEFAULT_GOAL := help
.PHONY: help run codegen docs check test test-all all-services lint lock clean

help: ## show this help
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: $(RUN) codegen ## set up, regenerate, and sign in against the local emulator
	@$(IN_VENV) emulator/demo.py

codegen: $(RUN) ## rewrite generated/ from model/
	@$(IN_VENV) -m codegen

docs: codegen ## rebuild the documentation and say where to open it
	@echo "Open generated/docs/html/index.html; R's pages are in generated/docs/rd"

check: $(RUN) ## fail if generated/ is not what model/ gives
	@$(IN_VENV) -m codegen --check

# Tests start many processes: where bytecode may not be kept, each compiles everything anew.
test test-all all-services: export PYTHONDONTWRITEBYTECODE =

test: $(TEST) ## run the tests that need Python alone, over a few models of AWS
	@$(IN_VENV) -m pytest -n auto -m "not (browser or corpus or peers or r or services)"

test-all: $(TEST) ## run all tests but those of all-services, as CI does
	@HYPOTHESIS_PROFILE=ci $(IN_VENV) -m pytest -n auto -m "not services"

all-services: $(TEST) ## compare a client of each rest-json service that botocore knows with botocore
	@$(IN_VENV) -m pytest -n auto --all-services tests/services

lint: $(TEST) ## check style and types
	@$(IN_VENV) -m ruff check .
	@$(IN_VENV) -m ruff format --check .
	@$(IN_VENV) -m mypy $(TYPED)

lock: $(VENV)/.lock ## pin the newest dependencies in requirements/, with hashes
	@# The widest first: the others take its versions, so that each adds to the one before.
	$(call LOCK,test,--extra emulator --extra login pyproject.toml)
	$(call LOCK,run,--extra emulator --extra login pyproject.toml --constraints requirements/test.txt)
	$(call LOCK,ci)
	$(call LOCK,lock)

clean: ## remove the environment and everything that can be made again
	rm -rf $(VENV) .peers .tox .mypy_cache .pytest_cache .ruff_cache .hypothesis dist build
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# One file for every Python and system.
LOCK = @$(IN_VENV) -m uv pip compile --quiet --upgrade --universal --python-version 3.10 \
	--generate-hashes --custom-compile-command 'make lock' \
	--group $(1) --output-file requirements/$(1).txt $(2) >/dev/null

# An environment begins with what the demo needs; each other need adds its own to it. The project
# itself cannot have a hash: it comes from this folder, built with what came before.
# Each line that can fail says what to do about it.
$(RUN): requirements/run.txt pyproject.toml
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
	@$(PIP) --require-hashes --requirement $<
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.%: requirements/%.txt $(RUN)
	@echo "Adding to $(VENV) what $(MAKECMDGOALS) needs"
	@$(PIP) --require-hashes --requirement $<
	@touch $@
