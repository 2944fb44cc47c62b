"""Put a native chart in the document: people can change its figures, and the marks move with them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec

from reports.charts.lettering import text_width
from reports.docx.elements import element
from reports.office import sayable
from reports.pptx.chart import NativeChart, Plot

if TYPE_CHECKING:
    from docx.document import Document
    from lxml.etree import _Element

    from reports.view.slides import ChartSlide

EMU = 36_000  # in a mm
POINTS = 9.0
ROW, AXIS, FOOT, RIGHT = 5.2, 8.0, 2.0, 12.0  # mm: a row, above the scale, under the last row, right of level 5
ROOM_FOR_A_NUMBER = 9.0  # mm left of level 1
LETTERS = 1.08  # the font of the document is wider than that of the report
MOST_FOR_NAMES = 0.5  # of the width
CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
DRAWN = "http://schemas.openxmlformats.org/drawingml/2006/chart"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
INLINE = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"


class Manner(msgspec.Struct, frozen=True):
    """How a chart is drawn here: its language (BCP 47), and its size against a slide."""

    language: str
    scale: float = 0.55


class Charts:
    """Puts charts in a document, and counts them, since each has files of its own."""

    def __init__(self, document: Document, language: str, day: dt.date) -> None:
        self.document = document
        self.manner = Manner(language)
        self.day = day
        self.count = 0

    def run(self, chart: ChartSlide, width: float) -> _Element:
        """Return a run that shows a chart `width` mm wide."""
        self.count += 1
        height = AXIS + ROW * len(chart.rows) + FOOT
        names = max(text_width(row.name, POINTS) * LETTERS for row in chart.rows) + ROOM_FOR_A_NUMBER
        left = min(names, width * MOST_FOR_NAMES)
        plot = Plot(
            left=left / width,
            top=AXIS / height,
            width=1 - (left + RIGHT) / width,
            height=1 - (AXIS + FOOT) / height,
        )
        drawn = NativeChart(chart, plot, self.manner, POINTS, self.day)
        relation = self._put(drawn.xml_bytes(None), drawn.xlsx_blob)
        return _inline(chart, self.count, (width, height), relation)

    def _put(self, drawing: bytes, workbook: bytes) -> str:
        """Put a chart and its data among the files of the document; return what the chart is called in its text."""
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part, XmlPart
        from docx.oxml import parse_xml

        package = self.document.part.package
        book = Part(PackURI(f"/word/embeddings/chart{self.count}.xlsx"), WORKBOOK, workbook, package)
        picture = XmlPart(PackURI(f"/word/charts/chart{self.count}.xml"), CHART, parse_xml(drawing), package)
        relation = picture.relate_to(book, RELATION + "package")
        picture.element.append(
            parse_xml(
                f'<c:externalData xmlns:c="{DRAWN}" xmlns:r="{RELATION.rstrip("/")}" r:id="{relation}">'
                '<c:autoUpdate val="0"/></c:externalData>'
            )
        )
        return self.document.part.relate_to(picture, RELATION + "chart")


def _inline(chart: ChartSlide, number: int, size: tuple[float, float], relation: str) -> _Element:
    from xml.sax.saxutils import quoteattr

    from docx.oxml import parse_xml

    width, height = (round(length * EMU) for length in size)
    name, told = quoteattr(sayable(chart.sheet)), quoteattr(sayable(chart.alt))
    return element(
        "w:r",
        {},
        element(
            "w:drawing",
            {},
            parse_xml(
                f'<wp:inline xmlns:wp="{INLINE}" distT="0" distB="0" distL="0" distR="0">'
                f'<wp:extent cx="{width}" cy="{height}"/><wp:docPr id="{1000 + number}" name={name} descr={told}/>'
                f'<a:graphic xmlns:a="{DRAWING}"><a:graphicData uri="{DRAWN}"><c:chart xmlns:c="{DRAWN}" '
                f'xmlns:r="{RELATION.rstrip("/")}" r:id="{relation}"/></a:graphicData></a:graphic></wp:inline>'
            ),
        ),
    )
