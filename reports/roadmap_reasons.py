"""Say why a step stands where it stands, why an action is left out, and what a quarter brings and lacks."""

from __future__ import annotations

from collections.abc import Sequence

from questionnaires.language import Words
from questionnaires.model import Questionnaire
from reports.roadmap_sentences import days, quarter_label, quarter_short
from reports.sentences import capability_names, domain_name, letter
from scoring.bounds import exceeds, reaches
from scoring.roadmap.model import WEEKS_PER_QUARTER, ExpectedQuarter, Gain, LeftOut, Lift, Roadmap, Step
from scoring.roadmap.reasons import Later, Obstacle

SHOWN = 0.05  # figures that differ less read the same


def step_why(questionnaire: Questionnaire, roadmap: Roadmap, step: Step, words: Words) -> str:
    """Return why a step is in the roadmap, what waits for it, and why it is not done earlier or later."""
    parts = [
        step_gain(questionnaire, step, words),
        step_enables(step, words),
        step_stake(questionnaire, roadmap, step, words),
        step_timing(questionnaire, roadmap, step, words),
    ]
    return " ".join(part for part in parts if part)


def step_gain(questionnaire: Questionnaire, step: Step, words: Words) -> str:
    """Return what a step brings, in whole sentences; empty where it only prepares others."""
    return " ".join(_brings(questionnaire, step, words) or _settles(step, words))


def step_enables(step: Step, words: Words) -> str:
    """Return which actions wait for a step: those of the roadmap, else those that it opens for later."""
    names = words.listing(list(step.why.enables))
    if step.why.code == "prepares":
        return words("Needed for {names}.", names=names)
    if step.why.enables:
        return words.plural("{names} waits for it.", "{names} wait for it.", len(step.why.enables), names=names)
    if step.why.opens:
        return words("Opens the way for {names}.", names=words.listing(list(step.why.opens)))
    return ""


def step_stake(questionnaire: Questionnaire, roadmap: Roadmap, step: Step, words: Words) -> str:
    """Return what the roadmap would lose without a step, and whether somebody asked for it."""
    why, said = step.why, []
    if why.at_stake is not None and exceeds(why.at_stake.share, 0):
        share, falls = words.percent(why.at_stake.share), why.at_stake.falls
        said.append(
            words.plural(
                "Without it the roadmap brings {share} less, because {names} drops out too.",
                "Without it the roadmap brings {share} less, because {names} drop out too.",
                len(falls),
                share=share,
                names=words.listing(list(falls)),
            )
            if falls
            else words("Without it the roadmap brings {share} less.", share=share)
        )
    for domain in why.musts:
        must = roadmap.limits.must[domain]
        said.append(
            words(
                "Needed to have {domain} at level {level} by the end of {quarter}, as you asked.",
                domain=domain_name(questionnaire, domain, words),
                level=must.level,
                quarter=quarter_label(roadmap.limits, must.quarter, words),
            )
        )
    if why.pinned is not None:
        said.append(words("You asked for it in {quarter}.", quarter=quarter_label(roadmap.limits, why.pinned, words)))
    return " ".join(said)


def step_timing(questionnaire: Questionnaire, roadmap: Roadmap, step: Step, words: Words) -> str:
    """Return why a step is not done earlier or later, and how much slack it has."""
    if step.why.runs is not None:
        return _runs(step, step.why.runs, words)
    parts = [_earlier(roadmap, step.why.earlier, words) if step.why.earlier else ""]
    if step.why.later is not None:
        parts += [step_slack(step.why.later, words), _later(questionnaire, roadmap, step.why.later, words)]
    return " ".join(part for part in parts if part)


def step_slack(later: Later, words: Words) -> str:
    """Return by how many weeks a step can slip without a trace."""
    if later.slack == 0:
        return words("There is no slack in it.")
    return words.plural("It has {count} week of slack.", "It has {count} weeks of slack.", later.slack)


