"""Say what a scorecard draws attention to: every flag as a sentence, the weightiest first."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from questionnaires.language import Words
from questionnaires.model import Questionnaire
from questionnaires.responses import DEFAULT_HORIZON_QUARTERS
from reports.sentences import as_sentence, capability_name, no_ambition_stated
from scoring.ambition import FAR
from scoring.scorecard import Flag, Scorecard

FIRST = (
    "ambition_far",
    "all_targets_five",
    "no_ambition",
    "not_scored",
    "unverified",
    "unknown_finding",
    "blind_spot",
    "too_modest",
)
LAST = ("scope_disputed", "more_than_asked", "straight_lining", "speed")
MOST_NAMED = 4  # a longer list is not read


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to look at, in a whole sentence; flags that say the same of several items share it."""

    code: str
    text: str
    items: tuple[str, ...] = ()
    capabilities: tuple[str, ...] = ()


def flag_message(questionnaire: Questionnaire, scorecard: Scorecard, flag: Flag, words: Words) -> str:
    """Return the sentence of one flag by itself."""
    return _say(questionnaire, scorecard, flag.code, [flag], words)


def findings(questionnaire: Questionnaire, scorecard: Scorecard, words: Words) -> tuple[Finding, ...]:
    """Return everything there is to look at, the weightiest first, one sentence for each kind.

    Beside the flags that scoring raised this tells which capabilities have no score or no certain level, and that
    nobody set the bar.
    """
    by_code: dict[str, list[Flag]] = {}
    for flag in scorecard.flags:
        by_code.setdefault(flag.code, []).append(flag)
    found = [
        Finding(
            code=code,
            text=_say(questionnaire, scorecard, code, flags, words),
            items=tuple(item for flag in flags for item in flag.items),
            capabilities=tuple(flag.capability for flag in flags if flag.capability),
        )
        for code, flags in by_code.items()
    ]
    if not scorecard.overall.ambition_stated and scorecard.overall.score is not None:
        found.append(Finding(code="no_ambition", text=no_ambition_stated(words)))
    found += [
        Finding(code="not_scored", text=not_scored(questionnaire, scorecard, name, words), capabilities=(name,))
        for name, capability in scorecard.capabilities.items()
        if capability.score is None and not capability.out_of_scope
    ]
    unverified = tuple(name for name, capability in scorecard.capabilities.items() if capability.level_unverified)
    if unverified:
        found.append(
            Finding(code="unverified", text=_unverified(questionnaire, unverified, words), capabilities=unverified)
        )
    return tuple(sorted(found, key=lambda finding: _weight(finding.code)))


def not_scored(questionnaire: Questionnaire, scorecard: Scorecard, capability_id: str, words: Words) -> str:
    """Return why a capability has no score, with the numbers of answers where they are known."""
    name = capability_name(questionnaire, capability_id, words)
    asked = scorecard.capabilities[capability_id].confidence.values.get("asked")
    levels = scorecard.capabilities[capability_id].confidence.values.get("levels")
    items = questionnaire.capabilities[capability_id].items
    unknown = sum(group.unknown for item in items for group in scorecard.items[item.id].groups)
    if not asked or levels is None:
        return words("{name} is not scored: too few of its questions have an answer that counts.", name=name)
    if levels == 0 and not unknown:
        return words.plural(
            "{name} is not scored: the only answer asked for is missing.",
            "{name} is not scored: none of the {n} answers asked for is of use.",
            int(asked),
            name=name,
        )
    if unknown:
        return words(
            "{name} is not scored: {asked} answers asked for, {levels} of use, {unknown} × ‘I don’t know’. "
            "That is a finding, not a zero.",
            name=name, asked=int(asked), levels=int(levels), unknown=unknown,
        )  # fmt: skip
    return words(
        "{name} is not scored: {asked} answers asked for, {levels} of use.",
        name=name, asked=int(asked), levels=int(levels),
    )  # fmt: skip


def _unverified(questionnaire: Questionnaire, capability_ids: Sequence[str], words: Words) -> str:
    names = words.listing([capability_name(questionnaire, capability_id, words) for capability_id in capability_ids])
    return words("Level not verified (?): nobody chose a sentence at the next key practice of {names}.", names=names)


def _weight(code: str) -> int:
    """Return the place of a kind of finding: the content's own contradictions stand between the two lists."""
    if code in FIRST:
        return FIRST.index(code)
    return len(FIRST) + 1 + LAST.index(code) if code in LAST else len(FIRST)


