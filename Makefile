# Every command of the project; `make` alone lists them.
PYTHON ?= python3
PORT ?= 8000
SIZE ?= small
BIN := .venv/bin
# pytest-xdist: as many processes as there are processors.
JOBS ?= auto

.DEFAULT_GOAL := help
.PHONY: help setup run test check fix messages migration migrate bench requirements

help: ## List these commands
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: .venv/ready ## Make the environment in .venv, so that .venv/bin/finder works

run: .venv/ready ## Start finder with the demonstration directory (PORT=8000)
	@$(BIN)/finder demo --port $(PORT)

test: .venv/ready-dev ## Run every test that this machine can run
	@$(BIN)/pytest -n $(JOBS)

check: .venv/ready-dev ## Check format, style, types, import contracts and security rules
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/bandit -q -r finder wsgi.py -c pyproject.toml

fix: .venv/ready-dev ## Put format and style right
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

messages: .venv/ready-dev ## Bring the Spanish catalogue up to date with the sentences of the program
	@$(BIN)/python data/languages/update.py

migration: .venv/ready-dev ## Draft a revision from the tables: make migration m="add column"
	@$(BIN)/alembic revision --autogenerate -m "$(m)"

migrate: .venv/ready ## Bring the database up to date
	@$(BIN)/finder migrate

bench: .venv/ready-dev ## Measure searches, pages and imports beside their goals (SIZE=small or full)
	@$(BIN)/python -m tests.bench --size $(SIZE)

requirements: .venv/ready-dev ## Pin the dependencies of pyproject.toml anew
	@.ci/pin

.venv/ready: requirements.txt pyproject.toml
	@.ci/environment $(PYTHON) requirements.txt $@

.venv/ready-dev: requirements-dev.txt requirements.txt pyproject.toml
	@.ci/environment $(PYTHON) requirements-dev.txt $@
	@touch .venv/ready
