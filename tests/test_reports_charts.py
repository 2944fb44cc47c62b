"""Charts: pure functions from a value to SVG, with a text alternative."""

import re
from collections.abc import Callable
from xml.etree import ElementTree as ET

import msgspec
import pytest
from fontpkg import path as font_path
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.charts.capacity import CapacityBar, capacity_bar
from reports.charts.difference import Difference, difference
from reports.charts.distribution import Distribution, GroupShares, distribution
from reports.charts.diverging import Diverging, diverging
from reports.charts.dumbbell import Dumbbell, Spread, beside, dumbbell
from reports.charts.frontier import (
    COLUMN_LEAST,
    STAFF_WIDTH,
    Frontier,
    FrontierPoint,
    frontier,
    frontier_columns,
    frontier_labels,
    frontier_y,
)
from reports.charts.gantt import INSET, Bar, Gantt, arrows, boxes, gantt, note_padding
from reports.charts.glyphs import WIDTHS, glyph
from reports.charts.labelling import Area, Mark, places
from reports.charts.lettering import _ADVANCE, line_count, text_width
from reports.charts.levels import LevelBoxes, level_boxes
from reports.charts.meter import meter
from reports.charts.outlook import Outlook, outlook, outlook_y
from reports.charts.palette import palette, palette_of
from reports.charts.priority import (
    BAR,
    LABEL_HEIGHT,
    LEFT,
    RADIUS,
    RIGHT,
    TOP,
    PriorityField,
    PriorityPoint,
    corner_areas,
    priority,
    priority_labels,
)
from reports.charts.quadrant import Quadrant, hides_a_name, quadrant
from reports.charts.scale import Scale, axis
from reports.charts.share import share_bar
from reports.charts.slope import Slope, SlopeLine, slope
from reports.charts.spell import Spell, spell
from reports.charts.staff import Staff, staff
from reports.charts.staircase import Staircase, staircase
from reports.charts.trend import TrendLine, TrendPoint, trend

SVG = "{http://www.w3.org/2000/svg}"
SCALE = Scale(100, 10, 10)
ALT = "alles <staat> er & goed"


def parsed(drawing: str) -> ET.Element:
    return ET.fromstring(drawing)  # noqa: S314 - the product drew it


def bar(action: str, start: int, finish: int, *after: str, noticed: bool = False, verify: bool = False) -> Bar:
    return Bar(
        action=action, start=start, finish=finish, certainty="firm", noticed=noticed, verify=verify, after=tuple(after)
    )


def lanes(*each: tuple[Bar, ...], quarters: int = 4) -> Gantt:
    return Gantt(lanes=each, quarters=quarters, width=170, lane_height=5, row_height=4, alt=ALT)


def field(*points: tuple[str, str, float, float], low: float = -2.0, high: float = 1.0) -> PriorityField:
    return PriorityField(
        points=tuple(
            PriorityPoint(short=short, name=name, distance=distance, importance=importance, is_sure=True)
            for short, name, distance, importance in points
        ),
        low=low,
        high=high,
        stated=True,
        corners=("Nu aanpakken", "Vasthouden", "Later", "Misschien te veel"),
        alt=ALT,
    )


def expected(*ends: tuple[float, float] | None, now: float | None = 2.0, target: float | None = 3.0) -> Outlook:
    return Outlook(now=now, ends=ends, target=target, stated=True, alt=ALT)


def reached(*points: tuple[float, float | None], own: float = 60, highest: float = 0.9) -> Frontier:
    return Frontier(
        points=tuple(
            FrontierPoint(
                capacity=capacity,
                reach=reach,
                is_proved=capacity < 90,
                text=f"{reach}",
                closed=f"{reach}",
                tick=f"{capacity}",
                is_own=capacity == own,
            )
            for capacity, reach in points
        ),
        highest=highest,
        alt=ALT,
    )


def slopes(*lines: tuple[float | None, float, bool, bool]) -> Slope:
    """Scopes then and now: real or not, compared or not."""
    return Slope(
        lines=tuple(
            SlopeLine(old=old, new=new, is_real=real, is_compared=compared, before=f"U{k} {old}", after=f"{new} U{k}")
            for k, (old, new, real, compared) in enumerate(lines, 1)
        ),
        alt=ALT,
    )


def series(*points: tuple[float | None, int]) -> TrendLine:
    """A scope over runs at equal distances, each with the number of its series."""
    return TrendLine(
        points=tuple(
            TrendPoint(at=k / (len(points) - 1), score=score, series=number) for k, (score, number) in enumerate(points)
        ),
        alt=ALT,
    )


