"""Show how a capability comes to its level: answers, formulas, what holds it back and what would lift it."""

from __future__ import annotations

from collections.abc import Sequence

from questionnaires.model import Item
from reports import sentences
from reports.roadmap_sentences import quarter_label
from reports.sentences import capability_name, domain_name, letter, quoted
from reports.text.explain.material import Material, Row, mean_formula, share, sum_over
from reports.text.lines import Lines, line, ljust, paragraphs, rjust, strong, width, wrap
from scoring.explain import CapabilityExplanation, ItemAnswer, LevelCheck, MissingSentence
from scoring.lifting import Raise

ID_CELLS = 5
QUESTION_CELLS = 52  # where the words of a question end
MEAN_CELLS = 63  # where a mean ends
ANSWER_CELLS = 65  # where the answer begins
ANSWER_ROOM = 15
SHOWN_BEYOND = 2  # levels above the one that is reached


def capability_lines(explained: CapabilityExplanation, material: Material) -> Lines:
    """Return a capability from its answers to what would lift it."""
    return paragraphs(
        [
            material.heading(standing(explained, material)),
            _answers(explained, material),
            _formulas(explained, material),
            _holding(explained, material),
            _lifting(explained, material),
        ]
    )


def standing(explained: CapabilityExplanation, material: Material) -> str:
    """Return a capability with level, average and ambition."""
    words = material.words
    name = capability_name(material.questionnaire, explained.capability, words)
    if material.scorecard.capabilities[explained.capability].out_of_scope:
        return words("{name}: not applicable", name=name)
    said = sentences.standing(explained.level, explained.score, explained.target, words, 0)
    return words("{name}: {standing}", name=name, standing=said)


def _answers(explained: CapabilityExplanation, material: Material) -> Lines:
    words = material.words
    title = words("The answers")
    if not material.is_drawn:
        lines = material.heading(title)
        for answer in explained.answers:
            lines += _answer_in_sentences(answer, material)
        return lines
    mean, middle = ("", words("answer")) if material.is_one_view else (words("mean"), words("middle one"))
    lines = (line(strong(ljust(title, ANSWER_CELLS - 2 - width(mean))), strong(f"{mean}  {middle}")),)
    for answer in explained.answers:
        lines += _answer_row(answer, material)
    return lines


def _answer_row(answer: ItemAnswer, material: Material) -> Lines:
    """Return an item with its figures beside the question and the sentence that holds now below it."""
    item = material.questionnaire.items[answer.item]
    question = wrap(item.question[material.words.language], QUESTION_CELLS, ljust(item.id, ID_CELLS), " " * ID_CELLS)
    mean = "" if material.is_one_view or answer.value is None else material.words.number(answer.value)
    given, *more = wrap(_given(answer, material), ANSWER_ROOM)
    beside = [f"{rjust(mean, MEAN_CELLS - QUESTION_CELLS)}  {given}"]
    beside += [" " * (ANSWER_CELLS - QUESTION_CELLS) + each for each in more]
    needed = _needed(answer, material)
    if needed:
        beside.append(" " * (ANSWER_CELLS - QUESTION_CELLS) + needed)
    rows = max(len(question), len(beside))
    question += [""] * (rows - len(question))
    beside += [""] * (rows - len(beside))
    lines = tuple(line(ljust(left, QUESTION_CELLS), right) for left, right in zip(question, beside, strict=True))
    return lines + _sentence(answer, item, material)


def _answer_in_sentences(answer: ItemAnswer, material: Material) -> Lines:
    words, item = material.words, material.questionnaire.items[answer.item]
    parts = [f"{item.id} {item.question[words.language]}"]
    if answer.value is not None and not material.is_one_view and answer.agreed is None:
        parts.append(words("Mean {mean}.", mean=words.number(answer.value)))
    if answer.agreed is None and answer.sentence is not None and not material.is_one_view:
        parts.append(words("Middle answer {letter}.", letter=letter(answer.sentence)))
    elif answer.agreed is None and answer.sentence is not None:
        parts.append(words("Answer {letter}.", letter=letter(answer.sentence)))
    else:
        parts.append(f"{sentences.as_sentence(_given(answer, material))}.")
    needed = _needed(answer, material)
    if needed:
        parts.append(f"{sentences.as_sentence(needed)}.")
    return material.told(" ".join(parts)) + _sentence(answer, item, material)


def _given(answer: ItemAnswer, material: Material) -> str:
    """Return what was answered, as the middle answer, the agreed one, or why there is none."""
    words = material.words
    if answer.not_applicable:
        return words("not applicable")
    if answer.agreed is not None:
        return words("agreed: {letter}", letter=letter(answer.agreed))
    if answer.sentence is None:
        return words("no answer")
    return letter(answer.sentence)


def _needed(answer: ItemAnswer, material: Material) -> str:
    """Return what a key practice must be; empty for other items."""
    level = answer.key_practice_of
    if level is None or answer.not_applicable:
        return ""
    return material.words("needed for {level}: {letter}", level=level, letter=letter(level))


def _sentence(answer: ItemAnswer, item: Item, material: Material) -> Lines:
    """Return the sentence that holds now, with its letter."""
    if answer.sentence is None:
        return ()
    sentence = item.levels[answer.sentence - 1][material.words.language]
    indent = " " * ID_CELLS
    return material.told(sentence, f"{indent}{letter(answer.sentence)}  ", f"{indent}   ")


