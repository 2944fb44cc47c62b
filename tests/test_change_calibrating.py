"""What an organisation's own runs tell about the noise of answers and about leniency, and how sure that is."""

from __future__ import annotations

from random import Random

import msgspec
import pytest
from calibration_runs import LENIENCY, NOISE_ROUNDED, department
from change_runs import of, version
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.responses import Responses
from scoring.change import Calibration, calibrate, compare
from scoring.change.leniency import leniency
from scoring.change.model import ASSUMED, Noise
from scoring.change.quantiles import chi_square_quantile
from scoring.change.repeated import answer_noise


def calibrated(runs: list[Responses]) -> Calibration:
    return calibrate([of(each) for each in runs])


def test_noise_is_half_the_variance_of_how_answers_moved_around_what_moved_for_all() -> None:
    moves = {f"i{k}": {"a": 1, "b": 1, "c": 2} for k in range(10)}  # all rose; c by one more
    found = answer_noise([moves])
    assert found.value == pytest.approx(((2 / 3) / 2 / 2) ** 0.5)  # Σ(d - d̄)² = 2/3 of two degrees of freedom
    assert (found.people, found.answers) == (3, 30)


def test_leniency_is_what_answers_of_one_person_have_in_common() -> None:
    sheet = {"a": {"i": 2, "j": 2, "k": 2}, "b": {"i": 3, "j": 3, "k": 3}, "c": {"i": 3, "j": 3, "k": 3}}
    sheet |= {"d": {"i": 4, "j": 4, "k": 4}, "e": {"i": 3, "j": 3, "k": 3}}
    found = leniency([sheet])
    assert found.value == pytest.approx(0.5**0.5)  # nothing wobbles, so τ² is the variance of 2, 3, 3, 4 and 3
    assert found.low == pytest.approx((4 * 0.5 / 9.487729) ** 0.5)
    assert found.high == pytest.approx((4 * 0.5 / 0.710723) ** 0.5)


def test_leniency_is_not_biased_by_answers_that_are_missing() -> None:
    rng = Random(3)
    squares = []
    for _ in range(300):
        mild = {f"p{k}": rng.gauss(0, 0.5) for k in range(8)}
        sheet = {
            person: {f"i{k}": own + rng.gauss(0, 0.5) for k in range(12) if rng.random() < 0.5}
            for person, own in mild.items()
        }
        squares.append((leniency([sheet]).value or 0) ** 2)
    assert sum(squares) / len(squares) == pytest.approx(0.25, abs=0.03)


@pytest.mark.parametrize(("people", "runs"), [(5, 2), (8, 2), (8, 3)])
def test_the_intervals_hold_the_truth_about_nine_times_of_ten(people: int, runs: int) -> None:
    repeats = 150
    found = [calibrated(department(seed, people, runs)) for seed in range(repeats)]
    noise = sum((one.answer.low or 0) <= NOISE_ROUNDED <= (one.answer.high or 0) for one in found) / repeats
    mild = sum((one.leniency.low or 0) <= LENIENCY <= (one.leniency.high or 0) for one in found) / repeats
    assert 0.84 <= noise <= 0.97  # nine in ten, give or take 2.5 times √(0.9 · 0.1 / 150)
    assert 0.84 <= mild <= 0.97


def test_more_people_and_more_runs_make_the_interval_narrower() -> None:
    def width(people: int, runs: int) -> float:
        found = [calibrated(department(seed, people, runs)).answer for seed in range(10)]
        return sum((one.high or 0) - (one.low or 0) for one in found)

    assert width(15, 2) < width(6, 2)
    assert width(6, 4) < width(6, 2)


def test_someone_who_answered_in_four_runs_tells_of_his_leniency_once() -> None:
    same = calibrated(department(1, 6, 4)).leniency
    renamed = [
        msgspec.structs.replace(
            each,
            respondents=tuple(msgspec.structs.replace(one, id=f"{each.date}-{one.id}") for one in each.respondents),
        )
        for each in department(1, 6, 4)
    ]
    others = calibrated(renamed).leniency
    assert same.value == pytest.approx(others.value)
    assert (same.people, others.people) == (6, 24)
    assert (same.high or 0) - (same.low or 0) > 1.5 * ((others.high or 0) - (others.low or 0))


