# Every target makes what it needs; a fresh machine wants Python 3.11 or newer, make and the package registry.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
PLAYWRIGHT := $(VENV)/.playwright
COMPILE := $(VENV)/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --no-emit-index-url
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes

.PHONY: install check serve run demo screenshots browser test fix rules diction bench report scoreboard weights lock clean

install: $(STAMP)

$(STAMP): requirements-dev.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	$(PYTHON) -m venv $(VENV)
	$(PIP) -r requirements-dev.txt
	touch $@

$(PLAYWRIGHT): $(STAMP) requirements-browser.txt
	$(PIP) -r requirements-browser.txt
	touch $@

check: $(STAMP)  ## judge sample messages in the terminal, or FILE=path
	$(BIN)/python -m bot check $(if $(FILE),--file "$(FILE)",--samples)

serve: $(STAMP)  ## a page to check messages on this machine alone; nothing is sent anywhere
	@$(BIN)/python -m bot check --serve

run: $(STAMP)  ## the bot; reads .env
	$(BIN)/python -m bot run

demo: $(STAMP)  ## the bot and a chat page on this machine alone; NO_BROWSER=1 opens nothing
	@$(BIN)/python -m bot demo

screenshots: browser  ## the pictures of the README, taken from the demo's page
	$(BIN)/python -m tests.end_to_end.pages.screenshots

browser: $(PLAYWRIGHT)  ## Playwright, and Debian's chromium where we are root and it can be had
	@command -v chromium >/dev/null || { \
	  [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && echo "installing chromium for the tests of the pages" && \
	  timeout 240 sh -c 'apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk' >/dev/null 2>&1; \
	  command -v chromium >/dev/null || echo "no chromium: the tests of the pages will be skipped"; }

test: browser  ## everything CI runs
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m bot content
	$(BIN)/python -m pytest -n 3 --dist worksteal

fix: $(STAMP)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

rules: $(STAMP)  ## RULES.md, the table of all rules
	$(BIN)/python -m bot content --table > RULES.md.new && mv RULES.md.new RULES.md || { rm -f RULES.md.new; exit 1; }

diction: $(STAMP)  ## content/diction.toml, learned from tests/corpus
	$(BIN)/python -m tests.corpus.diction

bench: $(STAMP)  ## speed, as ratios inside one run
	$(BIN)/python -m tests.bench

report: $(STAMP)  ## what the engine says about ../shared/data
	$(BIN)/python -m tests.corpus.report

scoreboard: $(STAMP)  ## both error rates on all messages; writes tests/corpus/SCOREBOARD.md
	$(BIN)/python -m tests.corpus.scoreboard

weights: $(STAMP)  ## each rule's points against the evidence, and what it carries
	$(BIN)/python -m tests.corpus.weights

lock: $(STAMP)  ## pin the newest versions that pyproject.toml admits, with hashes and without an index address
	$(PYTHON) -m venv $(VENV)/lock && $(VENV)/lock/bin/pip install --quiet uv
	$(COMPILE) pyproject.toml -o requirements.txt
	$(COMPILE) --extra dev pyproject.toml -o requirements-dev.txt
	$(COMPILE) --group browser --constraints requirements-dev.txt -o requirements-browser.txt

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
