"""The dates of a roadmap as a calendar: what starts, what should be done, and when to look back and measure again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise
from uuid import UUID, uuid5

import msgspec

from questionnaires.language import Words
from questionnaires.language import words as words_of
from reports.view import ReportView
from reports.view.figures import ActionFigures
from reports.view.material import own_words

FIRST_STEP_WITHIN = dt.timedelta(days=14)
FIRM_QUARTER = 1  # what is further off is planned, and may still move
OVER = frozenset({"done", "dropped"})
DAYS_BEFORE_A_REVIEW, DAYS_BEFORE_A_MEASUREMENT = 7, 14


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """Something on one whole day.

    `uid` stays the same when the roadmap is made again, so that a calendar replaces what it has. `remind` is the
    number of days before at which a calendar speaks up, at nine in the morning; None for silence.
    """

    uid: str
    day: dt.date
    title: str
    text: str
    categories: tuple[str, ...]
    remind: int | None = None


class Calendar(msgspec.Struct, frozen=True, kw_only=True):
    """All dates of a run, by day; `stamp` is the date of the run."""

    name: str
    language: str
    stamp: dt.date
    events: tuple[Event, ...]


def calendar_of(view: ReportView) -> Calendar:
    """Return the calendar of a report: of a roadmap without a start only the day to measure again."""
    words, figures = words_of(view.language), view.figures
    dates = _Dates(view, words)
    events = [*dates.steps(), *dates.reviews(), dates.measure_again()]
    return Calendar(
        name=view.title,
        language=view.language,
        stamp=figures.run_on,
        events=tuple(sorted(events, key=lambda event: (event.day, event.uid))),
    )


class _Dates:
    def __init__(self, view: ReportView, words: Words) -> None:
        self._view, self._words, self._figures = view, words, view.figures
        self._domains = {domain.id: domain.name for domain in view.figures.domains}

    def steps(self) -> Iterator[Event]:
        """Yield of every action its start and its end, and of those of the first quarter the first step."""
        for action in self._figures.actions:
            if action.is_planned and action.status not in OVER:
                yield from self._step(action)

    def _step(self, action: ActionFigures) -> Iterator[Event]:
        words = self._words
        if action.start is None or action.finish is None:
            return
        about, name = self._about(action), f"{action.id} {action.title}"
        yield self._event(
            f"{action.id} start",
            action.start,
            words("Start: {action}", action=name),
            self._lines(words("First step: {step}", step=action.first_step), *about),
            action.domain,
            remind=1,
        )
        first = action.start + FIRST_STEP_WITHIN
        if action.quarter == FIRM_QUARTER and first < action.finish:
            yield self._event(
                f"{action.id} first",
                first,
                words("First step done? {action}", action=name),
                self._lines(words("First step: {step}", step=action.first_step), *about),
                action.domain,
            )
        yield self._event(
            f"{action.id} finish",
            action.finish,
            words("Done? {action}", action=name),
            self._lines(words("Note what the KPI says: {kpi}", kpi=action.kpi), *about),
            action.domain,
            remind=DAYS_BEFORE_A_REVIEW,
        )

    def _about(self, action: ActionFigures) -> Iterator[str]:
        words = self._words
        owner = action.owner or words("nobody yet")
        yield words("Owner: {owner}", owner=owner)
        yield words(
            "Work: {days}",
            days=words.plural(
                "{days} day", "{days} days", 1 if action.days == 1 else 2, days=words.shortest(action.days)
            ),
        )
        yield words("KPI: {kpi}", kpi=action.kpi)
        yield action.why

    def reviews(self) -> Iterator[Event]:
        """Yield for every quarter the day after it, to look back and decide on the next."""
        words, figures = self._words, self._figures
        starts = [quarter.start for quarter in figures.quarters]
        ends = [*(later for _, later in pairwise(starts)), None]
        for quarter, following in zip(figures.quarters, ends, strict=True):
            if quarter.start is None or not quarter.planned:
                continue
            day = following or quarter.start + dt.timedelta(weeks=13)
            done = [
                f"{action.id} {action.title}"
                for action in figures.actions
                if action.quarter == quarter.number and action.status not in OVER
            ]
            ready = words("Should be done: {actions}", actions="; ".join(done)) if done else ""
            expected = (
                words(
                    "Expected of the whole: an average of {low} to {high}.",
                    low=words.number(quarter.low),
                    high=words.number(quarter.high),
                )
                if quarter.low is not None
                else ""
            )
            yield self._event(
                f"review {quarter.number}",
                day,
                words("Look back at {quarter}, decide on the next", quarter=quarter.label),
                self._lines(
                    words("What is done, what do users notice, and does the next quarter still fit?"), ready, expected
                ),
                remind=DAYS_BEFORE_A_REVIEW,
            )

    def measure_again(self) -> Event:
        words = self._words
        return self._event(
            "measure again",
            self._figures.measure_again,
            words("Measure again: {title}", title=self._view.title),
            self._lines(
                words(
                    "The result of {date} expires. Answer the questions again and compare.",
                    date=words.date(self._figures.run_on),
                ),
                self._view.subject,
            ),
            remind=DAYS_BEFORE_A_MEASUREMENT,
        )

    def _event(
        self, name: str, day: dt.date, title: str, text: str, domain: str = "", *, remind: int | None = None
    ) -> Event:
        return Event(
            uid=str(uuid5(UUID(self._figures.run_key), name)),
            day=day,
            title=own_words(title),
            text=text,
            categories=("Meetlat", *([self._domains[domain]] if domain else [])),
            remind=remind,
        )

    def _lines(self, *lines: str) -> str:
        return "\n".join(own_words(line) for line in lines if line)
