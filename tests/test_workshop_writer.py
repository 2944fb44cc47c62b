"""Many phones at one store: what is said to be kept is on the disk, and one that fails takes no other along."""

from __future__ import annotations

import asyncio
import sqlite3
import threading

import pytest

from assess import store
from assess.errors import Mistake
from assess.workshop.opening import open_workshop
from assess.workshop.writer import Reader, Writer
from questionnaires.responses import Answer

PHONES = 60


@pytest.fixture
def url(tmp_path):
    return str(tmp_path / "meetlat.db")


@pytest.fixture
def run_id(url):
    with store.open(url) as history:
        return open_workshop(history, organisation="Gemeente Voorbeeld", language="nl").run_id


def kept_in(url):
    """Return what another program finds in the file, of levels by person and item."""
    with sqlite3.connect(url) as connection:
        rows = connection.execute(
            "SELECT r.id, a.item, a.level FROM answers a JOIN respondents r ON r.key=a.respondent"
        )
        return {(person, item): level for person, item, level in rows}


def served(url, do):
    """Run something with a writer that is closed afterwards."""
    writer = Writer(url)
    try:
        return asyncio.run(do(writer))
    finally:
        writer.close()


def test_an_answer_is_on_the_disk_once_it_is_said_to_be_kept(url, run_id):
    async def do(writer):
        people = await asyncio.gather(
            *(writer.keep(lambda history: history.take_seat(run_id, "user")) for _ in range(PHONES))
        )
        found = []

        async def answers(name):
            await writer.keep(lambda history: history.record_answer(run_id, name, "U1.1", Answer(level=2)))
            found.append((name, "U1.1") in kept_in(url))

        await asyncio.gather(*map(answers, people))
        return people, found

    people, found = served(url, do)
    assert found == [True] * PHONES
    assert kept_in(url) == {(name, "U1.1"): 2 for name in people}


def test_one_that_fails_takes_none_of_the_others_along(url, run_id):
    async def do(writer):
        name = await writer.keep(lambda history: history.take_seat(run_id, "user"))

        def broken(history):
            history.record_answer(run_id, name, "U1.2", Answer(level=2))
            raise KeyError

        def right(history):
            history.record_answer(run_id, name, "U1.1", Answer(level=2))

        return name, await asyncio.gather(
            writer.keep(right),
            writer.keep(broken),
            writer.keep(lambda history: history.record_answer(run_id, "nobody", "U1.1", Answer(level=2))),
            return_exceptions=True,
        )

    name, (first, second, third) = served(url, do)
    assert (first, type(second), type(third)) == (None, KeyError, Mistake)
    assert kept_in(url) == {(name, "U1.1"): 2}


def test_what_was_asked_for_is_written_before_it_is_closed(url, run_id):
    async def do(writer):
        name = await writer.keep(lambda history: history.take_seat(run_id, "user"))
        waiting = [
            asyncio.ensure_future(
                writer.keep(lambda history, item=item: history.record_answer(run_id, name, item, Answer(level=4)))
            )
            for item in ("U1.1", "U1.2", "U1.3")
        ]
        await asyncio.sleep(0)  # all of them are in the queue
        await asyncio.to_thread(writer.close)
        await asyncio.gather(*waiting)
        return name

    name = asyncio.run(do(Writer(url)))
    assert kept_in(url) == {(name, item): 4 for item in ("U1.1", "U1.2", "U1.3")}


def test_who_goes_away_while_it_is_written_leaves_the_others_to_be_written(url, run_id):
    async def do(writer):
        name = await writer.keep(lambda history: history.take_seat(run_id, "user"))
        is_writing, may_go_on = threading.Event(), threading.Event()

        def slow(history):
            history.record_answer(run_id, name, "U1.1", Answer(level=1))
            is_writing.set()
            may_go_on.wait()

        first = asyncio.ensure_future(writer.keep(slow))
        await asyncio.to_thread(is_writing.wait)
        second = asyncio.ensure_future(
            writer.keep(lambda history: history.record_answer(run_id, name, "U1.2", Answer(level=2)))
        )
        await asyncio.sleep(0)  # the second is in the queue
        first.cancel()
        second.cancel()
        await asyncio.gather(first, second, return_exceptions=True)
        may_go_on.set()
        await writer.keep(lambda history: history.record_answer(run_id, name, "U1.3", Answer(level=3)))
        return name

    name = served(url, do)
    assert kept_in(url) == {(name, "U1.1"): 1, (name, "U1.3"): 3}


def test_a_store_that_cannot_be_written_is_told_and_tried_again(url, run_id):
    async def do(writer):
        with sqlite3.connect(url, isolation_level=None) as other:
            name = await writer.keep(lambda history: history.take_seat(run_id, "user"))
            other.execute("ALTER TABLE answers RENAME TO gone")
            with pytest.raises(Mistake):
                await writer.keep(lambda history: history.record_answer(run_id, name, "U1.1", Answer(level=2)))
            other.execute("ALTER TABLE gone RENAME TO answers")
        await writer.keep(lambda history: history.record_answer(run_id, name, "U1.1", Answer(level=3)))
        return name

    name = served(url, do)
    assert kept_in(url) == {(name, "U1.1"): 3}


def test_who_reads_sees_what_was_written(url, run_id):
    async def do(writer):
        reader = Reader(url)
        name = await writer.keep(lambda history: history.take_seat(run_id, "user"))
        await writer.keep(lambda history: history.record_answer(run_id, name, "U1.1", Answer(level=5)))
        seat = await reader.read(lambda history: history.seat(run_id, name))
        await asyncio.to_thread(reader.close)
        return seat

    assert served(url, do).respondent.answers == {"U1.1": Answer(level=5)}
