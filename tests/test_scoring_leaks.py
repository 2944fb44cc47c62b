"""What the figures of a scorecard give away together, by exact linear algebra (scoring 4.13).

Every figure that is linear in the answers is written as a row: how much each answer weighs in it. The unknowns are, per
item, role and level, how many people of that role gave that level; how many people answered is taken as known, which
favours whoever tries to find out. Some combination of figures tells about a few people alone if and only if some
combination of the rows is zero everywhere else. Each capability is looked at by itself: the figures of domains and of
the whole are sums of figures that are given per capability. What is not linear (medians, spreads, levels, flags) is
tested by exchanging answers between people of one group, of which nothing may change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import chain, combinations, product
from typing import NamedTuple

import msgspec
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scoring_runs import QUESTIONNAIRE, run, whole
from strategies_scoring import runs

from questionnaires.model import AUDIENCES, LEVELS, ROLES, Capability, Item, Role, audience_of
from questionnaires.responses import Responses
from scoring.scorecard import Confidence, Interval, ItemScore, Scorecard
from scoring.scoring import score_responses

Unknown = tuple[str, Role, int]  # how many people of a role gave an item a level
Row = dict[Unknown, Fraction]


class Figure(NamedTuple):
    """A figure as a sum of weighed unknowns and a constant, with what was published."""

    weights: Row
    constant: Fraction
    published: float | None = None


class Answers:
    """Who gave what, as the figures count it."""

    def __init__(self, responses: Responses) -> None:
        self.people = responses.respondents

    def kinds(self, item: Item, roles: Iterable[Role]) -> list[int | str]:
        """The levels, don't-knows and not-applicables of people in some roles."""
        wanted = set(roles)
        answers = [person.answers.get(item.id) for person in self.people if person.role in wanted]
        return [answer.level or answer.kind for answer in answers if answer is not None]

    def people_on(self, item: Item, roles: Iterable[Role]) -> int:
        return sum(kind != "not_applicable" for kind in self.kinds(item, roles))

    def levels_on(self, item: Item, roles: Iterable[Role]) -> int:
        return sum(isinstance(kind, int) for kind in self.kinds(item, roles))

    def roles_on(self, item: Item) -> list[Role]:
        return [role for role in ROLES if self.people_on(item, [role])]

    def asked(self, item: Item) -> int:
        asked = sum(item.is_asked_of(person.role) for person in self.people)
        return asked - self.kinds(item, ROLES).count("not_applicable")

    def total(self, figure: Figure) -> Fraction:
        counts = {
            (item_id, role, level): self.kinds(QUESTIONNAIRE.items[item_id], [role]).count(level)
            for item_id, role, level in figure.weights
        }
        return figure.constant + sum((weight * counts[each] for each, weight in figure.weights.items()), Fraction(0))


def weighing(item: Item, roles: Iterable[Role], weights: Sequence[int], parts: int = 1) -> Row:
    """So much for each level that people of these roles gave, divided by a number of parts."""
    pairs = [(role, level, weight) for role in roles for level, weight in zip(LEVELS, weights, strict=True)]
    return {(item.id, role, level): Fraction(weight, parts) for role, level, weight in pairs if weight}


def mean_of(figures: Sequence[Figure], published: float | None) -> Figure:
    weights: Row = {}
    for unknown, weight in chain.from_iterable(figure.weights.items() for figure in figures):
        weights[unknown] = weights.get(unknown, Fraction(0)) + weight / len(figures)
    return Figure(weights, sum((each.constant for each in figures), Fraction(0)) / len(figures), published)


def groups_of(item: Item, score: ItemScore, answers: Answers) -> list[list[Role]]:
    """The roles of each group that the scorecard shows; one group of all where it shows none."""
    audiences = [group.audiences for group in score.groups] or [AUDIENCES]
    return [[role for role in answers.roles_on(item) if audience_of(role) in each] for each in audiences]


def mean_level(item: Item, roles: Sequence[Role], answers: Answers) -> Figure:
    return Figure(weighing(item, roles, LEVELS, answers.levels_on(item, roles)), Fraction(0))


def value_of(item: Item, score: ItemScore, answers: Answers) -> Figure | None:
    if score.value is None or score.agreed is not None:
        return None if score.value is None else Figure({}, Fraction(score.agreed or 0), score.value)
    groups = [roles for roles in groups_of(item, score, answers) if answers.levels_on(item, roles)]
    return mean_of([mean_level(item, roles, answers) for roles in groups], score.value)