def _brings(questionnaire: Questionnaire, step: Step, words: Words) -> list[str]:
    """Return what a step brings: a level first, then what comes nearer to the bar."""
    levels, nearer = [], []
    for gain in step.why.gains:
        name = capability_names(questionnaire, [gain.capability], words)
        if gain.level_after is not None and gain.level_after > (gain.level or 0):
            values = {"name": name, "level": gain.level, "after": gain.level_after, "bar": gain.target}
            levels.append(
                words("{name} to level {after} (bar {bar})", **values)
                if gain.level is None
                else words("{name} from level {level} to {after} (bar {bar})", **values)
            )
        elif gain.score is not None and gain.score_after is not None and gain.score_after > gain.score:
            score, after = words.number(gain.score), words.number(gain.score_after)
            nearer.append(words("{name} ({score} to {after}, bar {bar})", name=name, score=score, after=after,
                                bar=gain.target))  # fmt: skip
    said = []
    if levels:
        said.append(words("Brings {names}.", names=words.listing(levels)))
    if nearer:
        said.append(words("Brings {names} nearer to the bar.", names=words.listing(nearer)))
    return said


def _settles(step: Step, words: Words) -> list[str]:
    """Return what a step brings where no score shows it: an item that nobody could answer, or a key practice."""
    if not step.why.gains:
        return []
    unknown = [lift.item for lift in step.lifts if lift.value is None]
    if unknown:
        return [words("Settles {items}, which nobody could answer.", items=words.listing(unknown))]
    practices = _at_letters(step.lifts, words)
    return [words("Lifts the middle answer, {items}, as the key practice asks.", items=practices)] if practices else []


def _at_letters(lifts: Sequence[Lift], words: Words) -> str:
    return words.listing([words("{item} at {letter}", item=lift.item, letter=letter(lift.level)) for lift in lifts])


def _runs(step: Step, gone: int, words: Words) -> str:
    left = weeks(step.finish_week - step.start_week, words)
    if gone == 0:
        return words("Runs already; {left} to go.", left=left)
    return words("Runs for {gone} already; {left} to go.", gone=weeks(gone, words), left=left)


def weeks(n: int, words: Words) -> str:
    """Return a length of time: vijf weken."""
    return words.plural("{count} week", "{count} weeks", n)


def _earlier(roadmap: Roadmap, held: Obstacle, words: Words) -> str:
    """Return why a step does not start a week earlier, with the figures of the limit; a pin is told elsewhere."""
    match held.by:
        case "prerequisite" if held.actions:
            return words.plural(
                "Can start when {names} is done, at the end of week {week}.",
                "Can start when {names} are done, at the end of week {week}.",
                len(held.actions),
                names=words.listing(list(held.actions)),
                week=held.week,
            )
        case "days" | "owner" | "people" | "users":
            return words("Not earlier: {limit}.", limit=_limit(roadmap, held, words))
    return ""


def _later(questionnaire: Questionnaire, roadmap: Roadmap, later: Later, words: Words) -> str:
    """Return what it means to finish a step a quarter later; a pin is told elsewhere."""
    held = later.obstacle
    if held is None:
        return _cost_of_a_quarter(later, words)
    match held.by:
        case "days" | "owner" | "people" | "users":
            return words("A quarter later does not fit: {limit}.", limit=_limit(roadmap, held, words))
        case "steps":
            return words(
                "A quarter later leaves no place for {names}, which waits for it.",
                names=words.listing(list(held.actions)),
            )
        case "must":
            return words(
                "A quarter later {domain} would not be at level {level} by the end of {quarter}, as you asked.",
                domain=domain_name(questionnaire, held.domain, words),
                level=roadmap.limits.must[held.domain].level,
                quarter=quarter_label(roadmap.limits, held.quarter, words),
            )
        case "horizon":
            return words("A quarter later lies beyond the {n} weeks of this roadmap.", n=words.shortest(held.room))
    return ""


