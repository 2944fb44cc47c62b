"""Laws of the follow-up: what goes out comes back, and a change does what it says, whatever people typed."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from scoring_runs import QUESTIONNAIRE
from strategies_responses import PROGRESS

from assess.follow_up import sheet, sheet_reading, yaml_form
from assess.follow_up.changing import changed, differences, refusals
from assess.follow_up.fields import DATES, FIELDS, STATUSES, value_of
from assess.follow_up.intake import Row, judged
from assess.follow_up.listing import Shown, list_lines
from assess.follow_up.standing import standings
from questionnaires.language import words
from questionnaires.model import Language
from questionnaires.problems import Problem
from questionnaires.responses import ActionProgress, Responses
from reports.marks import SIGNS
from reports.text.lines import plain_text, width

TODAY = dt.date(2027, 6, 1)
RUN = "7k2m9p"

typed = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=60)
days = st.dates(dt.date(2000, 1, 1), dt.date(2100, 12, 31)).map(dt.date.isoformat)
texts = {field: st.none() | typed for field in FIELDS if field not in ("status", *DATES)}
given_fields = st.fixed_dictionaries(
    {}, optional={"status": st.sampled_from(STATUSES), **dict.fromkeys(DATES, st.none() | days), **texts}
)
progresses = given_fields.map(lambda fields: changed(None, fields, TODAY).progress)
followed = st.dictionaries(st.sampled_from(sorted(QUESTIONNAIRE.actions_by_id)), PROGRESS, max_size=4)
languages = st.sampled_from(("nl", "en"))


def shown(actions: dict[str, ActionProgress]) -> Shown:
    responses = Responses(
        questionnaire="it-ambition", organisation="A", date="2027-01-01", respondents=(), actions=actions
    )
    return Shown(
        run=RUN,
        identity=RUN,
        today=TODAY,
        questionnaire=QUESTIONNAIRE,
        standings=standings(QUESTIONNAIRE, responses, None, TODAY),
        effects=(),
        limits=None,
    )


def changes(rows: list[Row], problems: list[Problem], actions: dict[str, ActionProgress]) -> object:
    return judged(rows, QUESTIONNAIRE, actions, TODAY, problems).changes


@settings(max_examples=40, deadline=None)
@given(followed, languages)
def test_yaml_that_nobody_changed_changes_nothing(actions: dict[str, ActionProgress], language: Language) -> None:
    problems: list[Problem] = []
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "a.yaml"
        file.write_text(yaml_form.write(shown(actions), words(language), "A # b\n: c"), encoding="utf-8")
        rows = yaml_form.read(file, RUN, problems)
    if actions:
        assert changes(rows, problems, actions) == ()


@settings(max_examples=40, deadline=None)
@given(followed, languages)
def test_a_workbook_that_nobody_changed_changes_nothing(actions: dict[str, ActionProgress], language: Language) -> None:
    problems: list[Problem] = []
    content = sheet.workbook(shown(actions), words(language), "=A")
    rows = sheet_reading.rows_of(content, "a.xlsx", RUN, problems)
    assert changes(rows, problems, actions) == ()


@given(progresses, given_fields)
def test_a_change_sets_what_is_given_and_leaves_the_rest(before: ActionProgress, fields: dict[str, str | None]) -> None:
    after = changed(before, fields, TODAY).progress
    for field in FIELDS:
        if field in fields:
            assert value_of(after, field) == (
                (fields[field] or "").strip() or ("planned" if field == "status" else None)
            )
        elif field != "since":
            assert value_of(after, field) == value_of(before, field)


@given(progresses, given_fields)
def test_the_same_change_again_changes_nothing(before: ActionProgress, fields: dict[str, str | None]) -> None:
    once = changed(before, fields, TODAY).progress
    assert differences("U2-A", once, changed(once, fields, TODAY).progress) == ()


@given(progresses)
def test_nothing_that_is_kept_has_happened_in_the_future(progress: ActionProgress) -> None:
    is_refused = any(refusal.code == "date-in-the-future" for refusal in refusals("U2-A", progress, TODAY))
    is_to_come = progress.since is not None and dt.date.fromisoformat(progress.since) > TODAY
    assert is_refused == (is_to_come and progress.status != "planned")


@settings(deadline=None)
@given(followed, languages, st.integers(40, 130), st.booleans())
def test_the_list_fits_any_screen(
    actions: dict[str, ActionProgress], language: Language, columns: int, plain: bool
) -> None:
    lines = list_lines(shown(actions), words(language), columns=columns, marks=SIGNS, plain=plain)
    assert all(width(plain_text(line)) <= columns for line in lines)
