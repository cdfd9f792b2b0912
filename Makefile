# The front doors. Each first installs what is missing, then hands over to `cargo xtask`.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := build
XTASK := cargo xtask
INSTALL := ./.ci/install

.PHONY: build run test bench fmt lint rust node

build: rust node ## Build for release: the binary and the site
	$(XTASK) build --release

run: rust node ## Build for release, migrate, make the demo town on an empty database, serve
	$(XTASK) run

test: rust node ## Check everything, with PostgreSQL and a browser
	$(INSTALL) chromium postgresql documents
	$(XTASK) test

bench: rust node ## Measure, with a release build
	$(INSTALL) sqlite3
	$(XTASK) bench

fmt: rust ## Format the code
	$(XTASK) fmt

lint: rust ## Check the lints of every package
	$(XTASK) lint

rust:
	@$(INSTALL) rust

# npm writes its own lock into node_modules: it is newer than ours when nothing has changed since.
node: node_modules/.package-lock.json

node_modules/.package-lock.json: package.json package-lock.json
	@$(INSTALL) node
	PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --ignore-scripts
	@touch $@
