"""Prerequisites in the program: an action starts when what it waits for is finished, or is there without it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product

from scoring.roadmap.exact.candidates import unmet_needs
from scoring.roadmap.exact.configurations import Configuration
from scoring.roadmap.exact.model import Model
from scoring.roadmap.exact.program import Terms, added, all_of, times
from scoring.roadmap.model import WEEKS_PER_QUARTER
from scoring.roadmap.state import State


def add_waiting(model: Model, configurations: Mapping[str, Sequence[Configuration]]) -> None:
    """Let no action start before its prerequisites are met."""
    for action in model.slots:
        for needed in unmet_needs(model.state, action):
            ways = [way for way in _ways_around(model.state, needed, configurations) if action not in way]
            if ways:
                _one_of(model, action, needed, ways)
            else:
                _after(model, action, needed)


def _ways_around(
    state: State, needed: str, configurations: Mapping[str, Sequence[Configuration]]
) -> list[frozenset[str]]:
    """Return the smallest sets of other actions that bring about all that a prerequisite would."""
    by_capability = []
    for stake in state.touched[needed]:
        found = configurations.get(stake.capability.id, ())
        sets = {each.done for each in found if needed in each.spared and needed not in each.done}
        by_capability.append([each for each in sets if not any(other < each for other in sets)])
    if not all(by_capability):
        return []
    return sorted({frozenset[str]().union(*ways) for ways in product(*by_capability)}, key=sorted)


def _after(model: Model, action: str, needed: str) -> None:
    """Let an action start after another, in weeks within a quarter and by slots across them."""
    program = model.program
    slots, before = model.slots[action], model.slots.get(needed, ())
    for week in sorted({slot.last for slot in slots}):
        started = all_of(model.starts[slot] for slot in slots if slot.last <= week)
        ready = all_of(model.starts[slot] for slot in before if slot.earliest_finish <= week)
        program.row(added(started, times(-1.0, ready)), upper=0.0)
    if model.is_by_week:
        return
    for quarter in model.quarters:
        starts, start = model.starting_in(action, quarter)
        finish: Terms = model.finishing_in(needed, quarter) if before else {}
        if starts and finish:
            program.row(
                added(finish, times(-1.0, start), times(WEEKS_PER_QUARTER, starts)), upper=float(WEEKS_PER_QUARTER)
            )


def _one_of(model: Model, action: str, needed: str, ways: Sequence[frozenset[str]]) -> None:
    """Let an action start after another, or after all of a set that does the same."""
    program = model.program
    for stake in model.state.touched[needed]:
        for quarter in model.quarters:
            started = all_of(model.starts[slot] for slot in model.slots[action] if slot.starts_in <= quarter)
            met = (
                column
                for each, column in model.sets[stake.capability.id, quarter].items()
                if needed in each.done or needed in each.spared
            )
            program.row(added(started, times(-1.0, all_of(met))), upper=0.0)
    choices = []
    for way in (*((frozenset({needed}),) if needed in model.slots else ()), *ways):
        column = program.column(is_whole=True)
        choices.append(column)
        for other in sorted(way):
            there = all_of(model.starts[slot] for slot in model.slots[other])
            program.row(added({column: 1.0}, times(-1.0, there)), upper=0.0)
            program.row(
                added(model.finish_of(other), times(-1.0, model.start_of(action)), {column: float(model.horizon)}),
                upper=float(model.horizon),
            )
    once = all_of(model.starts[slot] for slot in model.slots[action])
    program.row(added(all_of(choices), times(-1.0, once)), lower=0.0, upper=0.0)
