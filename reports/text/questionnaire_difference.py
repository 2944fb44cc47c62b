"""Show on a terminal how two versions of a questionnaire differ, and what that asks of the version."""

from __future__ import annotations

from collections.abc import Sequence

from questionnaires.difference import Change, Kind, QuestionnaireDifference, Remark
from questionnaires.difference.steps import next_version, suffices
from questionnaires.language import Words
from reports.text.lines import Line, Lines, line, paragraphs, strong, wrapped

INDENT = 2
KINDS: tuple[Kind, ...] = ("structure", "meaning", "wording", "translation")


def difference_lines(found: QuestionnaireDifference, notes: Sequence[Remark], words: Words, columns: int) -> Lines:
    """Return the verdict on the version, every difference by kind, and what deserves a second look."""
    blocks: list[Lines] = [(*_head(found, words, columns),)]
    for kind in KINDS:
        changes = [change for change in found.changes if change.kind == kind]
        if changes:
            blocks.append(
                (_title(kind, words), *(one for change in changes for one in _change(change, words, columns)))
            )
    if notes:
        blocks.append((line(strong(words("To look at again"))),
                       *(one for note in notes for one in _hanging(note.said(words), columns))))  # fmt: skip
    if found.changes:
        blocks.append(_compared(found, words, columns))
    return paragraphs(blocks)


def verdict_lines(found: QuestionnaireDifference, notes: Sequence[Remark], words: Words, columns: int) -> Lines:
    """Return what a check says of the step that a version takes."""
    return (
        *wrapped(f"{found.id} {found.old_version} → {found.new_version}: {_verdict(found, words)}", columns),
        *(one for note in notes for one in wrapped(f"- {note.said(words)}", columns, rest="  ")),
    )


def _head(found: QuestionnaireDifference, words: Words, columns: int) -> Lines:
    name = f"{found.id} {found.old_version} → {found.new_version}"
    return (*wrapped(name, columns, strong_cells=len(name)), *wrapped(_verdict(found, words), columns))


def _verdict(found: QuestionnaireDifference, words: Words) -> str:
    if found.needed is None:
        return words("Nothing differs.")
    if found.is_another:
        return words("These are two questionnaires, not two versions of one.")
    n = len(found.changes)
    asked = words.plural(
        "One difference, which asks for a {step} step.",
        "{n} differences, which ask for a {step} step.",
        n,
        step=found.needed,
    )
    if suffices(found.given, found.needed):
        return f"{asked} {words('The version takes a {step} step: that will do.', step=found.given)}"
    wanted = words("Make it version {version}.", version=next_version(found.old_version, found.needed))
    return f"{asked} {wanted}"


def _title(kind: Kind, words: Words) -> Line:
    titles = {
        "structure": words("Structure"),
        "meaning": words("Meaning"),
        "wording": words("Wording, in both languages"),
        "translation": words("Translation: one language changed, the other did not"),
    }
    return line(strong(titles[kind]))


def _change(change: Change, words: Words, columns: int) -> Lines:
    said = words("{place}: {what} [{step}]", place=change.place.said(words), what=words.say(change.what),
                 step=change.step)  # fmt: skip
    lines = _hanging(said, columns)
    before, after = words("was"), words("is now")
    indent = " " * (2 * INDENT)
    rest = indent + " " * (max(len(before), len(after)) + 2)
    for label, text in ((before, change.old), (after, change.new)):
        if text is not None:
            shown = text if isinstance(text, str) else text[words.language]
            lines += wrapped(shown, columns, f"{indent}{f'{label}:':<{len(rest) - len(indent)}}", rest)
    return lines


def _hanging(text: str, columns: int) -> Lines:
    return wrapped(text, columns, " " * INDENT, " " * (2 * INDENT))


def _compared(found: QuestionnaireDifference, words: Words, columns: int) -> Lines:
    """Return what can still be compared between runs on the two versions."""
    lines: Lines = (line(strong(words("Comparing runs on these versions"))),)
    breaks = found.common.breaks
    n = len(found.common.pairs)
    lines += _hanging(
        words.plural("One question can be compared.", "{n} questions can be compared.", n)
        if n
        else words("No question can be compared."),
        columns,
    )
    reasons: dict[str, list[str]] = {}
    for name, one in breaks.items():
        reasons.setdefault(words.say(one.reason), []).append(name)
    for reason, names in reasons.items():
        lines += _hanging(
            words("A break in the series of {names}: {reason}", names=words.listing(names), reason=reason)
            if n
            else reason,
            columns,
        )
    return lines
