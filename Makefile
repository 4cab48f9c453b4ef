# make demo   a map in JupyterLab (BROWSER=none: only print the address; PORT=8899)
# make bench  the editor against its peers, in ratios (installs the peers into .bench; JSON=FILE)
# make bench-keystroke  where the time of a keystroke goes, by Chromium's trace (JSON=FILE)
# make bench-page  how soon the analyst's page can be read, against a bare slider (JSON=FILE)
# make bench-analytics  statistics of a log against theirs (EVENTS=1000000; JSON=FILE)
# make bench-large  statistics of a Parquet file of 50 million events in 8 GB (LARGE=50000000)
# make torture  the long tests, seeded (SEED=2026); `make test` runs a slice of each
# make coverage  how often intervals hold the truth; writes docs/reference (SEED=2026)
# make test   everything (KIND=lint, python, js, notebooks or browser: only that)
# make pins   requirements/ follows pyproject.toml; what is pinned keeps its version
# make newest everything pinned moves to its newest release, and says so; then `make test`

PYTHON ?= python3
PORT ?=
BROWSER ?=
KIND ?=
JSON ?=
EVENTS ?= 1000000
LARGE ?= 50000000
SEED ?= 2026

.PHONY: demo test torture lint images bench bench-keystroke bench-page bench-analytics bench-large bench-env coverage build clean \
	pins newest

demo:
	@$(PYTHON) -m tools.setup demo
	@.venv/bin/python -m tools.demo --port "$(PORT)" --browser "$(BROWSER)"

test:
	@$(PYTHON) -m tools.setup test
	@.venv/bin/python tests/run.py $(KIND)

torture:
	@$(PYTHON) -m tools.setup test
	@.venv/bin/python -m pytest -q -p no:nbval tests/torture --torture --seed=$(SEED) -n 2
	@.venv/bin/python -m pytest -q -p no:nbval tests/browser/test_run_again.py --torture

coverage:
	@$(PYTHON) -m tools.setup test
	@.venv/bin/python -m benchmarks.coverage --seed $(SEED)

lint:
	@$(MAKE) --no-print-directory test KIND=lint

images:
	@$(PYTHON) -m tools.setup test
	@.venv/bin/python -m pytest tests/browser --images

bench-env:
	@$(PYTHON) -m tools.setup test
	@$(PYTHON) -m tools.bench

bench: bench-env
	@.venv/bin/python -m benchmarks.editor --json $(or $(JSON),.build/bench-editor.json)

bench-keystroke: bench-env
	@.venv/bin/python -m benchmarks.keystroke --json $(or $(JSON),.build/bench-keystroke.json)

bench-analytics: bench-env
	@.venv/bin/python -m benchmarks.analytics --events $(EVENTS) \
		--json $(or $(JSON),.build/bench-analytics.json)

bench-page:
	@$(PYTHON) -m tools.setup test
	@.venv/bin/python -m benchmarks.voila_page --json $(or $(JSON),.build/bench-page.json)

bench-large:
	@$(PYTHON) -m tools.setup test
	@.venv/bin/python -m benchmarks.large --events $(LARGE) --gigabytes 8
	@.venv/bin/python -m benchmarks.large --events $(LARGE) --gigabytes 8 --in-place

pins:
	@$(PYTHON) -m tools.setup test
	@.venv/bin/python -m tools.pins

newest:
	@$(PYTHON) -m tools.setup test
	@.venv/bin/python -m tools.pins --newest

build:
	@$(PYTHON) -m tools.setup test
	@.venv/bin/python -m hatchling build

clean:
	rm -rf .build dist src/cjwidgets/static .mypy_cache .pytest_cache .ruff_cache .hypothesis
