"""Show why a level is what it is, in the order in which it was computed: from the answers to the level."""

from __future__ import annotations

from reports.text.explain.action import action_lines
from reports.text.explain.capability import capability_lines
from reports.text.explain.domain import domain_lines
from reports.text.explain.item import item_lines
from reports.text.explain.material import Material
from reports.text.explain.whole import whole_lines
from reports.text.lines import Lines, paragraphs
from scoring.explain import Explanation


def explain_lines(explanation: Explanation, scope_id: str | None, material: Material) -> Lines:
    """Return an explanation of the whole department, a domain, a capability, an item or an action."""
    if scope_id is None:
        return whole_lines(explanation, material)
    if scope_id in material.questionnaire.actions_by_id:
        return action_lines(scope_id, material)
    if scope_id in material.questionnaire.items:
        return item_lines(scope_id, explanation.capabilities[0], material)
    if scope_id in material.questionnaire.capabilities:
        return capability_lines(explanation.capabilities[0], material)
    return paragraphs(
        [
            domain_lines(explanation.domains[0], material),
            *(capability_lines(capability, material) for capability in explanation.capabilities),
        ]
    )
