"""`assess history` and `assess overview`: the runs that fit, what they came to, and how the engine finds them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from commands import invoke
from test_scoring_portfolio import EXAMPLE, QUESTIONNAIRE

from assess import store
from assess.store.place import locate
from assess.store.selecting import Wanted, statement
from questionnaires.responses import Responses
from reports.publication import published
from scoring.scoring import score_responses


def run_of(organisation: str, date: str, *tags: str) -> Responses:
    return msgspec.structs.replace(EXAMPLE, organisation=organisation, date=date, tags=tags)


RUNS = (
    run_of("Gemeente Zuid", "2026-03-01", "zorg"),
    run_of("gemeente  zuid", "2025-03-01", "zorg", "klein"),
    run_of("Gemeente Noord", "2024-05-01"),
)


@pytest.fixture
def filled(store_url: str) -> str:
    with store.open(store_url) as history:
        for run in RUNS:
            history.import_run(run, QUESTIONNAIRE)
    return store_url


def dates(url: str, *options: str) -> list[str]:
    done = invoke("--store", url, "history", *options, "--format", "json")
    assert done.exit_code == 0, done.stderr
    return [run["date"] for run in json.loads(done.stdout)["runs"]]


def test_runs_come_by_organisation_and_date_and_the_options_choose(filled: str) -> None:
    assert dates(filled) == ["2024-05-01", "2025-03-01", "2026-03-01"]
    assert dates(filled, "--organisation", "GEMEENTE ZUID") == ["2025-03-01", "2026-03-01"]
    assert dates(filled, "--tag", "zorg", "--tag", "Klein") == ["2025-03-01"]
    assert dates(filled, "--from", "2025-03-01", "--until", "2025-03-01") == ["2025-03-01"]


def test_every_run_has_the_scores_that_assess_score_gives(filled: str) -> None:
    card = score_responses(QUESTIONNAIRE, EXAMPLE)
    for run in json.loads(invoke("--store", filled, "history", "--format", "json").stdout)["runs"]:
        assert run["overall"]["score"] == pytest.approx(card.overall.score)
        assert {name: one["level"] for name, one in run["domains"].items()} == {
            name: one.level for name, one in card.domains.items()
        }
        assert run["respondents"] == card.respondents
        assert run["complete"]


def test_what_does_not_exist_is_told_with_what_was_meant(filled: str) -> None:
    for options, told in (
        (("--tag", "zrog"), "no run has the tag ‘zrog’. Did you mean ‘zorg’?"),
        (("--organisation", "Gemeente Zuit"), "Did you mean"),
        (("--from", "2027-01-01"), "there is no run that fits what you ask for."),
        (("--from", "2027-01-01", "--until", "2026-01-01"), "--until 2026-01-01 is before --from 2027-01-01."),
    ):
        done = invoke("--store", filled, "history", *options)
        assert (done.exit_code, done.stdout) == (2, "")
        assert told in done.stderr


def test_no_line_is_wider_than_the_terminal_and_readers_get_sentences(filled: str) -> None:
    shown = invoke("--store", filled, "history", COLUMNS="80").stdout
    assert max(map(len, shown.splitlines())) <= 80
    assert "Tags: zorg." in shown
    read = invoke("--store", filled, "history", "--plain").stdout
    assert "Gemeente Zuid, 1 March 2026, run " in read


def test_a_run_of_figures_alone_shows_its_own_figures(tmp_path: Path) -> None:
    from assess.store.writing import FiguresPart

    card = score_responses(QUESTIONNAIRE, EXAMPLE)
    figures = published(QUESTIONNAIRE, EXAMPLE, card)
    place = str(tmp_path / "meetlat.db")
    with store.open(place) as history:
        history.take_in(FiguresPart(name="a.json", publication=figures, questionnaire=QUESTIONNAIRE))
    (run,) = json.loads(invoke("--store", place, "history", "--format", "json").stdout)["runs"]
    assert run["only_figures"]
    assert run["overall"]["score"] == card.overall.score


def planned(url: str, wanted: Wanted, names: list[str] | None = None) -> str:
    """Return how the engine finds the runs, with so few rows that a server has to be told not to read them all."""
    engine = locate(url).engine()
    query = str(statement(wanted, names).compile(engine, compile_kwargs={"literal_binds": True}))
    is_file = engine.dialect.name == "sqlite"
    with engine.connect() as connection, connection.begin():
        if not is_file:
            connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
            connection.exec_driver_sql("SET LOCAL enable_sort = off")
        rows = connection.exec_driver_sql(f"EXPLAIN {'QUERY PLAN' if is_file else ''} {query}").all()
    engine.dispose()
    return "\n".join(str(row) for row in rows)


@pytest.mark.parametrize(
    ("wanted", "names", "index"),
    [
        (Wanted(tags=("klein",)), None, "ix_tags_tag_run"),
        (Wanted(organisation="Gemeente Zuid", since="2025-01-01"), ["Gemeente Zuid"], "ix_runs_organisation_date"),
        (Wanted(since="2026-01-01", until="2026-12-31"), None, "ix_runs_"),
    ],
)
@pytest.mark.parametrize("store_url", ["sqlite", "postgresql"], indirect=True)  # a folder is read whole
def test_runs_are_found_by_an_index(filled: str, wanted: Wanted, names: list[str] | None, index: str) -> None:
    assert index in planned(filled, wanted, names)


# The overview


def overview_of(folder: Path, departments: int) -> tuple[str, dict[str, Any]]:
    place = str(folder / "meetlat.db")
    with store.open(place) as history:
        for number in range(departments):
            for year in (2025, 2026):
                history.import_run(run_of(f"Geheim {number}", f"{year}-01-01"), QUESTIONNAIRE)
    text = invoke("--store", place, "overview", COLUMNS="80").stdout
    return text, json.loads(invoke("--store", place, "overview", "--format", "json").stdout)


def test_each_department_counts_once_and_no_name_is_told(tmp_path: Path) -> None:
    text, table = overview_of(tmp_path, 6)
    assert "6 departments, each with its latest complete run." in text
    assert "Geheim" not in text + json.dumps(table)
    assert sum(band["departments"] for band in table["scopes"]["overall"]["bands"]) == 6
    assert max(map(len, text.splitlines())) <= 80


def test_ones_own_run_stands_beside_the_others_and_is_not_among_them(tmp_path: Path) -> None:
    overview_of(tmp_path, 6)
    place = tmp_path / "meetlat.db"
    text = invoke("--store", place, "overview", "--run", "last", COLUMNS="80").stdout
    assert "5 other departments" in text
    assert "yours" in text
    table = json.loads(invoke("--store", place, "overview", "--run", "last", "--format", "json").stdout)
    card = score_responses(QUESTIONNAIRE, EXAMPLE)
    assert table["departments"] == 5
    assert table["own"]["U"] == {"level": card.domains["U"].level, "score": pytest.approx(card.domains["U"].score)}


def test_beside_four_others_nothing_is_told(tmp_path: Path) -> None:
    overview_of(tmp_path, 5)
    told = invoke("--store", tmp_path / "meetlat.db", "overview", "--run", "last").stdout
    assert told.startswith("These are fewer than 5 departments")


def test_of_four_departments_nothing_is_told(tmp_path: Path) -> None:
    text, table = overview_of(tmp_path, 4)
    assert text.startswith("These are fewer than 5 departments")
    assert (table["departments"], table["scopes"], table["profiles"], table["gaps"]) == (None, {}, [], [])
