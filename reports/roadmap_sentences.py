"""Say what a roadmap promises, in the sentences that the terminal and the report share."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence

import msgspec

from questionnaires.language import NOTHING, Words
from questionnaires.model import Questionnaire
from reports.sentences import as_sentence, capability_names, standing
from scoring.roadmap.model import WEEKS_PER_QUARTER, ExpectedDomain, LeftOutReason, Limits, Roadmap, Step
from scoring.scorecard import Scorecard

LEFT_OUT_ORDER: tuple[LeftOutReason, ...] = ("no_capacity", "too_far", "prerequisite", "excluded", "not_needed")
NEAR_A_QUARTER = dt.timedelta(days=14)  # a plan that starts this near to a calendar quarter carries its name


class LeftOutGroup(msgspec.Struct, frozen=True, kw_only=True):
    """The actions that stay out of the roadmap for one reason; `titles` is empty where nobody needs them named."""

    reason: LeftOutReason
    title: str
    amount: str
    titles: tuple[str, ...]


def first_day(limits: Limits, quarter: int) -> dt.date | None:
    """Return the first day of a quarter of the roadmap (from 1); None where the roadmap has no start."""
    if limits.start is None:
        return None
    return limits.start + dt.timedelta(weeks=WEEKS_PER_QUARTER * (quarter - 1))


def quarter_label(limits: Limits, quarter: int, words: Words) -> str:
    """Return the name of a quarter of the roadmap: K1 2027; "kwartaal 1" where it is no quarter of the calendar."""
    near = _calendar_quarter(limits, quarter)
    if near is None:
        return words("quarter {n}", n=quarter)
    return words("Q{n} {year}", n=(near.month + 2) // 3, year=near.year)


def quarter_short(limits: Limits, quarter: int, words: Words) -> str:
    """Return a quarter as a column heading: K1."""
    near = _calendar_quarter(limits, quarter)
    return words("Q{n}", n=quarter if near is None else (near.month + 2) // 3)


def quarter_months(limits: Limits, quarter: int, words: Words) -> str:
    """Return the months of a quarter: jan–mrt; an empty text where the roadmap has no start."""
    first = _calendar_quarter(limits, quarter) or first_day(limits, quarter)
    if first is None:
        return ""
    short = (
        words("Jan"), words("Feb"), words("Mar"), words("Apr"), words("May (short)"), words("Jun"),
        words("Jul"), words("Aug"), words("Sep"), words("Oct"), words("Nov"), words("Dec"),
    )  # fmt: skip
    return f"{short[first.month - 1]}–{short[(first.month + 1) % 12]}"


def _calendar_quarter(limits: Limits, quarter: int) -> dt.date | None:
    """Return the first day of the calendar quarter that a quarter of the roadmap all but equals."""
    begin = first_day(limits, quarter)
    if begin is None:
        return None
    starts = [dt.date(year, month, 1) for year in (begin.year, begin.year + 1) for month in (1, 4, 7, 10)]
    return next((start for start in starts if abs(start - begin) <= NEAR_A_QUARTER), None)


def within_quarters(n: int, words: Words) -> str:
    """Return a horizon as the start of a sentence: in vier kwartalen."""
    return words.plural("in {count} quarter", "in {count} quarters", n)


def expected_range(expected: ExpectedDomain, words: Words) -> str:
    """Return where a score may end: 2,8 tot 3,0; one figure where both ends read the same."""
    low, high = words.number(expected.low), words.number(expected.high)
    return high if low == high or expected.low is None else words("{low} to {high}", low=low, high=high)


def roadmap_heading(scorecard: Scorecard, roadmap: Roadmap, words: Words) -> str:
    """Return the message of the roadmap: from level and average now to level and average at its end."""
    now, quarters = scorecard.overall, roadmap.limits.quarters
    if not roadmap.steps:
        return nothing_to_plan(roadmap, words)
    when, end = within_quarters(quarters, words), roadmap.expected[-1].overall
    if now.score is None or now.level is None or end.level is None:
        n = len(roadmap.steps)
        text = words.plural(
            "{when}: {count} step, to begin with.", "{when}: {count} steps, to begin with.", n, when=when
        )
        return as_sentence(text)
    values = {"when": when, "level": now.level, "score": words.number(now.score), "range": expected_range(end, words)}
    if end.level == now.level:
        return as_sentence(words("{when} from {score} to {range} on average; the level stays {level}.", **values))
    text = words(
        "{when} from level {level}, average {score}, to level {end}, average {range}.", end=end.level, **values
    )
    return as_sentence(text)


def nothing_to_plan(roadmap: Roadmap, words: Words) -> str:
    """Return why a roadmap has no steps."""
    reasons = {left.reason for left in roadmap.left_out}
    if reasons <= {"not_needed"}:
        return words("There is nothing to plan: what you have already meets the bar.")
    if "no_capacity" in reasons:
        return words("There is too little capacity for any step: plan with more days or over more quarters.")
    return words("No step fits within these limits.")


def days_of(questionnaire: Questionnaire, roadmap: Roadmap, action_ids: Sequence[str]) -> float:
    """Return the person-days of some actions under the effort factor of the roadmap."""
    return sum(roadmap.limits.work_of(questionnaire.actions_by_id[action]).days for action in action_ids)


def days(n: float, words: Words) -> str:
    """Return an amount of work: 184 dagen, 47,5 dagen, 1 dag."""
    n = round(n, 1)  # a sum of tenths is seldom whole to the last digit
    return words.plural("{days} day", "{days} days", 1 if n == 1 else 2, days=words.shortest(n))


def roadmap_lead(questionnaire: Questionnaire, roadmap: Roadmap, words: Words) -> str:
    """Return what the roadmap costs and closes, and what the rest of the ambition would ask."""
    if not roadmap.steps:
        return ""
    planned = days(sum(step.days for step in roadmap.steps), words)
    more = [left.action for left in roadmap.left_out if left.reason in ("no_capacity", "too_far", "prerequisite")]
    if roadmap.reach is None:
        return words("This is {days} of work.", days=planned)
    closed = words(
        "{days} of work close {reach} of the gap to the ambition", days=planned, reach=words.percent(roadmap.reach)
    )
    if not more:
        return words("{closed}.", closed=closed)
    rest = days(days_of(questionnaire, roadmap, more), words)
    return words("{closed}; the whole ambition asks {rest} more.", closed=closed, rest=rest)


def proof_sentence(roadmap: Roadmap, words: Words) -> str:
    """Return how good a roadmap is known to be: proved, within some percents, or the best that was found."""
    if roadmap.status == "optimal":
        return words("Proved: no roadmap within these limits is better.")
    better = _at_most_better(roadmap)
    if roadmap.status == "stopped":
        so_far = words("The best roadmap so far; the search was stopped.")
        return so_far if better is None else f"{so_far} {_no_better_than(better, words)}"
    if better is None:
        return words("A good roadmap, of which it is not proved that none is better.")
    return _no_better_than(better, words)


def _no_better_than(percents: float, words: Words) -> str:
    return words(
        "No roadmap within these limits can be more than {percents}% better.", percents=words.shortest(percents)
    )


def _at_most_better(roadmap: Roadmap) -> float | None:
    """Return by how many percents of its value a better roadmap can be, rounded up; None where that is not known."""
    if roadmap.bound is None or not math.isfinite(roadmap.bound) or roadmap.value <= 0:
        return None
    return max(1, math.ceil((roadmap.bound / roadmap.value - 1) * 1000 - 1e-6)) / 10


def left_out_title(reason: LeftOutReason, roadmap: Roadmap, words: Words) -> str:
    """Return a reason for leaving actions out, as a heading."""
    return {
        "no_capacity": words("No capacity"),
        "too_far": words.plural(
            "Does not fit within {count} quarter", "Does not fit within {count} quarters", roadmap.limits.quarters
        ),
        "prerequisite": words("Waits for an action that is not in the roadmap"),
        "excluded": words("Excluded by you"),
        "not_needed": words("Not needed for this ambition"),
    }[reason]


def left_out_groups(questionnaire: Questionnaire, roadmap: Roadmap, words: Words) -> tuple[LeftOutGroup, ...]:
    """Return what is left out by reason, with the number of actions and their days; not needed comes last, unnamed."""
    groups = []
    for reason in LEFT_OUT_ORDER:
        actions = [left.action for left in roadmap.left_out if left.reason == reason]
        if actions:
            amount = words.plural(
                "{count} action, {days}",
                "{count} actions, {days}",
                len(actions),
                days=days(days_of(questionnaire, roadmap, actions), words),
            )
            titles = [questionnaire.actions_by_id[action].title[words.language] for action in actions]
            groups.append(
                LeftOutGroup(
                    reason=reason,
                    title=left_out_title(reason, roadmap, words),
                    amount=amount,
                    titles=() if reason == "not_needed" else tuple(titles),
                )
            )
    return tuple(groups)


def expected_standing(expected: ExpectedDomain, words: Words) -> str:
    """Return where a domain may stand at the end of a quarter: niveau 2, 2,4 tot 2,5."""
    if expected.high is None:
        return standing(None, None, None, words)
    return words(
        "level {level}, {range}",
        level=expected.level if expected.level is not None else NOTHING,
        range=expected_range(expected, words),
    )


def step_weeks(step: Step, words: Words) -> str:
    """Return when a step runs: week 1 tot en met 6."""
    first, last = step.start_week + 1, step.finish_week
    return (
        words("week {first}", first=first)
        if first == last
        else words("weeks {first} to {last}", first=first, last=last)
    )


def last_step(questionnaire: Questionnaire, roadmap: Roadmap, words: Words) -> str:
    """Return what must be said of an ambition of level 5: no catalogue has its actions."""
    return words(
        "Level 5 for {names}: no list of actions has that step; you invent it together with users ({template}).",
        names=capability_names(questionnaire, roadmap.last_step, words),
        template=questionnaire.action_template.id,
    )
