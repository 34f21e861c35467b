# `make` lists what there is. Everything else is set up by the first command that needs it.

export PORT ?= 8080
BIN := .venv/bin
# Each worker has a product of its own (about 2 GB); a file's tests stay together.
TEST_WORKERS ?= 2
PYTEST := $(BIN)/pytest -n $(TEST_WORKERS) --dist loadfile
# What waits for real processes may run out of patience on a busy machine: it has one more try, and shows an R.
AGAIN := --reruns 1

.DEFAULT_GOAL := help
.PHONY: help setup run demo test test-fast screenshots words lint fmt types bench chaos clean

help: ## list these commands
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 20

setup: ## install what is missing (Python packages, RabbitMQ); quick when nothing is
	@bash deploy/local/setup.sh

run: setup ## run everything on http://127.0.0.1:8080 until Ctrl-C (other port: make run PORT=9000)
	@$(BIN)/dumas run

demo: setup ## take one complaint of each regency from filing to closing, and show it (in `make run`'s product, or one of its own)
	@$(BIN)/dumas demo

test: setup ## run all tests
	@bash deploy/local/setup.sh clamd chromium examples
	$(PYTEST) tests/unit tests/contract tests/architecture
	$(PYTEST) $(AGAIN) tests/integration tests/journeys tests/chaos
	$(PYTEST) $(AGAIN) tests/pages

test-fast: setup ## run the tests without journeys, chaos and browser
	@bash deploy/local/setup.sh clamd examples
	$(PYTEST) tests/unit tests/contract tests/architecture
	$(PYTEST) $(AGAIN) tests/integration

screenshots: setup ## show every screen on a phone and a desk, as pictures in build/screenshots
	@bash deploy/local/setup.sh clamd chromium
	$(BIN)/python -m tests.pages.screenshots

words: setup ## take what the pages and the interface say into gateway/words/, to be translated there
	@$(BIN)/python -m tests.lint.words --write; pages=$$?; $(BIN)/python -m tests.lint.interface_words --write && exit $$pages

lint: setup types ## check style, types, which module may import which, secrets, known weaknesses
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/python -m tests.lint.secret_scan
	$(BIN)/python -m tests.lint.dependency_audit

types: setup ## check types
	$(BIN)/mypy

fmt: setup ## put the code into the house style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: ## measure the product beside the bare skeleton, and what it sends to other systems (about 15 minutes)
	@bash deploy/local/setup.sh wrk
	$(BIN)/python -m tests.bench
	$(BIN)/python -m tests.bench.timing
	$(BIN)/python -m tests.bench.deliveries

chaos: setup ## break parts of the product and see that nothing is lost
	$(BIN)/pytest tests/chaos

clean: ## forget the local data, keep what is installed
	rm -rf .local .mypy_cache .ruff_cache .import_linter_cache .hypothesis build
