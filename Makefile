# make demo   a map in JupyterLab (BROWSER=none: only print the address; PORT=8899)
# make test   everything (KIND=lint, python, js, notebooks or browser: only that)

PYTHON ?= python3
PORT ?=
BROWSER ?=
KIND ?=

.PHONY: demo test lint images build clean

demo:
	@$(PYTHON) -m tools.setup demo
	@.venv/bin/python -m tools.demo --port "$(PORT)" --browser "$(BROWSER)"

test:
	@$(PYTHON) -m tools.setup test
	@.venv/bin/python tests/run.py $(KIND)

lint:
	@$(MAKE) --no-print-directory test KIND=lint

images:
	@$(PYTHON) -m tools.setup test
	@.venv/bin/python -m pytest tests/browser --images

build:
	@$(PYTHON) -m tools.setup test
	@.venv/bin/python -m hatchling build

clean:
	rm -rf .build dist src/cjwidgets/static .mypy_cache .pytest_cache .ruff_cache .hypothesis
