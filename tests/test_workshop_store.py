"""Workshops in the store: seats that say nothing of who came when, and things that are kept together."""

from __future__ import annotations

import pytest

from assess import store
from assess.errors import Mistake
from assess.workshop.opening import links, open_runs, open_workshop, reopen
from questionnaires.responses import Agreed, Answer

MANY = 40


@pytest.fixture(params=["sqlite", "postgresql"])
def history(request, tmp_path):
    if request.param == "sqlite":
        with store.open(str(tmp_path / "meetlat.db"), keeps_times=False) as opened:
            yield opened
        return
    server = request.getfixturevalue("postgresql")
    url = server.fresh()
    with store.open(url, keeps_times=False) as opened:
        yield opened
    server.give_back(url)


def opened(history, **more):
    return open_workshop(history, organisation="Gemeente Voorbeeld", language="nl", **more)


def test_a_workshop_is_found_again_with_its_code(history):
    first = opened(history)
    assert reopen(history, first.run_id) == first
    assert [(one.run_id, one.code, one.kind, one.round) for one in open_runs(history)] == [
        (first.run_id, first.code, "workshop", "alone")
    ]


def test_codes_and_secrets_are_all_different(history):
    found = [opened(history) for _ in range(5)]
    assert len({one.code for one in found}) == len({one.secret for one in history.workshops()}) == len(found)


def test_a_run_that_is_answered_in_the_terminal_is_no_workshop(history):
    run_id = opened(history).run_id
    other = history.start(history.questionnaire(run_id), history.responses_header(run_id))
    with pytest.raises(Mistake, match="no workshop"):
        reopen(history, other)


def test_the_order_of_people_says_nothing_of_who_came_first(history):
    run_id = opened(history).run_id
    came = [history.take_seat(run_id, "user") for _ in range(MANY)]
    kept = [one.id for one in history.responses(run_id).respondents]
    assert sorted(kept) == sorted(came)
    assert kept != came
    assert len(set(came)) == MANY


def test_nothing_is_kept_of_when_somebody_answered(history):
    run_id = opened(history).run_id
    name = history.take_seat(run_id, "it_staff")
    history.record_answer(run_id, name, "U1.1", Answer(level=3))
    history.complete(run_id, name)
    assert history.respondent(run_id, name).active_at is None
    assert history.responses(run_id).respondents[0].seconds == {}


def test_a_seat_has_the_answers_of_one_person_alone(history):
    run_id = opened(history).run_id
    one, other = (history.take_seat(run_id, "it_staff") for _ in range(2))
    history.record_answer(run_id, one, "U1.1", Answer(level=3))
    history.record_answer(run_id, other, "U1.1", Answer(level=5))
    history.mark_position(run_id, one, "item/U1.2")
    seat = history.seat(run_id, one)
    assert seat.respondent.answers == {"U1.1": Answer(level=3)}
    assert (seat.is_ready, seat.position) == (False, "item/U1.2")
    history.complete(run_id, one)
    assert history.seat(run_id, one).is_ready


def test_people_are_counted_by_role(history):
    run_id = opened(history).run_id
    ready, *_ = [history.take_seat(run_id, role) for role in ("user", "user", "it_staff")]
    history.complete(run_id, ready)
    people = history.presence(run_id)
    assert {role: (one.joined, one.ready) for role, one in people.items()} == {"user": (2, 1), "it_staff": (1, 0)}


@pytest.mark.parametrize(
    ("said", "mode"),
    [([True, True], "open"), ([True, False], "anonymous"), ([True, None], "anonymous"), ([], "anonymous")],
)
def test_answers_may_be_recognised_only_where_everyone_was_asked_and_agrees(history, said, mode):
    run_id = opened(history, asks_consent=True).run_id
    for agrees in said:
        history.take_seat(run_id, "user", agrees=agrees)
    assert history.settle_privacy(run_id) == (mode == "open")
    assert history.responses(run_id).privacy.mode == mode


def test_who_does_something_in_an_old_window_is_told(history):
    run_id = opened(history).run_id
    history.keep_desk(run_id, 0, '{"board":{"round":"show"}}')
    with pytest.raises(Mistake, match="another window"):
        history.keep_desk(run_id, 0, "{}")
    assert history.workshop(run_id).revision == 1


def test_what_is_kept_together_is_kept_whole_or_not_at_all(history):
    run_id = opened(history).run_id
    name = history.take_seat(run_id, "it_staff")
    with pytest.raises(Mistake), history.together():  # noqa: PT012 (what comes before is undone)
        history.record_answer(run_id, name, "U1.1", Answer(level=3))
        history.record_answer(run_id, "nobody", "U1.1", Answer(level=3))
    assert history.seat(run_id, name).respondent.answers == {}


def test_a_part_that_fails_leaves_the_rest(history):
    run_id = opened(history).run_id
    name = history.take_seat(run_id, "it_staff")
    with history.together():
        history.record_answer(run_id, name, "U1.1", Answer(level=3))
        with pytest.raises(Mistake), history.together():  # noqa: PT012 (what comes before is undone)
            history.record_answer(run_id, name, "U1.2", Answer(level=3))
            history.record_agreed(run_id, {"U1.1": Agreed(2)})
            history.record_answer(run_id, "nobody", "U1.1", Answer(level=3))
        history.record_answer(run_id, name, "U1.3", Answer(level=3))
    assert list(history.seat(run_id, name).respondent.answers) == ["U1.1", "U1.3"]
    assert history.responses(run_id).agreed == {}


def test_deleting_a_run_takes_its_workshop_along(history):
    run_id = opened(history, asks_consent=True).run_id
    history.take_seat(run_id, "user", agrees=True)
    history.delete(run_id)
    assert history.workshops() == ()


def test_the_links_of_the_facilitator_and_of_roles_are_not_to_be_guessed(history):
    one, other = (links(history, opened(history).code, "http://192.168.8.20:8000") for _ in range(2))
    for first, second in ((one.lead, other.lead), (one.screen, other.screen), (one.roles["user"], other.roles["user"])):
        assert first.rpartition("/")[2] != second.rpartition("/")[2]
        assert len(first.rpartition("/")[2]) >= 20
    assert one.join.startswith("http://192.168.8.20:8000/")


def test_a_folder_of_files_is_no_store_for_many_phones(tmp_path):
    with (
        store.open(f"folder:{tmp_path / 'metingen'}") as history,
        pytest.raises(Mistake, match="folder of answer files"),
    ):
        opened(history)
