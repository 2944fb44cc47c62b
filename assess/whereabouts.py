"""Say where in the interview somebody is, and when that was."""

from __future__ import annotations

import datetime as dt

from assess.interview.places import Script
from assess.interview.walk import Position
from questionnaires.language import Words


def place_said(position: Position, script: Script, words: Words, *, of_total: bool = False) -> str:
    """Return where somebody is, as it stands in a sentence: vraag 13 (U5.1)."""
    place = position.place
    match place.kind:
        case "item":
            number, total = script.number_of(place.id), len(script.items)
            if of_total:
                return words("question {number} of {total} ({item})", number=number, total=total, item=place.id)
            return words("question {number} ({item})", number=number, item=place.id)
        case "ambition":
            domain = next(domain for domain in script.domains if domain.id == place.id)
            return words("the bar for ‘{domain}’", domain=domain.name[words.language])
        case "importance" | "closing":
            return words("the closing questions")
        case "overview":
            return words("the overview")
    return words("question 1")


def moment_said(moment: dt.datetime, now: dt.datetime, words: Words) -> str:
    """Return when something was, as seen from now: gisteren om 16.42."""
    moment = moment.astimezone(now.tzinfo)
    clock = f"{moment.hour}{'.' if words.language == 'nl' else ':'}{moment.minute:02}"
    days = (now.date() - moment.date()).days
    if days == 0:
        return words("today at {time}", time=clock)
    if days == 1:
        return words("yesterday at {time}", time=clock)
    return words("on {date} at {time}", date=words.date(moment.date()), time=clock)
