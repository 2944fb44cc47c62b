"""Make the tree of structure elements from the HTML elements that were painted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import count, groupby
from typing import Any

from reports.tagging import tables
from reports.tagging.elements import Element, Kid, Mark
from reports.tagging.layout import Layout
from reports.tagging.source import SVG, is_decoration, is_link

KINDS = {
    "section": "Sect", "article": "Art", "nav": "Sect", "aside": "Sect", "blockquote": "BlockQuote", "p": "P",
    "h1": "H1", "h2": "H2", "h3": "H3", "h4": "H4", "h5": "H5", "h6": "H6", "ul": "L", "ol": "L", "dl": "L",
    "li": "LI", "table": "Table", "caption": "Caption", "thead": "THead", "tbody": "TBody", "tfoot": "TFoot",
    "tr": "TR", "th": "TH", "td": "TD", "img": "Figure", f"{SVG}svg": "Figure",
}  # fmt: skip
GROUPING = ("Document", "Sect", "Art", "BlockQuote", "Div")  # they hold paragraphs, no bare text
STRICT = ("Table", "THead", "TBody", "TFoot", "TR", "L")  # they hold nothing but their own parts
INLINE = ("Link", "Span")
PHRASES = ("span", "a", "b", "i", "em", "strong", "small", "code", "q", "cite", "sub", "sup", "abbr", "label", "time")


class Tree:
    """The structure elements of a painted document, and what in it is no content."""

    def __init__(self, layout: Layout) -> None:
        self._shown, self._own = layout.shown, defaultdict[Any, list[Kid]](list)
        self.artifacts: list[tuple[Mark, str]] = []
        self._names = (f"h{number}" for number in count())
        for mark, artifact in layout.marks():
            if artifact:
                self.artifacts.append((mark, artifact))
            else:
                self._own[mark.box.element].append(mark)
        root = layout.root
        self.document = Element("Document", root, self._kids(root, root.get("lang", ""), "Document"))

    def _kids(self, source: Any, language: str, inside: str) -> list[Kid]:
        """Return what an HTML element brings into a structure element of kind `inside`, in reading order."""
        ordered = [(mark.at, mark) for mark in self._own.get(source, ())]
        at = -1
        for child in self._children(source):
            for kid in self._grown(child, language, inside):
                at = max(at, kid.at)  # what is empty stays behind what it stands behind
                ordered.append((kid.at if kid.at >= 0 else at, kid))
        kids = [kid for _, kid in sorted(ordered, key=lambda each: each[0])]
        if inside in STRICT:
            kids = list(self._without_blanks(kids))
        elif inside in GROUPING and source.tag not in PHRASES:
            kids = list(self._in_paragraphs(source, kids))
        return kids

    def _children(self, source: Any) -> Iterator[Any]:
        for child in source:
            if child in self._shown and not is_decoration(child):
                yield child

    def _grown(self, source: Any, language: str, inside: str) -> list[Kid]:
        """Return the structure element of an HTML element, or what it holds where it means nothing itself."""
        spoken_in = source.get("lang") or language
        kind = "Link" if is_link(source) else KINDS.get(source.tag, "")
        if not kind and spoken_in != language:
            kind = "Span" if source.tag in PHRASES or inside not in GROUPING else "Div"
        if not kind:
            return self._kids(source, language, inside)
        if source.tag == "dl":
            kids = list[Kid](self._terms(source, spoken_in))
        elif kind == "LI":
            body = Element("LBody", source, self._kids(source, spoken_in, "LBody"))
            kids = [body] if body.kids else []
        else:
            kids = self._kids(source, spoken_in, kind)
        element = Element(kind, source, kids, language=spoken_in if spoken_in != language else "")
        if kind == "Table":
            tables.thin_out(element)
            tables.name_headers(element, self._names)
        return [element] if kids or kind in ("TH", "TD", "Link") else []

    def _terms(self, source: Any, language: str) -> Iterator[Element]:
        """Yield the entries of a list of terms: each a label with its body, or a body where nothing stands with it."""
        entries: list[list[Element]] = []
        for part in _terms_in(self._children(source)):
            if part.tag == "dt" or not entries:
                entries.append([])
            kind = "Lbl" if part.tag == "dt" else "LBody"
            if kids := self._kids(part, language, kind):
                entries[-1].append(Element(kind, part, kids))
        for parts in entries:
            if len(parts) == 1:
                parts[0].kind = "LBody"
            if parts:
                yield Element("LI", source, list(parts))

    def _without_blanks(self, kids: Iterable[Kid]) -> Iterator[Kid]:
        for kid in kids:
            if isinstance(kid, Mark) and kid.is_blank:
                self.artifacts.append((kid, "Layout"))
            else:
                yield kid

    def _in_paragraphs(self, source: Any, kids: Iterable[Kid]) -> Iterator[Kid]:
        """Yield kids with each run of bare text as a paragraph; runs of spaces are no content."""
        for is_text, run in groupby(kids, lambda kid: isinstance(kid, Mark) or kid.kind in INLINE):
            if not is_text:
                yield from run
                continue
            words = list(run)
            if any(isinstance(kid, Element) or not kid.is_blank for kid in words):
                yield Element("P", source, words)
            else:
                yield from self._without_blanks(words)


def _terms_in(children: Iterable[Any]) -> Iterator[Any]:
    """Yield the terms and descriptions of a list, also those that a div keeps together."""
    for child in children:
        if child.tag in ("dt", "dd"):
            yield child
        else:
            yield from _terms_in(child)
