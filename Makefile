# Everything runs from here with only Python (3.11 or later, with its venv module) and make on the machine.
# Bytecode must be written: without it every start of the app is two to four times slower.
unexport PYTHONDONTWRITEBYTECODE
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
# Each worker has a browser and an app of its own: some 2 GiB.
WORKERS ?= auto
MOST_WORKERS := 4

.PHONY: run test bench setup check browser lock clean

run: setup ## start the app on http://127.0.0.1:8501 with the demonstration months
	$(BIN)/scorecard demo --if-empty
	$(BIN)/scorecard serve

setup: $(STAMP) ## make the virtual environment from the lock file

$(STAMP): requirements.lock pyproject.toml
	$(PYTHON) -c "import sys; sys.exit('Python 3.11 or later is needed; this is ' + sys.version.split()[0]) if sys.version_info < (3, 11) else None"
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	touch $@

check: setup ## formatting, style, types and import contracts
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

browser: ## a Chromium for the browser tests, if none is on the path
	@sh tests/browser/install_chromium.sh $(BIN)

test: check browser ## all checks and every test, browser tests included
	$(BIN)/python -m pytest -n $(WORKERS) --maxprocesses $(MOST_WORKERS) --dist loadfile --no-loadscope-reorder

bench: setup ## measurements, as ratios within one run; never part of a test's verdict
	$(BIN)/python -m bench

lock: ## pin the newest versions that fit pyproject.toml (needs uv)
	uv pip compile pyproject.toml --extra dev --generate-hashes --universal --python-version 3.11 --no-emit-index-url --no-header --no-annotate -o requirements.lock

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis build *.egg-info
