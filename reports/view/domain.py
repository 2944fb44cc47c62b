"""A domain by itself: its staircase, the sentence that holds it back, what lifts it, and every item."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
from msgspec.structs import replace

from questionnaires.model import Audience, Domain, Item
from reports import findings, roadmap_sentences, sentences
from reports.charts.distribution import Distribution
from reports.charts.staircase import Staircase
from reports.view.groups import audience_name, distribution_of, groups_in, legend_of
from reports.view.material import Head, Material, own_words
from reports.view.prose import Passage, plain_text, prose
from reports.view.reading import LegendEntry
from reports.view.room import FindingsPlace, fits_beside, place_of_findings
from scoring.explain import CapabilityExplanation, MissingSentence, explain
from scoring.lifting import Raise

KEY_TO = {3: "³", 4: "⁴"}  # marks the item without which a level is out of reach
ALSO_MISSING = 2  # sentences quoted small, below the large one
LIFTS_SHOWN = 4
OWN_PAGES = (
    "blind_spot",
    "too_modest",
    "more_than_asked",
    "not_scored",
    "ambition_far",
    "all_targets_five",
    "no_ambition",
)


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One step of the staircase: which capabilities stand on it and how many reach it."""

    number: str
    name: str
    text: str
    standing: str
    bar: str
    is_reached: bool


