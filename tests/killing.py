"""Kill interviews at random moments, and see that nothing that was acknowledged is lost.

An answer is acknowledged when the next screen was drawn.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from interviews import QUESTIONNAIRE, script
from terminals import Terminal

from assess import store
from assess.interview.places import Place

PLACES = [place for place in script().places if place.kind in ("item", "ambition")]
NAMES = {domain.id: domain.name["nl"] for domain in QUESTIONNAIRE.domains}
BEFORE = {"Hoeveel kwartalen": "4", "Wat wil je doen?": "", "Zo antwoord je": ""}  # what comes first, and what is typed
LETTERS = "abcde"
LONGEST_WAIT = 0.03  # seconds from a key to the kill: an answer is on the disk and on the screen well before
DURING_THE_START = 0.1  # the share of kills before anything is asked


class Loss(AssertionError):
    """An acknowledged answer is not in the store, or the interview does not go on where it was."""


def kill_interviews(folder: Path, times: int, seed: int) -> int:
    """Kill interviews so many times, each at a random moment; return how many answers were acknowledged.

    Raises Loss where an answer is lost, the store does not open, or the interview does not go on where it was.
    """
    chance = random.Random(seed)
    interviews = _interviews(folder)
    interview = next(interviews)
    for _ in range(times):
        if interview.reached >= len(PLACES) - 1:
            interview = next(interviews)
        interview.go_on_and_die(chance)
        interview.check()
    return _Interview.acknowledged_in_all


def _interviews(folder: Path) -> Iterator[_Interview]:
    """Yield an interview that was not begun yet, each in a folder of its own."""
    _Interview.acknowledged_in_all = 0
    number = 0
    while True:
        number += 1
        place = folder / str(number)
        place.mkdir()
        yield _Interview(place)


class _Interview:
    """One interview that is killed again and again; `reached` is the place that was drawn last."""

    acknowledged_in_all = 0

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.reached = 0
        self.acknowledged: dict[Place, int] = {}

    def go_on_and_die(self, chance: random.Random) -> None:
        there = Terminal(
            self.folder, "run", "--lang", "nl", "--organisation", "Gemeente Voorbeeld", "--role", "it_management"
        )
        try:
            if chance.random() < DURING_THE_START:
                there.read_for(chance.uniform(0.0, 1.0))
            else:
                self._answer_a_little(there, chance)
            there.kill()
        finally:
            there.close()

    def _answer_a_little(self, there: Terminal, chance: random.Random) -> None:
        self._find(there)
        for _ in range(chance.randrange(4)):
            if self.reached == len(PLACES) - 1:
                return
            level = chance.randrange(1, 6)
            there.press(LETTERS[level - 1], "enter")
            there.see(_sign(PLACES[self.reached + 1]))
            self.acknowledged[PLACES[self.reached]] = level
            self.reached += 1
            _Interview.acknowledged_in_all += 1
        there.press(chance.choice(LETTERS), *["enter"] * chance.randrange(2))
        there.read_for(chance.uniform(0.0, LONGEST_WAIT))

    def _find(self, there: Terminal) -> None:
        """Come to the question where the interview goes on: the one that was drawn last, or the one after it."""
        signs = {_sign(place): number for number, place in enumerate(PLACES)}
        while (seen := there.see_one_of([*signs, *BEFORE])) in BEFORE:
            there.clear()
            there.press(BEFORE[seen], "enter")
        if not self.reached <= signs[seen] <= self.reached + 1:
            raise Loss(f"goes on at {seen} and not at {_sign(PLACES[self.reached])}:\n{there.shown}")
        self.reached = signs[seen]

    def check(self) -> None:
        """Open the store and look for every answer that was acknowledged."""
        with store.open(str(self.folder / "meetlat.db")) as history:
            runs = [run for run in history.runs() if run.respondents]
            if not runs and not self.acknowledged:
                return
            (run,) = runs
            (person,) = history.responses(run.id).respondents
        for place, level in self.acknowledged.items():
            item = person.answers.get(place.id)
            kept = item and item.level if place.kind == "item" else person.ambition.get(place.id)
            if kept != level:
                raise Loss(f"{place.id} was answered with {level} and is {kept}")


def _sign(place: Place) -> str:
    """Return by what a place is known on the screen."""
    return f"{place.id} ·" if place.kind == "item" else f"Hoe hoog moet de lat voor ‘{NAMES[place.id]}’"
