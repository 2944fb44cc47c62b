"""What makes the figures in a file sound: they fit the questionnaire, protect people and follow from each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from math import isclose
from typing import TYPE_CHECKING, Any

import msgspec

from questionnaires.language import phrase
from questionnaires.language import words as words_in
from questionnaires.model import Capability, Domain, Questionnaire
from questionnaires.nodes import Flaw, Step
from questionnaires.suggestions import did_you_mean
from reports.findings import flag_message
from scoring import levels
from scoring.counts import average
from scoring.scorecard import CapabilityScore, Scorecard

if TYPE_CHECKING:
    from reports.figures_file import FiguresFile

Path = tuple[Step, ...]
SMALLEST_GROUP = 2  # of one person there is an answer file
SCALE, SHARE, HUNDRED = (1.0, 5.0), (0.0, 1.0), (0.0, 100.0)
RANGES: dict[str, tuple[float, float]] = {
    "value": SCALE, "value_pessimistic": SCALE, "low_median": SCALE, "agreed": SCALE, "mean": SCALE, "spread": (0, 2),
    "perception_gap": (-4, 4), "score": SCALE, "score_pessimistic": SCALE, "level": SCALE, "target": SCALE,
    "gap": (0, 4), "importance": (0.5, 1.5), "coverage": SHARE, "consensus": SHARE, "priority": HUNDRED,
    "ambition": SCALE, "low": SCALE, "high": SCALE,
}  # fmt: skip
ROUNDING = 1e-9  # of sums of fractions
COUNTS = ("people", "unknown", "counts", "n", "respondents")


def flaws(file: FiguresFile, questionnaire: Questionnaire) -> Iterator[Flaw]:
    """Yield everything that is unsound in the figures of a file whose fields all fit."""
    named = [*_names(file, questionnaire)]
    yield from named
    ranges = [*_ranges(("scorecard",), msgspec.to_builtins(file.scorecard))]
    yield from ranges
    yield from _people(file)
    if not named and not ranges:
        yield from _sums(file.scorecard, questionnaire)
        yield from _unspeakable(file.scorecard, questionnaire)


def _names(file: FiguresFile, questionnaire: Questionnaire) -> Iterator[Flaw]:
    """Yield where the figures are not about exactly the parts of the questionnaire."""
    card, domains = file.scorecard, tuple(domain.id for domain in questionnaire.domains)
    yield from _exactly(("scorecard", "items"), card.items, questionnaire.items)
    yield from _exactly(("scorecard", "capabilities"), card.capabilities, questionnaire.capabilities)
    yield from _exactly(("scorecard", "domains"), card.domains, domains)
    yield from _exactly(("with_level", "capabilities"), file.with_level.capabilities, questionnaire.capabilities)
    yield from _exactly(("with_level", "domains"), file.with_level.domains, domains)
    asked = (questionnaire.id, questionnaire.version, questionnaire.sha256)
    if (card.questionnaire.id, card.questionnaire.version, card.questionnaire.sha256) != asked:
        yield _changed(("scorecard", "questionnaire"), "other-questionnaire")


def _exactly(path: Path, given: Iterable[str], known: Iterable[str]) -> Iterator[Flaw]:
    given, known = tuple(given), tuple(known)
    for name in given:
        if name not in known:
            message = phrase("there is no ‘{id}’ in the questionnaire.", id=name)
            yield Flaw(
                path=(*path, name), at_key=True, code="unknown-id", message=message, remedy=did_you_mean(name, known)
            )
    for name in known:
        if name not in given:
            yield Flaw(
                path=path, code="figure-missing", message=phrase("the figures of ‘{id}’ are missing.", id=name),
                remedy=phrase("Export the run again from where it was made."),
            )  # fmt: skip


def _ranges(path: Path, plain: Any) -> Iterator[Flaw]:
    """Yield every figure that is off its scale, and every count below nought."""
    parts: Iterable[tuple[Step, Any]] = ()
    if isinstance(plain, dict):
        parts = plain.items()
    elif isinstance(plain, list):
        parts = enumerate(plain)
    for name, value in parts:
        here = (*path, name)
        if isinstance(value, bool) or value is None:
            continue
        if isinstance(value, int | float):
            least, most = _range_of(here)
            if not least - ROUNDING <= value <= most + ROUNDING:
                message = phrase("‘{name}’ cannot be {value}.", name=name, value=value)
                remedy = phrase("Export the run again from where it was made.")
                yield Flaw(path=here, code="out-of-range", message=message, remedy=remedy)
        else:
            yield from _ranges(here, value)


def _range_of(path: Path) -> tuple[float, float]:
    if {"values", "priority_factors"} & set(path):
        return (-1e9, 1e9)
    if any(name in COUNTS for name in path):
        return (0, 1e9)
    if "stated_ambition" in path:
        return SCALE
    if "fulfilment" in path:
        return SHARE
    return RANGES.get(str(path[-1]), (-1e9, 1e9))


def _people(file: FiguresFile) -> Iterator[Flaw]:
    """Yield where the figures do not protect people as the run says, or count more of them than there are."""
    card = file.scorecard
    people = sum(card.respondents.values())
    if people < SMALLEST_GROUP:
        yield Flaw(
            path=("scorecard", "respondents"), code="too-few-people",
            message=phrase("figures are of two respondents or more; of one there is an answer file."),
            remedy=phrase("Export the run again from where it was made."),
        )  # fmt: skip
    is_anonymous = file.privacy.mode == "anonymous"
    if card.anonymous != is_anonymous or card.privacy_threshold != file.privacy.threshold:
        yield _changed(("scorecard", "anonymous"), "other-privacy")
    for item_id, item in card.items.items():
        audiences = [group.audiences for group in item.groups]
        if item.perception_gap is not None and not (("it",) in audiences and ("user",) in audiences):
            yield _changed(("scorecard", "items", item_id, "perception_gap"), "figures-differ")
        for number, group in enumerate(item.groups):
            path = ("scorecard", "items", item_id, "groups", number)
            if sum(group.counts) + group.unknown != group.people or group.people > people:
                yield _changed(path, "figures-differ")
            elif card.anonymous and group.people < card.privacy_threshold:
                message = phrase("a group of {n} is shown, and the threshold is {threshold}.",
                                 n=group.people, threshold=card.privacy_threshold)  # fmt: skip
                remedy = phrase("Export the run again from where it was made.")
                yield Flaw(path=path, code="group-too-small", message=message, remedy=remedy)
    counted = file.with_level
    for where, counts in (("capabilities", counted.capabilities), ("domains", counted.domains)):
        for name, n in counts.items():
            if not 0 <= n <= counted.overall:
                yield _changed(("with_level", where, name), "figures-differ")
    if not 0 <= counted.overall <= people:
        yield _changed(("with_level", "overall"), "figures-differ")


def _sums(card: Scorecard, questionnaire: Questionnaire) -> Iterator[Flaw]:
    """Yield every score and level that does not follow from the items (scoring 4.2, 4.3)."""
    for capability in questionnaire.capabilities.values():
        if not _follows(card.capabilities[capability.id], levels.standings(capability, card.items), capability):
            yield _changed(("scorecard", "capabilities", capability.id), "figures-differ")
    for domain in questionnaire.domains:
        if not _is_whole(card, domain):
            yield _changed(("scorecard", "domains", domain.id), "figures-differ")
    domains, given = card.domains.values(), card.overall
    lowest = min((one.level for one in domains if one.level is not None), default=None)
    held_by = tuple(name for one in domains if lowest and one.level == lowest for name in one.held_by)
    if not (
        (given.level, given.held_by) == (lowest, held_by)
        and _same(given.score, average(one.score for one in domains))
        and _same(given.ambition, average(one.target for one in domains))
    ):
        yield _changed(("scorecard", "overall"), "figures-differ")


def _follows(given: CapabilityScore, applicable: Mapping[str, levels.Standing], capability: Capability) -> bool:
    """Say whether the figures of a capability follow from its items (scoring 4.2, 4.5)."""
    follows = levels.capability_level(capability, applicable)
    is_out = not applicable
    gap = None if given.score is None or given.target is None else max(0.0, given.target - given.score)
    return (
        _same(given.score, follows.score)
        and (given.level, given.level_unverified) == (follows.level, follows.level_unverified)
        and (given.out_of_scope, given.target is None) == (is_out, is_out)
        and _same(given.gap, gap)
    )


def _is_whole(card: Scorecard, domain: Domain) -> bool:
    """Say whether the figures of a domain follow from its capabilities in scope (scoring 4.3)."""
    given = card.domains[domain.id]
    parts = {one.id: card.capabilities[one.id] for one in domain.capabilities}
    in_scope = {name: part for name, part in parts.items() if not part.out_of_scope}
    is_out = levels.is_domain_out_of_scope(len(in_scope), len(parts))
    score = None if is_out else levels.domain_score([part.score for part in in_scope.values()])
    reached = {name: part.level for name, part in in_scope.items()}
    return (
        given.out_of_scope == is_out
        and _same(given.score, score)
        and _same(given.target, average(part.target for part in in_scope.values()))
        and given.level == (None if score is None else levels.domain_level(reached, domain.core))
        and given.held_by == (() if score is None else levels.held_by(reached, domain.core))
    )


def _same(one: float | None, other: float | None) -> bool:
    return one == other if one is None or other is None else isclose(one, other, abs_tol=ROUNDING)


def _unspeakable(card: Scorecard, questionnaire: Questionnaire) -> Iterator[Flaw]:
    """Yield every flag that no sentence can be made of."""
    speak = words_in("en")
    for number, flag in enumerate(card.flags):
        try:
            flag_message(questionnaire, card, flag, speak)
            for item_id in flag.items:
                questionnaire.items[item_id]
        except (KeyError, IndexError, TypeError, ValueError, AttributeError):
            yield _changed(("scorecard", "flags", number), "unknown-flag")


def _changed(path: Path, code: str) -> Flaw:
    return Flaw(
        path=path, code=code, message=phrase("this does not agree with the rest of the file; it was changed by hand."),
        remedy=phrase("Export the run again from where it was made."),
    )  # fmt: skip
