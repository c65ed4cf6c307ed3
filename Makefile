# The two commands a newcomer needs are `make run` and `make test`; both set up all they need on the first call.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: run test lint bench lock clean

run: $(READY)
	@$(BIN)/vptu --store var/office.db

test: $(READY)
	$(BIN)/python -m pytest -n 2

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(READY)
	$(BIN)/python -m bench

# compiled at install: missing bytecode costs seconds at every start
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("vptu cần Python 3.11 trở lên: chạy lại với make PYTHON=python3.12" if sys.version_info < (3, 11) else 0)'
	@echo "Đang cài đặt lần đầu, xin đợi một, hai phút…"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@$(BIN)/python -m compileall -q core tui plugins config
	@touch $(READY)

lock:
	$(PYTHON) -m venv .venv-lock
	.venv-lock/bin/python -m pip install --quiet '.[dev]'
	.venv-lock/bin/python -m pip freeze --exclude vptu > requirements.lock
	sed -i 's/^pysqlite3==.*/&; platform_system == "Linux"/' requirements.lock
	rm -rf .venv-lock

clean:
	rm -rf $(VENV) .venv-lock .venv-bench build dist *.egg-info
