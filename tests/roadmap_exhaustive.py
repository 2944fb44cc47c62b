"""Small sets of actions, tried in every order and every week: what a plan can do, without any planner."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import permutations, product

from hypothesis import strategies as st
from roadmap_departments import action, with_actions

from questionnaires.model import Action, Questionnaire
from scoring.scorecard import Scorecard

ITEMS = ("U1.1", "U1.2", "U2.1")
Starts = Mapping[str, int]

catalogues = st.lists(
    st.tuples(
        st.dictionaries(st.sampled_from(ITEMS), st.integers(2, 5), min_size=1, max_size=2),
        st.integers(1, 20),
        st.integers(1, 3),
        st.booleans(),
    ),
    min_size=2,
    max_size=3,
).map(lambda drawn: with_actions(*_actions(drawn)))
"""Two or three actions on three items, each of which may wait for the one before it."""

states = st.fixed_dictionaries({item: st.integers(1, 4) for item in ITEMS})


def _actions(drawn: Iterable[tuple[dict[str, int], int, int, bool]]) -> Iterator[Action]:
    for number, (lifts, days, weeks, waits) in enumerate(drawn):
        yield action(f"A{number}", lifts, days, weeks, (f"A{number - 1}",) if waits and number else ())


class Trial:
    """A department that goes through actions one by one."""

    def __init__(self, questionnaire: Questionnaire, scorecard: Scorecard) -> None:
        self.actions = {each.id: each for each in questionnaire.actions}
        self.questionnaire, self.scorecard = questionnaire, scorecard
        self.values = {item: score.value for item, score in scorecard.items.items() if score.value is not None}

    def is_there(self, action_id: str) -> bool:
        return all(self.values[item] >= level for item, level in self.actions[action_id].lifts.items())

    def finish(self, action_id: str) -> None:
        for item, level in self.actions[action_id].lifts.items():
            if level - 2 <= self.values[item] < level:
                self.values[item] = level

    def score(self, capability_id: str) -> float:
        items = [item.id for item in self.questionnaire.capabilities[capability_id].items]
        return sum(self.values[item] for item in items) / len(items)

    def domain_score(self, domain_id: str) -> float:
        (domain,) = (each for each in self.questionnaire.domains if each.id == domain_id)
        return sum(self.score(part.id) for part in domain.capabilities) / len(domain.capabilities)

    def closed(self) -> float:
        """The share of the gap that is closed."""
        done = gaps = 0.0
        for capability_id, scored in self.scorecard.capabilities.items():
            assert scored.target is not None
            assert scored.score is not None
            assert scored.gap is not None
            done += scored.importance * (
                min(scored.target, self.score(capability_id)) - min(scored.target, scored.score)
            )
            gaps += scored.importance * scored.gap
        return done / gaps


def highest_in_any_order(questionnaire: Questionnaire, scorecard: Scorecard) -> float:
    """The most that all orders of all subsets close, each action after those it waits for."""
    return max(_closed_in(questionnaire, scorecard, order) for order in _orders(questionnaire))


def _orders(questionnaire: Questionnaire) -> Iterator[tuple[str, ...]]:
    names = [each.id for each in questionnaire.actions]
    for size in range(len(names) + 1):
        yield from permutations(names, size)


def _closed_in(questionnaire: Questionnaire, scorecard: Scorecard, order: Iterable[str]) -> float:
    trial = Trial(questionnaire, scorecard)
    done: set[str] = set()
    for each in order:
        if not all(needed in done or trial.is_there(needed) for needed in trial.actions[each].needs):
            return 0.0
        trial.finish(each)
        done.add(each)
    return trial.closed()


def schedules(questionnaire: Questionnaire, weeks: int) -> Iterator[Starts]:
    """Every choice of start weeks for every subset, such that all is finished in some weeks."""
    ranges = [[None, *range(weeks - each.weeks + 1)] for each in questionnaire.actions]
    for chosen in product(*ranges):
        named = zip(questionnaire.actions, chosen, strict=True)
        yield {each.id: start for each, start in named if start is not None}


def carried_out(questionnaire: Questionnaire, scorecard: Scorecard, starts: Starts) -> Trial | None:
    """The department when a schedule is carried out; None where something starts before what it waits for."""
    trial = Trial(questionnaire, scorecard)
    finishes = sorted((start + trial.actions[each].weeks, each) for each, start in starts.items())
    done: set[str] = set()
    for each, start in sorted(starts.items(), key=lambda pair: (pair[1], pair[0])):
        while finishes and finishes[0][0] <= start:
            _, finished = finishes.pop(0)
            trial.finish(finished)
            done.add(finished)
        if not all(needed in done or trial.is_there(needed) for needed in trial.actions[each].needs):
            return None
    for _, finished in finishes:
        trial.finish(finished)
    return trial
