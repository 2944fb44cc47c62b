# make demo    set everything up and make both reports of the example department
# make test    set up what the tests need and run every check
# make help    the other targets

VENV := .venv
BIN := $(VENV)/bin
SETUP := pyproject.toml constraints.txt Makefile tools/system.sh

.PHONY: demo test check content messages pictures bench many gallery random kill fuzz help clean

demo: $(VENV)/.product
	@$(BIN)/assess demo

test: check
	$(BIN)/pytest -n auto

check: $(VENV)/.tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/messages.py --check
	$(BIN)/python tools/content.py --check

content: $(VENV)/.tests           ## publish the questionnaire and its schemas after a change of questionnaires/it_ambition
	$(BIN)/python tools/content.py

messages: $(VENV)/.tests          ## compile the Dutch texts after a change of a .po file
	$(BIN)/python tools/messages.py

pictures: $(VENV)/.tests          ## make the pictures of the README again, from the product itself
	$(BIN)/python tools/pictures.py

bench: $(VENV)/.tests             ## measure the speed, as ratios against what each command must import
	$(BIN)/python -m compileall -q assess questionnaires reports scoring
	$(BIN)/python benchmarks/speed.py
	$(BIN)/python benchmarks/report.py

many: $(VENV)/.tests              ## make a hundred reports, and measure what the cores bring
	$(BIN)/python benchmarks/many_reports.py

gallery: $(VENV)/.tests           ## make the reports of very different departments in out/gallery, to be looked at
	$(BIN)/python tools/gallery.py

random: $(VENV)/.tests            ## make two thousand random reports in every form and look for what breaks
	$(BIN)/python benchmarks/random_reports.py

kill: $(VENV)/.tests              ## kill interviews, upgrades, imports and copies at random moments and look for lost answers
	$(BIN)/python benchmarks/kill_interview.py 300
	$(BIN)/python benchmarks/kill_store.py 70

fuzz: $(VENV)/.tests              ## give the commands twelve thousand damaged files and look for what breaks
	$(BIN)/python benchmarks/fuzz.py

help:
	@sed -nE 's/^# (make [a-z]+) +/\1\t/p; s/^([a-z]+):[^#]*## */make \1\t/p' Makefile | expand -t 16

clean:                            ## remove what was built, and the environment
	rm -rf $(VENV) build dist out

# The environment: pip puts in exactly the versions of constraints.txt. The stamps make a second run quick.
$(VENV)/.product: $(SETUP)
	@sh tools/system.sh product
	@test -x $(BIN)/python || $$(sh tools/system.sh python) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@$(BIN)/python -m compileall -q assess questionnaires reports scoring
	@touch $@

$(VENV)/.tests: $(SETUP) $(VENV)/.product
	@sh tools/system.sh tests
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@
