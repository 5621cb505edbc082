# `make` alone sets up; `make help` lists the rest. PYTHON chooses the interpreter: make PYTHON=python3.12
PYTHON ?= python3
WORKERS ?= auto
LANGUAGE_SERVER := 1.25.0

CODE := cli.py benchmarks classifier criteria dothi
PROSE := $(CODE) $(wildcard *.md) changes docs .github

BIN := .venv/bin
PINS := .venv/pins.stamp
READY := .venv/ready.stamp

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_ROOT_USER_ACTION := ignore
PIP := $(BIN)/python -m pip -qq

# One resolution for every Python the project supports; hashes, and no address of anything.
COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-strip-extras --annotation-style line \
	--no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock' $(if $(UPGRADE),--upgrade)

.PHONY: setup demo test quick lint bench fuzz editor cases readme changelog spark planner peers licences audit lock clean help
.DELETE_ON_ERROR:

setup: $(READY)  ## create .venv with the pinned dependencies and the command .venv/bin/dothi
	@echo "Ready: $(BIN)/dothi"

demo: $(READY)  ## judge the example: is thị xã Duyên Hải ready for type III?
	$(BIN)/dothi check duyen-hai --to III --as-of 2021-11-11 --data examples/tra-vinh

test: lint  ## lint, then run every test and hold the coverage
	$(BIN)/pytest --numprocesses=$(WORKERS) --maxprocesses=8 --cov --cov-report=term

quick: $(READY)  ## the tests without the slow ones, in under a minute on two processors: for use while working
	$(BIN)/pytest --numprocesses=$(WORKERS) --maxprocesses=8 -m "not slow"

lint: $(READY)  ## style, format, types, direction of imports, spelling, docstrings of public names
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/codespell $(PROSE)
	$(BIN)/codespell --ignore-words tests/support/misspelt_on_purpose.txt tests
	$(BIN)/interrogate $(CODE)

bench: $(READY)  ## measure the speed
	$(BIN)/python -m benchmarks

fuzz: $(READY)  ## attack the program at full size and write docs/reliability.md; SEED=2 draws otherwise, TIME=10 stops after minutes
	$(BIN)/python -m tests.campaigns fuzz --seed $(or $(SEED),1) $(if $(TIME),--minutes $(TIME))

editor: $(READY)  ## install the server that editors use for rule files, so that its tests run (needs node and npm)
	npm install --prefix .venv/node --no-audit --no-fund --ignore-scripts yaml-language-server@$(LANGUAGE_SERVER)

cases: $(READY)  ## renew the generated cases at the boundaries of the levels (rules/*/cases/boundaries-*.yaml)
	$(BIN)/python -m tests.support.boundary_cases

readme: $(READY)  ## renew the output that README.md, docs/targets.md and how-to pages show
	$(BIN)/python -m tests.support.renew_readme
	$(BIN)/python -m tests.support.renew_how_to

changelog: $(READY)  ## gather the fragments in changes/ into CHANGELOG.md
	$(BIN)/python -m tests.support.gather_changes

spark: $(READY)  ## install the Spark engine of `dothi batch` into .venv; it needs Java 17 or later
	$(BIN)/python -c 'import pyspark' 2>/dev/null || \
		$(PIP) install --require-hashes --no-build-isolation --use-pep517 -r requirements/spark.txt

planner: $(READY)  ## install HiGHS into .venv, for `dothi plan` with projects that raise several standards at once
	$(BIN)/python -c 'import highspy' 2>/dev/null || $(PIP) install --require-hashes -r requirements/planner.txt

peers: $(READY)  ## install into .venv what `make bench` compares with
	$(PIP) install --require-hashes -r requirements/peers.txt

licences: $(READY)  ## renew docs/licences.md from what is installed
	$(BIN)/python -m tests.support.renew_licences

audit: $(READY)  ## ask for known vulnerabilities of everything that is pinned (needs the network)
	$(BIN)/python -m tests.support.audit

lock: $(PINS)  ## pin again after a change in pyproject.toml; UPGRADE=1 takes the newest of everything
	$(COMPILE) --group development --extra planner --output-file requirements/development.txt pyproject.toml
	$(COMPILE) --constraint requirements/development.txt --output-file requirements/runtime.txt pyproject.toml
	$(COMPILE) --group build --constraint requirements/development.txt --output-file requirements/build.txt
	$(COMPILE) --extra spark --constraint requirements/development.txt --output-file requirements/spark.txt pyproject.toml
	$(COMPILE) --extra planner --constraint requirements/development.txt --output-file requirements/planner.txt pyproject.toml
	$(COMPILE) --group bench --constraint requirements/development.txt --output-file requirements/peers.txt
	$(COMPILE) --group audit --constraint requirements/development.txt --output-file requirements/audit.txt
	@echo "If a version changed: make licences"

clean:  ## remove .venv, caches and what was built
	rm -rf .venv .coverage .coverage.* htmlcov dist build .hypothesis .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

help:  ## this list
	@sed -n 's/^\([a-z]*\):.*  ## \(.*\)/  make \1\t\2/p' $(firstword $(MAKEFILE_LIST))

# durable_rules is built here from source. From 3.13 on Python lacks a name it calls; the macro gives it the new one.
INSTALL_PINS = \
	if $(BIN)/python -c 'import sys; sys.exit(sys.version_info < (3, 13))'; then \
		CC="gcc -DPyEval_CallObject=PyObject_CallObject"; export CC; fi; \
	$(PIP) install --require-hashes --no-build-isolation --use-pep517 -r requirements/development.txt

$(PINS): requirements/build.txt requirements/development.txt
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null || \
		{ echo "dothi needs Python 3.11, 3.12 or 3.13; $(PYTHON) is: $$($(PYTHON) --version 2>&1). Choose another: make PYTHON=python3.12" >&2; exit 1; }
	@command -v gcc >/dev/null || { echo "dothi needs gcc: its rules engine is built from source." >&2; exit 1; }
	@$(PYTHON) -c 'import os, sys, sysconfig; sys.exit(not os.path.exists(sysconfig.get_path("include") + "/Python.h"))' || \
		{ echo "dothi needs the headers of $(PYTHON) (a package named like python3-dev): its rules engine is built from source." >&2; exit 1; }
	@test ! -L .venv || \
		{ echo ".venv is a link to $$(readlink .venv), which setting up would empty. Renew it there, or remove the link." >&2; exit 1; }
	@echo "Creating .venv with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv --clear .venv
	@echo "Installing the pinned dependencies (the rules engine is compiled; up to a minute)"
	@$(PIP) install --require-hashes -r requirements/build.txt
	@$(INSTALL_PINS)
	@$(BIN)/python -c 'import durable.engine' 2>/dev/null || { \
		echo "pip kept a rules engine from an earlier build that does not load; building it again"; \
		$(PIP) uninstall --yes durable_rules; $(PIP) cache remove durable_rules; \
		$(INSTALL_PINS) && $(BIN)/python -c 'import durable.engine'; }
	@touch $@

$(READY): $(PINS) pyproject.toml
	@echo "Installing dothi from this checkout"
	@$(PIP) install --no-deps --no-build-isolation -e .
	@$(BIN)/python -m pip check >/dev/null || { $(BIN)/python -m pip check; echo "pyproject.toml and requirements/ differ: run make lock" >&2; exit 1; }
	@touch $@
