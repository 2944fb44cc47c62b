"""What a facilitator does with a workshop, as steps from one state to the next; nothing here knows of the web."""

from __future__ import annotations

from typing import Literal

import msgspec
from msgspec.structs import replace

from assess.errors import Mistake
from questionnaires.language import phrase
from questionnaires.responses import Agreed

Round = Literal["alone", "show", "discuss", "agree", "done"]
Deed = Literal["round", "item", "agree", "skip", "blank", "clock", "close"]

ROUNDS: tuple[Round, ...] = ("alone", "show", "discuss", "agree", "done")
MOST_UNDONE = 50  # steps back
A_MINUTE = 60.0
TIME_FOR_AN_ITEM = 5 * A_MINUTE
LONGEST_CLOCK = 60 * A_MINUTE


class Clock(msgspec.Struct, frozen=True):
    """The clock of a discussion: `ends` in seconds since 1970 while it runs, `left` in seconds while it stands."""

    left: float = TIME_FOR_AN_ITEM
    ends: float | None = None

    def remaining(self, now: float) -> float:
        """Return how many seconds are left; never under 0, nor above an hour when the computer's clock jumps."""
        left = self.left if self.ends is None else self.ends - now
        return min(max(0.0, left), LONGEST_CLOCK)


class Board(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the screen shows.

    `item` is the one that is talked about. `is_closed` says that nobody can answer any more. `is_shown` says that
    answers were on the screen: they then never change again, for the difference between two pictures, or between a
    picture and the report, would tell what those answered who came later.
    """

    round: Round = "alone"
    item: str | None = None
    is_blank: bool = False
    is_closed: bool = False
    is_shown: bool = False
    skipped: tuple[str, ...] = ()
    clock: Clock = Clock()


class Done(msgspec.Struct, frozen=True, omit_defaults=True):
    """Something that can be undone: what it was, the board before it, and for an agreement what stood there before."""

    deed: Deed
    before: Board
    item: str | None = None
    agreed: Agreed | None = None


class Desk(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the facilitator has before them: the board, and what was done, oldest first."""

    board: Board = Board()
    done: tuple[Done, ...] = ()

    @property
    def last(self) -> Done | None:
        """What `Undo` takes back."""
        return self.done[-1] if self.done else None


class GoTo(msgspec.Struct, frozen=True):
    """Go to a round."""

    round: Round


class Pick(msgspec.Struct, frozen=True):
    """Put an item on the screen."""

    item: str


class Agree(msgspec.Struct, frozen=True):
    """Settle together on the level of an item; `note` says it in a sentence. None takes the agreement away."""

    item: str
    agreed: Agreed | None


class Skip(msgspec.Struct, frozen=True):
    """Leave an item as it is, or take it up again."""

    item: str


class Blank(msgspec.Struct, frozen=True):
    """Empty the screen, or show it again."""


class Toggle(msgspec.Struct, frozen=True):
    """Start the clock, or let it stand."""


class AddMinute(msgspec.Struct, frozen=True):
    """Give the discussion a minute more."""


class Close(msgspec.Struct, frozen=True):
    """End the answering without showing anything yet: a survey whose time has come."""


class Reopen(msgspec.Struct, frozen=True):
    """Let people answer again."""


class Undo(msgspec.Struct, frozen=True):
    """Take back the last thing that was done."""


Move = GoTo | Pick | Agree | Skip | Blank | Toggle | AddMinute | Close | Reopen | Undo


class After(msgspec.Struct, frozen=True):
    """What a move leads to; `agreed` is what has to be kept for items, None to take an agreement back."""

    desk: Desk
    agreed: dict[str, Agreed | None] = {}


def step(desk: Desk, move: Move, *, now: float, agreed: dict[str, Agreed]) -> After:
    """Return what a move leads to, at a time in seconds since 1970; raises Mistake for one that is not possible."""
    board = desk.board
    match move:
        case Undo():
            return _undone(desk)
        case GoTo(round="alone") | Reopen() if board.is_shown:
            raise Mistake(
                phrase("answers were on the screen: what is answered now could be told apart from them."),
                phrase("Start another run for new answers."),
            )
        case GoTo(round="alone") | Reopen():
            return After(replace(desk, board=replace(board, is_closed=False, round="alone", item=None)))
        case GoTo(round=to) if not board.is_shown:
            return After(Desk(_at(board, to)))  # nobody can answer from here on, which is not undone
        case GoTo(round=to):
            return _kept(desk, "round", _at(board, to))
        case Pick(item):
            if not board.is_shown:
                raise Mistake(phrase("nothing was shown yet."), phrase("Go to ‘Show’ first."))
            if item == board.item:
                return After(desk)
            round_ = board.round if board.round in ("discuss", "agree") else "discuss"
            return _kept(desk, "item", replace(board, item=item, round=round_, is_blank=False, clock=Clock()))
        case Agree(item, to):
            if not board.is_shown:
                raise Mistake(phrase("nothing was shown yet."), phrase("Go to ‘Show’ first."))
            after = replace(board, skipped=tuple(one for one in board.skipped if one != item))
            return _kept(desk, "agree", after, item, agreed=agreed.get(item), to_keep={item: to})
        case Skip(item):
            rest = tuple(one for one in board.skipped if one != item)
            return _kept(desk, "skip", replace(board, skipped=rest if item in board.skipped else (*rest, item)), item)
        case Blank():
            return After(replace(desk, board=replace(board, is_blank=not board.is_blank)))
        case Toggle():
            left = board.clock.remaining(now)
            runs = board.clock.ends is not None
            clock = Clock(left) if runs else Clock(left or TIME_FOR_AN_ITEM, now + (left or TIME_FOR_AN_ITEM))
            return After(replace(desk, board=replace(board, clock=clock)))
        case AddMinute():
            left = min(board.clock.remaining(now) + A_MINUTE, LONGEST_CLOCK)
            ends = None if board.clock.ends is None else now + left
            return After(replace(desk, board=replace(board, clock=Clock(left, ends))))
        case Close():
            return After(replace(desk, board=replace(board, is_closed=True)))


def _at(board: Board, to: Round) -> Board:
    """Return the board at a round after the first: nobody can answer any more, and answers are on the screen."""
    return replace(board, round=to, is_closed=True, is_shown=True, is_blank=False)


def _kept(
    desk: Desk,
    deed: Deed,
    after: Board,
    item: str | None = None,
    *,
    agreed: Agreed | None = None,
    to_keep: dict[str, Agreed | None] | None = None,
) -> After:
    if after == desk.board and not to_keep:
        return After(desk)
    done = (*desk.done, Done(deed, desk.board, item, agreed))[-MOST_UNDONE:]
    return After(Desk(after, done), to_keep or {})


def _undone(desk: Desk) -> After:
    """Return the desk before the last deed."""
    last = desk.last
    if last is None:
        raise Mistake(phrase("there is nothing to undo."))
    return After(
        Desk(last.before, desk.done[:-1]), {last.item: last.agreed} if last.deed == "agree" and last.item else {}
    )