def _say(questionnaire: Questionnaire, scorecard: Scorecard, code: str, flags: Sequence[Flag], words: Words) -> str:
    """Return the sentence of flags that share a code: the content's own text, else the one of this module."""
    match code:
        case "straight_lining" | "speed":
            return _answering(questionnaire, code, flags, words)
        case "ambition_far":
            return _ambition_far(questionnaire, scorecard, flags, words)
        case "all_targets_five":
            return words(
                "The bar is at 5 everywhere. Whoever wants the highest in everything has chosen nothing: "
                "settle where 3 will do."
            )
        case "more_than_asked":
            return _more_than_asked(questionnaire, scorecard, flags, words)
        case "unknown_finding":
            return _unknown_finding(scorecard, flags, words)
        case "blind_spot":
            return words(
                "Blind spot: IT sees it at least one level higher than users at {items}.",
                items=_compared(flags, "it", "user", words),
            )
        case "too_modest":
            return words(
                "Too modest: users see it at least one level higher than IT at {items}.",
                items=_compared(flags, "user", "it", words),
            )
        case "scope_disputed":
            return words(
                "Some say ‘not applicable’ at {items}, others do not: settle together whether it applies to you.",
                items=words.listing(_items(flags)),
            )
    return questionnaire.flags[code][words.language]


def _answering(questionnaire: Questionnaire, code: str, flags: Sequence[Flag], words: Words) -> str:
    """Return the sentence about a way of answering: the content's own for one respondent, else with their number."""
    n = max((int(flag.values.get("respondents", 1)) for flag in flags), default=1)
    if n == 1:
        return questionnaire.flags[code][words.language]
    count = as_sentence(words.count(n))
    if code == "speed":
        return words(
            "{count} respondents answered at least half of the questions in under four seconds each, too short to read "
            "five sentences: the answers do count, but check whether they hold before you rely on them.",
            count=count,
        )
    return words(
        "{count} respondents chose the same option at least nine times out of ten: the answers do count, but check "
        "whether the sentences were read before you rely on them.",
        count=count,
    )


def _far(questionnaire: Questionnaire, scorecard: Scorecard, flags: Sequence[Flag], words: Words) -> str:
    """Return where the bar is far above reality: a domain as a whole where its means are, else its capabilities."""
    names = []
    for domain in questionnaire.domains:
        flagged = [flag.capability for flag in flags if flag.domain == domain.id and flag.capability]
        score, target = scorecard.domains[domain.id].score, scorecard.domains[domain.id].target
        if len(flagged) > 1 and score is not None and target is not None and target - score > FAR:
            names.append(domain.name[words.language])
        else:
            names += [capability_name(questionnaire, capability_id, words) for capability_id in flagged]
    return words.listing(names)


def _items(flags: Sequence[Flag]) -> list[str]:
    return list(dict.fromkeys(item for flag in flags for item in flag.items))


def _ambition_far(questionnaire: Questionnaire, scorecard: Scorecard, flags: Sequence[Flag], words: Words) -> str:
    quarters = int(flags[0].values.get("quarters", DEFAULT_HORIZON_QUARTERS))
    return words.plural(
        "For {names} the bar is more than one and a half levels above reality: a lot for {count} quarter.",
        "For {names} the bar is more than one and a half levels above reality: a lot for {count} quarters.",
        quarters,
        names=_far(questionnaire, scorecard, flags, words),
    )


def _more_than_asked(questionnaire: Questionnaire, scorecard: Scorecard, flags: Sequence[Flag], words: Words) -> str:
    """Return where reality lies above the bar: each by name, or their number and the one that lies highest."""
    above = {}
    for capability_id in dict.fromkeys(flag.capability for flag in flags if flag.capability):
        capability = scorecard.capabilities[capability_id]
        compared = words("{score} against {bar}", score=words.number(capability.score), bar=capability.target)
        name = f"{capability_name(questionnaire, capability_id, words)} ({compared})"
        above[name] = (capability.score or 0) - (capability.target or 0)
    if len(above) > MOST_NAMED:
        return words(
            "More than you ask for: {count} capabilities, {name} the most. Time can be freed here.",
            count=words.count(len(above)),
            name=max(above, key=lambda name: above[name]),
        )
    return words("More than you ask for: {names}. Time can be freed here.", names=words.listing(list(above)))


def _unknown_finding(scorecard: Scorecard, flags: Sequence[Flag], words: Words) -> str:
    items = words.listing(_items(flags))
    if sum(scorecard.respondents.values()) == 1:
        return words("Not known: {items}. That you do not know is a finding in itself.", items=items)
    return words(
        "Not known: at {items} at least a third answered ‘I don’t know’. That is a finding in itself.",
        items=items,
    )


def _compared(flags: Sequence[Flag], first: str, second: str, words: Words) -> str:
    """Return items with the means of two groups, in the order of the flags: S3.1 (3,3 tegen 1,8)."""
    parts = []
    for flag in flags:
        one, other = words.number(flag.values.get(first)), words.number(flag.values.get(second))
        parts += [words("{item} ({one} against {other})", item=item, one=one, other=other) for item in flag.items]
    return words.listing(parts)