def _cost_of_a_quarter(later: Later, words: Words) -> str:
    cost = later.cost or 0.0
    if not exceeds(abs(cost), 0):
        said = words("A quarter later costs nothing")
    elif cost < 0:
        said = words("A quarter later the roadmap brings {share} more", share=words.percent(-cost))
    else:
        said = words("A quarter later the roadmap brings {share} less", share=words.percent(cost))
    if not later.moves:
        return words("{said}.", said=said)
    return words.plural(
        "{said}, and {names} moves along.",
        "{said}, and {names} move along.",
        len(later.moves),
        said=said,
        names=words.listing(list(later.moves)),
    )


def _limit(roadmap: Roadmap, held: Obstacle, words: Words) -> str:
    """Return how far a limit is used, as a part of a sentence."""
    quarter = quarter_label(roadmap.limits, held.quarter, words)
    names = words.listing(list(held.actions))
    if held.by == "people":
        return words.plural(
            "in week {week} {count} action runs already ({names})",
            "in week {week} {count} actions run already ({names})",
            int(held.taken),
            week=held.week + 1,
            names=names,
        )
    if held.by == "users":
        return words.plural(
            "in {quarter} users notice {count} change already ({names})",
            "in {quarter} users notice {count} changes already ({names})",
            int(held.taken),
            quarter=quarter,
            names=names,
        )
    values = {"quarter": quarter, "used": _used(held, words), "asks": _figure(held.asks, words), "owner": held.owner}
    is_full = held.room - held.taken < SHOWN
    if held.by == "owner":
        return (
            words("{owner} has no days left in {quarter} ({used})", **values)
            if is_full
            else words("{owner} has too few days left in {quarter} ({used}, and this asks {asks} there)", **values)
        )
    if is_full:
        return words("{quarter} is full ({used} days)", **values)
    return words("{quarter} has too little room ({used} days are planned, and this asks {asks} there)", **values)


def _used(held: Obstacle, words: Words) -> str:
    return words("{taken} of {room}", taken=_figure(held.taken, words), room=_figure(held.room, words))


def _figure(value: float, words: Words) -> str:
    return words.shortest(round(value, 1))


# What is left out


def left_out_text(
    questionnaire: Questionnaire, roadmap: Roadmap, left: LeftOut, words: Words, *, in_short: bool = False
) -> str:
    """Return why one action is left out, in whole sentences; `in_short` where the days of the roadmap are told."""
    match left.reason:
        case "not_needed":
            return _not_needed(questionnaire, left, words)
        case "excluded":
            return words("You stopped work on it.") if left.is_dropped else words("You left it out yourselves.")
        case "prerequisite":
            return words("Waits for {names}, which you do not do.", names=words.listing(list(left.missing)))
        case "too_far":
            return _too_far(roadmap, left, words)
    if left.only_for:
        return words("Only needed for {names}, for which there is no room.", names=words.listing(list(left.only_for)))
    return f"{_no_room(roadmap, left, words, in_short=in_short)} {_swap(left, words)}"


def _not_needed(questionnaire: Questionnaire, left: LeftOut, words: Words) -> str:
    if left.only_for:
        return words.plural(
            "Only needed for {names}, which is not in the roadmap either.",
            "Only needed for {names}, which are not in the roadmap either.",
            len(left.only_for),
            names=words.listing(list(left.only_for)),
        )
    if left.lifts:
        return words("What it brings is there already, or comes with the roadmap: {items}.",
                     items=_at_letters(left.lifts, words))  # fmt: skip
    if left.reached is None:
        return words("What it brings does not apply to you.")
    return _above_the_bar(questionnaire, left, left.reached, words)


def _above_the_bar(questionnaire: Questionnaire, left: LeftOut, reached: Gain, words: Words) -> str:
    level = questionnaire.actions_by_id[left.action].to_level
    values = {"name": capability_names(questionnaire, [reached.capability], words), "bar": reached.target}
    if level > reached.target:
        return words("Belongs to level {level} of {name}; the bar is {bar}.", level=level, **values)
    if reached.score_after is not None and reaches(reached.score_after, reached.target):
        score = words.number(reached.score_after)
        return words("Not needed: with the roadmap {name} comes to {score}, and the bar is {bar}.", score=score,
                     **values)  # fmt: skip
    if left.prerequisites:
        names = words.listing(list(left.prerequisites))
        return words("What it brings comes with {names} already, which must come before it.", names=names)
    return words("Not needed for this ambition.")


