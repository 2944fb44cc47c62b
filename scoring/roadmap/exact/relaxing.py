"""Say why no plan keeps to the limits, with the smallest change that one could keep to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from msgspec.structs import replace

from questionnaires.language import Phrase, phrase
from scoring.roadmap.contradictions import NoPlan
from scoring.roadmap.exact.least import has_plan, least_days
from scoring.roadmap.exact.problem import Problem
from scoring.roadmap.exact.solving import Effort, effort_of
from scoring.roadmap.model import Limits, Must
from scoring.roadmap.search import Search
from scoring.roadmap.state import State


class _Change(NamedTuple):
    limits: Limits
    remedy: Phrase


def no_plan(state: State, limits: Limits, search: Search) -> NoPlan:
    """Return what to say where the limits leave no plan: what is demanded in vain, and a demand that can be met."""
    effort = effort_of(search)
    message = _in_vain(state, limits, effort)
    for change in _changes(limits):
        if has_plan(Problem.of(state, change.limits), effort):
            return NoPlan(message, change.remedy)
    days = least_days(Problem.of(state, limits), search)
    if days is not None:
        return NoPlan(message, phrase("With {days} person-days per quarter it can be done.", days=days))
    return NoPlan(message, phrase("Take one of these demands away, or leave less out."))


def _in_vain(state: State, limits: Limits, effort: Effort) -> Phrase:
    """Return which demand cannot be met: the first that cannot even alone, else all of them together."""
    demands = [*_musts(limits), *_pins(limits)]
    for alone, message in demands:
        if not has_plan(Problem.of(state, alone), effort):
            return message
    return phrase("Not everything that is pinned or must be reached can be had together.")


def _musts(limits: Limits) -> Iterator[tuple[Limits, Phrase]]:
    for domain, must in sorted(limits.must.items()):
        message = phrase("{domain} cannot be at level {level} by quarter {quarter} within these limits.",
                         domain=domain, level=must.level, quarter=must.quarter)  # fmt: skip
        yield replace(limits, must={domain: must}, pinned={}), message


def _pins(limits: Limits) -> Iterator[tuple[Limits, Phrase]]:
    for action, quarter in sorted(limits.pinned.items()):
        message = phrase("{action} cannot be finished in quarter {quarter} within these limits.",
                         action=action, quarter=quarter)  # fmt: skip
        yield replace(limits, must={}, pinned={action: quarter}), message


def _changes(limits: Limits) -> Iterator[_Change]:
    """Yield limits with one demand less strict: a later quarter, then a lower level, the smallest change first."""
    for later in range(1, limits.quarters):
        for domain, must in sorted(limits.must.items()):
            if must.quarter + later <= limits.quarters:
                then = Must(must.level, must.quarter + later)
                yield _Change(
                    replace(limits, must={**limits.must, domain: then}),
                    phrase("It can be done by quarter {quarter}.", quarter=then.quarter)
                    if len(limits.must) == 1
                    else phrase("It can be done with {domain} by quarter {quarter}.", domain=domain,
                                quarter=then.quarter),
                )  # fmt: skip
        for action, quarter in sorted(limits.pinned.items()):
            if quarter + later <= limits.quarters:
                yield _Change(
                    replace(limits, pinned={**limits.pinned, action: quarter + later}),
                    phrase("Pin {action} to quarter {quarter}.", action=action, quarter=quarter + later),
                )
    for lower in range(1, 4):
        for domain, must in sorted(limits.must.items()):
            if must.level - lower > 1:
                yield _Change(
                    replace(limits, must={**limits.must, domain: Must(must.level - lower, must.quarter)}),
                    phrase("{domain} can be at level {level} by then.", domain=domain, level=must.level - lower),
                )
