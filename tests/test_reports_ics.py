"""The calendar: what an IT manager gets in Outlook, Google or Apple from it, read back by a library of others."""

from __future__ import annotations

import datetime as dt
from typing import Any

import icalendar
import msgspec
import pytest
from report_runs import DEPARTMENTS, solo, view, view_of
from scoring_runs import QUESTIONNAIRE

from questionnaires.language import words
from questionnaires.responses import ActionProgress, Context, Responses
from reports import ics
from reports.edition import Edition, Readers
from reports.view import ReportView, build_view
from scoring.roadmap import limits_of, plan
from scoring.scoring import score_responses


def events(view: ReportView) -> list[icalendar.Event]:
    return icalendar.Calendar.from_ical(ics.render(view)).events


def titles(view: ReportView) -> list[str]:
    return [str(event["SUMMARY"]) for event in events(view)]


def the(title: str, view: ReportView) -> icalendar.Event:
    return next(event for event in events(view) if str(event["SUMMARY"]).startswith(title))


def made(responses: Responses, **limits: Any) -> ReportView:
    edition = limits.pop("edition", Edition())
    card = score_responses(QUESTIONNAIRE, responses)
    within = msgspec.structs.replace(limits_of(responses), **limits)
    return build_view(QUESTIONNAIRE, responses, card, plan(QUESTIONNAIRE, card, within), words("nl"), edition=edition)


def test_every_planned_action_has_a_start_and_an_end_on_its_own_dates() -> None:
    found = {str(event["SUMMARY"]): event.start for event in events(view("the example"))}
    planned = [action for action in view("the example").figures.actions if action.is_planned]
    assert len(planned) == 20
    for action in planned:
        assert found[f"Start: {action.id} {action.title}"] == action.start
        assert found[f"Klaar? {action.id} {action.title}"] == action.finish


def test_only_what_is_firm_asks_after_its_first_step_fourteen_days_on() -> None:
    firm = [action for action in view("the example").figures.actions if action.is_planned and action.quarter == 1]
    found = {str(event["SUMMARY"]): event.start for event in events(view("the example"))}
    steps = {title: day for title, day in found.items() if title.startswith("Eerste stap gezet?")}
    assert steps == {
        f"Eerste stap gezet? {action.id} {action.title}": action.start + dt.timedelta(days=14)
        for action in firm
        if action.start is not None
    }
    assert steps


def test_the_day_after_every_quarter_is_for_looking_back() -> None:
    reviews = [event for event in events(view("the example")) if str(event["SUMMARY"]).startswith("Terugkijken")]
    assert [event.start for event in reviews] == [
        dt.date(2027, 4, 5), dt.date(2027, 7, 5), dt.date(2027, 10, 4), dt.date(2028, 1, 3),
    ]  # fmt: skip
    assert "Verwacht voor het geheel: een gemiddelde van 2,2 tot 2,4." in str(reviews[0]["DESCRIPTION"])


def test_the_day_to_measure_again_is_there_with_a_reminder_two_weeks_before_at_nine() -> None:
    event = the("Opnieuw meten", view("the example"))
    assert event.start == view("the example").figures.measure_again
    (alarm,) = event.walk("VALARM")
    assert alarm["TRIGGER"].dt == dt.timedelta(days=-14, hours=9)


def test_of_a_roadmap_without_a_start_only_the_day_to_measure_again_is_left() -> None:
    assert len(titles(made(solo(), start=None))) == 1


def test_an_action_that_is_over_is_in_no_calendar() -> None:
    over = {"U2-A": ActionProgress(status="done"), "U5-A": ActionProgress(status="dropped")}
    before, after = titles(made(solo())), titles(made(solo(actions=over)))
    assert any("U2-A" in title for title in before)
    assert not [title for title in after if "U2-A" in title or "U5-A" in title]


def test_an_event_tells_who_does_what_and_what_shows_that_it_works() -> None:
    owned = {action.id: ActionProgress(status="planned", owner="Fatima") for action in QUESTIONNAIRE.actions}
    report = made(solo(actions=owned))
    action = next(action for action in report.figures.actions if action.is_planned)
    text = str(the(f"Start: {action.id}", report)["DESCRIPTION"])
    assert text.splitlines()[:2] == [f"Eerste stap: {action.first_step}", "Eigenaar: Fatima"]
    assert f"KPI: {action.kpi}" in text