CHARTS: dict[str, Callable[[], str]] = {
    "axis": lambda: axis(SCALE, ALT),
    "capacity": lambda: capacity_bar(CapacityBar(planned=40, available=48, total=60, alt=ALT), 30),
    "capacity of nothing": lambda: capacity_bar(CapacityBar(planned=0, available=0, total=0, alt=ALT), 30),
    "difference": lambda: difference(Difference(it=3.5, user=2.0, alt=ALT), SCALE, 7),
    "distribution": lambda: distribution(
        Distribution(
            groups=(GroupShares("it", (0, 0.5, 0.5, 0, 0, 0)), GroupShares("together", (1, 0, 0, 0, 0, 0))), alt=ALT
        )
    ),
    "distribution with a key practice": lambda: distribution(
        Distribution(groups=(GroupShares("it", (0, 0.5, 0.5, 0, 0, 0)),), gate=3, alt=ALT)
    ),
    "diverging": lambda: diverging(Diverging(shares=(0.3, 0.1, 0.2, 0, 0.4), alt=ALT)),
    "nothing to diverge": lambda: diverging(Diverging(shares=(), alt=ALT)),
    "no distribution": lambda: distribution(Distribution(groups=(), alt=ALT)),
    "dumbbell": lambda: dumbbell(
        Dumbbell(score=2.0, target=4, stated=True, spread=Spread(kind="interval", low=1.7, high=2.3), alt=ALT), SCALE, 8
    ),
    "dumbbell of low confidence": lambda: dumbbell(
        Dumbbell(score=2.0, target=4, stated=True, is_sure=False, alt=ALT), SCALE, 8
    ),
    "dumbbell without a score": lambda: dumbbell(Dumbbell(score=None, target=4, stated=True, alt=ALT), SCALE, 8),
    "dumbbell out of scope": lambda: dumbbell(Dumbbell(score=None, target=None, stated=True, alt=ALT), SCALE, 8),
    "frontier": lambda: frontier(reached((30, 0.4), (60, 0.7), (90, 0.9))),
    "frontier without a plan for the fewest days": lambda: frontier(reached((20, None), (60, 0.7), (90, 0.9))),
    "frontier of nothing": lambda: frontier(reached()),
    "gantt with a bar that stays": lambda: gantt(
        lanes((msgspec.structs.replace(bar("A", 0, 3), no_regret=True), bar("B", 3, 9, "A")))
    ),
    "gantt": lambda: gantt(
        lanes((bar("A", 0, 3), bar("B", 3, 9, "A", noticed=True)), (), (bar("C", 20, 30, verify=True),))
    ),
    "levels": lambda: level_boxes(LevelBoxes(level=2, target=4, stated=False, alt=ALT)),
    "meter": lambda: meter("medium", ALT),
    "outlook": lambda: outlook(expected((2.1, 2.4), (2.4, 3.1)), 100, 20),
    "outlook without a score now": lambda: outlook(expected(None, (2.4, 3.1), now=None), 100, 20),
    "outlook of nothing": lambda: outlook(expected(None, None, now=None, target=None), 100, 20),
    "priority": lambda: priority(field(("U1", "Verwachtingen en de lat", -1.2, 1.0), ("S1", "Zicht", -1.2, 1.0))),
    "quadrant": lambda: quadrant(Quadrant(score=1, ambition=5, alt=ALT)),
    "share": lambda: share_bar(0.4, ALT, 20),
    "share of nothing": lambda: share_bar(0, ALT, 20),
    "slope": lambda: slope(slopes((2.0, 3.0, True, True), (2.5, 2.6, False, True), (4.0, 3.9, False, False))),
    "slope without a score then": lambda: slope(slopes((None, 3.0, False, False))),
    "spell": lambda: spell(Spell(start=0, finish=13, quarters=1, noticed=True, alt=ALT), 50),
    "staff": lambda: staff(Staff(score=2.2, ambition=3.4, stated=True, alt=ALT), SCALE, 44),
    "staff without anything": lambda: staff(Staff(score=None, ambition=None, stated=False, alt=ALT), SCALE, 44),
    "trend": lambda: trend(series((2.0, 1), (2.4, 1), (3.1, 1)), 50),
    "trend with a break": lambda: trend(series((2.0, 1), (2.4, 1), (3.1, 2), (3.0, 2)), 50),
    "trend without a score": lambda: trend(series((None, 1), (None, 1)), 50),
    "staircase": lambda: staircase(Staircase(level=2, target=3.5, stated=True, alt=ALT)),
    "staircase without a level": lambda: staircase(Staircase(level=None, target=None, stated=False, alt=ALT)),
    **{f"glyph {name}": lambda name=name: glyph(name, ALT) for name in WIDTHS},
}


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_is_well_formed_and_says_what_it_shows(name):
    drawing = parsed(CHARTS[name]())
    assert drawing.tag == f"{SVG}svg"
    assert drawing.get("role") == "img"
    assert drawing.get("aria-label") == ALT
    assert drawing[0].tag == f"{SVG}title"
    assert drawing[0].text == ALT


