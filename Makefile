# Copyright (c) 2026 firepower.sse contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# make test and make demo do everything on a fresh clone, set-up included. What they install and where:
# docs/development.md. Each stage is one short script in tools/.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

export SSE_BUILD_DIR ?= $(HOME)/.cache/firepower-sse
# The environments of other requirements are other directories, so that two clones never fight over one.
key := $(shell cat tests/requirements/*.txt tools/environment | sha256sum | cut -c 1-12)
export SSE_ENVS := $(SSE_BUILD_DIR)/env/$(key)
export PATH := $(shell tools/clean-path)
environments := dev core-min core-new importer run
export UNITS
# ARGS go to the tool of the stage: make units ARGS="-k netstat"

.PHONY: help test demo setup setup-demo build lint sanity units integration lab molecule bench docs format lock clean
help:
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "%-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

test: ## set-up, then every check and test, with the time of each
	@tools/stages setup lint sanity units integration lab molecule

demo: setup-demo ## the check of a small fleet of simulated appliances, then its repair
	@tools/demo

setup: system-test $(environments:%=$(SSE_ENVS)/%/.ready) ## install what the tests need

setup-demo: system-demo $(SSE_ENVS)/run/.ready ## install what the demo needs

system-%:
	@tools/system-packages $*

$(SSE_ENVS)/%/.ready:
	@tools/environment $*

build: $(SSE_ENVS)/run/.ready ## build the tarball, install it outside the repository, print where
	@tools/build-tree

lint: setup ## ruff, mypy, yamllint, shellcheck, ansible-lint, documentation, changelog, licences, galaxy-importer
	@tools/lint

sanity: setup ## ansible-test sanity
	@tools/ansible-test sanity $(ARGS)

units: setup ## unit tests with three versions of ansible-core
	@tools/units $(ARGS)

integration: setup ## ansible-test integration, and the tarball in an empty environment
	@tools/integration $(ARGS)

lab: setup ## tests on simulated appliances
	@tools/lab $(ARGS)

molecule: setup ## molecule's scenarios on simulated appliances
	@tools/molecule $(ARGS)

bench: setup-demo ## what the check costs, beside other ways to ask the same; no part of the tests
	@tools/bench $(ARGS)

docs: $(SSE_ENVS)/dev/.ready $(SSE_ENVS)/run/.ready ## write the pages that are made from the code: docs/checks.md
	@tree=$$(tools/build-tree); PYTHONPATH=$$tree $(SSE_ENVS)/dev/bin/python tools/checks_page.py

format: $(SSE_ENVS)/dev/.ready ## format the Python code
	@$(SSE_ENVS)/dev/bin/ruff format .
	@$(SSE_ENVS)/dev/bin/ruff check --fix-only .

lock: $(SSE_ENVS)/run/.ready ## pin anew everything that tests/requirements/dev.txt pulls in
	@trap 'rm -f tests/requirements/constraints.new' EXIT; \
	 { head -n 3 tests/requirements/dev.txt; printf '\n# Written by make lock.\n'; \
	   UV_SYSTEM_CERTS=true $(SSE_BUILD_DIR)/uv/bin/uv pip compile --quiet --universal --python-version 3.11 --no-header --no-annotate \
	   tests/requirements/dev.txt; } >tests/requirements/constraints.new; \
	 mv tests/requirements/constraints.new tests/requirements/constraints.txt

clean: ## remove everything that was built, the environments too
	rm -rf "$(SSE_BUILD_DIR)"
