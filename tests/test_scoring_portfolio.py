"""The overview of departments: what it tells, and that nobody who subtracts finds fewer than five of them."""

from __future__ import annotations

import random
from itertools import combinations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies_responses import QUESTIONNAIRE

from assess.workflow import example
from questionnaires.responses import Answer, Respondent
from scoring.portfolio import FEWEST, OVERALL, TOO_FEW, Overview, Shown, between, overview
from scoring.scorecard import Scorecard
from scoring.scoring import score_responses

EXAMPLE = example().responses
DOMAINS = [domain.id for domain in QUESTIONNAIRE.domains]


def department(seed: int, base: float, spread: float = 0.8) -> Scorecard:
    """Return the scores of a department of one, around a level; some leave a capability unanswered or state no bar."""
    chance = random.Random(seed)
    left_out = chance.choice([*QUESTIONNAIRE.capabilities, *[""] * 20]) if spread else ""
    answers = {
        item.id: Answer(level=max(1, min(5, round(chance.gauss(base, spread)))))
        for item in QUESTIONNAIRE.asked_of("it_management")
        if not left_out or not item.id.startswith(left_out)
    }
    bar = {domain: chance.choice([2, 3, 4]) for domain in DOMAINS} if chance.random() < 0.8 else {}
    one = Respondent(id="r1", role="it_management", answers=answers, ambition=bar)
    run = msgspec.structs.replace(EXAMPLE, respondents=(one,), agreed={}, ambition={}, corrections=())
    return score_responses(QUESTIONNAIRE, run)


POOL = [department(seed, 1.6 + seed % 9 / 4) for seed in range(60)]
PORTFOLIOS = st.lists(st.sampled_from(range(len(POOL))), min_size=5, max_size=40).map(
    lambda all_: [POOL[n] for n in all_]
)


def standing(card: Scorecard, scope: str) -> tuple[int, float | None]:
    one = card.overall if scope == OVERALL else card.domains.get(scope) or card.capabilities[scope]
    return one.level or 0, one.score


def cells_of(found: Overview, cards: list[Scorecard]) -> set[frozenset[int]]:
    """Return every group of departments that the overview gives a figure of, and those that their figures add up to."""
    cells: set[frozenset[int]] = {frozenset(range(len(cards)))}
    for scope, one in found.scopes.items():
        bands = [
            frozenset(n for n, card in enumerate(cards) if band.lowest <= standing(card, scope)[0] <= band.highest)
            for band in one.bands
        ]
        assert [len(who) for who in bands] == [band.departments for band in one.bands]
        cells |= {frozenset().union(*bands[low:high]) for low, high in combinations(range(len(bands) + 1), 2)}
        scores = sorted(score for card in cards if (score := standing(card, scope)[1]) is not None)
        for quarter, value in zip((1, 2, 3), one.quartiles, strict=True):
            if value is not None:
                at = scores[-(-len(scores) * quarter // 4) - 1]
                assert value == round(at, 1)
                cells.add(
                    frozenset(n for n, c in enumerate(cards) if (s := standing(c, scope)[1]) is not None and s <= at)
                )
    groups = [
        frozenset(n for n, c in enumerate(cards) if (c.overall.profile and c.overall.profile.id) in count.profiles)
        for count in found.profiles
    ]
    assert [len(who) for who in groups] == [count.departments for count in found.profiles]
    cells |= {frozenset().union(*some) for size in range(1, len(groups) + 1) for some in combinations(groups, size)}
    for gap in found.gaps:
        who = frozenset(n for n, card in enumerate(cards) if (card.capabilities[gap.capability].gap or 0) >= 1)
        assert len(who) == gap.departments
        cells.add(who)
    return cells


@settings(max_examples=60, deadline=None)
@given(PORTFOLIOS)
def test_nobody_who_subtracts_one_cell_from_another_finds_fewer_than_five_departments(cards: list[Scorecard]) -> None:
    cells = cells_of(overview(cards), cards)
    for one in cells:
        assert not 0 < len(one) < FEWEST
        for other in cells:
            if one <= other:
                assert not 0 < len(other - one) < FEWEST


@settings(max_examples=30, deadline=None)
@given(PORTFOLIOS, st.randoms(use_true_random=False))
def test_the_order_of_departments_changes_nothing(cards: list[Scorecard], chance: random.Random) -> None:
    mixed = list(cards)
    chance.shuffle(mixed)
    assert overview(mixed) == overview(cards)


def test_nothing_is_told_of_four_departments_not_even_how_many() -> None:
    assert overview(POOL[:4]) == TOO_FEW
    assert TOO_FEW.departments is None


def test_levels_of_too_few_departments_are_taken_together_with_their_neighbours() -> None:
    cards = [department(seed, 1.0, 0.0) for seed in range(12)] + [department(seed, 3.0, 0.0) for seed in range(13)]
    cards += [department(seed, 5.0, 0.0) for seed in range(3)]
    bands = {(band.lowest, band.highest): band.departments for band in overview(cards).scopes[OVERALL].bands}
    assert bands[3, 5] == 16
    assert sum(bands.values()) == 28


def test_the_quartiles_of_many_departments_are_scores_that_a_quarter_half_and_three_quarters_do_not_exceed() -> None:
    cards = [department(seed, 1 + level, 0.0) for level in (0, 1, 2, 3) for seed in range(10)]
    assert overview(cards).scopes[OVERALL].quartiles == (1.0, 2.0, 3.0)


@pytest.mark.parametrize(("cell", "is_safe"), [(0b1111, False), (0b11111, True), (0, True), ((1 << 20) - 1, True)])
def test_a_cell_is_of_five_or_more_or_of_nobody(cell: int, is_safe: bool) -> None:
    assert Shown(20).admits([cell]) is is_safe


def test_a_cell_within_another_is_refused_where_the_rest_is_small() -> None:
    shown = Shown(30)
    shown.add([(1 << 12) - 1])
    assert not shown.admits([(1 << 9) - 1])
    assert shown.admits([(1 << 7) - 1])
    assert [cell.bit_count() for cell in between([0b11111, (1 << 15) - 1])] == [5, 15, 10]