def test_what_roles_see_differently_is_no_leniency() -> None:
    def strict_users(one: Responses) -> Responses:
        people = tuple(
            msgspec.structs.replace(
                each,
                answers={
                    item: msgspec.structs.replace(given, level=max(1, (given.level or 1) - 1))
                    for item, given in each.answers.items()
                },
            )
            if each.role == "user"
            else each
            for each in one.respondents
        )
        return msgspec.structs.replace(one, respondents=people)

    plain = department(2, 12, 2, roles=("it_staff", "user"))
    apart = calibrated([strict_users(each) for each in plain])
    assert apart.leniency.value == pytest.approx(calibrated(plain).leniency.value, abs=0.05)


def test_what_really_changed_for_everybody_is_no_noise() -> None:
    still, moving = (calibrated(department(4, 10, 2, changed=each)).answer.value or 0 for each in (0.0, 1.0))
    assert moving == pytest.approx(still, abs=0.08)


def test_two_people_are_too_few_for_either() -> None:
    found = calibrated(department(1, 2, 3))
    assert (found.answer.lack, found.leniency.lack) == ("few_people", "few_people")
    assert found.noise == ASSUMED


def test_with_three_people_noise_can_be_told_and_leniency_not() -> None:
    found = calibrated(department(1, 3, 2))
    assert found.answer.lack is None
    assert found.leniency.lack == "few_people"
    assert found.noise == Noise(answer=found.answer.value or 0, leniency=0.35)


def test_one_run_tells_leniency_and_no_noise() -> None:
    found = calibrated(department(1, 6, 1))
    assert (found.answer.lack, found.leniency.lack) == ("few_people", None)
    assert (found.runs, found.repeats) == (1, 0)


def test_people_with_other_names_did_not_answer_again() -> None:
    found = calibrated([department(1, 6, 1, prefix="a")[0], department(2, 6, 2, prefix="b")[1]])
    assert (found.answer.people, found.answer.lack) == (0, "few_people")


def test_somebody_with_another_role_did_not_answer_the_same() -> None:
    old, new = department(1, 4, 2)
    moved = msgspec.structs.replace(
        new, respondents=tuple(msgspec.structs.replace(one, role="user") for one in new.respondents)
    )
    assert calibrated([old, moved]).answer.people == 0


def test_across_a_major_step_nothing_was_answered_again() -> None:
    old, new = department(1, 6, 2)
    found = calibrate([of(old), of(new, version("2.0.0"))])
    assert (found.answer.lack, found.leniency.lack) == ("few_people", None)


def test_answers_that_all_moved_alike_tell_no_noise() -> None:
    old, _ = department(1, 6, 2)
    found = calibrated([old, msgspec.structs.replace(old, date="2026-11-23")])
    assert found.answer.lack == "no_spread"


def test_few_answers_are_said_to_be_few() -> None:
    moves = {f"i{k}": {"a": 0, "b": 1, "c": 0} for k in range(9)}
    assert answer_noise([moves]).lack == "few_answers"


def test_a_number_that_the_program_gave_proves_no_one() -> None:
    assert calibrated(department(1, 4, 2, prefix="r")).is_numbered
    assert not calibrated(department(1, 4, 2, prefix="person-")).is_numbered


def test_thresholds_follow_the_noise_that_was_estimated() -> None:
    old, new = department(1, 4, 2)
    usual = compare(of(old), of(new)).overall.threshold or 0
    assert compare(of(old), of(new), Noise(answer=1.3, leniency=0.35)).overall.threshold == pytest.approx(2 * usual)
    assert compare(of(old), of(new)).noise == ASSUMED


@pytest.mark.parametrize(
    ("share", "freedom", "expected"),
    [(0.05, 4, 0.710723), (0.95, 4, 9.487729), (0.05, 30, 18.492661), (0.95, 1, 3.841459), (0.95, 100, 124.342113)],
)
def test_quantiles_are_those_of_the_tables(share: float, freedom: float, expected: float) -> None:
    assert chi_square_quantile(share, freedom) == pytest.approx(expected, abs=1e-5)


@given(st.randoms(use_true_random=False), st.integers(5, 9))
def test_the_order_and_the_names_of_people_change_nothing(rng: Random, people: int) -> None:
    sheet = {f"p{k}": {f"i{j}": rng.randint(1, 5) for j in range(6) if rng.random() < 0.8} for k in range(people)}
    names = list(sheet)
    rng.shuffle(names)
    other = {f"x{name}": sheet[name] for name in names}
    one, two = leniency([sheet]), leniency([other])
    assert one.lack == two.lack
    assert (one.value or 0) == pytest.approx(two.value or 0, abs=1e-6)
    assert (one.high or 0) == pytest.approx(two.high or 0, abs=1e-6)
