"""Draw the screen of one item: the question, its sentences, the follow-up, the note, the reason and the why."""

from __future__ import annotations

from assess.interview.events import Option
from assess.interview.walk import Walk
from assess.screens.layout import SENTENCE_COLUMN, Field, Gap, Part, Screen, Stage, fitted
from assess.screens.lines import shortened, spaces
from assess.screens.looking_back import looking_back_screen, telling_change_screen
from assess.screens.parts import LETTERS, form_screen, head, keys, notice, options, said
from questionnaires.language import Words
from questionnaires.model import Item
from reports.text.lines import Line, Span, Weight, line, strong


def item_screen(walk: Walk, stage: Stage) -> Screen:
    """Return the screen of the item that the respondent is at."""
    match walk.mode:
        case "writing":
            return _writing(walk, stage)
        case "giving_reason":
            return _giving_reason(walk, stage)
        case "reading_why":
            return _why(walk, stage)
        case "looking_back":
            return looking_back_screen(walk, stage, [_head(walk, stage), _question(walk, stage)])
        case "telling_change":
            return telling_change_screen(walk, stage, [_head(walk, stage), _question(walk, stage)])
    body = [
        Part(
            lines=said(_instruction(walk, stage.words), stage, Gap.NONE, _weight(walk)).lines, gap=Gap.ABOVE_INSTRUCTION
        ),
        *options(walk, stage, option_texts(walk, stage.words), below=_notes(walk, stage)),
    ]
    return Screen(
        fitted(stage, [_head(walk, stage), _question(walk, stage)], body, notice(walk, stage), _keys(walk, stage))
    )


def option_texts(walk: Walk, words: Words) -> list[str]:
    """Return the five sentences of the item here, then don't know and, where allowed, not applicable."""
    sentences = [level[words.language] for level in _item(walk).worded_for(walk.script.role).levels]
    others = {"unknown": words("I don’t know"), "not_applicable": words("Not applicable")}
    return [*sentences, *[others[str(option)] for option in walk.options[len(sentences) :]]]


def question_text(walk: Walk, words: Words) -> str:
    """Return the question of the item here, in the words of the role."""
    return _item(walk).worded_for(walk.script.role).question[words.language]


def choose_text(walk: Walk, words: Words) -> str:
    """Return the instruction in one line, in the words of the role."""
    if walk.script.is_for_it:
        return words("Choose the last sentence that is fully true; in doubt, the earlier of the two.")
    return words("Choose the last sentence that fully matches; in doubt, the earlier of the two.")


def why_texts(walk: Walk, words: Words) -> list[tuple[str, list[str]]]:
    """Return why this is asked and, for IT, what counts as evidence: each a heading with its paragraphs."""
    item, script = _item(walk), walk.script
    capability = script.questionnaire.capability_of(item.id)
    name = f"{capability.id} {capability.name[words.language]}"
    definition = capability.definition[words.language]
    meaning = f"{name}: {definition[:1].lower()}{definition[1:]} {script.domain_of(item.id).about[words.language]}"
    why = (words("Why this question"), [meaning])
    if not script.is_for_it:
        return [why]
    proof = [
        words(
            "Something that you can show a colleague and that is no older than six months: a document, a figure, "
            "minutes or a screen. Where it says ‘every year’, a year is fine. Say with your answer where it is (n)."
        )
    ]
    remarks = []
    if item.gate:
        remarks.append(
            words(
                "This is a key practice of {capability}: evidence here makes the result more reliable.", capability=name
            )
        )
    if item.unknown_is_finding:
        remarks.append(words("Nobody knows? Then that is a result as well."))
    return [why, (words("What counts as evidence"), [*proof, *([" ".join(remarks)] if remarks else [])])]


def spoken_option(option: Option | None, words: Words) -> str:
    """Return an option as it is named in a sentence: c, or ‘don't know’ in words."""
    if option == "unknown":
        return words("‘I don’t know’")
    return words("‘not applicable’") if option == "not_applicable" else LETTERS[option or "unknown"]


def follow_up_text(walk: Walk, words: Words, again: str) -> str:
    """Return the gentle question after a first don't-know; `again` says how to keep it."""
    if _item(walk).unknown_is_finding:
        return words(
            "That is fine. Which sentence comes closest? If nobody knows, that is a result as well: {again}.",
            again=again,
        )
    return words("That is fine. Which sentence comes closest? If you really do not know, {again}.", again=again)


def reason_texts(walk: Walk, words: Words) -> tuple[str, str]:
    """Return the question why an item does not apply, with the answer to the commonest wrong reason."""
    if walk.script.is_for_it:
        return (
            words("Why does this question not apply to you?"),
            words(
                "Does another party do it for you? Then the question does apply: "
                "choose the sentence that fits what the user gets."
            ),
        )
    return (
        words("Why does this question not apply to your work?"),
        words("You do not know, or never noticed? Then the question does apply: go back and choose ?."),
    )