@pytest.mark.parametrize("name", CHARTS)
def test_the_same_value_gives_the_same_drawing(name):
    assert CHARTS[name]() == CHARTS[name]()


@pytest.mark.parametrize("name", CHARTS)
def test_a_drawing_stays_within_its_frame(name):
    drawing = parsed(CHARTS[name]())
    _, _, width, height = map(float, drawing.get("viewBox").split())
    for shape in drawing.iter(f"{SVG}rect"):
        x, y, w, h = (float(shape.get(key)) for key in ("x", "y", "width", "height"))
        assert x >= -0.1, shape.attrib
        assert x + w <= width + 0.1, shape.attrib
        assert y >= -0.7, shape.attrib
        assert y + h <= height + 0.1, shape.attrib


@pytest.mark.parametrize("name", CHARTS)
def test_a_drawing_knows_no_colours_but_the_six_of_the_style_sheet(name):
    six = {getattr(palette(), colour) for colour in palette().__struct_fields__}
    assert set(re.findall(r"#[0-9A-Fa-f]{6}", CHARTS[name]())) <= six


def test_the_colours_are_those_of_the_style_sheet():
    sheet = (
        ":root { --ink: #111111; --petrol: #222222; --bar: #333333; --grey: #444444; --line: #555555; --tint: #666666 }"
    )
    assert palette_of(sheet).bar == "#333333"


def test_no_score_is_hatched_and_has_no_dot():
    drawing = parsed(CHARTS["dumbbell without a score"]())
    assert not list(drawing.iter(f"{SVG}circle"))
    assert parsed(CHARTS["dumbbell"]()).findall(f"{SVG}circle")


def test_an_ambition_that_nobody_stated_is_an_outline():
    chosen = dumbbell(Dumbbell(score=2.0, target=3, stated=True, alt=ALT), SCALE, 8)
    default = dumbbell(Dumbbell(score=2.0, target=3, stated=False, alt=ALT), SCALE, 8)
    assert "stroke-dasharray" in default
    assert "stroke-dasharray" not in chosen


@pytest.mark.parametrize(("score", "target"), [(1.0, 5.0), (5.0, 1.0), (3.0, 3.0), (2.9, 3.0), (None, 3.0)])
def test_the_numbers_beside_two_marks_never_meet(score, target):
    spots = beside(SCALE, (score, target))
    end_of_lower, start_of_higher = SCALE.width - spots.right, spots.left
    assert end_of_lower < start_of_higher


def test_five_levels_lie_evenly_on_the_scale():
    assert SCALE.grid == (10, 30, 50, 70, 90)