def _too_far(roadmap: Roadmap, left: LeftOut, words: Words) -> str:
    horizon = WEEKS_PER_QUARTER * roadmap.limits.quarters
    if left.is_above_reach:
        far = [
            words("{item} stands at {value} and is to go to {level}", item=lift.item,
                  value=words.shortest(round(lift.value or 1, 1)), level=lift.level)
            for lift in left.lifts
        ]  # fmt: skip
        return words("Too steep: {items}, and an action lifts at most two levels.", items=words.listing(far))
    if len(left.chain) < 2:
        return words(
            "Takes {weeks} weeks, even with unlimited days; this roadmap has {horizon}.",
            weeks=left.weeks,
            horizon=horizon,
        )
    return words(
        "Takes at least {weeks} weeks, with what must come before it ({chain}); this roadmap has {horizon}.",
        weeks=left.weeks,
        chain=words.listing(list(left.chain[:-1])),
        horizon=horizon,
    )


def days_planned(roadmap: Roadmap, words: Words) -> str:
    """Return how many of the days that can be planned are: 188 van 192."""
    planned, has = sum(step.days for step in roadmap.steps), sum(roadmap.limits.capacity) * (1 - roadmap.limits.reserve)
    return words("{taken} of {room}", taken=_figure(planned, words), room=_figure(has, words))


def _no_room(roadmap: Roadmap, left: LeftOut, words: Words, *, in_short: bool) -> str:
    limits = roadmap.limits
    amount = days(left.days, words)
    if left.prerequisites:
        amount = words("{days}, together with {names}", days=amount, names=words.listing(list(left.prerequisites)))
    match left.limit:
        case "people":
            return words.plural(
                "Would fit in days ({days}), but {count} action runs at once already.",
                "Would fit in days ({days}), but {count} actions run at once already.",
                limits.max_concurrent,
                days=amount,
            )
        case "users":
            return words.plural(
                "Would fit in days ({days}), but users already notice {count} change each quarter.",
                "Would fit in days ({days}), but users already notice {count} changes each quarter.",
                limits.max_visible_finishes,
                days=amount,
            )
        case "owner":
            parts = {left.action, *left.prerequisites}
            names = [name for name, owner in sorted(limits.owners.items()) if not parts.isdisjoint(owner.actions)]
            return words(
                "Would fit in days ({days}), but not in those of {names}.", days=amount, names=words.listing(names)
            )
    if in_short:
        return words("Asks {days}.", days=amount)
    return words("Asks {days}, and {planned} days are planned.", days=amount, planned=days_planned(roadmap, words))


def _swap(left: LeftOut, words: Words) -> str:
    """Return what would have to go to make room, and what that costs."""
    if left.swap is None:
        return words("Nothing that can go makes enough room for it.")
    fits = words.plural(
        "It fits if {names} ({days}) goes",
        "It fits if {names} ({days}) go",
        len(left.swap.goes),
        names=words.listing(list(left.swap.goes)),
        days=days(round(left.swap.days, 1), words),
    )
    cost = left.swap.cost
    if not exceeds(abs(cost), 0):
        return words("{fits}; that costs nothing.", fits=fits)
    if cost < 0:
        return words("{fits}; then the roadmap brings {share} more.", fits=fits, share=words.percent(-cost))
    return words("{fits}; then the roadmap brings {share} less.", fits=fits, share=words.percent(cost))


# What a quarter brings


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
            return words("The limit is the days of {owner}: {used}.", owner=held.owner, used=_used(held, words))
    return words("The limit is the days: {used}.", used=_used(held, words))


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