def bound_of(item: Item, score: ItemScore, answers: Answers) -> Figure | None:
    if score.value_pessimistic is None or score.agreed is not None:
        return None if score.value_pessimistic is None else Figure({}, Fraction(score.agreed or 0), score.agreed)
    means = [
        Figure(weighing(item, roles, (0, 1, 2, 3, 4), answers.people_on(item, roles)), Fraction(1))
        for roles in groups_of(item, score, answers)
    ]
    return mean_of(means, score.value_pessimistic)


def breakdown(item: Item, score: ItemScore, answers: Answers) -> Iterator[Figure]:
    for roles, group in zip(groups_of(item, score, answers), score.groups, strict=False):
        for level, count in zip(LEVELS, group.counts, strict=True):
            yield Figure(weighing(item, roles, [int(each == level) for each in LEVELS]), Fraction(0), count)
        yield Figure(weighing(item, roles, [-1] * 5), Fraction(answers.people_on(item, roles)), group.unknown)
        if group.mean is not None:
            yield mean_level(item, roles, answers)._replace(published=group.mean)
    if score.perception_gap is not None:
        it, users = ([role for role in answers.roles_on(item) if audience_of(role) == each] for each in ("it", "user"))
        minus = weighing(item, users, [-level for level in LEVELS], answers.levels_on(item, users))
        yield Figure(mean_level(item, it, answers).weights | minus, Fraction(0), score.perception_gap)


def figures_of(capability: Capability, scorecard: Scorecard, answers: Answers) -> Iterator[Figure]:
    part = scorecard.capabilities[capability.id]
    scores = [(item, scorecard.items[item.id]) for item in capability.items]
    values = [value for item, score in scores if (value := value_of(item, score, answers))]
    bounds = [bound for item, score in scores if (bound := bound_of(item, score, answers))]
    yield from chain(values, bounds, *(breakdown(item, score, answers) for item, score in scores))
    if part.score is not None:
        yield mean_of(values, part.score)
        yield mean_of(bounds, part.score_pessimistic)
    if part.coverage is not None:
        asked = sum(answers.asked(item) for item in capability.items)
        rows = [weighing(item, answers.roles_on(item), [1] * 5, asked) for item in capability.items]
        yield Figure({unknown: weight for row in rows for unknown, weight in row.items()}, Fraction(0), part.coverage)


def small_parts(item: Item, answers: Answers, threshold: int) -> list[tuple[Role, ...]]:
    """The largest sets of roles on an item that are fewer people than the threshold, and not all who answered it."""
    present = answers.roles_on(item)
    sets = [each for size in range(len(present)) for each in combinations(present, size)]
    small = [each for each in sets if answers.people_on(item, each) < threshold]
    return [each for each in small if not any(set(each) < set(other) for other in small)]


def tells_only_about(unknowns: set[Unknown], figures: Iterable[Figure]) -> bool:
    """Whether some combination of figures weighs these unknowns and no others, by exact elimination."""
    rows = [dict(figure.weights) for figure in figures]
    while rows:
        row = rows.pop()
        pivot = next((unknown for unknown in row if unknown not in unknowns), None)
        if pivot is None:
            if row:
                return True
            continue
        for other in rows:
            if pivot in other:
                factor = other[pivot] / row[pivot]
                for unknown, weight in row.items():
                    left = other.get(unknown, Fraction(0)) - factor * weight
                    if left:
                        other[unknown] = left
                    else:
                        other.pop(unknown, None)
    return False


def leaks(capability: Capability, responses: Responses, threshold: int, scorecard: Scorecard | None = None) -> bool:
    """Whether the figures of a capability, in this scorecard, tell about fewer people than the threshold alone."""
    scorecard = scorecard or score_responses(QUESTIONNAIRE, responses)
    answers = Answers(responses)
    figures = list(figures_of(capability, scorecard, answers))
    for figure in figures:  # a row that is not what was published would prove nothing
        assert figure.published is not None
        assert float(answers.total(figure)) == pytest.approx(figure.published)
    parts = [small_parts(item, answers, threshold) for item in capability.items]
    return any(
        tells_only_about(
            {
                (item.id, role, level)
                for item, roles in zip(capability.items, chosen, strict=True)
                for role in roles
                for level in LEVELS
            },
            figures,
        )
        for chosen in product(*(each or [()] for each in parts))
    )