class TestReachByCapacity:
    def test_a_share_starts_at_nothing_and_ends_at_the_whole_gap(self):
        assert frontier_y(0) > frontier_y(0.5) > frontier_y(1)
        assert (frontier_y(0) + frontier_y(1)) / 2 == pytest.approx(frontier_y(0.5))

    def test_a_plan_that_is_not_proved_is_an_open_dot(self):
        drawing = parsed(CHARTS["frontier"]())
        fills = [dot.get("fill") for dot in drawing.iter(f"{SVG}circle")]
        assert fills == [palette().petrol, "white", "white", palette().petrol]  # 30, 90, and 60 on its white ground

    def test_the_own_capacity_stands_on_a_staff_of_four_blocks(self):
        with_own = CHARTS["frontier"]().count(f'fill="{palette().ink}"')
        without = frontier(reached((30, 0.4), (90, 0.9))).count(f'fill="{palette().ink}"')
        assert (with_own, without) == (2, 0)

    def test_what_no_list_of_actions_holds_is_hatched(self):
        def hatches(highest):
            return frontier(reached((30, 0.4), (60, 0.7), highest=highest)).count('stroke-width=".15"')

        assert (hatches(0.9), hatches(1.0)) == (1, 0)

    @given(st.lists(st.tuples(st.floats(1, 400), st.floats(0, 1)), min_size=1, max_size=20, unique_by=lambda at: at[0]))
    def test_columns_fill_the_width_and_none_is_too_narrow_for_its_figure(self, points):
        value = reached(*sorted(points), own=points[0][0])
        columns = frontier_columns(value)
        assert sum(column.width for column in columns) == pytest.approx(128)
        assert all(column.width - column.before - column.after >= COLUMN_LEAST - 0.01 for column in columns)
        assert any(column.point.is_own for column in columns)

    @given(st.lists(st.tuples(st.floats(1, 400), st.floats(0, 1)), min_size=1, max_size=20, unique_by=lambda at: at[0]))
    def test_the_label_of_the_own_capacity_is_there_unless_a_point_is_in_its_way(self, points):
        value = reached(*sorted(points), own=points[0][0])
        assert len(frontier_labels(value)) <= 1
        if len(points) == 1:
            (label,) = frontier_labels(value)
            assert label.x < value.x(points[0][0]) - STAFF_WIDTH  # beside the staff, not on it
            assert 0 <= label.y <= frontier_y(0)


class TestRoadmap:
    def test_a_bar_that_stays_whatever_changes_has_a_post_and_others_have_none(self):
        bars = parsed(CHARTS["gantt with a bar that stays"]()).iter(f"{SVG}rect")
        post = [rect for rect in bars if rect.get("fill") == palette().ink]
        assert len(post) == 1
        assert float(post[0].get("height")) > 3 * 0.56 + 1  # higher than the bar

    def test_every_action_has_a_row_of_its_own(self):
        value = lanes((bar("A", 0, 3), bar("B", 0, 3)), (bar("C", 0, 3),))
        middles = [box.middle for box in boxes(value)]
        assert middles == [7, 11, 20]
        assert value.height == 3 * 4 + 2 * 5

    def test_an_arrow_ends_at_the_left_edge_of_what_waits(self):
        value = lanes((bar("A", 0, 3), bar("B", 10, 12, "A")))
        first, then = boxes(value)
        (arrow,) = arrows(value)
        assert (arrow.start_x, arrow.start_y) == (first.right, first.middle)
        assert (arrow.end_x, arrow.end_y) == (then.left, then.middle)
        assert first.right < arrow.x < then.left

    def test_an_arrow_without_room_leaves_the_bar_before_its_end(self):
        value = lanes((bar("A", 0, 3), bar("B", 3, 12, "A")))
        first, then = boxes(value)
        (arrow,) = arrows(value)
        assert first.left < arrow.x < first.right
        assert arrow.end_x == then.left

    def test_the_upright_of_an_arrow_goes_round_the_bars_between(self):
        value = lanes((bar("A", 0, 3), bar("B", 3, 20), bar("C", 30, 40, "A")))
        (arrow,) = arrows(value)
        _, between, _ = boxes(value)
        assert not between.left < arrow.x < between.right

    def test_the_upright_of_an_arrow_keeps_clear_of_the_expectations_in_a_lane_heading(self):
        value = lanes((bar("A", 0, 6),), (bar("C", 30, 40, "A"),))
        (arrow,) = arrows(value)
        end_of_quarter = value.quarter + INSET
        assert not end_of_quarter - 26 < arrow.x < end_of_quarter

    def test_arrows_of_two_actions_do_not_run_over_each_other(self):
        value = lanes((bar("A", 0, 3), bar("B", 0, 3), bar("C", 20, 30, "A"), bar("D", 20, 30, "B")))
        one, other = arrows(value)
        assert abs(one.x - other.x) >= 0.9

    def test_an_arrow_leaves_room_for_the_mark_of_what_is_verified_first(self):
        value = lanes((bar("A", 0, 3), bar("B", 10, 12, "A", verify=True)))
        (arrow,) = arrows(value)
        assert arrow.end_x < boxes(value)[1].left - 2

    def test_what_waits_for_another_sheet_has_no_arrow_here(self):
        assert arrows(lanes((bar("B", 10, 12, "A"),))) == ()

    @given(start=st.integers(0, 50), weeks=st.integers(1, 13), quarters=st.integers(1, 12))
    def test_a_note_stands_within_the_sheet_beside_its_bar(self, start, weeks, quarters):
        finish = min(start + weeks, 13 * quarters)
        value = lanes((bar("B", min(start, finish - 1), finish, "A"),), quarters=quarters)
        (box,), note = boxes(value), "after U2-B"
        side, free = note_padding(value, box.bar, note)
        assert free + text_width(note, 7) <= value.width
        assert free >= (box.right if side == "left" else value.width - box.left)


