"""Say what users notice in a quarter, and which limit keeps more out of it."""

from __future__ import annotations

from questionnaires.language import Words
from questionnaires.model import Questionnaire
from reports.roadmap_reasons.figures import used
from reports.roadmap_sentences import days, quarter_label, quarter_short
from scoring.roadmap.model import ExpectedQuarter, Roadmap
from scoring.roadmap.reasons import Obstacle


def quarter_noticed(questionnaire: Questionnaire, roadmap: Roadmap, quarter: ExpectedQuarter, words: Words) -> str:
    """Return what users will notice in a quarter, by the titles of what is finished then."""
    label = quarter_label(roadmap.limits, quarter.quarter, words)
    titles = [questionnaire.actions_by_id[action].title[words.language] for action in quarter.noticed]
    if not titles:
        return words("In {quarter} users notice nothing new.", quarter=label)
    quoted = words.listing([words("‘{title}’", title=title) for title in titles])
    return words("In {quarter} users notice {titles}.", quarter=label, titles=quoted)


def quarter_binds(roadmap: Roadmap, quarter: ExpectedQuarter, words: Words) -> str:
    """Return which limit keeps more out of a quarter, and how far it is used."""
    held = quarter.binds
    if held is None:
        has = roadmap.limits.capacity[quarter.quarter - 1] * (1 - roadmap.limits.reserve)
        free = days(round(max(0.0, has - quarter.days), 1), words)
        return words("No limit is in the way: {days} left.", days=free)
    match held.by:
        case "people":
            return words.plural("The limit is {count} action at once.", "The limit is {count} actions at once.",
                                int(held.room))  # fmt: skip
        case "users":
            return words.plural("The limit is {count} change that users notice.",
                                "The limit is {count} changes that users notice.", int(held.room))  # fmt: skip
        case "owner":
            return words("The limit is the days of {owner}: {used}.", owner=held.owner, used=used(held, words))
    return words("The limit is the days: {used}.", used=used(held, words))


def what_binds(roadmap: Roadmap, words: Words) -> str:
    """Return which limit keeps more out of each quarter, in one sentence for all; empty where none does."""
    quarters: dict[str, list[str]] = {}
    for quarter in roadmap.expected:
        if quarter.binds is not None:
            label = quarter_short(roadmap.limits, quarter.quarter, words)
            quarters.setdefault(_limit_name(quarter.binds, words), []).append(label)
    if not quarters:
        return ""
    if len(quarters) == 1 and sum(map(len, quarters.values())) == len(roadmap.expected) > 1:
        return words("In every quarter {limit} is the limit.", limit=next(iter(quarters)))
    parts = [
        words("{limit} in {quarters}", limit=limit, quarters=words.listing(labels))
        for limit, labels in quarters.items()
    ]
    return words("The limit is {limits}.", limits=words.listing(parts))


def _limit_name(held: Obstacle, words: Words) -> str:
    match held.by:
        case "people":
            return words("the number of actions at once")
        case "users":
            return words("what users notice")
        case "owner":
            return words("the time of {owner}", owner=held.owner)
    return words("the number of days")