def _formulas(explained: CapabilityExplanation, material: Material) -> Lines:
    words = material.words
    if explained.score is None:
        if material.scorecard.capabilities[explained.capability].out_of_scope:
            return ()
        return material.told(
            words(
                "Not scored: at least 60% of the questions need an answer that counts. Without one: {items}.",
                items=words.listing(list(explained.unanswered)),
            )
        )
    values = [answer.value for answer in explained.answers if answer.value is not None]
    rows = [Row(words("Average"), mean_formula(values, explained.score, words))]
    shown = (explained.level or 1) + SHOWN_BEYOND
    rows += [
        Row(
            words("Level {level}", level=check.level),
            _check(check, material),
            words("reached") if check.is_met else words("not reached"),
        )
        for check in explained.checks
        if check.level <= shown
    ]
    return material.labelled(rows)


def _check(check: LevelCheck, material: Material) -> str:
    """Return how far a level is fulfilled, with the numbers, and all that it asks."""
    words = material.words
    fulfilled = share(check.fulfilment, check.needed, words)
    formula = "" if check.fulfilment == 0 else f"{sum_over(list(check.parts.values()), words)} = "
    asks = [words("more than {share}", share=words.percent(check.needed))]
    asks += [
        words("level {level} for more than {share}", level=level, share=words.percent(check.needed_below))
        for level in check.not_fully
    ]
    if check.gate is not None and check.practice in {"met", "missed", "unverified"}:
        asks.append(words("{item} at {letter} or higher", item=check.gate, letter=letter(check.level)))
    return words(
        "{formula}{fulfilled} fulfilled, needed {asks}:",
        formula=formula,
        fulfilled=fulfilled,
        asks=words.listing(asks),
    )


def _holding(explained: CapabilityExplanation, material: Material) -> Lines:
    """Return the sentences that keep a capability from its next level."""
    words = material.words
    if explained.level is None:
        return ()
    name, level = explained.capability, explained.level
    if not explained.missing:
        return material.told(words("{name} is at the highest level.", name=name)) if level == 5 else ()
    lines = material.heading(words("What keeps {name} at level {level}", name=name, level=level))
    for missing in explained.missing:
        lines += material.told(missing_sentence(missing, material), "  ", "  ")
    if explained.level_unverified:
        text = words("Nobody chose a sentence there, so the level is not verified: ask who does know.")
        lines += material.told(text, "  ", "  ")
    return lines


def missing_sentence(missing: MissingSentence, material: Material) -> str:
    """Return a sentence that does not hold yet, quoted, and why it matters; without a full stop."""
    words, item = material.words, material.questionnaire.items[missing.item]
    values = {
        "item": missing.item,
        "letter": letter(missing.level),
        "level": missing.level,
        "sentence": quoted(item.levels[missing.level - 1][words.language]),
    }
    if missing.reason == "key_practice":
        return words(
            "{item} {letter} does not hold yet, and it is the key practice of level {level}: {sentence}", **values
        )
    if missing.reason == "below":
        return words(
            "{item} {letter} does not hold yet, and level {level} must be there in full first: {sentence}", **values
        )
    return words("{item} {letter} does not hold yet: {sentence}", **values)


def _lifting(explained: CapabilityExplanation, material: Material) -> Lines:
    """Return the answers that would lead to a higher level, alone or together, and the actions that bring them."""
    words, raises = material.words, explained.lifts or explained.together
    if not raises:
        return ()
    lines = material.heading(_lifting_heading(explained, material))
    for one in raises:
        lines += material.told(_raise(one, bool(explained.lifts), material), "  ", "    ")
    domain = material.questionnaire.domain_of(explained.capability)
    now = material.scorecard.domains[domain.id].level
    after = max((one.domain_level or 0) for one in raises)
    if now is not None and after > now:
        name = domain_name(material.questionnaire, domain.id, words)
        lines += material.told(words("{name} then comes to level {level} too.", name=name, level=after), "  ", "  ")
    return lines + _actions(raises, material)


def _lifting_heading(explained: CapabilityExplanation, material: Material) -> str:
    words = material.words
    if not explained.lifts:
        level = explained.together[0].level
        return words("What would lift it: these answers together are enough for level {level}", level=level)
    levels = {one.level for one in explained.lifts}
    if len(explained.lifts) == 1:
        return words("What would lift it: this one answer is enough for level {level}", level=levels.pop())
    if len(levels) == 1:
        return words("What would lift it: each of these answers alone is enough for level {level}", level=levels.pop())
    return words("What would lift it: each of these answers alone is enough")


def _raise(one: Raise, alone: bool, material: Material) -> str:
    words = material.words
    if one.sentence is None:
        step = words("{item} at {letter}", item=one.item, letter=letter(one.to))
    else:
        step = words("{item} from {letter} to {to}", item=one.item, letter=letter(one.sentence), to=letter(one.to))
    if not alone:
        return step
    return words(
        "{step}: level {level} for {share} fulfilled", step=step, level=one.level, share=words.percent(one.fulfilment)
    )


def _actions(raises: Sequence[Raise], material: Material) -> Lines:
    """Return the actions that bring these answers, with the quarter in which the roadmap finishes them."""
    words, limits = material.words, material.roadmap.limits
    finish = {step.action: step for step in material.roadmap.steps}
    wanted = list(dict.fromkeys(action for one in raises for action in one.actions))
    planned = sorted((action for action in wanted if action in finish), key=lambda action: finish[action].finish_week)
    if not wanted:
        return ()
    named = [
        words(
            "{action} (done in {quarter})", action=action, quarter=quarter_label(limits, finish[action].quarter, words)
        )
        for action in planned
    ] + [words("{action} (not in the roadmap)", action=action) for action in wanted if action not in finish]
    return material.told(words("Actions that do this: {names}", names=", ".join(named)), "  ", "    ")
