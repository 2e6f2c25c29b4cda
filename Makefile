# Needs GNU make, git and Python 3.11 or newer with its venv module; all else comes into .venv.

PYTHON ?= python3
PYTEST_ARGS ?=
BENCH_ARGS ?=

# TODAY=2022-04-01, if given, reaches the program by itself: the site as of that day.
export NO_MKDOCS_2_WARNING = 1
export PIP_DISABLE_PIP_VERSION_CHECK = 1
# Debian 12's pip warns about each package that has only a setup.py, unless it builds it as a newer pip does.
export PIP_USE_PEP517 = 1

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help site serve check test bless bench lock clean

help:  ## Show this help
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

site: .venv/site.stamp  ## Build the site into site/ (TODAY=2022-04-01 as of another day)
	@.venv/bin/cluster build

serve: .venv/site.stamp  ## Show a live preview on this computer
	@.venv/bin/cluster serve

check: .venv/site.stamp  ## Say what is wrong in data/ and docs/, if anything
	@.venv/bin/cluster check

test: .venv/test.stamp  ## Run all tests (PYTEST_ARGS='-k words' for some, CHROMIUM=/path for a browser)
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy hooks bench
	CHROMIUM="$$(tests/programs)" && export CHROMIUM && .venv/bin/pytest -n 2 $(PYTEST_ARGS)

bless: .venv/test.stamp  ## Accept new expected output of the tests
	.venv/bin/pytest --bless $(PYTEST_ARGS)

bench: .venv/bench.stamp  ## Time builds beside MkDocs and Hugo (BENCH_ARGS='6000 --languages 3', see --help)
	@.venv/bin/python bench $(BENCH_ARGS)

clean:  ## Remove everything that make has made
	rm -rf site .cache .venv
	find hooks -name __pycache__ -prune -exec rm -rf {} +

# What is installed is noted by two stamps, so that a second run sets up nothing. The tests' packages are
# added to the site's, with the same versions (see lock), so neither set-up undoes the other.
.venv/site.stamp: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	    echo 'This needs Python 3.11 or newer, and $(PYTHON) is not. Name another: make PYTHON=/path/to/python3.13' >&2; \
	    exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	    echo 'Python has no venv module. On Debian or Ubuntu: sudo apt-get install python3-venv' >&2; \
	    exit 1; }
	@echo 'Setting up .venv; this takes a minute, once ...'
	@$(PYTHON) -m venv .venv
	@.venv/bin/pip install --quiet --require-hashes -r requirements.txt
	@.venv/bin/pip install --quiet --no-deps --no-build-isolation --editable .
	@.venv/bin/python -m compileall -q hooks/cluster
	@touch $@

.venv/test.stamp: requirements-test.txt .venv/site.stamp
	@echo 'Adding what the tests need to .venv ...'
	@.venv/bin/pip install --quiet --require-hashes -r requirements-test.txt
	@touch $@

.venv/bench.stamp: requirements-bench.txt .venv/site.stamp
	@.venv/bin/pip install --quiet --require-hashes -r requirements-bench.txt
	@touch $@

# For the first release of the oldest Python, whichever one runs here: Debian 12 stays with 3.11.2, and some
# packages ask for a later one. A newer Python needs the same packages, without some backports.
# setuptools is what installs this project. The tests' file takes the versions of the site's.
COMPILE = UV_CUSTOM_COMPILE_COMMAND='make lock' .cache/lock/bin/uv pip compile --quiet --upgrade \
    --generate-hashes --python-version 3.11.0

lock:  ## Take the newest versions of all packages into the requirement files
	$(PYTHON) -m venv .cache/lock
	.cache/lock/bin/pip install --quiet 'uv>=0.13,<0.14'
	echo setuptools | $(COMPILE) --output-file requirements.txt pyproject.toml -
	$(COMPILE) --extra test --constraint requirements.txt --output-file requirements-test.txt pyproject.toml
	echo hugo | $(COMPILE) --output-file requirements-bench.txt -
