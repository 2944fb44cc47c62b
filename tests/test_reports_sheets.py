"""How the map of a roadmap is spread over pages."""

import pytest

from reports.view.sheets import ROW_HIGHEST, ROW_LOWEST, Surroundings, spread_out

SENTENCE = "Plan een halve dag met het managementteam, dit rapport en twee gebruikers als gast."


def around(quarters: int = 4, first_steps: int = 0, milestones: int = 0) -> Surroundings:
    return Surroundings(
        milestones=tuple(("Korte route bij weinig risico",) * milestones for _ in range(quarters)),
        legend=("vast", "gepland"),
        first_steps=(SENTENCE,) * first_steps,
        left_out=(),
    )


def test_a_few_actions_get_rows_of_a_comfortable_height():
    spread = spread_out([1, 0, 1], around())
    assert [sheet.row_height for sheet in spread.sheets] == [ROW_HIGHEST]
    assert not spread.foot_is_alone


def test_more_actions_make_lower_rows_on_the_same_page():
    few, more = spread_out([8, 4, 4], around()), spread_out([8, 8, 8], around())
    assert len(few.sheets) == len(more.sheets) == 1
    assert ROW_LOWEST <= more.sheets[0].row_height < few.sheets[0].row_height


def test_the_foot_goes_to_a_page_of_its_own_before_a_lane_does():
    spread = spread_out([10, 8, 8], around(first_steps=12))
    assert [sheet.lanes for sheet in spread.sheets] == [(0, 1, 2)]
    assert spread.foot_is_alone


def test_a_lane_goes_to_a_next_page_whole_and_the_foot_stands_under_it():
    spread = spread_out([15, 12, 12], around(first_steps=8))
    assert [sheet.lanes for sheet in spread.sheets] == [(0, 1), (2,)]
    assert not spread.foot_is_alone


def test_longer_texts_leave_less_room_for_rows():
    assert (
        spread_out([8, 6, 6], around(milestones=3)).sheets[0].row_height
        < spread_out([8, 6, 6], around()).sheets[0].row_height
    )


@pytest.mark.parametrize("quarters", range(1, 13))
@pytest.mark.parametrize("rows", [[0, 0, 0], [1, 0, 0], [5, 4, 4], [15, 12, 12]])
def test_every_lane_stands_on_one_page_in_rows_that_can_be_read(quarters, rows):
    spread = spread_out(rows, around(quarters, first_steps=8, milestones=3))
    assert [lane for sheet in spread.sheets for lane in sheet.lanes] == [0, 1, 2]
    assert all(ROW_LOWEST <= sheet.row_height <= ROW_HIGHEST for sheet in spread.sheets)
