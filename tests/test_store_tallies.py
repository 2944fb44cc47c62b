"""What the engine counts of runs is what the loop counts of their files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from departments import forty, half_unanswered, three
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from postgresql_server import PostgreSQL
from sqlalchemy import func, select
from strategies_responses import QUESTIONNAIRE, runs

from assess import store
from assess.store import tallies
from assess.store.database import Database
from assess.store.history import History
from assess.store.place import locate
from assess.store.selecting import Wanted
from assess.store.tables import respondents
from questionnaires import loading
from questionnaires.model import Questionnaire
from questionnaires.responses import Answer, Respondent, Responses
from scoring.tally import Tally, tally

ALL = select(func.count()).select_from(respondents)


@pytest.fixture(scope="module")
def history(one_store_url: str) -> Iterator[History]:
    with store.open(one_store_url) as opened:
        yield opened


def counted(history: History, *found: Responses) -> list[Tally]:
    ids = [history.import_run(one, QUESTIONNAIRE) for one in found]
    chosen = {one.id: one.tally for one in history.choose(Wanted())}
    return [chosen[one] for one in ids]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(found=st.lists(runs(), min_size=1, max_size=3))
def test_the_engine_counts_any_runs_as_the_loop_does(history: History, found: list[Responses]) -> None:
    assert counted(history, *found) == [tally(QUESTIONNAIRE, one) for one in found]


def test_who_is_counted_in_blocks_is_counted_once(store_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tallies, "AT_ONCE", 7)
    found = [three(), forty(), half_unanswered()]
    with store.open(store_url) as opened:
        assert counted(opened, *found) == [tally(QUESTIONNAIRE, one) for one in found]


CANTEEN = Path(__file__).parent / "examples" / "good" / "canteen.yaml"
ITEMS = 40  # of one capability: more than a number of 64 bits holds, twice


@pytest.fixture
def long_questionnaire() -> Questionnaire:
    asked = yaml.safe_load(CANTEEN.read_text(encoding="utf-8"))
    (capability,) = asked["capabilities"]
    more = {name: value for name, value in capability["items"][1].items() if name != "gate"}
    capability["items"] += [more | {"id": f"K1.{n}"} for n in range(3, ITEMS + 1)]
    return loading.parse(json.dumps(asked), "long.yaml")  # JSON is YAML, without aliases


def test_a_capability_of_more_items_than_fit_in_one_number_is_counted_as_any_other(
    store_url: str, long_questionnaire: Questionnaire
) -> None:
    same = {f"K1.{n}": Answer(level=5, evidence="gemeten") for n in range(1, ITEMS + 1)}
    other = {f"K1.{n}": Answer(level=1 + n % 5) for n in range(1, ITEMS + 1)} | {"K1.40": Answer(kind="unknown")}
    asked = Responses(
        questionnaire="lunch",
        organisation="Kantine",
        date="2026-11-23",
        respondents=(
            Respondent(id="anna", role="it_management", answers=same),
            Respondent(id="bram", role="it_staff", answers=other, ambition={"K": 4}),
            Respondent(id="cleo", role="it_staff", answers=other, ambition={"K": 4, "K1": 5}),
        ),
    )
    with store.open(store_url) as history:
        history.import_run(asked, long_questionnaire)
        (chosen,) = history.choose(Wanted())
    assert chosen.tally == tally(long_questionnaire, asked)
    assert chosen.tally.answers["K1.40", "it_management"].levels == (0, 0, 0, 0, 1)


@pytest.mark.parametrize("workers", [0, 2])
def test_a_server_counts_blocks_beside_each_other_as_far_as_it_would_itself(
    postgresql: PostgreSQL, monkeypatch: pytest.MonkeyPatch, workers: int
) -> None:
    url = postgresql.empty()
    with postgresql.connect(url) as connection:
        name = url.rpartition("/")[2]
        connection.execute(f'ALTER DATABASE "{name}" SET max_parallel_workers_per_gather = {workers}'.encode())
    monkeypatch.setattr(tallies, "AT_ONCE", 7)
    with store.open(url) as opened:
        assert counted(opened, forty()) == [tally(QUESTIONNAIRE, forty())]
    database = Database(locate(url))
    with database.reading() as connection, database.place.beside(connection) as others:
        assert len(others) == workers
    database.close()


def test_connections_beside_each_other_see_one_moment(postgresql: PostgreSQL) -> None:
    url = postgresql.fresh()
    with store.open(url) as opened:
        opened.import_run(three(), QUESTIONNAIRE)
    database = Database(locate(url))
    with database.reading() as connection:
        people = connection.scalar(ALL)
        with postgresql.connect(url) as another:
            another.execute("DELETE FROM respondents")
        with database.place.beside(connection) as others:
            assert [each.scalar(ALL) for each in others] == [people] * len(others) != []
    database.close()
    postgresql.give_back(url)
