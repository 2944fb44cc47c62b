"""The plan as a program of whole numbers: what starts when, within the limits, and what that is worth (scoring 6)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from scoring.roadmap.exact.configurations import Configuration, Pair
from scoring.roadmap.exact.program import Program, Terms, added, all_of, times
from scoring.roadmap.exact.slots import Slot
from scoring.roadmap.model import DISCOUNT_PER_QUARTER, WEEKS_PER_QUARTER, Limits
from scoring.roadmap.state import Placement, State


@dataclass
class Model:
    """Columns for the slots in which actions start, and for the configurations that follow at each quarter's end.

    `starts` has a column for each slot, `later` one for the weeks that it starts after its first, `finished` says by
    which quarter's end an action is, `sets` which configuration of a capability holds there.
    """

    state: State
    limits: Limits
    slots: Mapping[str, Sequence[Slot]]
    program: Program = field(default_factory=Program)
    starts: dict[Slot, int] = field(default_factory=dict)
    later: dict[Slot, int] = field(default_factory=dict)
    finished: dict[tuple[str, int], int] = field(default_factory=dict)
    sets: dict[tuple[str, int], dict[Configuration, int]] = field(default_factory=dict)
    order: dict[Pair, int] = field(default_factory=dict)

    @cached_property
    def quarters(self) -> range:
        return range(self.limits.quarters)

    @cached_property
    def is_by_week(self) -> bool:
        """Whether every slot is a single week."""
        return all(slot.spare == 0 for slots in self.slots.values() for slot in slots)

    @cached_property
    def horizon(self) -> int:
        return WEEKS_PER_QUARTER * self.limits.quarters

    def finishes(self, values: Sequence[float]) -> dict[str, int]:
        """Return the quarter, from 0, in which each action finishes in a solution."""
        found = {}
        for action in self.slots:
            quarter = next((each for each in self.quarters if values[self.finished[action, each]] > 0.5), None)
            if quarter is not None:
                found[action] = quarter
        return found

    def placements(self, values: Sequence[float]) -> tuple[Placement, ...]:
        """Return the weeks of a solution of which every slot is a single week."""
        found = (slot for slot, column in self.starts.items() if values[column] > 0.5)
        return tuple(Placement(slot.action, slot.first, slot.first + slot.weeks) for slot in found)

    def columns_of(self, placements: Iterable[Placement]) -> dict[int, float] | None:
        """Return the columns that say when actions start, for a plan; None where it does not fit these slots."""
        values = dict.fromkeys((*self.starts.values(), *self.later.values()), 0.0)
        for action, start, _ in placements:
            slot = next((each for each in self.slots.get(action, ()) if each.first <= start <= each.last), None)
            if slot is None:
                return None
            values[self.starts[slot]] = 1.0
            if slot in self.later:
                values[self.later[slot]] = float(start - slot.first)
        return values

    def start_of(self, action: str) -> Terms:
        """Return the start week of an action, 0 where it does not start."""
        return self._weeks_of(self.slots[action], lambda slot: slot.first)

    def finish_of(self, action: str) -> Terms:
        """Return the week by which an action is finished, 0 where it does not start."""
        return self._weeks_of(self.slots[action], lambda slot: slot.earliest_finish)

    def starting_in(self, action: str, quarter: int) -> tuple[Terms, Terms]:
        """Return whether an action starts in a quarter, and how many weeks after its first day (else 0)."""
        slots = [slot for slot in self.slots[action] if slot.starts_in == quarter]
        begin = WEEKS_PER_QUARTER * quarter
        return all_of(self.starts[slot] for slot in slots), self._weeks_of(slots, lambda slot: slot.first - begin)

    def finishing_in(self, action: str, quarter: int) -> Terms:
        """Return how many weeks after the first day of a quarter an action finishes; 0 where in another quarter."""
        slots = [slot for slot in self.slots[action] if slot.finishes_in == quarter]
        begin = WEEKS_PER_QUARTER * quarter
        return self._weeks_of(slots, lambda slot: slot.earliest_finish - begin)

    def weeks_in(self, action: str, quarter: int) -> Terms:
        """Return how many weeks an action runs in a quarter."""
        weeks: Terms = {}
        for slot in self.slots[action]:
            at_first, each_later = slot.weeks_in(quarter)
            weeks[self.starts[slot]] = at_first
            if slot in self.later:
                weeks[self.later[slot]] = each_later
        return weeks

    def _weeks_of(self, slots: Iterable[Slot], week: Callable[[Slot], int]) -> Terms:
        weeks: Terms = {}
        for slot in slots:
            weeks[self.starts[slot]] = week(slot)
            if slot in self.later:
                weeks[self.later[slot]] = 1.0
        return weeks


def add_starts(model: Model, *, is_whole: bool) -> None:
    """Let every action start once at most, and those that are fixed once.

    The quarters in which actions finish are whole numbers; the weeks in which they start are if that is asked for.
    """
    program = model.program
    for action, slots in model.slots.items():
        for slot in slots:
            column = model.starts[slot] = program.column(is_whole=is_whole)
            if slot.spare:
                later = model.later[slot] = program.column(upper=slot.spare, is_whole=is_whole)
                program.row({later: 1.0, column: -slot.spare}, upper=0.0)
        once = all_of(model.starts[slot] for slot in slots)
        program.row(once, lower=1.0 if action in model.limits.fixed else 0.0, upper=1.0)
        for quarter in model.quarters:
            by_then = all_of(model.starts[slot] for slot in slots if slot.finishes_in <= quarter)
            column = model.finished[action, quarter] = program.column(is_whole=True, upper=1.0 if by_then else 0.0)
            program.row({column: -1.0, **by_then}, lower=0.0, upper=0.0)


def add_room(model: Model, capacity: int | None = None) -> None:
    """Keep to the person-days of everyone and of each owner, to what runs at once, and to what users notice.

    `capacity` is the column with the person-days of each quarter, where these are sought. What runs already takes its
    room whatever the limits.
    """
    state, limits, program = model.state, model.limits, model.program
    rate = {action: work.days / work.weeks for action, work in state.actions.items()}
    share = 1 - limits.reserve
    in_all = 0.0
    for quarter in model.quarters:
        weeks = {action: model.weeks_in(action, quarter) for action in model.slots}
        days = {action: times(rate[action], terms) for action, terms in weeks.items()}
        runs = {action: _weeks_of_running(model, action, quarter) for action in limits.running}
        taken = sum(rate[action] * each for action, each in runs.items())
        if capacity is None:
            planned = max(taken, share * limits.capacity[quarter])
            in_all += planned
            program.row(added(*days.values()), upper=planned)
            program.row(
                added(*({model.finished[action, quarter]: state.actions[action].days} for action in days)),
                upper=in_all,
            )
        else:
            program.row(added(*days.values(), {capacity: -share}), upper=0.0)
            whole = (
                {model.finished[action, quarter]: state.actions[action].days} for action in days if action not in runs
            )
            program.row(added(*whole, {capacity: -share * (quarter + 1)}), upper=0.0)
        for owner in limits.owners.values():
            own = [action for action in days if action in owner.actions]
            taken = sum(rate[action] * runs.get(action, 0) for action in own)
            program.row(added(*(days[action] for action in own)), upper=max(taken, share * owner.capacity))
        at_once = max(limits.max_concurrent * WEEKS_PER_QUARTER, sum(runs.values()))
        program.row(added(*weeks.values()), upper=at_once)
        noticed = [
            slot
            for action, slots in model.slots.items()
            if state.actions[action].visible_to_users
            for slot in slots
            if slot.finishes_in == quarter
        ]
        running = sum(1 for slot in noticed if slot.action in limits.running)
        program.row(all_of(model.starts[slot] for slot in noticed), upper=max(running, limits.max_visible_finishes))


def _weeks_of_running(model: Model, action: str, quarter: int) -> float:
    return model.slots[action][0].weeks_in(quarter)[0]


def add_concurrency(model: Model) -> None:
    """Let no more actions run in a week than may: exact where every slot is a single week."""
    limits = model.limits
    for week in range(model.horizon):
        runs = [slot for slots in model.slots.values() for slot in slots if slot.runs_for_sure_in(week)]
        running = sum(1 for slot in runs if slot.action in limits.running)
        if len(runs) > limits.max_concurrent:
            columns = all_of(model.starts[slot] for slot in runs)
            model.program.row(columns, upper=max(running, limits.max_concurrent))


def add_configurations(model: Model, configurations: Mapping[str, Sequence[Configuration]]) -> None:
    """Let one configuration of each capability hold at each quarter's end: the one whose actions are finished."""
    program = model.program
    for capability_id, found in configurations.items():
        actions = sorted({action for each in found for action in each.done})
        for quarter in model.quarters:
            columns: dict[Configuration, int] = {}
            for each in found:
                gained = each.worth - model.state.stakes[capability_id].after(()).worth
                column = columns[each] = program.column(worth=_weight_of(quarter, model.limits.quarters) * gained)
                for pair in sorted(each.needs_order):
                    program.row({column: 1.0, _order_of(model, pair): -1.0}, upper=0.0)
            model.sets[capability_id, quarter] = columns
            program.row(all_of(columns.values()), lower=1.0, upper=1.0)
            for action in actions:
                holds = all_of(column for each, column in columns.items() if action in each.done)
                program.row({**holds, model.finished[action, quarter]: -1.0}, lower=0.0, upper=0.0)


def _weight_of(quarter: int, quarters: int) -> float:
    """Return what V at the end of a quarter counts for: the discounted gains, by the values between which they lie."""
    here = DISCOUNT_PER_QUARTER**quarter
    return here if quarter == quarters - 1 else here - DISCOUNT_PER_QUARTER ** (quarter + 1)


def _order_of(model: Model, pair: Pair) -> int:
    """Return the column that says that one action finishes before another, where both do."""
    if pair not in model.order:
        column = model.order[pair] = model.program.column(is_whole=True)
        first, second = pair
        apart = 0 if first < second else 1  # lifts of one week take effect by action id
        beyond = model.horizon + 1
        model.program.row(
            added(model.finish_of(first), times(-1.0, model.finish_of(second)), {column: beyond}), upper=beyond - apart
        )
    return model.order[pair]
