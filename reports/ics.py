"""Write the dates of a report as an iCalendar file (RFC 5545), for any calendar that imports one."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from reports.view import ReportView
from reports.view.calendar import Calendar, Event, calendar_of

LINE_OCTETS = 75  # (RFC 5545, 3.1): a longer line goes on in the next, after a space
NINE_IN_THE_MORNING = 9
LINE_BREAKS = re.compile("\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")


def render(view: ReportView) -> str:
    """Return the calendar of a report, with lines that end as the format asks (CRLF)."""
    return written(calendar_of(view))


def written(calendar: Calendar) -> str:
    """Return a calendar as a file.

    Whole days in the reader's own time, that leave him free: tasks (VTODO) are ignored by Outlook and Google.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Meetlat//Meetlat//" + calendar.language.upper(),
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_escaped(calendar.name)}",
    ]
    for event in calendar.events:
        lines += _event(event, calendar.language, calendar.stamp)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _event(event: Event, language: str, stamp: dt.date) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield f"DTSTAMP:{stamp:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{event.day + dt.timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY;LANGUAGE={language}:{_escaped(event.title)}"
    yield f"DESCRIPTION;LANGUAGE={language}:{_escaped(event.text)}"
    yield f"CATEGORIES;LANGUAGE={language}:{','.join(_escaped(category) for category in event.categories)}"
    yield "CLASS:PUBLIC"
    yield "TRANSP:TRANSPARENT"
    if event.remind is not None:
        yield from _reminder(event, event.remind)
    yield "END:VEVENT"


def _reminder(event: Event, days: int) -> Iterator[str]:
    yield "BEGIN:VALARM"
    yield "ACTION:DISPLAY"
    yield f"DESCRIPTION:{_escaped(event.title)}"
    yield f"TRIGGER:-P{days - 1}DT{24 - NINE_IN_THE_MORNING}H"
    yield "END:VALARM"


def _escaped(text: str) -> str:
    """Return a text with the marks of the format as plain characters, and its lines as one."""
    for mark in ("\\", ";", ","):
        text = text.replace(mark, f"\\{mark}")
    return LINE_BREAKS.sub(r"\\n", text)


def _folded(line: str) -> Iterator[str]:
    """Yield a line in pieces of at most 75 octets, none of which cuts a character."""
    piece, octets = "", 0
    for character in line:
        size = len(character.encode())
        if octets + size > LINE_OCTETS:
            yield piece
            piece, octets = " ", 1
        piece, octets = piece + character, octets + size
    yield piece
