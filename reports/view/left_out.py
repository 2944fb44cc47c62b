"""What is not done, and why."""

from __future__ import annotations

import msgspec

from reports import roadmap_reasons, roadmap_sentences, sentences
from reports.view.material import Head, Material
from scoring.roadmap.model import LeftOut, LeftOutReason


class LeftOutRow(msgspec.Struct, frozen=True, kw_only=True):
    """An action that stays out, with what it would cost and the reason of its own."""

    id: str
    title: str
    days: str
    why: str


class LeftOutPart(msgspec.Struct, frozen=True, kw_only=True):
    """The actions with one kind of reason in common; those that need no reason of their own are only listed."""

    title: str
    amount: str
    text: str
    rows: tuple[LeftOutRow, ...]
    listing: tuple[str, ...]


class LeftOutPage(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that stays out of the roadmap."""

    head: Head
    action: str
    days: str
    why: str
    parts: tuple[LeftOutPart, ...]
    last_step_title: str
    last_step: str


def build(material: Material) -> LeftOutPage | None:
    """Return what stays out of the roadmap; None where nothing does."""
    words, roadmap = material.words, material.roadmap
    if not roadmap.left_out and not roadmap.last_step:
        return None
    groups = roadmap_sentences.left_out_groups(material.questionnaire, roadmap, words)
    return LeftOutPage(
        head=Head(anchor="left-out", title=words("What we do not do, and why"), heading=_heading(material)),
        action=words("Action"),
        days=words("Days"),
        why=words("Why not"),
        parts=tuple(
            LeftOutPart(
                title=group.title,
                amount=group.amount,
                text=_what_then(material, group.reason),
                rows=tuple(_row(material, left) for left in _of(material, group.reason) if not _is_plain(left)),
                listing=tuple(_listed(material, left) for left in _of(material, group.reason) if _is_plain(left)),
            )
            for group in groups
        ),
        last_step_title=words("The last step is yours") if roadmap.last_step else "",
        last_step=_last_step(material) if roadmap.last_step else "",
    )


def _heading(material: Material) -> str:
    words, left_out = material.words, material.roadmap.left_out
    total = len(left_out)
    wanted = sum(left.reason != "not_needed" for left in left_out)
    if not total:
        return words("Everything in the catalogue is planned; the last step you make with users.")
    if not wanted:
        return words.plural(
            "The one action left out is not needed for this ambition.",
            "None of the {count} actions left out is needed for this ambition.",
            total,
        )
    amount = roadmap_sentences.days(
        roadmap_sentences.days_of(
            material.questionnaire, material.roadmap, [left.action for left in left_out if left.reason != "not_needed"]
        ),
        words,
    )
    return words.plural(
        "One action that would help stays out; it asks {days} more.",
        "{first} actions that would help stay out; together they ask {days} more.",
        wanted,
        first=sentences.as_sentence(words.count(wanted)),
        days=amount,
    )


def _what_then(material: Material, reason: LeftOutReason) -> str:
    words = material.words
    return {
        "no_capacity": words(
            "These would fit in the time, and {planned} days are planned already. More days, or less elsewhere, brings "
            "them in.",
            planned=roadmap_reasons.days_planned(material.roadmap, words),
        ),
        "too_far": words(
            "These cannot be finished within the horizon, even with unlimited days; first comes what they build on."
        ),
        "prerequisite": words("These wait for an action that stays out itself."),
        "excluded": words("You left these out yourselves, or stopped work on them.")
        if any(left.is_dropped for left in material.roadmap.left_out)
        else words("You left these out yourselves."),
        "not_needed": words("What these would bring is there already, or lies above the bar."),
    }[reason]


def _of(material: Material, reason: LeftOutReason) -> list[LeftOut]:
    return [left for left in material.roadmap.left_out if left.reason == reason]


def _is_plain(left: LeftOut) -> bool:
    """Say whether the heading of its part tells all there is to say of an action."""
    return left.reason == "not_needed" and not left.only_for


def _days(material: Material, left: LeftOut) -> float:
    return roadmap_sentences.days_of(material.questionnaire, material.roadmap, [left.action])


def _row(material: Material, left: LeftOut) -> LeftOutRow:
    words, action = material.words, material.questionnaire.actions_by_id[left.action]
    return LeftOutRow(
        id=action.id,
        title=material.text(action.title),
        days=words.shortest(_days(material, left)),
        why=roadmap_reasons.left_out_text(material.questionnaire, material.roadmap, left, words, in_short=True),
    )


def _listed(material: Material, left: LeftOut) -> str:
    words, action = material.words, material.questionnaire.actions_by_id[left.action]
    days = roadmap_sentences.days(_days(material, left), words)
    return words("{id} {title} ({days})", id=action.id, title=material.text(action.title), days=days)


def _last_step(material: Material) -> str:
    words, template = material.words, material.questionnaire.action_template
    said = roadmap_sentences.last_step(material.questionnaire, material.roadmap, words)
    step = words(
        "{id} {title}: {first_step}",
        id=template.id,
        title=material.text(template.title),
        first_step=material.text(template.first_step),
    )
    return f"{said} {step}"
