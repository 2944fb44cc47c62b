"""The follow-up as YAML: exported, edited and imported again."""

from __future__ import annotations

from pathlib import Path

import pytest
from followed_runs import FAR, HOSTILE, LONG_AGO, RUN, Place

from questionnaires.responses import ActionProgress


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def written(place: Place, text: str) -> Path:
    file = place.folder / "mine.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_yaml_that_nobody_changed_changes_nothing(place: Place) -> None:
    place.set("U2-A", "--status", "running", "--since", LONG_AGO, "--owner", HOSTILE, "--kpi", "yes", "--target", "")
    place.types("note", RUN, "U5-A", 'two\nlines, "quoted" # and more: so')
    before = place.kept
    assert place.imports(place.exports("a.yaml")).stderr == f"Nothing changes in run {RUN}.\n"
    assert place.kept == before


def test_what_is_filled_in_behind_a_field_is_kept(place: Place) -> None:
    text = place.exports("a.yaml").read_text(encoding="utf-8")
    block = text[text.index("  U2-A:") :]
    filled = block.replace("owner:", "owner: Ruth", 1).replace("kpi:", "kpi: 31%", 1)
    place.imports(written(place, text.replace(block, filled)))
    assert place.kept == {"U2-A": ActionProgress(status="planned", owner="Ruth", kpi="31%")}


def test_an_empty_field_stays_and_quotes_take_away(place: Place) -> None:
    place.set("U2-A", "--owner", "Ruth", "--kpi", "31%")
    place.imports(written(place, 'actions:\n  U2-A:\n    owner:\n    kpi: ""\n  U5-A:\n'))
    assert place.kept["U2-A"] == ActionProgress(status="planned", owner="Ruth")


def test_statuses_may_be_in_dutch_and_numbers_stay_as_typed(place: Place) -> None:
    place.imports(written(place, f"actions:\n  U2-A: {{status: loopt, since: {LONG_AGO}, kpi: 12.50, owner: No}}\n"))
    assert place.kept["U2-A"] == ActionProgress(status="running", since=LONG_AGO, kpi="12.50", owner="No")


def test_all_that_is_wrong_is_told_at_once_with_its_line_and_nothing_is_kept(place: Place) -> None:
    file = written(
        place,
        f"""\
run: {RUN}
planning: yes
actions:
  U2-A:
    status: busy
    since: tomorrow
    who: Ruth
  U9-Z: {{status: done}}
  U5-A: {{status: done, since: {FAR}}}
  U1-A: [done]
  U1-B: {{owner: [Ruth]}}
  U4-A: {{owner: Ruth}}
""",
    )
    wrong = place.imports(file)
    codes = {
        (2, "unknown-key"), (5, "unknown-status"), (6, "invalid-date"), (7, "unknown-key"), (8, "unknown-action"),
        (9, "date-in-the-future"), (10, "wrong-type"), (11, "wrong-type"),
    }  # fmt: skip
    told = wrong.stderr.splitlines()[:-1]
    assert {(int(line.split(":")[1]), line.rpartition("[")[2].rstrip("]")) for line in told} == codes
    assert (wrong.exit_code, place.kept) == (2, {})


def test_the_yaml_of_another_run_is_refused(place: Place) -> None:
    wrong = place.imports(written(place, "run: other1\nactions:\n  U2-A: {owner: Ruth}\n"))
    assert (wrong.exit_code, "[other-run]" in wrong.stderr, place.kept) == (2, True, {})


@pytest.mark.parametrize(
    "text", ["", "- U2-A\n", "run: 7k2m9p\n", "actions: done\n", "actions: {U2-A: {status: done\n"]
)
def test_what_is_no_follow_up_is_told(place: Place, text: str) -> None:
    wrong = place.imports(written(place, text))
    assert (wrong.exit_code, wrong.stdout) == (2, "")
    assert "1 problem in" in wrong.stderr


def test_the_name_of_a_file_says_what_can_be_done_with_it(place: Place) -> None:
    assert "let its name end in .xlsx" in place.types("export", RUN, "-o", place.folder / "a.doc").stderr
    csv = place.exports("a.csv")
    assert "that is an .xlsx or a .yaml file" in place.imports(csv).stderr
    assert "there is no such file" in place.imports(place.folder / "none.yaml").stderr
    assert "there is no such file" in place.imports(place.folder / "none.xlsx").stderr
