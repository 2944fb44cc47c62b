"""Write a tree of structure into the PDF of what was painted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from reports.tagging.elements import Element, Mark
from reports.tagging.layout import Layout
from reports.tagging.source import alternative, spoken
from reports.tagging.tree import Tree

SCOPES = {"row": "Row", "col": "Column", "rowgroup": "Column", "colgroup": "Column"}  # PDF knows no groups of rows
PRINTED = 4  # the flag of an annotation that is there on paper as on the screen
POINTS = 0.75  # in a pixel of CSS


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
