from __future__ import annotations

from scoring.bounds import exceeds, reaches


def test_a_value_at_a_bound_reaches_it_and_does_not_exceed_it() -> None:
    assert reaches(0.5, 0.5)
    assert not exceeds(0.5, 0.5)


def test_a_value_beyond_a_bound_exceeds_it() -> None:
    assert exceeds(0.5001, 0.5)
    assert not reaches(0.4999, 0.5)


def test_the_last_bit_of_a_sum_decides_nothing() -> None:
    total = 0.7 + 0.1 + 0.1 + 0.1  # 0.9999999999999999
    assert total < 1.0
    assert reaches(total, 1.0)
    assert not exceeds(1.1 + 2.2, 3.3)  # 3.3000000000000003
