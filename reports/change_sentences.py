"""Say what changed between two runs, in the words of a manager."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from questionnaires.language import NOTHING, Words
from questionnaires.model import Questionnaire
from questionnaires.responses import Mode
from reports import sentences
from reports.sentences import as_sentence
from scoring.change.model import Comparison, Measured, Remark, ScopeChange

FEWEST_DIGITS, MOST_DIGITS = 2, 9  # behind the point of a difference and its threshold


def scope_name(questionnaire: Questionnaire, scope: str | None, words: Words) -> str:
    """Return the name of a capability with its id, of a domain, or of the whole (None)."""
    if scope is None:
        return words("Whole")
    if scope in questionnaire.capabilities:
        return sentences.capability_name(questionnaire, scope, words)
    return sentences.domain_name(questionnaire, scope, words)


def verdict_cell(change: ScopeChange, words: Words) -> str:
    """Return a verdict as a column has it."""
    match change.verdict:
        case "real":
            return words("real rise") if (change.difference or 0) > 0 else words("real fall")
        case "no_change":
            return words("nothing seen")
        case "not_comparable":
            return words("no verdict")


def people_cell(change: ScopeChange, words: Words) -> str:
    """Return of how many people a change is told, as a column has it: 6 same."""
    if change.difference is None:
        return NOTHING
    if change.agreed_old and change.agreed_new:
        return words("agreed")
    if change.n_old != change.n_new:
        return f"{change.n_old}, {change.n_new}"  # so many cannot be the same
    if change.same_people and not (change.agreed_old or change.agreed_new):
        return words("{n} same", n=change.n_new)
    return words("1 other") if change.n_new == 1 else words("{n} others", n=change.n_new)


def digits(change: ScopeChange) -> int:
    """Return with how many decimals, two or more, a difference that stays below its threshold also looks smaller."""
    if change.difference is None or change.threshold is None or change.verdict == "real":
        return FEWEST_DIGITS
    size, bar = abs(change.difference), change.threshold
    return next((n for n in range(FEWEST_DIGITS, MOST_DIGITS) if round(size, n) < round(bar, n)), MOST_DIGITS)


def signed(value: float | None, words: Words, digits: int = FEWEST_DIGITS) -> str:
    """Return a difference with its sign, to so many decimals; a dash for None."""
    text = words.number(value, digits)
    return f"+{text}" if value is not None and value > 0 and text != words.number(0, digits) else text


def movement(change: ScopeChange, words: Words) -> str:
    """Return a change behind its name: from 2.1 to 2.8: a real change (threshold 0.47; 6 people, the same)."""
    if change.difference is None or change.old is None or change.new is None:
        return words("not comparable")
    told = {
        "old": words.number(change.old),
        "new": words.number(change.new),
        "threshold": words.number(change.threshold, digits(change)),
        "people": people(change, words),
    }
    match change.verdict:
        case "real":
            return words("from {old} to {new}: a real change (threshold {threshold}; {people})", **told)
        case "no_change":
            return words("from {old} to {new}: no change to be seen (threshold {threshold}; {people})", **told)
        case "not_comparable":
            return words("from {old} to {new}: not comparable ({people})", **told)


def people(change: ScopeChange, words: Words) -> str:
    """Return of how many people a change is told, and whether they are the same: 6 people, the same."""
    if change.agreed_old and change.agreed_new:
        return words("agreed in both runs")
    if change.agreed_old or change.agreed_new:
        n = change.n_new if change.agreed_old else change.n_old
        return words.plural("{n} person, and agreed once", "{n} people, and agreed once", n)
    if change.same_people:
        return words.plural("{n} person, the same", "{n} people, the same", change.n_new)
    if change.n_old == change.n_new:
        return words.plural("{n} person, another", "{n} people, another group", change.n_new)
    return words("{old} and {new} people, another group", old=change.n_old, new=change.n_new)


def reason(change: ScopeChange, words: Words) -> str:
    """Return why a verdict is what it is, as a sentence."""
    told: dict[str, Any] = change.reason.values
    match change.reason.code:
        case "beyond_threshold":
            return words(
                "The difference of {difference} is larger than chance alone explains ({threshold}).",
                difference=words.number(abs(change.difference or 0), digits(change)),
                threshold=words.number(change.threshold, digits(change)),
            )
        case "within_threshold":
            return words(
                "The difference of {difference} stays below {threshold}, so it can be chance or too small to notice.",
                difference=words.number(abs(change.difference or 0), digits(change)),
                threshold=words.number(change.threshold, digits(change)),
            )
        case "one_respondent":
            return words("One person answered, and it was not the same person in both runs.")
        case "out_of_scope":
            return {
                "old": words("It was not applicable in the earlier run."),
                "new": words("It is not applicable in the later run."),
            }.get(told["run"], words("It is not applicable in either run."))
        case "questionnaire":
            return words.say(change.reason.broken.reason) if change.reason.broken else ""
        case "few_answers":
            return words.plural(
                "{n} of the {items} questions has an answer in both runs; two out of three are needed.",
                "{n} of the {items} questions have an answer in both runs; two out of three are needed.",
                told["common"],
                items=told["items"],
            )
        case "few_capabilities":
            return words.plural(
                "{n} of the {in_scope} capabilities can be compared; half of them are needed.",
                "{n} of the {in_scope} capabilities can be compared; half of them are needed.",
                told["common"],
                in_scope=told["in_scope"],
            )
        case "few_domains":
            return words.plural(
                "{n} of the {in_scope} domains can be compared; half of them are needed.",
                "{n} of the {in_scope} domains can be compared; half of them are needed.",
                told["common"],
                in_scope=told["in_scope"],
            )


def level_moves(questionnaire: Questionnaire, comparison: Comparison, words: Words) -> Iterator[str]:
    """Yield how levels moved: of the whole, the domains and the capabilities; first what is sure, then the others."""
    scopes: list[tuple[str | None, ScopeChange]] = [
        (None, comparison.overall), *comparison.domains.items(), *comparison.capabilities.items()
    ]  # fmt: skip
    unsure = []
    for scope, change in scopes:
        name = scope_name(questionnaire, scope, words)
        if change.level.verdict == "announced":
            yield _sure_move(name, change, words)
        elif change.level.verdict == "indicative":
            unsure.append((name, change.level))
    if len(unsure) == 1:
        (name, level) = unsure[0]
        yield words(
            "{name} seems to go from level {old} to level {new}, but that is not sure yet.",
            name=name,
            old=level.old,
            new=level.new,
        )
    elif unsure:
        moves = [words("{name} ({old} to {new})", name=name, old=level.old, new=level.new) for name, level in unsure]
        yield words("These seem to change level, but that is not sure yet: {moves}.", moves=words.listing(moves))


def _sure_move(name: str, change: ScopeChange, words: Words) -> str:
    """Return how a level moved, and by what that is sure."""
    level = change.level
    told = {"name": name, "old": level.old, "new": level.new}
    if change.verdict == "real" or not level.gates:
        return words("{name} went from level {old} to level {new}.", **told)
    return words.plural(
        "{name} went from level {old} to level {new}: key practice {items} did so too, and there is evidence of it.",
        "{name} went from level {old} to level {new}: key practices {items} did so too, and there is evidence of them.",
        len(level.gates),
        items=words.listing(level.gates),
        **told,
    )


def what_differs(old: Measured, new: Measured, comparison: Comparison, words: Words) -> Iterator[str]:
    """Yield what else is otherwise in the newer run, and what it no longer asks."""
    for one in comparison.comparability.remarks:
        yield remark(one, words)
    for name, broken in comparison.breaks.items():
        if name not in new.questionnaire.capabilities:
            yield f"{scope_name(old.questionnaire, name, words)}: {words.say(broken.reason)}"


def remark(one: Remark, words: Words) -> str:
    """Return what is otherwise in the later run, and what that means for the comparison."""
    told: dict[str, Any] = one.values
    match one.code:
        case "organisation":
            return words(
                "These are runs of different organisations ({old} and {new}): what differs between them is no change.",
                **told,
            )
        case "turned_round":
            return words(
                "The first run is of {old}, later than the second of {new}: name the older run first.",
                old=words.date(told["old"]),
                new=words.date(told["new"]),
            )
        case "same_day":
            return words("Both runs are of {date}.", date=words.date(told["new"]))
        case "figures":
            return _figures(told["old"], told["new"], words)
        case "other_people":
            return _other_people(told["old"], told["new"], told["both"], words)
        case "partly_other_people":
            return f"{words('Not everyone took part in both runs.')} {_because_of_others(words)}"
        case "roles":
            return words(
                "The mix of roles is another: first {old}; now {new}.",
                old=sentences.respondents_by_role(told["old"], words),
                new=sentences.respondents_by_role(told["new"], words),
            )
        case "mode":
            return words(
                "The way of measuring is another: first {old}, now {new}.",
                old=_mode(told["old"], words),
                new=_mode(told["new"], words),
            )
        case "privacy":
            if told["new"] == "anonymous":
                return words("The earlier run was open and the later one is anonymous, so groups can count otherwise.")
            return words("The earlier run was anonymous and the later one is open, so groups can count otherwise.")
        case "language":
            return words(
                "The language of answering is another: first {old}, now {new}.",
                old=_language(told["old"], words),
                new=_language(told["new"], words),
            )
        case "new_series":
            return words(
                "The questionnaire began anew between version {old} and version {new}: scale, structure or meaning "
                "changed.",
                **told,
            )
        case "questionnaire":
            return words(
                "The questionnaire went from version {old} to {new}; only questions that stayed the same are compared.",
                **told,
            )


def _figures(old: bool, new: bool, words: Words) -> str:
    first = (
        words("Of both runs only the figures are here, not who answered.")
        if old and new
        else words("Of the earlier run only the figures are here, not who answered.")
        if old
        else words("Of the later run only the figures are here, not who answered.")
    )
    return f"{first} {words('So they count as other people, for whom a difference must be larger.')}"


def _other_people(old: int, new: int, both: int, words: Words) -> str:
    if old == new == 1:
        return words("Somebody else answered than in the earlier run. Ask the same person next time.")
    if both == 0:
        first = words("None of the respondents took part in the earlier run.")
    elif old == new:
        first = words(
            "{both} of the {new} respondents took part in both runs.",
            both=as_sentence(words.count(both)),
            new=words.count(new),
        )
    else:
        first = words(
            "{both} of the respondents took part in both runs; {old} answered first, {new} now.",
            both=as_sentence(words.count(both)),
            old=words.count(old),
            new=words.count(new),
        )
    return f"{first} {_because_of_others(words)}"


def _because_of_others(words: Words) -> str:
    return words("Because of that, only larger differences count as real. Ask the same people next time.")


def _mode(mode: Mode, words: Words) -> str:
    match mode:
        case "solo":
            return words("one person")
        case "survey":
            return words("a survey")
        case "workshop":
            return words("a workshop")


def _language(language: str, words: Words) -> str:
    return words("Dutch") if language == "nl" else words("English")


def chance(questionnaire: Questionnaire, comparison: Comparison, words: Words) -> Iterator[str]:
    """Yield what chance alone does among so many capabilities, and which marks stay when all are judged together."""
    found = comparison.discovery
    if found.tested < 2:
        return
    if found.expected_by_chance >= 0.5:
        yield words(
            "Of {tested} capabilities, chance alone makes about one look really changed. So a single change says "
            "little: do not celebrate it, and do not regret it.",
            tested=words.count(found.tested),
        )
    else:
        yield words(
            "Of {tested} capabilities, chance alone seldom makes one look really changed (on average {expected}).",
            tested=words.count(found.tested),
            expected=words.number(found.expected_by_chance, 2),
        )
    marked = [name for name, change in comparison.capabilities.items() if change.verdict == "real"]
    if not marked:
        return
    names = sentences.capability_names(questionnaire, found.real, words)
    if not found.real:
        yield words("Judged strictly, all capabilities together, no change stays.")
    elif len(found.real) == len(marked):
        yield words("Judged strictly, all capabilities together, every change stays.")
    else:
        yield words("Judged strictly, all capabilities together, these changes stay: {names}.", names=names)