# one of each make: for IT alone, for IT and users, and with suppliers
CAPABILITIES = st.sampled_from([QUESTIONNAIRE.capabilities[each] for each in ("U1", "U3", "O2", "O3", "S1")])

NINE = (
    whole("it_management", 4),
    *(whole("it_staff", level) for level in (2, 3, 3)),
    *(whole("user", level) for level in (1, 2, 2, 3)),
    whole("supplier", 5),
)


@settings(max_examples=60, deadline=None)
@given(runs(mode="anonymous"), CAPABILITIES)
def test_no_combination_of_figures_of_an_anonymous_run_tells_about_a_small_group(
    responses: Responses, capability: Capability
) -> None:
    assume(len(responses.respondents) > 1)
    assert not leaks(capability, responses, responses.privacy.threshold)


@pytest.mark.parametrize("capability_id", ["U1", "U3", "O2", "O3"])
def test_with_merging_turned_off_the_lone_supplier_and_the_few_users_are_found(capability_id: str) -> None:
    assert leaks(QUESTIONNAIRE.capabilities[capability_id], run(*NINE, privacy="open"), 5)
    assert not leaks(QUESTIONNAIRE.capabilities[capability_id], run(*NINE, privacy="anonymous"), 5)


@settings(max_examples=30, deadline=None)
@given(runs(mode="open", with_agreed=False), CAPABILITIES)
def test_with_merging_turned_off_every_small_audience_beside_another_is_found(
    responses: Responses, capability: Capability
) -> None:
    assume(len(responses.respondents) > 1)
    answers = Answers(responses)
    threshold = responses.privacy.threshold
    sizes = [
        [answers.people_on(item, [role for role in ROLES if audience_of(role) == each]) for each in AUDIENCES]
        for item in capability.items
    ]
    is_exposed = any(0 < size < threshold and sum(each) > size for each in sizes for size in each)
    assert leaks(capability, responses, threshold) is is_exposed


def without(scorecard: Scorecard, *fields: str) -> Scorecard:
    """A scorecard without what follows from a person's answers to several items, which exchanging one breaks up."""
    bare = {"interval": Interval(kind="none"), "confidence": Confidence(value="low", reason="coverage")}
    blanks = {field: bare[field] for field in fields}
    parts = {name: msgspec.structs.replace(part, **blanks) for name, part in scorecard.capabilities.items()}
    return msgspec.structs.replace(
        scorecard,
        capabilities=parts,
        overall=msgspec.structs.replace(scorecard.overall, confidence=bare["confidence"]),
        flags=tuple(flag for flag in scorecard.flags if flag.code != "straight_lining"),
    )


@settings(max_examples=80, deadline=None)
@given(runs(mode="anonymous"), st.sampled_from(list(QUESTIONNAIRE.items.values())), st.data())
def test_exchanging_the_answers_of_two_people_of_one_group_changes_no_figure(
    responses: Responses, item: Item, data: st.DataObject
) -> None:
    assume(len(responses.respondents) > 1)
    scorecard = score_responses(QUESTIONNAIRE, responses)
    group = data.draw(st.sampled_from(groups_of(item, scorecard.items[item.id], Answers(responses))))
    members = [
        number
        for number, person in enumerate(responses.respondents)
        if person.role in group and item.id in person.answers and person.answers[item.id].kind != "not_applicable"
    ]
    assume(len(members) > 1)
    one, other = data.draw(st.lists(st.sampled_from(members), min_size=2, max_size=2, unique=True))
    people = list(responses.respondents)
    answers = [people[number].answers[item.id] for number in (other, one)]
    for number, answer in zip((one, other), answers, strict=True):
        people[number] = msgspec.structs.replace(people[number], answers={**people[number].answers, item.id: answer})
    exchanged = msgspec.structs.replace(responses, respondents=tuple(people))
    blank = ("interval",) if {answer.kind for answer in answers} == {"level"} else ("interval", "confidence")
    assert without(score_responses(QUESTIONNAIRE, exchanged), *blank) == without(scorecard, *blank)
