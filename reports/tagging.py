"""Tag a laid-out document by the HTML it was made of: one structure element for each HTML element, as PDF/UA-1 asks.

WeasyPrint paints, and tells which box it paints; this knows what the boxes mean. See docs/adr/0008-pdf-ua.md.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, NamedTuple

import msgspec

SVG = "{http://www.w3.org/2000/svg}"
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
SCOPES = {"row": "Row", "col": "Column", "rowgroup": "Column", "colgroup": "Column"}  # PDF knows no groups of rows
HEAD_ROWS = 3  # rows of nothing but heads that a table can have and still be understood
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
PRINTED = 4  # the flag of an annotation that is there on paper as on the screen
POINTS = 0.75  # in a pixel of CSS


class Mark(NamedTuple):
    """A piece of text, or a picture, as it was painted: its page (from 0), its number there, and its place in order."""

    page: int
    number: int
    at: int
    box: Any

    @property
    def is_blank(self) -> bool:
        return not getattr(self.box, "text", "picture").strip()

    @property
    def runs_backwards(self) -> bool:
        """Say whether it holds writing from right to left, which is painted from left to right."""
        return RIGHT_TO_LEFT.search(getattr(self.box, "text", "")) is not None


class Element(msgspec.Struct, eq=False):
    """A structure element, of the HTML element `source`. `headers` names the header cells of a data cell.

    `at` says where in reading order it starts; -1 where it is empty.
    """

    kind: str
    source: Any
    kids: list[Mark | Element]
    language: str = ""
    name: str = ""
    headers: tuple[str, ...] = ()
    at: int = -1

    def __post_init__(self) -> None:
        self.at = min((kid.at for kid in self.kids if kid.at >= 0), default=-1)

    @property
    def first(self) -> Mark | None:
        """Return the first mark in it."""
        for kid in self.kids:
            if (found := kid if isinstance(kid, Mark) else kid.first) is not None:
                return found
        return None

    @property
    def scope(self) -> str:
        """Return for which cells a header cell stands, as HTML says it; empty for any other element."""
        return self.source.get("scope", "col") if self.kind == "TH" else ""

    def takes(self, span: str) -> int:
        """Return how many columns (`colspan`) or rows (`rowspan`) a cell takes."""
        return int(self.source.get(span, 1))


Kid = Mark | Element


class Tagging:
    """Tags the PDF of a laid-out document: made before it is painted, writing when it is."""

    def __init__(self, document: Any) -> None:
        """Prepare a document (WeasyPrint's) for being painted with numbers."""
        self._document, self._layout = document, Layout(document)

    def write(self, pdf: Any) -> None:
        """Write the structure of what was painted into its PDF (pydyf's)."""
        Writer(pdf, self._document).write(Tree(self._layout), self._layout)


class Layout:
    """The boxes of a document in the order in which they are read, and the numbers that the painter gives them."""

    def __init__(self, document: Any) -> None:
        """Read the boxes, and listen to the painting; links of boxes that lie within a link's own box are dropped."""
        from weasyprint.formatting_structure import boxes

        self.streams: list[Any] = []
        self.shown: set[Any] = set()
        self.root: Any = None
        self._boxes, self._order = boxes, list[tuple[int, Any, str]]()
        self._headed: dict[Any, int] = {}
        self._within: set[Any] = set()
        for number, page in enumerate(document.pages):
            self._read(page._page_box, number, artifact="", in_link=False)  # noqa: SLF001 - the only way to its boxes
            page.links = [link for link in page.links if getattr(link[3], "_box", link[3]) not in self._within]
            self._listen(page)

    def _listen(self, page: Any) -> None:
        paint = page.paint

        def paint_numbered(stream: Any, scale: float = 1) -> None:
            stream._tags = {}  # noqa: SLF001 - given a dictionary here, the painter numbers what it paints
            self.streams.append(stream)
            paint(stream, scale)

        page.paint = paint_numbered

    def _read(self, box: Any, page: int, artifact: str, *, in_link: bool) -> None:
        box = getattr(box, "_box", box)  # what is placed absolutely left a placeholder where it is read
        element = box.element
        if isinstance(box, self._boxes.MarginBox):
            artifact = "Pagination"
        elif element is not None and not isinstance(box, self._boxes.PageBox):
            self.root = element if self.root is None else self.root
            self.shown.add(element)
            if in_link:
                self._within.add(box)
            in_link = in_link or is_link(element)
            if is_decoration(element):
                artifact = artifact or "Layout"
            elif element.tag == "thead" and self._headed.setdefault(element, page) != page:
                artifact = "Pagination"  # the heads of a table come back on each of its pages, to be read once
        if isinstance(box, (self._boxes.TextBox, self._boxes.ReplacedBox)):
            self._order.append((page, box, artifact))
            return
        for child in box.children:
            self._read(child, page, artifact, in_link=in_link)

    def marks(self) -> Iterator[tuple[Mark, str]]:
        """Yield what was painted, in reading order, with the type of artifact that it is, if it is one."""
        for at, (page, box, artifact) in enumerate(self._order):
            painted = self.streams[page]._tags.get(box)  # noqa: SLF001 - what the painter wrote there
            if painted is not None:
                yield Mark(page, painted["mcid"], at, box), artifact


class Tree:
    """The structure elements of a painted document, and what in it is no content."""

    def __init__(self, layout: Layout) -> None:
        self._shown, self._own = layout.shown, defaultdict[Any, list[Kid]](list)
        self.artifacts: list[tuple[Mark, str]] = []
        self.names: dict[str, Element] = {}
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
            _thin_out(element)
            self._name_headers(element)
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

    def _name_headers(self, table: Element) -> None:
        """Name the header cells of a table, and tell each data cell under and beside which of them it stands."""
        above: dict[int, tuple[str, ...]] = defaultdict(tuple)
        taken: dict[int, int] = {}  # rows that a cell from above still takes, by column
        for section in table.kids:
            of_group: tuple[str, ...] = ()
            for row in _rows(section):
                cells = list(_placed(row, taken))
                for _, cell in cells:
                    if cell.kind == "TH":
                        cell.name = f"h{len(self.names)}"
                        self.names[cell.name] = cell
                beside = tuple(cell.name for _, cell in cells if cell.scope == "row")
                of_group = tuple(cell.name for _, cell in cells if cell.scope == "rowgroup") or of_group
                for column, cell in cells:
                    columns = range(column, column + cell.takes("colspan"))
                    if cell.kind == "TD":
                        heads = (name for each in columns for name in above[each])
                        cell.headers = tuple(dict.fromkeys((*heads, *of_group, *beside)))
                    elif cell.scope == "col":
                        for each in columns:
                            above[each] = (*above[each], cell.name)


def is_link(element: Any) -> bool:
    """Say whether an HTML element leads somewhere."""
    return bool(element.tag == "a" and "href" in element.attrib)


def is_decoration(element: Any) -> bool:
    """Say whether an HTML element means nothing to somebody who does not see it."""
    return bool(element.get("aria-hidden") == "true" or element.get("role") == "presentation")


def spoken(element: Any) -> str:
    """Return the text of an HTML element as one line."""
    return re.sub(r"\s+", " ", "".join(element.itertext())).strip()


def _terms_in(children: Iterable[Any]) -> Iterator[Any]:
    """Yield the terms and descriptions of a list, also those that a div keeps together."""
    for child in children:
        if child.tag in ("dt", "dd"):
            yield child
        else:
            yield from _terms_in(child)


def _rows(section: Kid) -> Iterator[Element]:
    """Yield the rows of a part of a table."""
    if isinstance(section, Element):
        if section.kind == "TR":
            yield section
        elif section.kind != "Caption":
            yield from (kid for kid in section.kids if isinstance(kid, Element))


def _thin_out(table: Element) -> None:
    """Leave a table no more heads than help: who hears it is told all heads of a cell before the cell.

    Where heads of groups would be most of the rows of heads, they are cells; so are those of rows where a table would
    have more heads than cells.
    """
    rows = [row for section in table.kids for row in _rows(section)]
    cells = [cell for row in rows for cell in row.kids if isinstance(cell, Element)]
    only_heads = [row for row in rows if {cell.kind for cell in row.kids if isinstance(cell, Element)} == {"TH"}]
    if len(only_heads) > HEAD_ROWS:
        for row in only_heads:
            for cell in row.kids:
                if isinstance(cell, Element) and cell.scope == "rowgroup":
                    cell.kind = "TD"
    heads = [cell for cell in cells if cell.kind == "TH"]
    if len(heads) > len(cells) - len(heads) and any(cell.scope == "col" for cell in heads):
        for cell in heads:
            if cell.scope == "row":
                cell.kind = "TD"


def _placed(row: Element, taken: dict[int, int]) -> Iterator[tuple[int, Element]]:
    """Yield the cells of a row with their columns (from 0), beside what cells from above still take."""
    column = 0
    for cell in row.kids:
        while taken.get(column):
            taken[column] -= 1
            column += 1
        if isinstance(cell, Element):
            yield column, cell
            for _ in range(cell.takes("colspan")):
                taken[column] = cell.takes("rowspan") - 1
                column += 1


class Writer:
    """Writes a tree into a PDF."""

    def __init__(self, pdf: Any, document: Any) -> None:
        import pydyf

        self._pydyf, self._pdf, self._document = pydyf, pdf, document
        self._pages = pdf.page_references
        self._owners: list[dict[int, bytes]] = [{} for _ in self._pages]
        self._names: dict[str, bytes] = {}
        self._annotated: list[bytes] = []
        self._links: dict[Any, list[tuple[int, Any]]] = defaultdict(list)
        for number, page in enumerate(document.pages):
            for *_, box in page.links:
                if box.link_annotation is not None:
                    self._links[box.element].append((number, box.link_annotation))

    def write(self, tree: Tree, layout: Layout) -> None:
        """Put the tree in the catalog, and turn what is no content into artifacts."""
        pydyf, pdf = self._pydyf, self._pdf
        root = self._added({"Type": "/StructTreeRoot"})
        root["K"] = pydyf.Array([self._element(tree.document, root.reference)])
        root["IDTree"] = self._added({"Names": pydyf.Array(self._sorted_names())}).reference
        numbers: list[Any] = []
        for page, owners in enumerate(self._owners):
            last = max(owners, default=-1)
            numbers += [page, pydyf.Array(owners.get(number, "null") for number in range(last + 1))]
        for number, owner in enumerate(self._annotated, len(self._owners)):
            numbers += [number, owner]
        root["ParentTree"] = self._added({"Nums": pydyf.Array(numbers)}).reference
        root["ParentTreeNextKey"] = len(self._owners) + len(self._annotated)
        for number, reference in enumerate(self._pages):
            page = pdf.objects[int(reference.split()[0])]
            page["StructParents"], page["Tabs"] = number, "/S"
        pdf.catalog["StructTreeRoot"] = root.reference
        pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
        pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
        for page, stream in enumerate(layout.streams):
            self._unmark(stream, {mark.number: kind for mark, kind in tree.artifacts if mark.page == page})

    def _added(self, entries: dict[str, Any]) -> Any:
        dictionary = self._pydyf.Dictionary(entries)
        self._pdf.add_object(dictionary)
        return dictionary

    def _sorted_names(self) -> Iterator[Any]:
        for name in sorted(self._names):
            yield self._pydyf.String(name)
            yield self._names[name]

    def _element(self, element: Element, parent: bytes) -> bytes:
        """Write a structure element with all in it, and return the reference to it."""
        pydyf = self._pydyf
        written = self._added({"Type": "/StructElem", "S": f"/{element.kind}", "P": parent})
        first = element.first
        if first is not None:
            written["Pg"] = self._pages[first.page]
        kids = pydyf.Array()
        for kid in element.kids:
            if isinstance(kid, Element):
                kids.append(self._element(kid, written.reference))
                continue
            if kid.runs_backwards:
                kids.append(self._said(kid, written.reference))
                continue
            self._owners[kid.page][kid.number] = written.reference
            if first is not None and kid.page == first.page:
                kids.append(kid.number)
            else:
                kids.append(pydyf.Dictionary({"Type": "/MCR", "Pg": self._pages[kid.page], "MCID": kid.number}))
        if element.kind == "Link":
            kids.extend(self._annotations(element, written.reference))
        written["K"] = kids
        if element.language:
            written["Lang"] = pydyf.String(element.language)
        if element.name:
            written["ID"] = pydyf.String(element.name)
            self._names[element.name] = written.reference
        if element.kind == "Figure":
            written["Alt"] = pydyf.String(alternative(element.source))
        if attributes := self._attributes(element):
            written["A"] = pydyf.Dictionary(attributes)
        return bytes(written.reference)

    def _said(self, mark: Mark, parent: bytes) -> bytes:
        """Write a mark that is painted in another order than it is read, with its text, and return the reference."""
        entries = {"Type": "/StructElem", "S": "/Span", "P": parent, "Pg": self._pages[mark.page]}
        said = {"ActualText": self._pydyf.String(mark.box.text), "K": self._pydyf.Array([mark.number])}
        reference = bytes(self._added(entries | said).reference)
        self._owners[mark.page][mark.number] = reference
        return reference

    def _annotations(self, element: Element, owner: bytes) -> Iterator[Any]:
        pydyf = self._pydyf
        for page, annotation in self._links[element.source]:
            annotation["Contents"] = pydyf.String(element.source.get("title") or spoken(element.source))
            annotation["F"] = PRINTED
            annotation["StructParent"] = len(self._owners) + len(self._annotated)
            self._annotated.append(owner)
            yield pydyf.Dictionary({"Type": "/OBJR", "Pg": self._pages[page], "Obj": annotation.reference})

    def _attributes(self, element: Element) -> dict[str, Any]:
        pydyf, mark = self._pydyf, element.first
        if element.kind == "Figure" and mark is not None:
            box, height = mark.box, self._document.pages[mark.page].height
            left, top = box.content_box_x(), box.content_box_y()
            corners = (left, height - top - box.height, left + box.width, height - top)
            return {"O": "/Layout", "BBox": pydyf.Array(POINTS * each for each in corners)}
        if element.kind not in ("TH", "TD"):
            return {}
        attributes: dict[str, Any] = {"O": "/Table"}
        if element.kind == "TH":
            attributes["Scope"] = f"/{SCOPES[element.scope]}"
        elif element.headers:
            attributes["Headers"] = pydyf.Array(pydyf.String(name) for name in element.headers)
        for key, span in (("ColSpan", "colspan"), ("RowSpan", "rowspan")):
            if (taken := element.takes(span)) > 1:
                attributes[key] = taken
        return attributes

    def _unmark(self, stream: Any, artifacts: dict[int, str]) -> None:
        """Mark what was painted as content, but is none, as artifacts of a type."""
        pydyf = self._pydyf
        for place, entry in enumerate(stream.stream):
            if isinstance(entry, pydyf.Dictionary) and (kind := artifacts.get(entry.get("MCID", -1))):
                stream.stream[place - 1] = "/Artifact"
                stream.stream[place] = pydyf.Dictionary({"Type": f"/{kind}"})


def alternative(element: Any) -> str:
    """Return what is said in place of a picture."""
    if element.tag != f"{SVG}svg":
        return str(element.get("alt", ""))
    title = element.find(f"{SVG}title")
    return str(element.get("aria-label") or (title is not None and title.text) or "")
