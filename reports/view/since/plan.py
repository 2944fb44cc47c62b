"""What became of the plan of last time: expected beside measured, and actions and effects without each other."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from reports import sentences
from reports.view.material import Fact, Material
from scoring.change.plan import Claim, Expectation, Outcome, PlanOutcome
from scoring.change.since import Since


class PlanHeads(msgspec.Struct, frozen=True, kw_only=True):
    """The column headings."""

    name: str
    old: str
    expected: str
    new: str
    outcome: str
    actions: str


class PlanRow(msgspec.Struct, frozen=True, kw_only=True):
    """A capability that the plan was to lift by now; `actions` says which steps were to do that, and how they stand."""

    id: str
    name: str
    anchor: str
    old: str
    expected: str
    new: str
    outcome: str
    actions: str
    is_behind: bool


class PlanPart(msgspec.Struct, frozen=True, kw_only=True):
    """What became of the plan; `without` tells of actions without an effect, and of effects without an action."""

    title: str
    text: str
    caption: str
    heads: PlanHeads
    rows: tuple[PlanRow, ...]
    without: tuple[Fact, ...]

    @property
    def is_short(self) -> bool:
        """Return whether it is only text, which fits beside other text."""
        return not self.rows


def plan_part(material: Material, found: Since) -> PlanPart | None:
    """Return what became of the plan; None where no plan was kept and nothing was done."""
    outcome, words = found.plan, material.words
    if outcome.quarters is None and not outcome.claims:
        return None
    return PlanPart(
        title=words("What became of the plan of {date}", date=words.date(found.old.responses.date)),
        text=_text(material, outcome),
        caption=words("What the plan was to bring by now, and what was measured"),
        heads=PlanHeads(
            name=words("Capability"),
            old=words("then"),
            expected=words("expected"),
            new=words("now"),
            outcome=words("What shows"),
            actions=words("By these actions"),
        ),
        rows=tuple(_row(material, found, one) for one in outcome.expectations),
        without=tuple(_without(material, outcome)),
    )


def _text(material: Material, outcome: PlanOutcome) -> str:
    words = material.words
    if outcome.quarters is None:
        return words("No plan was kept with that run, so only what was done is told here.")
    if outcome.quarters == 0:
        return words("The first quarter of the plan has not ended yet, so nothing of it was to show.")
    passed = words.plural(
        "{count} quarter of the plan has passed.", "{count} quarters of the plan have passed.", outcome.quarters
    )
    said = [sentences.as_sentence(passed)]
    if not outcome.due:
        said.append(words("No action was to be done by now."))
    elif len(outcome.done) == len(outcome.due):
        said.append(
            words.plural(
                "The action that was to be done by now is done.",
                "All {count} actions that were to be done by now are done.",
                len(outcome.due),
            )
        )
    elif not outcome.done and len(outcome.due) > 1:
        said.append(
            words("None of the {due} actions that were to be done by now is done.", due=words.count(len(outcome.due)))
        )
    else:
        said.append(
            words.plural(
                "Of the {due} actions that were to be done by now, {count} is done.",
                "Of the {due} actions that were to be done by now, {count} are done.",
                len(outcome.done),
                due=words.count(len(outcome.due)),
            )
            if len(outcome.due) > 1
            else words("The action that was to be done by now is not.")
        )
    return " ".join(said)


def _row(material: Material, found: Since, one: Expectation) -> PlanRow:
    words, done = material.words, found.plan.done
    actions = [
        words("{action} done", action=name) if name in done else words("{action} not done", action=name)
        for name in one.actions
    ]
    return PlanRow(
        id=one.capability,
        name=material.text(material.questionnaire.capabilities[one.capability].name),
        anchor=f"domain-{material.questionnaire.domain_of(one.capability).id}",
        old=words.number(one.before),
        expected=words.number(one.expected),
        new=words.number(one.measured),
        outcome=_outcome(material, one.outcome),
        actions=", ".join(actions),
        is_behind=one.outcome == "behind",
    )


def _outcome(material: Material, outcome: Outcome) -> str:
    words = material.words
    match outcome:
        case "reached":
            return words("as expected or better")
        case "open":
            return words("lower, but that can be chance")
        case "behind":
            return words("really less than expected")
        case "not_comparable":
            return words("not to be compared")


def _without(material: Material, outcome: PlanOutcome) -> Iterator[Fact]:
    """Yield the actions of which nothing shows, those that nobody planned, and what rose without an action."""
    words = material.words
    if names := _titles(material, [one for one in outcome.claims if one.outcome == "none"]):
        yield Fact(words("Done, but nothing of it shows in the answers"), names)
    if names := _titles(material, [one for one in outcome.claims if one.outcome == "some"]):
        yield Fact(words("Done, and it shows in part of the answers"), names)
    if names := _titles(material, [one for one in outcome.claims if one.outcome == "all"]):
        yield Fact(words("Done, and it shows in the answers"), names)
    if outcome.quarters is not None and (
        names := _titles(material, [one for one in outcome.claims if not one.was_planned])
    ):
        yield Fact(words("Done, though it was not in the plan"), names)
    if outcome.unclaimed:
        names = sentences.capability_names(material.questionnaire, outcome.unclaimed, words)
        yield Fact(words("Really risen without an action; find out what did it"), names)


def _titles(material: Material, claims: list[Claim]) -> str:
    actions = material.questionnaire.actions_by_id
    return "; ".join(f"{one.action} {material.text(actions[one.action].title)}" for one in claims)
