"""Say why an action is left out, and what would have to go for it."""

from __future__ import annotations

from questionnaires.language import Words
from questionnaires.model import Questionnaire
from reports.roadmap_reasons.figures import at_letters, figure
from reports.roadmap_sentences import days
from reports.sentences import capability_names
from scoring.bounds import exceeds, reaches
from scoring.roadmap.model import WEEKS_PER_QUARTER, Gain, LeftOut, Roadmap


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
                     items=at_letters(left.lifts, words))  # fmt: skip
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
    return words("{taken} of {room}", taken=figure(planned, words), room=figure(has, words))


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
