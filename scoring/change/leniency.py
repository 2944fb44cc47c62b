"""Estimate how far people differ in leniency (τ) from the answers of one role in one run (scoring 4.9 and 4.10)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations
from math import fsum, sqrt

import msgspec

from scoring.change.estimate import Estimate
from scoring.change.quantiles import chi_square_quantile

Sheet = Mapping[str, Mapping[str, int]]  # person → item → level, within one role and one run
FEWEST_FREEDOM = 4.0  # five people of one role; with fewer the upper end is beyond any use
LEAST_ITEMS = 2


class _Panel(msgspec.Struct, frozen=True):
    """What one sheet tells: products of different answers of one person, what those would be at τ² = 1, and squares.

    `weights` says per person how many pairs of answers those are.
    """

    products: float
    unit: float
    squares: float
    freedom: int
    weights: dict[str, int]


def leniency(sheets: Sequence[Sheet]) -> Estimate:
    """Return τ, of one person over all items, with its 90% interval.

    Each answer is held against the mean of its item in its own role and run. Of one person the answers to different
    items then go up and down together only by his leniency: τ² is the mean of their products (the estimate of a
    random-effects analysis of variance, which takes off the σ²/m that a mean over m answers carries; Searle, Casella
    and McCulloch, Variance Components, 1992), and no missing answer biases it. The interval is that of the variance of
    people's means, by χ², less that σ²/m (Williams, 1962); its degrees of freedom are tr(A)²/tr(A²) of the quadratic
    form (Satterthwaite, 1946), so that someone who answered in five runs counts as one person.
    """
    panels = [_panel(kept) for sheet in sheets if len(kept := _usable(sheet)) > 1]
    people = len({person for panel in panels for person in panel.weights})
    items = [len(answers) for sheet in sheets if len(kept := _usable(sheet)) > 1 for answers in kept.values()]
    unit = fsum(panel.unit for panel in panels)
    freedom = _freedom(panels)
    if unit <= 0 or freedom < FEWEST_FREEDOM - 1e-9:
        return Estimate(people=people, answers=sum(items), lack="few_people")
    together = fsum(panel.squares for panel in panels) / sum(panel.freedom for panel in panels)
    if together == 0:
        return Estimate(people=people, answers=sum(items), lack="no_spread")
    estimate = fsum(panel.products for panel in panels) / unit
    carried = max(0.0, together - estimate) * len(items) / sum(items)
    of_means = max(0.0, estimate + carried)
    return Estimate(
        people=people,
        answers=sum(items),
        value=sqrt(max(0.0, estimate)),
        low=sqrt(max(0.0, of_means * freedom / chi_square_quantile(0.95, freedom) - carried)),
        high=sqrt(max(0.0, of_means * freedom / chi_square_quantile(0.05, freedom) - carried)),
    )


def _usable(sheet: Sheet) -> dict[str, Mapping[str, int]]:
    return {person: answers for person, answers in sheet.items() if len(answers) >= LEAST_ITEMS}


def _panel(sheet: Sheet) -> _Panel:
    given = Counter(item for answers in sheet.values() for item in answers)
    totals: Counter[str] = Counter()
    for answers in sheet.values():
        totals.update(answers)
    means = {item: totals[item] / n for item, n in given.items()}
    products, squares = [], []
    for answers in sheet.values():
        off = [level - means[item] for item, level in answers.items()]
        own = fsum(each * each for each in off)
        squares.append(own)
        products.append(fsum(off) ** 2 - own)
    return _Panel(
        products=fsum(products),
        unit=_unit(sheet, given),
        squares=fsum(squares),
        freedom=sum(given.values()) - len(given),
        weights={person: len(answers) * (len(answers) - 1) for person, answers in sheet.items()},
    )


def _unit(sheet: Sheet, given: Mapping[str, int]) -> float:
    """Return what the products add up to where τ is 1 and nobody wobbles: exact, whoever left out what."""
    both: Counter[tuple[str, str]] = Counter()
    for items, n in Counter(frozenset(answers) for answers in sheet.values()).items():
        both.update(dict.fromkeys(combinations(sorted(items), 2), n))
    return 2 * fsum(
        n * (1 - 1 / given[one] - 1 / given[other] + n / (given[one] * given[other]))
        for (one, other), n in both.items()
    )


def _freedom(panels: Sequence[_Panel]) -> float:
    """Return tr(A)²/tr(A²), A being the sum over the panels of diag(w) - ww'/Σw."""
    trace = fsum(_shared(panel.weights, None) for panel in panels)
    squared = fsum(
        _shared(one.weights, other.weights) * (1 if one is other else 2)
        for k, one in enumerate(panels)
        for other in panels[k:]
    )
    return trace**2 / squared if squared > 0 else 0.0


def _shared(one: Mapping[str, int], other: Mapping[str, int] | None) -> float:
    """Return tr(A·B) of the forms with these weights, or tr(A)."""
    total = sum(one.values())
    if other is None:
        return total - sum(weight**2 for weight in one.values()) / total
    both, others = one.keys() & other.keys(), sum(other.values())
    products = sum(one[person] * other[person] for person in both)
    skew = sum(one[person] * other[person] * (one[person] / total + other[person] / others) for person in both)
    return products - skew + products**2 / (total * others)
