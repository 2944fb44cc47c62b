"""Charts: pure functions from a value to SVG, with a text alternative."""

import re
from collections.abc import Callable
from xml.etree import ElementTree as ET

import pytest
from fontpkg import path as font_path
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from reports.charts.capacity import CapacityBar, capacity_bar
from reports.charts.difference import Difference, difference
from reports.charts.distribution import Distribution, GroupShares, distribution
from reports.charts.dumbbell import Dumbbell, Spread, beside, dumbbell
from reports.charts.gantt import INSET, Bar, Gantt, arrows, boxes, gantt
from reports.charts.glyphs import WIDTHS, glyph
from reports.charts.lettering import _ADVANCE, line_count, text_width
from reports.charts.levels import LevelBoxes, level_boxes
from reports.charts.meter import meter
from reports.charts.palette import palette, palette_of
from reports.charts.quadrant import Quadrant, quadrant
from reports.charts.scale import Scale, axis
from reports.charts.spell import Spell, spell
from reports.charts.staff import Staff, staff
from reports.charts.staircase import Staircase, staircase

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
    "no distribution": lambda: distribution(Distribution(groups=(), alt=ALT)),
    "dumbbell": lambda: dumbbell(
        Dumbbell(score=2.0, target=4, stated=True, spread=Spread(kind="interval", low=1.7, high=2.3), alt=ALT), SCALE, 8
    ),
    "dumbbell without a score": lambda: dumbbell(Dumbbell(score=None, target=4, stated=True, alt=ALT), SCALE, 8),
    "dumbbell out of scope": lambda: dumbbell(Dumbbell(score=None, target=None, stated=True, alt=ALT), SCALE, 8),
    "gantt": lambda: gantt(
        lanes((bar("A", 0, 3), bar("B", 3, 9, "A", noticed=True)), (), (bar("C", 20, 30, verify=True),))
    ),
    "levels": lambda: level_boxes(LevelBoxes(level=2, target=4, stated=False, alt=ALT)),
    "meter": lambda: meter("medium", ALT),
    "quadrant": lambda: quadrant(Quadrant(score=1, ambition=5, alt=ALT)),
    "spell": lambda: spell(Spell(start=0, finish=13, quarters=1, noticed=True, alt=ALT), 50),
    "staff": lambda: staff(Staff(score=2.2, ambition=3.4, stated=True, alt=ALT), SCALE, 44),
    "staff without anything": lambda: staff(Staff(score=None, ambition=None, stated=False, alt=ALT), SCALE, 44),
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


class TestRoadmap:
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
