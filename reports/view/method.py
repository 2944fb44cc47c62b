"""How it was calculated: formulas, assumptions, limits, sources and versions."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from reports import roadmap_sentences, sentences
from reports.view import provenance
from reports.view.change_method import change_part
from reports.view.material import Fact, Head, Material, own_words
from reports.view.method_parts import MethodPart
from scoring.explain import explain
from scoring.levels import FULLY, LARGELY

SHA_SHOWN = 16  # characters of a hash that a person can compare


class SourceRow(msgspec.Struct, frozen=True, kw_only=True):
    """What a capability is about and on which sources it rests."""

    id: str
    anchor: str
    name: str
    definition: str
    source: str


class MethodPage(msgspec.Struct, frozen=True, kw_only=True):
    """The method, so that every figure can be checked."""

    head: Head
    parts: tuple[MethodPart, ...]
    sources_title: str
    sources_heads: tuple[str, str, str]
    sources: tuple[SourceRow, ...]
    versions_title: str
    versions: tuple[Fact, ...]

    @property
    def rules(self) -> frozenset[str]:
        """Return the anchors of the rules to which a figure can lead."""
        return frozenset(part.anchor for part in self.parts if part.anchor)


def build(material: Material, *, is_brief: bool = False) -> MethodPage:
    """Return the method page of a run; a brief one has no formulas and no sources."""
    words, questionnaire = material.words, material.questionnaire
    if is_brief:
        return _brief(material)
    return MethodPage(
        head=Head(
            anchor="method",
            title=words("Method"),
            heading=words.plural(
                "Every figure follows from the answers of {count} respondent by these rules.",
                "Every figure follows from the answers of {count} respondents by these rules.",
                material.people,
            ),
        ),
        parts=(
            _items_and_levels(material),
            *_worked(material),
            _domains(material),
            _ambition(material),
            _certainty(material),
            *change_part(material),
            _plan(material),
            *_privacy(material),
            _assumptions(material),
            _limits(material),
        ),
        sources_title=words("What the questions rest on"),
        sources_heads=(words("Capability"), words("What it is about"), words("Sources")),
        sources=tuple(
            SourceRow(
                id=capability.id,
                anchor=f"capability-{capability.id}",
                name=material.text(capability.name),
                definition=material.text(capability.definition),
                source=material.text(capability.source),
            )
            for capability in questionnaire.capabilities.values()
        ),
        versions_title=words("Versions"),
        versions=tuple(_versions(material)),
    )


def _brief(material: Material) -> MethodPage:
    """Return how the figures are known, for who decides on them and does not recalculate them."""
    words = material.words
    return MethodPage(
        head=Head(
            anchor="method",
            title=words("How we know"),
            heading=words.plural(
                "Every figure follows from the answers of {count} respondent by fixed rules.",
                "Every figure follows from the answers of {count} respondents by fixed rules.",
                material.people,
            ),
        ),
        parts=(
            MethodPart(
                title=words("From answers to a level"),
                paragraphs=(
                    words(
                        "Every question has five sentences about what can be seen, from level 1 to level 5. A "
                        "capability scores the mean of its questions. It reaches a level only if most of what belongs "
                        "to that level is there, and its key practice too."
                    ),
                    words(
                        "A domain is never more than one level above its weakest capability, and the whole stands at "
                        "the level of its lowest domain. Don’t know is never counted as a level."
                    ),
                ),
            ),
            MethodPart(
                title=words("How sure it is"),
                paragraphs=(
                    words(
                        "Confidence is as low as the weakest of four: how much was answered, how many people from how "
                        "many roles, how far they agree, and whether there is evidence for what they say is there."
                    ),
                ),
            ),
            MethodPart(
                title=words("Roadmap"),
                paragraphs=(
                    words(
                        "The roadmap is calculated: of the plans that fit, the one that brings most, soonest, where it "
                        "matters most. It keeps to the person-days of each quarter, with {share} in reserve. Expected "
                        "scores run from everything one quarter late to all on time.",
                        share=words.percent(material.roadmap.limits.reserve),
                    ),
                    *_proof(material),
                ),
            ),
            *_privacy(material),
            _brief_limits(material),
        ),
        sources_title="",
        sources_heads=("", "", ""),
        sources=(),
        versions_title=words("Versions"),
        versions=tuple(_versions(material)),
    )


def _items_and_levels(material: Material) -> MethodPart:
    words = material.words
    return MethodPart(
        anchor="method-levels",
        title=words("From answers to a level"),
        formulas=(
            Fact(
                "x",
                words(
                    "of a question: the mean over groups (IT, users, suppliers) of each group’s mean level, so that "
                    "many in one group do not outvote few in another; a level that was settled together takes its "
                    "place"
                ),
            ),
            Fact(
                "m",
                words("of a question: the middle one of all levels given, the lower of two; key practices look at m"),
            ),
            Fact(
                "S",
                words(
                    "of a capability: the mean of x; at least 60% of its questions must have one, else it is not scored"
                ),
            ),
            Fact("F(k)", words("how far level k is filled: the mean of min(1, max(0, x − (k − 1)))")),
            Fact(
                "L",
                words(
                    "the highest level k with F(k) above {largely}, F above {fully} at every level from 2 below it, "
                    "and m ≥ k at the key practice (that of 3 for level 3, that of 4 for levels 4 and 5)",
                    largely=words.percent(LARGELY),
                    fully=words.percent(FULLY),
                ),
            ),
        ),
        paragraphs=(
            words(
                "Not applicable counts when at least two thirds of those who answered say so, and leaves both sides "
                "of every formula. Don’t know is missing: no 1 and no 3. On some questions it is a finding by itself"
                " when a third or more do not know."
            ),
        ),
    )


def _worked(material: Material) -> Iterator[MethodPart]:
    """Yield one capability with the numbers filled in: the one with the highest priority."""
    words = material.words
    ranked = [(score.priority or 0, name) for name, score in material.scorecard.capabilities.items() if score.level]
    if not ranked:
        return
    name = max(ranked)[1] if max(ranked)[0] else ranked[0][1]
    explained = explain(material.questionnaire, material.scorecard, name).capabilities[0]
    values = [words.number(answer.value, 2) for answer in explained.answers if answer.value is not None]
    total = " + ".join(values)
    check = explained.checks[min((explained.level or 1), 4) - 1]
    parts = [
        words("S = ({total}) / {n} = {score}.", total=total, n=len(values), score=words.number(explained.score, 2)),
        words(
            "F({level}) = {share}; more than {needed} is needed.",
            level=check.level,
            share=words.percent(check.fulfilment),
            needed=words.percent(check.needed),
        ),
    ]
    if check.gate is not None:
        m = material.scorecard.items[check.gate].low_median
        parts.append(words("The key practice {item} has m = {m}.", item=check.gate, m=words.number(m, 0)))
    parts.append(words("So the level is {level}.", level=explained.level))
    yield MethodPart(title=words("Worked out for {name}", name=material.name(name)), paragraphs=(" ".join(parts),))


def _domains(material: Material) -> MethodPart:
    words = material.words
    core = words.listing([name for domain in material.questionnaire.domains for name in domain.core])
    return MethodPart(
        anchor="method-domains",
        title=words("Domain and whole"),
        paragraphs=(
            words(
                "The score of a domain is the mean of its scored capabilities, at least half of those in scope. Its "
                "level is the highest with every capability at most one level below, at least 60% at it, and every "
                "core capability at it ({core}). A capability without a score counts as level 1. The whole: the mean"
                " of the domains, and the lowest of their levels.",
                core=core,
            ),
        ),
    )


def _ambition(material: Material) -> MethodPart:
    words = material.words
    return MethodPart(
        anchor="method-ambition",
        title=words("Ambition, gap and priority"),
        formulas=(
            Fact(
                "T",
                words(
                    "the bar of a capability: what the organisation stated, else the middle one of what management "
                    "says, else 3"
                ),
            ),
            Fact(words("gap"), "max(0, T − S)"),
            Fact(
                words("priority"),
                words(
                    "gap × I × R × E, from 0 to 100. I: importance, 0.5 to 1.5 from the marks ‘matters most’ and "
                    "‘matters least’. R: 0.15 more where a question stands at 1, and for S1, S4 and O4 unless there "
                    "are certainly no critical data outside IT. E: 0.1 more for each capability that waits on this "
                    "one, at most three"
                ),
            ),
            Fact(words("profile"), words("ambition and reality each cut at 3.0; ‘only just’ within 0.2")),
        ),
    )


def _certainty(material: Material) -> MethodPart:
    words = material.words
    return MethodPart(
        anchor="method-certainty",
        title=words("Confidence, spread and agreement"),
        paragraphs=(
            words(
                "Confidence is the weakest of four: the share answered (80%, 60%), respondents (five from two roles, "
                "two), the mean distance to the middle answer (0.8, 1.2) and evidence for key practices that are met "
                "(half, any)."
            ),
            words(
                "Spread of opinion, from five respondents on: S ± t(0.95; n + 3) · s / √n, where s is drawn towards "
                "√(σ²/questions + τ²), with σ = 0.65 and τ = 0.35. With two to four respondents: lowest to highest."
            ),
            words(
                "A blind spot: IT’s mean is a level or more above that of users. Too modest: a level or more below. "
                "Divided: a mean distance above 0.8, or a quarter at 2 or lower and a quarter at 4 or higher."
            ),
        ),
    )


def _plan(material: Material) -> MethodPart:
    words, limits = material.words, material.roadmap.limits
    return MethodPart(
        anchor="method-plan",
        title=words("Roadmap"),
        paragraphs=(
            words(
                "An action that finishes lifts each question it names to its level, if that is at most two levels "
                "up. It starts only when what it waits for is finished, or is already there. Per quarter at most "
                "{share} of the person-days is planned, at most {concurrent} actions run at once, and at most "
                "{visible} that users notice finish.",
                share=words.percent(1 - limits.reserve),
                concurrent=words.count(limits.max_concurrent),
                visible=words.count(limits.max_visible_finishes),
            ),
            words(
                "Chosen is the plan that gains most. Gain counts up to the bar, more for what matters more, a little "
                "less for every quarter later, and extra for a level reached. Expected scores run from everything one "
                "quarter late to all on time."
            ),
            *_proof(material),
        ),
    )


def _proof(material: Material) -> Iterator[str]:
    """Yield how good the roadmap is known to be, where something is planned."""
    if material.roadmap.steps:
        yield roadmap_sentences.proof_sentence(material.roadmap, material.words)


def _privacy(material: Material) -> Iterator[MethodPart]:
    words, card = material.words, material.scorecard
    if material.is_one_view:
        return
    title = words("Privacy")
    if not card.anonymous:
        yield MethodPart(
            title=title, paragraphs=(words("Everyone agreed that answers in this report may be recognised."),)
        )
        return
    text = words(
        "For every question, a group of fewer than {count} people is taken together with the next smallest before "
        "anything is calculated; so nothing in this report can be subtracted to find what one person said. There is no"
        " free text of people, no time of answering, and no ranking.",
        count=words.count(card.privacy_threshold),
    )
    yield MethodPart(title=title, paragraphs=(text,))


def _assumptions(material: Material) -> MethodPart:
    words, limits = material.words, material.roadmap.limits
    factor = limits.effort_factor
    paragraphs = [
        words(
            "Still to be tested with some thirty respondents: σ and τ, the bounds for a blind spot (1.0) and for the "
            "profile (3.0 and 0.2), and the weights in the priority."
        ),
        words("The person-days of actions are estimates for 15 to 40 people in IT and 500 to 2,000 users."),
    ]
    if factor != 1:
        paragraphs.append(words("Here they were multiplied by {factor}.", factor=words.number(factor)))
    return MethodPart(title=words("Assumptions"), paragraphs=tuple(paragraphs))


def _brief_limits(material: Material) -> MethodPart:
    limits = _limits(material)
    return MethodPart(title=limits.title, paragraphs=limits.paragraphs[:2])


def _limits(material: Material) -> MethodPart:
    words = material.words
    return MethodPart(
        title=words("What this cannot tell"),
        paragraphs=(
            words(
                "There is no benchmark: departments are not compared with each other. That a higher level gives "
                "better results has hardly been proved for models of this kind; hold the score against facts of your"
                " own, such as satisfaction and lead times."
            ),
            words(
                "Whoever assesses himself is often too kind. That is why the sentences are about what can be seen, "
                "why evidence counts, and why users answer too. A result is a snapshot and expires after twelve "
                "months."
            ),
            words(
                "The idea comes from the article ‘Hoe ambitieus is jouw IT-afdeling?’. ISO 23592, ISO 37500 and "
                "CEN/TS 16880 are paid texts of which titles, scopes and summaries were read. ITIL, CMMI, TOPdesk "
                "and other names belong to their owners and are cited as sources only."
            ),
        ),
    )


def _versions(material: Material) -> Iterator[Fact]:
    words, card, made_with = material.words, material.scorecard, provenance.build(material)
    yield Fact(words("Questionnaire"), made_with.questionnaire)
    yield Fact(words("Fingerprint of its meaning"), f"sha256 {made_with.fingerprint[:SHA_SHOWN]}")
    yield Fact(words("Scoring"), made_with.scoring)
    yield Fact(words("Made with"), made_with.software)
    yield Fact(words("Run"), words.date(made_with.run))
    if material.responses.run:
        yield Fact(words("Name of the run"), own_words(material.responses.run))
    yield Fact(words("Respondents"), f"{material.people}: {sentences.respondents_by_role(card.respondents, words)}")
    yield Fact(words("Answered in"), {"nl": words("Dutch"), "en": words("English")}[material.responses.language])