def test_the_letters_are_as_wide_as_those_of_the_font():
    font = instantiateVariableFont(TTFont(font_path("IBM Plex Sans")), {"wdth": 100, "wght": 400})
    widths, glyphs, em = font["hmtx"], font.getBestCmap(), font["head"].unitsPerEm
    for character, advance in _ADVANCE.items():
        assert abs(widths[glyphs[ord(character)]][0] * 1000 / em - advance) <= 13, character


def test_a_text_breaks_at_spaces_where_the_line_is_full():
    width = text_width("een twee", 7)
    assert line_count("een twee drie", width + 0.1, 7) == 2
    assert line_count("een twee", width + 0.1, 7) == 1
    assert line_count("een twee", width - 0.5, 7) == 2
    assert line_count("", 10, 7) == 1


def test_a_score_of_low_confidence_is_an_open_dot():
    (sure,), (unsure,) = (
        list(parsed(CHARTS[name]()).iter(f"{SVG}circle")) for name in ("dumbbell", "dumbbell of low confidence")
    )
    assert sure.get("fill") == palette().petrol
    assert (unsure.get("fill"), unsure.get("stroke")) == ("white", palette().petrol)


def test_a_line_stands_before_the_key_practice():
    with_gate, without = CHARTS["distribution with a key practice"](), CHARTS["distribution"]()
    assert "M11.4 0V" in with_gate  # between b and c
    assert "M11.4 0V" not in without


