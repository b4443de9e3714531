# Everything here works on a bare machine with make and Python 3.11 or newer (with venv).
# `make` alone lists what there is.

PYTHON   ?= python3
BIN      := .venv/bin
READY    := .venv/.ready
DEMO     := scenarios/demo/generalist.yaml scenarios/demo/specialised.yaml
OUT      ?= results/demo
CORES    ?= auto
CLAIMS   ?=

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup demo test check verify bench bench-peers chart docs readme claims calibrate notebooks lock clean

help:  ## list the targets
	@echo "Reorg. What make can do:"
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)$$/\1 \2/p' $(MAKEFILE_LIST) \
		| while read -r name text; do printf '  make %-11s %s\n' "$$name" "$$text"; done

setup: $(READY)  ## make .venv and install the locked dependencies (once)

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Reorg needs Python 3.11 or newer, and '$(PYTHON)' is not. Name another: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "Your Python has no venv. On Debian and Ubuntu: sudo apt install python3-venv" >&2; exit 1; }
	@test -x $(BIN)/python && $(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear .venv
	@echo "Installing what requirements.lock names into .venv (a minute or two, once)" >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $@

demo: $(READY)  ## compare two organisations on a real-shaped book (about a minute)
	@$(BIN)/reorg compare $(DEMO) --replications 30 --out $(OUT)
	@echo "Open $(OUT)/report.html in a browser for the charts and every input behind them." >&2

test: $(READY)  ## run the tests
	@$(BIN)/python -m pytest -n $(CORES)

check: $(READY)  ## lint, format, types and floors
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/python -m pytest -q tests/test_floors.py

verify: $(READY)  ## slow statistical checks
	@$(BIN)/python -m pytest -n $(CORES) -m verify

bench: $(READY)  ## cost per work item against a plain SimPy queue, in one run
	@$(BIN)/python -m tests.bench

bench-peers: $(READY)  ## the same queue in other engines (pip install salabim mesa into .venv for two of them)
	@$(BIN)/python -m tests.bench.peers

chart: $(READY)  ## make the chart of the README again, from the demo
	@$(BIN)/reorg compare $(DEMO) --replications 30 --out $(OUT) --quiet >/dev/null
	@mkdir -p docs/images
	@cp $(OUT)/charts/differences.svg docs/images/demo.svg
	@echo "docs/images/demo.svg is new" >&2

docs: $(READY)  ## make the generated parts of the documentation again
	@$(BIN)/python -m docs.refresh

readme: chart  ## the same, with the chart and the first result of the README from the demo
	@$(BIN)/reorg compare $(DEMO) --replications 30 --out $(OUT) --quiet --json >$(OUT)/first.json
	@$(BIN)/python -m docs.refresh $(OUT)/first.json

claims: $(READY)  ## test the published claims (hours; CLAIMS="--quick" for a first answer) and make their page
	@mkdir -p results
	@$(BIN)/reorg claims $(CLAIMS) --json >results/claims.json || test $$? -eq 1
	@$(BIN)/python -m docs.refresh results/claims.json

notebooks: $(READY)  ## run the notebooks again and keep their outputs
	@$(BIN)/python -m docs.refresh.notebooks

calibrate: $(READY)  ## fit the defaults again to the published figures (half an hour; goes on where it stopped)
	@$(BIN)/python -m sim.claims.calibration

lock:  ## resolve the dependencies anew for every supported Python, with hashes
	@test -x .venv-lock/bin/uv || { $(PYTHON) -m venv .venv-lock && .venv-lock/bin/python -m pip install --quiet uv; }
	@.venv-lock/bin/uv pip compile --quiet --upgrade --universal --generate-hashes --no-emit-index-url \
		--no-emit-find-links --extra dev --custom-compile-command 'make lock' pyproject.toml -o requirements.lock
	@! grep -nE '://|--(extra-)?index-url|--find-links' requirements.lock

clean:  ## remove .venv, caches and build leftovers (results stay)
	@rm -rf .venv .venv-lock .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist
	@find sim tests -name __pycache__ -type d -prune -exec rm -rf {} +
