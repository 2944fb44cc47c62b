"""Say what other limits do to a roadmap, in the sentences of the terminal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from questionnaires.language import NOTHING, Words
from questionnaires.model import Questionnaire
from reports.roadmap_sentences import (
    days,
    expected_standing,
    first_day,
    left_out_title,
    quarter_label,
    quarter_short,
)
from reports.sentences import as_sentence, domain_name
from scoring.roadmap.difference import Outcome, PlanDifference, StepChange
from scoring.roadmap.model import ExpectedDomain, Limits, Roadmap
from scoring.roadmap.what_if import WhatIf

MINUS = "−"
QUARTERS_IN_A_YEAR = 4  # in a longer roadmap every name of a quarter comes back, so that it needs its year


class ChangeRow(NamedTuple):
    """An action that comes in, goes out or moves: its title, its days and the quarters, empty where it is no step."""

    action: str
    title: str
    days: str
    before: str
    after: str


class ChangeGroup(NamedTuple):
    """Changes of one kind under a heading."""

    title: str
    rows: tuple[ChangeRow, ...]


class OutcomeRow(NamedTuple):
    """A figure of both roadmaps, and the difference; empty where there is none to speak of."""

    title: str
    before: str
    after: str
    difference: str


def what_is_tried(questionnaire: Questionnaire, what_if: WhatIf, limits: Limits, words: Words) -> str:
    """Return what is tried, as a heading; `limits` are those of the roadmap that was made with it."""
    parts: list[str] = []
    match what_if.capacity:
        case ():
            pass
        case (one,):
            parts.append(words("{days} a quarter", days=days(one, words)))
        case each:
            parts.append(words("{days} days a quarter", days=words.listing([words.shortest(one) for one in each])))
    if what_if.quarters is not None:
        parts.append(words.plural("{count} quarter ahead", "{count} quarters ahead", what_if.quarters))
    if what_if.start is not None:
        parts.append(words("a start on {date}", date=words.date(what_if.start)))
    if what_if.replan_from is not None:
        parts.append(words("planned anew from {date}", date=words.date(what_if.replan_from)))
    if what_if.reserve is not None:
        parts.append(words("{share} in reserve", share=words.percent(what_if.reserve)))
    if what_if.without:
        parts.append(words("without {names}", names=words.listing(list(what_if.without))))
    for action, quarter in what_if.pins.items():
        parts.append(words("{name} in {quarter}", name=action, quarter=quarter_label(limits, quarter, words)))
    for domain, demand in what_if.musts.items():
        by = quarter_label(limits, demand.quarter or limits.quarters, words)
        name = domain_name(questionnaire, domain, words)
        parts.append(words("{name} at level {level} by {quarter}", name=name, level=demand.level, quarter=by))
    if what_if.effort is not None:
        parts.append(words("every action times {factor}", factor=_factor(what_if.effort, words)))
    for action, factor in what_if.efforts.items():
        parts.append(words("{name} times {factor}", name=action, factor=_factor(factor, words)))
    for owner, amount in what_if.owners.items():
        parts.append(words("{name} with {days} a quarter", name=owner, days=days(amount, words)))
    return words("Tried: {limits}.", limits="; ".join(parts))


def _factor(factor: float, words: Words) -> str:
    digits = next(digits for digits in (0, 1, 2, 3) if round(factor, digits) == round(factor, 3))
    return words.number(factor, digits)


def what_it_costs(difference: PlanDifference, words: Words) -> str:
    """Return what the share of the gap that is closed becomes, in percentage points."""
    before, after = difference.before.reach, difference.after.reach
    if before is None or after is None:
        return ""
    points = _points(difference)
    if points == 0:
        return words("This closes {reach} of the gap to the ambition, as your own roadmap does.",
                     reach=words.percent(after))  # fmt: skip
    values = {"after": words.percent(after), "before": words.percent(before)}
    if points > 0:
        return words.plural(
            "This closes {after} of the gap to the ambition in place of {before}: {n} percentage point more.",
            "This closes {after} of the gap to the ambition in place of {before}: {n} percentage points more.",
            points, **values,
        )  # fmt: skip
    return words.plural(
        "This closes {after} of the gap to the ambition in place of {before}: {n} percentage point less.",
        "This closes {after} of the gap to the ambition in place of {before}: {n} percentage points less.",
        -points, **values,
    )  # fmt: skip


def _points(difference: PlanDifference) -> int:
    """Return the difference in reach in whole percentage points, as it follows from the percentages that are shown."""
    before, after = difference.before.reach or 0.0, difference.after.reach or 0.0
    return round(after * 100) - round(before * 100)


def what_changes(difference: PlanDifference, words: Words) -> str:
    """Return how many steps come in, go out, move and stay."""
    if difference.is_none:
        return words("Every step stays in its quarter.")
    come, go, move, done = (
        len(changes) for changes in (difference.comes_in, difference.goes_out, difference.moves, difference.done)
    )
    named = [
        (come, words.plural("{count} action comes in", "{count} actions come in", come)),
        (go, words.plural("{count} action goes out", "{count} actions go out", go)),
        (move, words.plural("{count} action moves", "{count} actions move", move)),
        (done, words.plural("{count} action is done", "{count} actions are done", done)),
    ]
    shorter = [
        (come, words.plural("{count} comes in", "{count} come in", come)),
        (go, words.plural("{count} goes out", "{count} go out", go)),
        (move, words.plural("{count} moves", "{count} move", move)),
        (done, words.plural("{count} is done", "{count} are done", done)),
    ]
    first = next(place for place, (count, _) in enumerate(named) if count)
    parts = [named[first][1], *(said for count, said in shorter[first + 1 :] if count)]
    changes = as_sentence(words.listing(parts))
    if not difference.stays:
        return words("{changes}.", changes=changes)
    stays = words.plural("{count} stays in its quarter", "{count} stay in their quarter", len(difference.stays))
    return words("{changes}; {stays}.", changes=changes, stays=stays)


def change_groups(
    questionnaire: Questionnaire, difference: PlanDifference, before: Roadmap, after: Roadmap, words: Words
) -> tuple[ChangeGroup, ...]:
    """Return what comes in, goes out by reason, moves and is done; what stays is not named."""
    everything = (*difference.comes_in, *difference.goes_out, *difference.moves)
    is_within_a_year = before.limits.quarters <= QUARTERS_IN_A_YEAR and all(
        1 <= quarter <= before.limits.quarters
        for change in everything
        for quarter in (change.before, change.after)
        if quarter is not None
    )
    name = quarter_short if is_within_a_year else quarter_label

    def rows(changes: Sequence[StepChange]) -> tuple[ChangeRow, ...]:
        return tuple(
            ChangeRow(
                action=change.action,
                title=questionnaire.actions_by_id[change.action].title[words.language],
                days=days(change.days, words),
                before="" if change.before is None else name(before.limits, change.before, words),
                after="" if change.after is None else name(before.limits, change.after, words),
            )
            for change in changes
        )

    why_out = {left.action: left.reason for left in after.left_out}
    groups = [ChangeGroup(words("Comes in"), rows(difference.comes_in))]
    for reason in dict.fromkeys(why_out[change.action] for change in difference.goes_out):
        gone = [change for change in difference.goes_out if why_out[change.action] == reason]
        why = left_out_title(reason, after, words)
        groups.append(ChangeGroup(words("Goes out: {why}", why=why[:1].lower() + why[1:]), rows(gone)))
    groups.append(ChangeGroup(words("Moves"), rows(difference.moves)))
    done = [
        StepChange(action=step.action, before=step.quarter, after=None, days=step.days)
        for step in before.steps
        if step.action in difference.done
    ]
    groups.append(ChangeGroup(words("Done"), rows(done)))
    return tuple(group for group in groups if group.rows)


def change_sentence(row: ChangeRow, words: Words) -> str:
    """Return a change as a sentence."""
    values = row._asdict()
    if row.before and row.after:
        return words("{action} {title}: {days}, from {before} to {after}.", **values)
    if row.after:
        return words("{action} {title}: {days}, done in {after}.", **values)
    return words("{action} {title}: {days}, was in {before}.", **values)


def outcome_rows(
    questionnaire: Questionnaire, difference: PlanDifference, before: Roadmap, after: Roadmap, words: Words
) -> tuple[OutcomeRow, ...]:
    """Return what both roadmaps come to: reach, days, value, and where each domain is expected at the end."""
    old, new = difference.before, difference.after
    rows = [
        OutcomeRow(words("Expected at the end of"), _end(before, words), _end(after, words), ""),
        *(
            _standing_row(domain_name(questionnaire, domain, words), old.domains[domain], new.domains[domain], words)
            for domain in new.domains
        ),
        _standing_row(words("All together"), old.overall, new.overall, words),
        OutcomeRow(
            words("Share of the gap closed"),
            words.percent(old.reach),
            words.percent(new.reach),
            "" if old.reach is None or new.reach is None else _signed(_points(difference), 0, words),
        ),
        OutcomeRow(
            words("Days of work"),
            words.shortest(round(old.days, 1)),
            words.shortest(round(new.days, 1)),
            _signed(round(new.days - old.days, 1), None, words),
        ),
    ]
    if difference.is_same_start:
        rows.append(_value_row(old, new, words))
    return tuple(rows)


def _end(roadmap: Roadmap, words: Words) -> str:
    """Return the quarter with which a roadmap ends; its last month where that is no quarter of the calendar."""
    limits, last = roadmap.limits, roadmap.limits.quarters
    name, beyond = quarter_label(limits, last, words), first_day(limits, last + 1)
    if beyond is None or name != words("quarter {n}", n=last):
        return name
    return words.month_year(beyond - dt.timedelta(days=1))


def _standing_row(name: str, before: ExpectedDomain, after: ExpectedDomain, words: Words) -> OutcomeRow:
    """Return a row about a score; the difference is that of both if all is on time, from the figures that are shown."""
    if before.high is None or after.high is None:
        change = ""
    else:
        change = _signed(round(round(after.high + 1e-9, 1) - round(before.high + 1e-9, 1), 1), 1, words)
    return OutcomeRow(name, expected_standing(before, words), expected_standing(after, words), change)


def _value_row(old: Outcome, new: Outcome, words: Words) -> OutcomeRow:
    shown_old, shown_new = round(old.value + 1e-9, 1), round(new.value + 1e-9, 1)
    return OutcomeRow(
        words("Value (early counts more)"),
        words.number(old.value),
        words.number(new.value),
        _signed(round(shown_new - shown_old, 1), 1, words),
    )


def _signed(value: float, digits: int | None, words: Words) -> str:
    """Return a difference with its sign; a dash where there is none."""
    if value == 0:
        return NOTHING
    figures = words.shortest(abs(value)) if digits is None else words.number(abs(value), digits)
    return f"+{figures}" if value > 0 else f"{MINUS}{figures}"


def outcome_sentence(row: OutcomeRow, words: Words) -> str:
    """Return a figure of both roadmaps as a sentence."""
    if row.before == row.after:
        return words("{title}: {after}, the same.", title=row.title, after=row.after)
    if row.difference not in ("", NOTHING):
        return words("{title}: {after} in place of {before} ({difference}).", **row._asdict())
    return words("{title}: {after} in place of {before}.", title=row.title, before=row.before, after=row.after)
