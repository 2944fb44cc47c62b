"""Stores of many runs: what is looked at is found by an index, and a survey of many people needs no more memory."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from many_runs import PEOPLE, begun, changing, grow
from query_plans import plans_of

from assess.portfolio.scored import scored
from assess.store.selecting import Wanted
from assess.trending import followed

BENCHMARK = Path(__file__).parent.parent / "benchmarks" / "store.py"
READ_WHOLE = re.compile(
    r"(?:SCAN|Seq Scan on) (answers|respondents|runs|corrections|timings|ambitions|importance|tags)\b"
)
NAMES_ALONE = "SELECT DISTINCT runs.organisation FROM runs"  # whose runs there are: every run, and nothing else of it
RUNS = 60


@pytest.fixture(params=["sqlite", "postgresql"], scope="module")
def url(request, tmp_path_factory):
    is_file = request.param == "sqlite"
    place = (
        str(tmp_path_factory.mktemp("many") / "meetlat.db")
        if is_file
        else request.getfixturevalue("postgresql").empty()
    )
    begun(place)
    grow(place, 1, RUNS - 1, is_one_run=False)
    return place


COMMANDS = {
    "history --tag": lambda url: scored(Wanted(tags=("tenth",)), url),
    "history --organisation": lambda url: scored(Wanted(organisation="Gemeente 1"), url),
    "overview --tag": lambda url: scored(Wanted(tags=("tenth",)), url),
    "trend --organisation": lambda url: followed((), "Gemeente 1", url),
}


@pytest.mark.parametrize("command", COMMANDS)
def test_an_index_leads_to_what_is_looked_at(url, command):
    plans = dict(plans_of(lambda: COMMANDS[command](url), url, by_index=True))
    assert len(plans) > 5
    whole = {
        statement: found
        for statement, plan in plans.items()
        if statement != NAMES_ALONE and (found := READ_WHOLE.findall("\n".join(plan)))
    }
    assert whole == {}


def test_without_an_index_the_whole_table_is_seen_to_be_read(tmp_path):
    place = str(tmp_path / "meetlat.db")
    begun(place)
    with changing(place) as connection:
        connection.exec_driver_sql("DROP INDEX ix_runs_organisation_date")
    plans = plans_of(lambda: scored(Wanted(organisation="Gemeente 0"), place), place)
    assert any("runs" in READ_WHOLE.findall("\n".join(plan)) for statement, plan in plans if statement != NAMES_ALONE)


def test_a_survey_of_ten_times_as_many_people_needs_no_more_memory(tmp_path):
    needed = []
    for people in (2_000, 20_000):
        place = str(tmp_path / f"{people}.db")
        begun(place)
        grow(place, 1, people // len(PEOPLE) - 1, is_one_run=True)
        ran = subprocess.run(
            [sys.executable, BENCHMARK, "--memory", place, "1000"], check=True, capture_output=True, encoding="utf-8"
        )
        needed.append(float(ran.stdout))
    few, many = needed
    assert many < few + 2  # megabytes; counted all at once it is three and a half more