class Quote(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence of the questionnaire that is not true yet; `text` says of which item and what holds now."""

    sentence: str
    anchor: str
    text: str


class LiftLine(msgspec.Struct, frozen=True, kw_only=True):
    """Something that lifts the domain, with what follows."""

    title: str
    anchor: str
    text: str


class ItemRow(msgspec.Struct, frozen=True, kw_only=True):
    """One item with the distribution of its answers and the means of groups that stand alone."""

    id: str
    anchor: str
    question: str
    gate: str
    chart: Distribution
    means: tuple[str, ...]
    value: str


class CapabilityBlock(msgspec.Struct, frozen=True, kw_only=True):
    """A capability as a group of item rows."""

    anchor: str
    name: str
    text: str
    rows: tuple[ItemRow, ...]


class ItemHeads(msgspec.Struct, frozen=True, kw_only=True):
    """The column headings of the items."""

    item: str
    groups: tuple[str, ...]
    value: str
    letters: tuple[str, ...]


class Remark(msgspec.Struct, frozen=True):
    """The organiser's own words about something."""

    about: str
    passages: tuple[Passage, ...]


class DomainPage(msgspec.Struct, frozen=True, kw_only=True):
    """One domain."""

    head: Head
    stairs: Staircase
    steps: tuple[Step, ...]
    rule: str
    quote_title: str
    quote: Quote | None
    no_quote: str
    also: tuple[Quote, ...]
    lifts_title: str
    lifts: tuple[LiftLine, ...]
    no_lifts: str
    heads: ItemHeads
    legend: tuple[LegendEntry, ...]
    blocks: tuple[CapabilityBlock, ...]
    findings_title: str
    findings: tuple[str, ...]
    findings_place: FindingsPlace
    remarks_title: str
    remarks: tuple[Remark, ...]
    remarks_are_beside: bool


def build(material: Material, domain: Domain) -> DomainPage:
    """Return the page of a domain."""
    words = material.words
    score = material.domain_score(domain.id)
    explained = {
        each.capability: each for each in explain(material.questionnaire, material.scorecard, domain.id).capabilities
    }
    holding = _holding(material, domain, explained)
    quotes = [_quote(material, missing, holding) for missing in holding.missing] if holding else []
    lifts = tuple(_lifts(material, domain, holding))[:LIFTS_SHOWN]
    columns = _columns(material, domain)
    found, remarks = _findings(material, domain), tuple(remarks_about(material, domain))
    all_found = "".join(found)
    shown = min(len(quotes), 1 + ALSO_MISSING)
    place = place_of_findings(all_found, quotes=shown, lifts=len(lifts), has_remarks=bool(remarks))
    said = "".join(plain_text(remark.passages) for remark in remarks)
    return DomainPage(
        head=Head(
            anchor=f"domain-{domain.id}",
            title=material.text(domain.name),
            heading=_heading(material, domain),
        ),
        stairs=Staircase(
            level=score.level,
            target=score.target,
            stated=material.stated,
            alt=words(
                "A staircase of five levels. {standing}",
                standing=sentences.domain_standing(material.questionnaire, material.scorecard, domain.id, words),
            ),
        ),
        steps=tuple(_step(material, domain, level) for level in range(1, 6)),
        rule=words(
            "A domain stands at a level when every core capability (*) does, at least 60% of all capabilities do, "
            "and the others are at most one step lower."
        ),
        quote_title=_quote_title(material, domain, holding),
        quote=quotes[0] if quotes else None,
        no_quote="" if quotes else _nothing_missing(material, domain),
        also=tuple(quotes[1 : 1 + ALSO_MISSING]),
        lifts_title=words("What lifts the domain"),
        lifts=lifts,
        no_lifts="" if lifts else words("The roadmap has no action for this domain."),
        heads=ItemHeads(
            item=_item_head(material),
            groups=tuple(sentences.as_sentence(audience_name(audience, words)) for audience in columns),
            value=words("Score"),
            letters=(*sentences.LETTERS, "?"),
        ),
        legend=legend_of([material.scorecard.items[item.id] for item in _items(domain)], material),
        blocks=tuple(_block(material, capability.id, columns) for capability in domain.capabilities),
        findings_title=words("Look into this"),
        findings=found,
        findings_place=place,
        remarks_title=words("The organiser’s remarks"),
        remarks=remarks,
        remarks_are_beside=place == "above_questions" and fits_beside(all_found, said),
    )


def _items(domain: Domain) -> Iterator[Item]:
    return (item for capability in domain.capabilities for item in capability.items)


def _heading(material: Material, domain: Domain) -> str:
    words, score = material.words, material.domain_score(domain.id)
    name = material.text(domain.name)
    if score.out_of_scope:
        return words("{name} does not apply to you, and so has no score.", name=name)
    if score.score is None or score.level is None:
        return words("{name} could not be scored: too few questions have an answer that counts.", name=name)
    values = {"name": name, "level": score.level, "score": words.number(score.score)}
    reaches_bar = material.stated and score.target is not None and score.level >= score.target
    if reaches_bar or not score.held_by:
        if material.stated and score.target is not None:
            values["bar"] = words.number(score.target)
            if reaches_bar:
                return words("{name} is at level {level}, average {score}; the bar of {bar} is reached.", **values)
        return words("{name} is at level {level}, average {score}.", **values)
    return words.plural(
        "{name} is at level {level}, average {score}; {held_by} holds it back.",
        "{name} is at level {level}, average {score}; {held_by} hold it back.",
        len(score.held_by),
        held_by=material.name(score.held_by[0]) if len(score.held_by) == 1 else words.listing(score.held_by),
        **values,
    )


def _holding(
    material: Material, domain: Domain, explained: dict[str, CapabilityExplanation]
) -> CapabilityExplanation | None:
    """Return the capability whose missing sentence holds the domain: the first that has one, else the lowest."""
    held_by = material.domain_score(domain.id).held_by
    for name in held_by:
        if explained[name].missing:
            return explained[name]
    return None


def _quote_title(material: Material, domain: Domain, holding: CapabilityExplanation | None) -> str:
    words, score = material.words, material.domain_score(domain.id)
    if holding is None and (score.score is None or any(material.score(name).score is None for name in score.held_by)):
        return words("What is needed first")
    if holding is None:
        return words("No sentence holds this domain back")
    return words.plural(
        "This sentence is not true yet", "These sentences are not true yet", min(len(holding.missing), 1 + ALSO_MISSING)
    )


def _quote(material: Material, missing: MissingSentence, holding: CapabilityExplanation) -> Quote:
    words, item = material.words, material.questionnaire.items[missing.item]
    now = material.scorecard.items[missing.item].low_median
    parts = [
        words("{item}, level {level} (key practice).", item=item.id, level=missing.level)
        if missing.reason == "key_practice"
        else words("{item}, level {level}.", item=item.id, level=missing.level)
    ]
    if now is not None and now < missing.level:
        parts.append(
            words("What holds now: {sentence}", sentence=sentences.quoted(material.text(item.levels[now - 1])))
        )
    elif now is not None:
        parts.append(words("The middle answer is there already, the average not yet."))
    else:
        parts.append(words("Nobody gave a level here, so it is not verified."))
    effect = next((lift for lift in holding.lifts if lift.item == missing.item), None)
    if effect is not None and effect.to <= missing.level:
        parts.append(_effect(material, holding, effect))
    return Quote(
        sentence=sentences.quoted(material.text(item.levels[missing.level - 1])),
        anchor=f"answers-{item.id}",
        text=" ".join(parts),
    )


def _effect(material: Material, holding: CapabilityExplanation, effect: Raise) -> str:
    words = material.words
    domain = material.questionnaire.domain_of(holding.capability)
    now = material.domain_score(domain.id).level
    if effect.domain_level is not None and effect.domain_level == effect.level and now != effect.level:
        return words(
            "When it is true, {capability} comes to level {level}, and so does {domain}.",
            capability=holding.capability,
            level=effect.level,
            domain=material.text(domain.name),
        )
    if effect.domain_level is not None and now is not None and effect.domain_level > now:
        return words(
            "When it is true, {capability} comes to level {level}, and {domain} to level {domain_level}.",
            capability=holding.capability,
            level=effect.level,
            domain=material.text(domain.name),
            domain_level=effect.domain_level,
        )
    return words(
        "When it is true, {capability} comes to level {level}.", capability=holding.capability, level=effect.level
    )


def _nothing_missing(material: Material, domain: Domain) -> str:
    words, score = material.words, material.domain_score(domain.id)
    if score.out_of_scope:
        return words("This domain is out of scope, because most of its questions do not apply to you.")
    if score.score is None:
        return words("First answers are needed: ask the people who can know, or settle the level together.")
    unscored = [name for name in score.held_by if material.score(name).score is None]
    if unscored:
        names = sentences.capability_names(material.questionnaire, unscored, words)
        return words.plural(
            "{names} has no score and therefore counts as level 1: find out first.",
            "{names} have no score and therefore count as level 1: find out first.",
            len(unscored),
            names=names,
        )
    if score.level == 5:
        return words("The highest level is reached. Keep what works, and ask users whether they see it that way too.")
    return words("Every capability is at its place; the next level asks for all of them together.")


def _lifts(material: Material, domain: Domain, holding: CapabilityExplanation | None) -> Iterator[LiftLine]:
    """Yield the actions of the roadmap that lift the domain, those for the capability that holds it first."""
    words, roadmap = material.words, material.roadmap
    before = material.domain_score(domain.id).level
    own = [
        step
        for step in roadmap.steps
        if material.questionnaire.domain_of(material.questionnaire.actions_by_id[step.action].capability) is domain
    ]
    rises = {}
    for quarter in roadmap.expected:
        level = quarter.domains[domain.id].level
        if level is not None and before is not None and level > before:
            rises[quarter.quarter] = level
        before = level
    needed = {action for lift in (*holding.lifts, *holding.together) for action in lift.actions} if holding else set()
    for step in sorted(own, key=lambda step: (step.action not in needed, step.finish_week, step.rank)):
        action = material.questionnaire.actions_by_id[step.action]
        when = roadmap_sentences.quarter_label(roadmap.limits, step.quarter, words)
        expected = roadmap.expected[step.quarter - 1].domains[domain.id]
        text = words("done in {quarter}", quarter=when)
        if expected.high is not None:
            text = words(
                "done in {quarter}: level {level}, average {range}",
                quarter=when,
                level=words.number(expected.level, 0),
                range=roadmap_sentences.expected_range(expected, words),
            )
        yield LiftLine(title=f"{action.id} {material.text(action.title)}", anchor=f"action-{action.id}", text=text)


def _step(material: Material, domain: Domain, level: int) -> Step:
    words, score = material.words, material.domain_score(domain.id)
    levels = {
        capability.id: (material.score(capability.id).level or 1)
        for capability in domain.capabilities
        if not material.score(capability.id).out_of_scope
    }
    there = [name for name, reached in levels.items() if reached >= level]
    short = [name for name, reached in levels.items() if reached < level]
    text = words.plural("{there} of {n} capability", "{there} of {n} capabilities", len(levels), there=len(there))
    if 0 < len(short) < len(levels) and len(short) <= 2:
        text = words("{text}, not {names}", text=text, names=words.listing(short))
    here = [
        name + ("*" if name in domain.core else "")
        for name, reached in levels.items()
        if reached == level and material.score(name).level is not None
    ]
    bar = ""
    if score.target is not None and min(5, int(score.target + 1e-9)) == level:
        target = words.number(score.target)
        bar = (
            words("the bar: {target}", target=target) if material.stated else words("default: {target}", target=target)
        )
    return Step(
        number=str(level),
        name=sentences.level_name(material.questionnaire, level, words),
        text=text if score.level is not None else "",
        standing="  ".join(here) if score.level is not None else "",
        bar=bar,
        is_reached=score.level is not None and level <= score.level,
    )


def _columns(material: Material, domain: Domain) -> tuple[Audience, ...]:
    """Return the groups that stand alone at some item of a domain; none where there is only one to show."""
    alone = {
        group.audiences[0]
        for item in _items(domain)
        for group in groups_in(material.scorecard.items[item.id])
        if len(group.audiences) == 1
    }
    order: tuple[Audience, ...] = ("it", "user", "supplier")
    return tuple(audience for audience in order if audience in alone) if len(alone) > 1 else ()


def _block(material: Material, capability_id: str, columns: Sequence[Audience]) -> CapabilityBlock:
    words, score = material.words, material.score(capability_id)
    capability = material.questionnaire.capabilities[capability_id]
    target = score.target if material.stated else None
    standing = sentences.standing(score.level, score.score, target, words, digits=0)
    if score.out_of_scope:
        standing = words("not applicable")
    elif score.level_unverified:
        standing = words("{standing} (not verified: nobody could answer the key practice)", standing=standing)
    return CapabilityBlock(
        anchor=f"capability-{capability_id}",
        name=f"{capability_id} {material.starred(capability)}",
        text=standing,
        rows=tuple(_item_row(material, item, columns) for item in capability.items),
    )


def _item_row(material: Material, item: Item, columns: Sequence[Audience]) -> ItemRow:
    words, score = material.words, material.scorecard.items[item.id]
    means = {group.audiences: group.mean for group in score.groups}
    value = words.number(score.value)
    if score.not_applicable:
        value = words("n/a")
    elif score.agreed is not None:
        value = f"{value}†"
    return ItemRow(
        id=item.id,
        anchor=f"answers-{item.id}",
        question=material.text(item.question),
        gate=KEY_TO[item.gate] if item.gate else "",
        chart=distribution_of(item.id, score, words, item.gate),
        means=tuple(words.number(means.get((audience,))) for audience in columns),
        value=value,
    )


def _item_head(material: Material) -> str:
    words = material.words
    if any(score.agreed is not None for score in material.scorecard.items.values()):
        return words("Question (³ ⁴ key to that level, reached right of the line; † settled together)")
    return words("Question (³ ⁴ key to that level, reached right of the line)")


def _findings(material: Material, domain: Domain) -> tuple[str, ...]:
    """Return what is flagged about a domain, each flag in the domain of its first item."""
    own_items = {item.id for item in _items(domain)}
    own = {capability.id for capability in domain.capabilities}
    flags = tuple(
        flag
        for flag in material.scorecard.flags
        if flag.code not in OWN_PAGES and (flag.items[0] in own_items if flag.items else flag.capability in own)
    )
    here = replace(material.scorecard, flags=flags)
    found = findings.findings(material.questionnaire, here, material.words)
    return tuple(finding.text for finding in found if finding.code not in OWN_PAGES)


def remarks_about(material: Material, domain: Domain) -> Iterator[Remark]:
    """Yield what the organiser wrote about a domain and its capabilities."""
    said = material.responses.remarks
    about = [(domain.id, material.text(domain.name))] + [
        (part.id, material.name(part.id)) for part in domain.capabilities
    ]
    for scope, name in about:
        text = own_words(said.get(scope, ""))
        if text:
            yield Remark(name, prose(text))