def lightness(colour: str) -> float:
    """Return L* of a colour, 0 (black) to 100 (white)."""
    linear = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    ]
    luminance = sum(share * value for share, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    return 116 * luminance ** (1 / 3) - 16 if luminance > 0.008856 else 903.3 * luminance


def test_the_colours_keep_their_order_on_a_printer_without_colour():
    colours = palette()
    order = [colours.ink, colours.petrol, colours.grey, colours.bar, colours.line, colours.tint]
    steps = [lightness(colour) for colour in order]
    assert steps == sorted(steps)
    assert steps[1] - steps[0] > 10  # text and reality
    assert steps[3] - steps[1] > 15  # reality and ambition
    assert steps[4] - steps[3] > 20  # ambition and spread


@pytest.mark.parametrize("missing", [0, 1, 2], ids=["no red", "no green", "no blue"])
def test_reality_and_ambition_differ_for_eyes_that_lack_a_colour(missing):
    colours = palette()
    reality, ambition = ([int(colour[at : at + 2], 16) for at in (1, 3, 5)] for colour in (colours.petrol, colours.bar))
    seen = [(one - other) ** 2 for at, (one, other) in enumerate(zip(reality, ambition, strict=True)) if at != missing]
    assert sum(seen) ** 0.5 > 50


points = st.lists(
    st.tuples(st.text("abc een lang woord", max_size=34), st.floats(-4, 4), st.sampled_from([0.5, 0.9, 1.0, 1.1, 1.5])),
    min_size=1,
    max_size=13,
)


class TestPriority:
    @given(points)
    @settings(max_examples=60, deadline=None)
    def test_no_label_meets_another_a_mark_the_bar_or_the_name_of_a_part(self, drawn):
        value = field(
            *((f"U{n}", name, distance, importance) for n, (name, distance, importance) in enumerate(drawn)),
            low=-4.0,
            high=4.0,
        )
        labels = priority_labels(value)
        assert sorted(", ".join(label.short for label in labels).split(", ")) == sorted(
            f"U{n}" for n in range(len(drawn))
        )
        areas = [self.area(label) for label in labels]
        solid = [*corner_areas(value), Area(value.x(0) - BAR / 2, TOP, value.x(0) + BAR / 2, value.bottom)]
        for number, area in enumerate(areas):
            assert Area(LEFT, TOP, RIGHT, value.bottom).holds(area)
            assert not any(area.meets(other) for other in (*areas[:number], *solid))
        circles = [
            Area(x - RADIUS, y - RADIUS, x + RADIUS, y + RADIUS)
            for x, y in (
                (float(circle.get("cx")), float(circle.get("cy")))
                for circle in parsed(priority(value)).iter(f"{SVG}circle")
            )
        ]
        assert not any(area.meets(circle.grown(-0.01)) for area in areas for circle in circles)

    @staticmethod
    def area(label):
        width = text_width(label.short, 7) * 1.08 + (text_width(f" {label.name}", 7) if label.name else 0)
        return Area(label.left, label.top, label.left + width, label.top + LABEL_HEIGHT)

    def test_a_label_with_room_stands_beside_its_mark_and_needs_no_line(self):
        (label,) = priority_labels(field(("U1", "Verwachtingen", -1.0, 1.3)))
        assert label.line is None

    def test_capabilities_in_one_place_share_a_mark_and_are_named_by_their_ids(self):
        value = field(("U1", "Verwachtingen", -1.0, 1.0), ("S1", "Zicht", -1.0, 1.0))
        (label,) = priority_labels(value)
        assert (label.short, label.name) == ("U1, S1", "")
        assert len(list(parsed(priority(value)).iter(f"{SVG}circle"))) == 1

    def test_what_lies_below_the_bar_stands_left_of_it_and_what_matters_more_stands_higher(self):
        value = field(("U1", "Verwachtingen", -1.0, 1.0))
        assert value.x(-1) < value.x(0) < value.x(0.5)
        assert value.y(1.5) < value.y(1) < value.y(0.5)

    def test_a_label_for_which_there_is_no_room_is_left_out_rather_than_put_over_another(self):
        mark = Mark(5, 5, 1, 8, 3)
        assert places([mark, mark], Area(0, 0, 10, 10), [Area(0, 0, 10, 3)]).count(None) >= 1


class TestOutlook:
    def test_the_upper_edge_is_on_time_and_the_lower_edge_is_late(self):
        drawing = CHARTS["outlook"]()
        assert f"50 {outlook_y(2.0):.2f}".rstrip("0").rstrip(".") in drawing
        for value in (2.1, 2.4, 3.1):
            assert f"{outlook_y(value):.2f}".rstrip("0").rstrip(".") in drawing

    def test_a_quarter_without_a_score_is_hatched(self):
        assert CHARTS["outlook without a score now"]().count("L") > CHARTS["outlook"]().count("L")

    def test_a_higher_score_stands_higher(self):
        assert outlook_y(5) < outlook_y(3) < outlook_y(1)


def test_answers_lie_left_and_right_of_the_middle_and_the_middle_one_across_it():
    rects = list(parsed(CHARTS["diverging"]()).iter(f"{SVG}rect"))
    edges = [(float(rect.get("x")), float(rect.get("x")) + float(rect.get("width"))) for rect in rects]
    lowest, _, middle, highest = edges  # nobody chose d
    centre = 46 / 2
    assert lowest[1] < centre < highest[0]
    assert middle[0] < centre < middle[1]
    assert middle[0] + middle[1] == pytest.approx(46)


def test_the_field_is_low_where_everything_matters_as_much():
    same = field(("U1", "Verwachtingen", -1.0, 1.0), ("S1", "Zicht", -0.5, 1.0))
    different = field(("U1", "Verwachtingen", -1.0, 1.0), ("S1", "Zicht", -0.5, 1.5))
    assert same.height < different.height


@pytest.mark.parametrize(
    ("ambition", "hidden"), [(5.0, True), (4.6, True), (4.0, False), (3.0, True), (2.9, True), (2.0, False)]
)
def test_the_name_of_a_profile_makes_room_for_the_dot(ambition, hidden):
    assert hides_a_name(Quadrant(score=2, ambition=ambition, alt=ALT)) is hidden


def test_lines_to_the_labels_of_a_crowd_run_through_no_other_label():
    crowd = (
        (-1.6, 1.15), (-1.4, 1.18), (-1.7, 1.13), (-1.7, 1.18), (-1.8, 1.09), (-1.4, 1.14), (-1.5, 1.18), (-1.4, 1.21),
        (-1.6, 1.13), (-1.5, 1.15), (-1.5, 1.10),
    )  # fmt: skip
    value = field(*((f"U{n}", "Een onderdeel", distance, importance) for n, (distance, importance) in enumerate(crowd)))
    labels = priority_labels(value)
    areas = [TestPriority.area(label) for label in labels]
    assert len([label for label in labels if label.line is not None]) > 5
    for number, label in enumerate(labels):
        if label.line is not None:
            assert not any(label.line.crosses(area) for at, area in enumerate(areas) if at != number)
