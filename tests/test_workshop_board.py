"""What a facilitator does: rounds, items, agreements, the clock, and taking all of it back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assess.errors import Mistake
from assess.workshop.board import (
    LONGEST_CLOCK,
    MOST_UNDONE,
    ROUNDS,
    AddMinute,
    Agree,
    Blank,
    Close,
    Desk,
    GoTo,
    Pick,
    Reopen,
    Skip,
    Toggle,
    Undo,
    step,
)
from questionnaires.responses import Agreed

ITEMS = ("U1.1", "S3.1", "O4.2")
NOON = 1_800_000_000.0


class Facilitator:
    """Somebody who does things one after another; what is agreed is kept as a store would."""

    def __init__(self) -> None:
        self.desk, self.agreed, self.now = Desk(), {}, NOON

    def does(self, *moves):
        for move in moves:
            after = step(self.desk, move, now=self.now, agreed=self.agreed)
            self.desk = after.desk
            kept = self.agreed | after.agreed
            self.agreed = {item: level for item, level in kept.items() if level is not None}
        return self

    @property
    def board(self):
        return self.desk.board


@pytest.fixture
def facilitator():
    return Facilitator()


def test_people_answer_until_something_is_shown(facilitator):
    assert not facilitator.board.is_closed
    facilitator.does(GoTo("show"))
    assert (facilitator.board.is_closed, facilitator.board.is_shown) == (True, True)


@pytest.mark.parametrize("move", [GoTo("alone"), Reopen()])
def test_nobody_answers_again_after_answers_were_on_the_screen(facilitator, move):
    facilitator.does(GoTo("show"))
    with pytest.raises(Mistake, match="answers were on the screen"):
        facilitator.does(move)


def test_who_closed_without_showing_can_let_people_answer_again(facilitator):
    facilitator.does(Close())
    assert facilitator.board.is_closed
    facilitator.does(Reopen())
    assert not facilitator.board.is_closed


@pytest.mark.parametrize("move", [Pick("U1.1"), Agree("U1.1", Agreed(2))])
def test_nothing_is_talked_about_before_it_is_shown(facilitator, move):
    with pytest.raises(Mistake, match="nothing was shown yet"):
        facilitator.does(move)


def test_an_item_on_the_screen_begins_its_discussion_with_a_new_clock(facilitator):
    facilitator.does(GoTo("show"), Pick("U1.1"), Toggle())
    facilitator.now += 100
    facilitator.does(Pick("S3.1"))
    assert (facilitator.board.round, facilitator.board.item) == ("discuss", "S3.1")
    assert facilitator.board.clock.remaining(facilitator.now) == 300


def test_who_settles_one_item_after_another_stays_in_that_round(facilitator):
    facilitator.does(GoTo("agree"), Pick("U1.1"), Agree("U1.1", Agreed(2)), Pick("S3.1"))
    assert facilitator.board.round == "agree"


def test_the_last_agreement_is_undone_to_what_stood_there_before(facilitator):
    facilitator.does(GoTo("show"), Agree("U1.1", Agreed(2, "Zo is het.")), Agree("U1.1", Agreed(4)), Undo())
    assert facilitator.agreed == {"U1.1": Agreed(2, "Zo is het.")}
    facilitator.does(Undo())
    assert facilitator.agreed == {}


def test_an_agreement_can_be_taken_away_and_brought_back(facilitator):
    facilitator.does(GoTo("show"), Agree("U1.1", Agreed(2)), Agree("U1.1", None))
    assert facilitator.agreed == {}
    assert facilitator.does(Undo()).agreed == {"U1.1": Agreed(2)}


def test_who_settles_an_item_that_was_skipped_has_not_skipped_it(facilitator):
    facilitator.does(GoTo("show"), Skip("U1.1"), Agree("U1.1", Agreed(2)))
    assert facilitator.board.skipped == ()


def test_there_is_nothing_to_undo_at_first_nor_after_the_first_picture(facilitator):
    for moves in ((), (GoTo("show"),)):
        facilitator.does(*moves)
        with pytest.raises(Mistake, match="nothing to undo"):
            facilitator.does(Undo())


def test_the_clock_runs_stands_and_gets_a_minute(facilitator):
    facilitator.does(Toggle())
    facilitator.now += 80
    facilitator.does(Toggle())
    facilitator.now += 1000
    assert facilitator.board.clock.remaining(facilitator.now) == 220
    facilitator.does(AddMinute())
    assert facilitator.board.clock.remaining(facilitator.now) == 280


@pytest.mark.parametrize("jump", [-1e9, 1e9])
def test_a_computers_clock_that_jumps_leaves_between_nothing_and_an_hour(facilitator, jump):
    facilitator.does(Toggle())
    assert 0 <= facilitator.board.clock.remaining(NOON + jump) <= LONGEST_CLOCK
    facilitator.now += jump
    facilitator.does(AddMinute(), Toggle(), Toggle())
    assert 0 <= facilitator.board.clock.remaining(facilitator.now) <= LONGEST_CLOCK


moves = st.one_of(
    st.sampled_from(ROUNDS).map(GoTo),
    st.sampled_from(ITEMS).map(Pick),
    st.builds(Agree, st.sampled_from(ITEMS), st.one_of(st.none(), st.builds(Agreed, st.integers(1, 5)))),
    st.sampled_from(ITEMS).map(Skip),
    st.sampled_from([Blank(), Toggle(), AddMinute(), Close(), Reopen(), Undo()]),
)


@given(st.lists(moves, max_size=80))
def test_whatever_is_done_what_was_shown_stays_shown_and_closed(done):
    facilitator = Facilitator()
    for move in done:
        was_shown = facilitator.board.is_shown
        try:
            facilitator.does(move)
        except Mistake:
            continue
        board = facilitator.board
        assert board.is_shown >= was_shown
        assert board.is_closed >= board.is_shown
        assert board.is_shown == (board.round != "alone")
        assert len(facilitator.desk.done) <= MOST_UNDONE


@given(st.lists(moves, max_size=40))
def test_everything_that_can_be_undone_is_undone_one_by_one(done):
    facilitator = Facilitator().does(GoTo("show"))
    before = facilitator.board, facilitator.agreed
    deeds = [move for move in done if not isinstance(move, Blank | Toggle | AddMinute | Undo | Close)]
    for move in deeds:
        try:
            facilitator.does(move)
        except Mistake:
            continue
    while facilitator.desk.last:
        facilitator.does(Undo())
    assert (facilitator.board, facilitator.agreed) == before
