"""The pictures of change: labels that never meet, lines only where something may be compared, gaps at breaks."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.charts.labelling import Area
from reports.charts.slope import LABEL_HEIGHT, Slope, SlopeLine, slope, slope_labels, spread_out
from reports.charts.trend import TrendLine, TrendPoint, trend, trend_breaks, trend_strokes

SLACK = 1e-6
score = st.one_of(st.none(), st.floats(1, 5))
lines = st.lists(
    st.builds(
        SlopeLine,
        old=score,
        new=score,
        is_real=st.booleans(),
        is_compared=st.booleans(),
        before=st.just("U1 2.0"),
        after=st.just("3.0 U1 (+1.00)"),
    ),
    min_size=1,
    max_size=30,
).map(tuple)


def line(old, new, *, is_real=False, is_compared=True):
    return SlopeLine(old=old, new=new, is_real=is_real, is_compared=is_compared, before="U1 2.0", after="3.0 U1")


def joins(drawing):
    """Return the lines between the two moments by their thickness."""
    return re.findall(r'<path d="M14\.5 [\d.]+L29 [^"]*" stroke="[^"]*" stroke-width="([\d.]+)"', drawing)


@given(lines)
def test_no_label_of_a_slope_meets_another_or_leaves_the_drawing(some):
    value = Slope(lines=some, alt="x")
    areas = [Area(one.x, one.y + SLACK, one.x + one.width, one.y + LABEL_HEIGHT - SLACK) for one in slope_labels(value)]
    whole = Area(-SLACK, -SLACK, 51, value.height + SLACK)
    assert all(whole.holds(area) for area in areas)
    assert not any(area.meets(other) for number, area in enumerate(areas) for other in areas[:number])


@given(st.lists(st.floats(0, 60), max_size=15))
def test_labels_keep_the_order_of_what_they_stand_for(wished):
    found = spread_out(wished, 3, 0, 63)
    ordered = [edge for _, edge in sorted(zip(wished, found, strict=True))]
    assert ordered == sorted(ordered)


def test_a_label_with_room_stands_beside_its_mark():
    assert spread_out([10.0, 30.0], 3, 0, 63) == (10.0, 30.0)


def test_labels_that_would_meet_share_the_room_around_their_middle():
    assert spread_out([10.0, 10.0], 3, 0, 63) == pytest.approx((8.5, 11.5))


def test_a_real_change_is_heavier_than_another():
    first, last = joins(slope(Slope(lines=(line(2, 3, is_real=True), line(2.5, 2.6)), alt="x")))
    assert float(last) > 2 * float(first)


def test_no_line_joins_what_cannot_be_compared():
    assert joins(slope(Slope(lines=(line(2, 3, is_compared=False),), alt="x"))) == []


def test_a_scope_without_a_score_then_has_one_mark():
    assert slope(Slope(lines=(line(None, 3),), alt="x")).count("<circle") == 1


def points(*given):
    return TrendLine(
        points=tuple(
            TrendPoint(at=number / (len(given) - 1), score=score, series=series)
            for number, (score, series) in enumerate(given)
        ),
        alt="x",
    )


def test_a_line_runs_through_the_runs_of_a_series_and_stops_at_a_break():
    value = points((2, 1), (3, 1), (3, 2), (4, 2))
    assert [[one.score for one in stroke] for stroke in trend_strokes(value)] == [[2, 3], [3, 4]]
    assert trend_breaks(value) == (pytest.approx((1 / 3, 2 / 3)),)


def test_a_line_does_not_run_over_a_run_without_a_score():
    value = points((2, 1), (None, 1), (3, 1))
    assert [[one.score for one in stroke] for stroke in trend_strokes(value)] == [[2], [3]]
    assert "<rect" in trend(value, 50)  # hatched


def test_the_picture_of_a_trend_has_its_text_alternative():
    assert 'aria-label="x"' in trend(points((2, 1), (3, 2)), 50)
