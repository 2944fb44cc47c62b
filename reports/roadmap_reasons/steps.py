"""Say why a step stands where it stands: its gain, what is at stake, and why not earlier or later."""

from __future__ import annotations

from questionnaires.language import Words
from questionnaires.model import Questionnaire
from reports.roadmap_reasons.figures import at_letters, figure, used, weeks
from reports.roadmap_sentences import quarter_label
from reports.sentences import capability_names, domain_name
from scoring.bounds import exceeds
from scoring.roadmap.model import Roadmap, Step
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
    practices = at_letters(step.lifts, words)
    return [words("Lifts the middle answer, {items}, as the key practice asks.", items=practices)] if practices else []


def _runs(step: Step, gone: int, words: Words) -> str:
    left = weeks(step.finish_week - step.start_week, words)
    if gone == 0:
        return words("Runs already; {left} to go.", left=left)
    return words("Runs for {gone} already; {left} to go.", gone=weeks(gone, words), left=left)


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
    values = {"quarter": quarter, "used": used(held, words), "asks": figure(held.asks, words), "owner": held.owner}
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