def test_events_take_whole_days_and_leave_their_reader_free() -> None:
    for event in events(view("the example")):
        assert type(event.start) is dt.date
        assert event.end - event.start == dt.timedelta(days=1)
        assert event["TRANSP"] == "TRANSPARENT"


def test_events_can_be_found_by_the_domain_of_their_action() -> None:
    event = the("Start: S1-B", view("the example"))
    assert event.categories == ["Meetlat", "Schaduw-IT"]


def test_nothing_but_a_start_an_end_a_review_and_measuring_again_reminds() -> None:
    silent = {str(event["SUMMARY"]).split(" ")[0] for event in events(view("the example")) if not event.walk("VALARM")}
    assert silent == {"Eerste"}


def test_importing_twice_replaces_what_is_there() -> None:
    once, again = events(made(solo())), events(made(solo(context=Context(capacity_days=20))))
    assert len({event["UID"] for event in once}) == len(once)
    first = {str(event["SUMMARY"]): event["UID"] for event in once}
    second = {str(event["SUMMARY"]): event["UID"] for event in again}
    assert first.keys() & second.keys()
    assert all(first[title] == second[title] for title in first.keys() & second.keys())


def test_events_of_another_run_replace_nothing() -> None:
    mine, other = events(made(solo(run="a1"))), events(made(solo(run="b2")))
    assert not {event["UID"] for event in mine} & {event["UID"] for event in other}


def test_both_languages_replace_each_other() -> None:
    assert {event["UID"] for event in events(view("forty", "nl"))} == {
        event["UID"] for event in events(view("forty", "en"))
    }
    english = the("Measure again", view("one respondent", "en"))["SUMMARY"]
    assert english == "Measure again: How ambitious is your IT department? Gemeente Voorbeeld"
    assert english.params["LANGUAGE"] == "en"


def test_the_stamp_is_the_date_of_the_run() -> None:
    stamps = {event["DTSTAMP"].dt for event in events(view("the example"))}
    assert stamps == {dt.datetime(2026, 11, 19, tzinfo=dt.UTC)}


def test_the_same_run_gives_the_same_calendar() -> None:
    assert ics.render(view("the example")) == ics.render(view_of(DEPARTMENTS["the example"]()))


HOSTILE = "A;B,C\\D\r\nBEGIN:VEVENT\u2028é🙂" + "x" * 10_000


def test_a_hostile_owner_is_text_and_adds_no_event() -> None:
    owned = {action.id: ActionProgress(status="planned", owner=HOSTILE) for action in QUESTIONNAIRE.actions}
    report = made(solo(actions=owned))
    assert len(titles(report)) == len(titles(made(solo())))
    text = str(the("Start:", report)["DESCRIPTION"])
    assert "A;B,C\\D\n" in text
    assert "BEGIN:VEVENT" in text
    assert "é🙂" + "x" * 10_000 in text


def test_a_hostile_organisation_stays_within_its_line() -> None:
    report = made(solo(organisation="Gemeente\r\nATTENDEE:mailto:x@example.org; =cmd|' /C calc'!A0"))
    assert "\r\nATTENDEE" not in ics.render(report)
    assert all("ATTENDEE" not in event for event in events(report))


@pytest.mark.parametrize("name", ["the example", "all at 1", "hardly answered"])
def test_lines_end_and_fold_as_the_format_asks(name: str) -> None:
    text = ics.render(view(name))
    assert text.endswith("END:VCALENDAR\r\n")
    lines = text.split("\r\n")
    assert not [line for line in lines if len(line.encode()) > 75 or "\n" in line or "\r" in line]


def test_an_anonymous_calendar_names_no_organisation() -> None:
    responses = solo(organisation="Waterschap Verweg")
    assert "Verweg" in ics.render(made(responses))
    assert "Verweg" not in ics.render(made(responses, edition=Edition(anonymous=True)))


@pytest.mark.parametrize("readers", ["board", "team", "full"])
def test_every_edition_has_the_same_dates(readers: Readers) -> None:
    assert len(titles(made(solo(), edition=Edition(readers=readers)))) == len(titles(made(solo())))
