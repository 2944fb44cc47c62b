"""Read the organiser's Markdown into values that any form can show: no HTML, no pictures, only links people follow."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Literal

import msgspec

from reports.view.material import own_words, shortened

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

LONGEST = 20_000  # characters; twice of what anyone has been seen to write about one page
DEEPEST = 20  # levels of lists in lists; what is deeper is shown as it was typed
SPOKEN = ("paragraph", "list", "heading", "lheading", "blockquote", "hr")
MARKED = ("text", "newline", "escape", "backticks", "emphasis", "link", "autolink")
SAFE_LINK = re.compile(r"(?:https?://|mailto:)[^\s\x00-\x20\x7f<>\"\\^`{|}]+\Z", re.IGNORECASE)

Kind = Literal["paragraph", "bullets", "numbers", "heading"]


class Run(msgspec.Struct, frozen=True):
    """Words in one look. `link` is empty, or an address that starts with http:, https: or mailto:."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    link: str = ""


Line = tuple[Run, ...]


class Passage(msgspec.Struct, frozen=True):
    """Lines of one kind: of a paragraph (mostly one line), or the entries of a list.

    `start` is the number of the first entry where the kind is "numbers": a list goes on after what interrupted it.
    """

    kind: Kind
    lines: tuple[Line, ...]
    start: int = 1


def prose(text: str) -> tuple[Passage, ...]:
    """Return a Markdown text (CommonMark) as passages; nothing where it says nothing.

    Headings lose their rank, lists in lists follow each other, quotes are paragraphs. HTML, pictures, code blocks and
    references are no markup here: they are shown as they were typed. So is a link that leads anywhere but to a web or
    mail address.
    """
    kept = shortened(own_words(text), LONGEST)
    tokens = _markdown().parse(kept)
    if any(token.level >= DEEPEST for token in tokens):
        return plain(kept)
    return tuple(_passages(tokens)) or plain(kept)


def plain(text: str) -> tuple[Passage, ...]:
    """Return a text as paragraphs without reading any markup in it: a blank line parts them."""
    paragraphs = (part.strip() for part in re.split(r"\n\s*\n", own_words(text)))
    return tuple(
        Passage("paragraph", tuple((Run(line.strip()),) for line in part.split("\n") if line.strip()))
        for part in paragraphs
        if part
    )


def plain_text(passages: Sequence[Passage]) -> str:
    """Return the words of passages without their looks, a line each."""
    return "\n".join("".join(run.text for run in line) for passage in passages for line in passage.lines)


@cache
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt

    reader = MarkdownIt("zero", {"html": False, "maxNesting": DEEPEST + 1})
    reader.enable([rule for rule in (*SPOKEN, *MARKED) if rule not in ("paragraph", "text")])
    reader.inline.ruler2.enable(["balance_pairs", "emphasis", "fragments_join"])
    reader.validateLink = lambda url: SAFE_LINK.match(url) is not None  # type: ignore[method-assign]
    return reader


def _passages(tokens: Sequence[Token]) -> Iterator[Passage]:
    """Walk the tokens; entries gather in the innermost list until something else stands between them."""
    kinds: list[Kind] = []  # of the lists that are open, the outermost first
    numbers: list[int] = []  # of each, the number of its next entry
    entries: list[Line] = []
    is_new = False  # the next text opens an entry
    in_heading = False

    def gathered() -> Iterator[Passage]:
        if entries:
            yield Passage(kinds[-1], tuple(entries), numbers[-1] - len(entries) if kinds[-1] == "numbers" else 1)
            entries.clear()

    for token in tokens:
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                if kinds:
                    yield from gathered()
                kinds.append("bullets" if token.type == "bullet_list_open" else "numbers")
                numbers.append(int(token.attrs.get("start", 1)))
            case "bullet_list_close" | "ordered_list_close":
                yield from gathered()
                kinds.pop()
                numbers.pop()
                is_new = False
            case "list_item_open":
                is_new = True
            case "heading_open":
                in_heading = True
            case "heading_close":
                in_heading = False
            case "inline":
                lines = tuple(_lines(token.children or ()))
                if not lines:
                    continue
                if is_new and not in_heading:
                    entries.append(tuple(_joined(lines)))
                    numbers[-1] += 1
                    is_new = False
                else:
                    if kinds:
                        yield from gathered()
                    yield Passage("heading" if in_heading else "paragraph", lines)


def _lines(tokens: Sequence[Token]) -> Iterator[Line]:
    """Yield the lines of one text: a hard break parts them, a soft break is a space."""
    bold = italic = 0
    link, is_shown = "", False
    runs: list[Run] = []
    for token in tokens:
        text, is_code = "", False
        match token.type:
            case "strong_open" | "strong_close":
                bold += token.nesting
            case "em_open" | "em_close":
                italic += token.nesting
            case "link_open":
                link, is_shown = str(token.attrs.get("href", "")), False
            case "link_close":
                text = "" if is_shown else link
            case "hardbreak":
                if runs:
                    yield _trimmed(runs)
                runs = []
            case "softbreak":
                text = " "
            case "code_inline":
                text, is_code = token.content, True
            case _:
                text = token.content
        if text:
            _add(runs, Run(text, bold > 0, italic > 0, is_code, link))
            is_shown = True
        if token.type == "link_close":
            link = ""
    if runs:
        yield _trimmed(runs)


def _joined(lines: Sequence[Line]) -> Iterator[Run]:
    """Yield lines as one, with a space between them."""
    for number, line in enumerate(lines):
        if number:
            yield Run(" ")
        yield from line


def _add(runs: list[Run], run: Run) -> None:
    """Put a run at the end of others, in one with the last where both look the same."""
    if runs and msgspec.structs.replace(runs[-1], text="") == msgspec.structs.replace(run, text=""):
        runs[-1] = msgspec.structs.replace(run, text=runs[-1].text + run.text)
    else:
        runs.append(run)


def _trimmed(runs: Sequence[Run]) -> Line:
    first, last = runs[0], runs[-1]
    if len(runs) == 1:
        return (msgspec.structs.replace(first, text=first.text.strip() or first.text),)
    return (
        msgspec.structs.replace(first, text=first.text.lstrip()),
        *runs[1:-1],
        msgspec.structs.replace(last, text=last.text.rstrip()),
    )