def _item(walk: Walk) -> Item:
    return walk.script.items[walk.here.id]


def _head(walk: Walk, stage: Stage) -> Part:
    words, script, item_id = stage.words, walk.script, walk.here.id
    capability = script.questionnaire.capability_of(item_id)
    domain = Span(script.domain_of(item_id).name[words.language])
    part = strong(f"{capability.id} {capability.name[words.language]}")
    number = words("{number} of {total}", number=script.number_of(item_id), total=len(script.items))
    return head(walk, stage, [domain, part], f"{item_id} {stage.marks.between} {number}", here=item_id)


def _question(walk: Walk, stage: Stage) -> Part:
    return said(question_text(walk, stage.words), stage, Gap.ABOVE_QUESTION, "strong")


def _weight(walk: Walk) -> Weight:
    return "strong" if walk.position.following_up else ""


def _instruction(walk: Walk, words: Words) -> str:
    if walk.position.following_up:
        return follow_up_text(walk, words, words("press enter once more"))
    if walk.chosen is None:
        return choose_text(walk, words)
    now = words("Your answer is {answer}.", answer=spoken_option(walk.chosen, words))
    if walk.pointer in (None, walk.chosen):
        return f"{now} {words('Enter keeps it.')}"
    return f"{now} {words('Enter makes it {answer}.', answer=spoken_option(walk.pointer, words))}"


def _notes(walk: Walk, stage: Stage) -> Part | None:
    answer, words = walk.answer, stage.words
    if answer is None or not (answer.note or answer.evidence or answer.reason):
        return None
    texts = [
        words("Reason: {text}", text=answer.reason) if answer.reason else "",
        words("Note: {text}", text=answer.note) if answer.note else "",
        words("Evidence: {text}", text=answer.evidence) if answer.evidence else "",
    ]
    lines = [_under(row) for text in texts if text for row in shortened(text, stage.sentence_width)]
    short = words("With a reason; n shows it.") if answer.reason else words("With a note or evidence; n shows it.")
    return Part(lines=tuple(lines), folded=(_under(short),))


def _under(text: str) -> Line:
    return line(spaces(SENTENCE_COLUMN), text)


def _keys(walk: Walk, stage: Stage) -> list[Line]:
    words, marks = stage.words, stage.marks
    onward = words("skip") if walk.chosen is None else words("go on")
    return keys(
        stage,
        ("enter", words("save")),
        (marks.left, words("back")),
        (marks.right, onward),
        ("n", words("note")),
        ("w", words("why")),
        ("o", words("overview")),
        ("ctrl-c", words("stop")),
    )


def _writing(walk: Walk, stage: Stage) -> Screen:
    words = stage.words
    pointed = walk.options.index(walk.pointer or "unknown")
    option = options(walk, stage, option_texts(walk, words))[pointed]
    saving = words("Enter saves answer {answer} with what you write here.", answer=spoken_option(walk.pointer, words))
    if walk.script.is_for_it:
        saving += " " + words("As evidence, name the document, the figure or the place.")
    answer = walk.answer
    fields = [Field(words("Note:"), (answer and answer.note) or "")]
    if walk.script.is_for_it:
        fields.append(Field(words("Evidence:"), (answer and answer.evidence) or ""))
    return _form(
        walk,
        stage,
        [
            Part(lines=option.lines, folded=option.folded, gap=Gap.ABOVE_SENTENCES),
            said(saving, stage, Gap.ABOVE_INSTRUCTION),
        ],
        tuple(fields),
        ("enter", words("save")),
        *([("tab", words("other field"))] if len(fields) > 1 else []),
        ("esc", words("do not save")),
    )


def _giving_reason(walk: Walk, stage: Stage) -> Screen:
    words = stage.words
    question, hint = reason_texts(walk, words)
    return _form(
        walk,
        stage,
        [said(question, stage, Gap.ABOVE_INSTRUCTION, "strong"), said(hint, stage, Gap.NONE)],
        (Field(stage.marks.pointer, (walk.answer and walk.answer.reason) or ""),),
        ("enter", words("save")),
        ("esc", words("back to the sentences")),
    )


def _form(walk: Walk, stage: Stage, body: list[Part], fields: tuple[Field, ...], *pairs: tuple[str, str]) -> Screen:
    parts = [_head(walk, stage), _question(walk, stage), *body]
    return form_screen(walk, stage, parts, fields, keys(stage, *pairs))


def _why(walk: Walk, stage: Stage) -> Screen:
    body = []
    for heading, paragraphs in why_texts(walk, stage.words):
        body.append(said(heading, stage, Gap.ABOVE_SENTENCES, "strong"))
        for index, text in enumerate(paragraphs):
            body.append(said(text, stage, Gap.BETWEEN_SENTENCES if index else Gap.NONE))
    fixed = [_head(walk, stage), _question(walk, stage)]
    back = keys(stage, ("w", stage.words("back to the question")))
    return Screen(fitted(stage, fixed, body, notice(walk, stage), back))
