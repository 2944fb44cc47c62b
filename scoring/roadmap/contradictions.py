"""Find what limits forbid each other, before anything is planned."""

from __future__ import annotations

from collections.abc import Iterator

from questionnaires.language import Phrase, phrase
from scoring.roadmap.arrivals import Arrival, earliest_arrivals
from scoring.roadmap.model import WEEKS_PER_QUARTER, Limits
from scoring.roadmap.state import State


class NoPlan(Exception):
    """Raised where no plan can keep to the limits; `message` says which of them, `remedy` what would do."""

    def __init__(self, message: Phrase, remedy: Phrase) -> None:
        super().__init__(message.message)
        self.message, self.remedy = message, remedy


def contradictions(state: State, limits: Limits) -> Iterator[NoPlan]:
    """Yield what can never go together, whatever the person-days: pins, what is left out, and what must be reached."""
    horizon = WEEKS_PER_QUARTER * limits.quarters
    for action, gone in sorted(limits.running.items()):
        weeks = state.actions[action].weeks
        if gone < 0:
            yield NoPlan(
                phrase("{action} is said to run already, and to have begun after the start of the roadmap.",
                       action=action),
                phrase("Mend its date, or mark it as planned."),
            )  # fmt: skip
        elif action in limits.excluded:
            yield NoPlan(phrase("{action} runs already, and is left out.", action=action),
                         phrase("Take one of the two away."))  # fmt: skip
        elif weeks > horizon:
            yield NoPlan(
                phrase("{action} runs for another {weeks} weeks, and the roadmap has {horizon}.",
                       action=action, weeks=weeks, horizon=horizon),
                phrase("Plan more quarters."),
            )  # fmt: skip
    arrivals = earliest_arrivals(state, limits)
    for action, quarter in sorted(limits.pinned.items()):
        against = _against_pin(state, limits, action, quarter) or _too_early(arrivals.get(action), action, quarter)
        if against is not None:
            yield against
    for domain, must in sorted(limits.must.items()):
        if domain not in state.domains:
            yield NoPlan(
                phrase("{domain} must reach level {level}, but it takes no part in this run.",
                       domain=domain, level=must.level),
                phrase("Take that demand away."),
            )  # fmt: skip
        elif must.quarter > limits.quarters:
            yield NoPlan(
                phrase("{domain} must reach level {level} by quarter {quarter}, and the roadmap has {quarters}.",
                       domain=domain, level=must.level, quarter=must.quarter, quarters=limits.quarters),
                phrase("Plan more quarters, or name an earlier one."),
            )  # fmt: skip


def _against_pin(state: State, limits: Limits, action: str, quarter: int) -> NoPlan | None:
    if quarter > limits.quarters:
        return NoPlan(
            phrase("{action} is pinned to quarter {quarter}, and the roadmap has {quarters}.",
                   action=action, quarter=quarter, quarters=limits.quarters),
            phrase("Plan more quarters, or pin it to an earlier one."),
        )  # fmt: skip
    remedy = phrase("Take one of the two away.")
    if action in limits.excluded:
        return NoPlan(phrase("{action} is pinned to quarter {quarter}, and left out.",
                             action=action, quarter=quarter), remedy)  # fmt: skip
    if action not in state.actions:
        return NoPlan(phrase("{action} is pinned to quarter {quarter}, and done.",
                             action=action, quarter=quarter), remedy)  # fmt: skip
    if action in limits.running:
        return NoPlan(phrase("{action} is pinned to quarter {quarter}, and runs already.",
                             action=action, quarter=quarter), remedy)  # fmt: skip
    return None


def _too_early(arrival: Arrival | None, action: str, quarter: int) -> NoPlan | None:
    if arrival is None:
        return NoPlan(
            phrase("{action} is pinned to quarter {quarter}, and what it waits for is left out.",
                   action=action, quarter=quarter),
            phrase("Take the pin away, or leave less out."),
        )  # fmt: skip
    if arrival.week <= WEEKS_PER_QUARTER * quarter:
        return None
    message = phrase("{action} is pinned to quarter {quarter}, and can be finished in week {week} at the earliest.",
                     action=action, quarter=quarter, week=arrival.week)  # fmt: skip
    if len(arrival.chain) > 1:
        message = phrase("{action} is pinned to quarter {quarter}; it waits for {chain}, and can be finished in week "
                         "{week} at the earliest.", action=action, quarter=quarter, week=arrival.week,
                         chain=", ".join(arrival.chain[:-1]))  # fmt: skip
    later = -(-arrival.week // WEEKS_PER_QUARTER)
    return NoPlan(message, phrase("Pin it to quarter {quarter}, or later.", quarter=later))
