"""Turn a view into a Word document whose text can be edited: real headings, lists, tables and a table of contents."""

from __future__ import annotations

import datetime as dt
import io
import re
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from reports.brand import Brand
from reports.docx import styles
from reports.docx.elements import element, paragraph, simple_field, text_run
from reports.docx.writing import LANGUAGES, Writer
from reports.office import sayable, settled
from reports.outline import outline
from reports.outline.blocks import Heading
from reports.view import ReportView
from reports.view.contents import Maker

if TYPE_CHECKING:
    from docx.document import Document
    from lxml.etree import _Element

SHORT, LONG = 210.0, 297.0  # mm of A4
PUNCHED, EDGE, TOP, BOTTOM = 25.0, 20.0, 22.0, 20.0  # mm of margin
LOGO_HEIGHT, LOGO_WIDTH = 18.0, 80.0  # mm at most
COMPATIBLE = {
    "compatibilityMode": "15",
    "overrideTableStyleFontSizeAndJustification": "1",
    "enableOpenTypeFeatures": "1",
    "doNotFlipMirrorIndents": "1",
    "differentiateMultirowTableHeaders": "1",
}
LEFT_OUT = ("/thumbnail", "/stylesWithEffects", "/customXml")  # what the template brings of another document
THEME = "word/theme/theme1.xml"
PROPERTIES = "docProps/app.xml"
MADE_BY = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties '
    b'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    b"<Application>Meetlat</Application></Properties>"
)


def render(view: ReportView) -> bytes:
    """Return the report as a Word document; the same view gives the same bytes."""
    import docx

    document = docx.Document()
    day = dt.date.fromisoformat(view.created)
    styles.put_in_place(document, view.brand, LANGUAGES[view.language])
    _settings(document, view)
    _properties(document, view, day)
    portrait, landscape = _sections(document, view)
    writer = Writer(document, view)
    _logo(document, view.contents.maker)
    is_wide = False
    for block in outline(view):
        if isinstance(block, Heading) and block.level == 1 and block.is_wide != is_wide:
            _close_section(writer, landscape if is_wide else portrait)
            is_wide = block.is_wide
            _without_first_page(portrait)
        writer.write(block)
    closing: Any = document.element.body
    closing.remove(closing[-1])
    closing.append(deepcopy(landscape if is_wide else portrait))
    file = io.BytesIO()
    document.save(file)
    return settled(file.getvalue(), day, _theme(file.getvalue(), view.brand) | {PROPERTIES: MADE_BY})


def _settings(document: Document, view: ReportView) -> None:
    """Ask for fields to be filled on opening, and for words to be parted where a column is narrow."""
    from docx.oxml.ns import qn

    settings: Any = document.settings.element
    for name in ("w:savePreviewPicture", "w:proofState"):
        for found in settings.findall(qn(name)):
            settings.remove(found)
    for found in settings.iter(qn("w:themeFontLang")):
        found.set(qn("w:val"), LANGUAGES[view.language])
    before = settings.find(qn("w:defaultTabStop"))
    before.addnext(element("w:doNotHyphenateCaps"))
    before.addnext(element("w:autoHyphenation"))
    old = settings.find(qn("w:compat"))
    old.addprevious(element("w:updateFields", {"w:val": "true"}))
    settings.replace(old, element("w:compat", {}, *(_as_word_does(name, value) for name, value in COMPATIBLE.items())))


def _as_word_does(name: str, value: str) -> _Element:
    """Return how Word of today lays out; without it a document is laid out, and named, as one of an older Word."""
    return element(
        "w:compatSetting", {"w:name": name, "w:uri": "http://schemas.microsoft.com/office/word", "w:val": value}
    )


def _properties(document: Document, view: ReportView, day: dt.date) -> None:
    made = dt.datetime.combine(day, dt.time(), dt.UTC).replace(tzinfo=None)
    told = document.core_properties
    told.title = sayable(view.title)
    told.subject = sayable(view.subject)[:255]
    told.author = sayable(view.author)[:255]
    told.last_modified_by = told.author
    told.language = LANGUAGES[view.language]
    told.comments, told.keywords, told.category = "", "", ""
    told.created = told.modified = made
    told.revision = 1
    for relations in (document.part.package.rels, document.part.rels):
        for key, relation in list(relations.items()):
            if relation.reltype.endswith(LEFT_OUT):
                del relations[key]


def _sections(document: Document, view: ReportView) -> tuple[_Element, _Element]:
    """Return the settings of an upright page and of one on its side, each with its own head and foot."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    landscape = document.add_section()
    portrait = document.sections[0]
    for section, is_wide in ((portrait, False), (landscape, True)):
        section.orientation = WD_ORIENT.LANDSCAPE if is_wide else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = (Mm(LONG), Mm(SHORT)) if is_wide else (Mm(SHORT), Mm(LONG))
        section.left_margin, section.right_margin = Mm(EDGE if is_wide else PUNCHED), Mm(EDGE)
        section.top_margin, section.bottom_margin = Mm(PUNCHED if is_wide else TOP), Mm(BOTTOM)
        section.header_distance = section.footer_distance = Mm(10)
        section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
        _fill(
            section.header,
            "HeaderWide" if is_wide else "Header",
            view.labels.foot_left,
            [text_run(view.labels.foot_right)],
        )
        _fill(section.footer, "FooterWide" if is_wide else "Footer", view.brand.contact, [
            text_run(f"{view.labels.page} "), *simple_field("PAGE", "1"), text_run(f" {view.labels.of} "),
            *simple_field("NUMPAGES", "1"),
        ])  # fmt: skip
    portrait.different_first_page_header_footer = True
    kept = deepcopy(portrait._sectPr), deepcopy(landscape._sectPr)  # noqa: SLF001 - a section cannot be copied otherwise
    body: Any = document.element.body
    for old in list(body)[:-1]:
        body.remove(old)
    return kept


def _fill(place: Any, style: str, left: str, right: list[_Element]) -> None:
    """Put a text at the left and fields at the right of a head or foot."""
    root = place._element  # noqa: SLF001 - paragraphs are made as elements here
    for old in list(root):
        root.remove(old)
    root.append(paragraph(style, [text_run(left), element("w:r", {}, element("w:tab")), *right]))


def _without_first_page(section: Any) -> None:
    """Let only the first section have a first page without head and foot."""
    from docx.oxml.ns import qn

    for found in section.findall(qn("w:titlePg")):
        section.remove(found)


def _close_section(writer: Writer, section: _Element) -> None:
    """End a section in its last paragraph, so that no empty one is left to take a page."""
    from docx.oxml.ns import qn

    last = writer.body[-2]
    if last.tag != qn("w:p"):
        last = paragraph("AfterTable", [])
        writer.append(last)
    settings = last.find(qn("w:pPr"))
    if settings is None:
        settings = element("w:pPr")
        last.insert(0, settings)
    settings.append(deepcopy(section))


def _logo(document: Document, maker: Maker | None) -> None:
    """Put the logo of whoever makes the report at the top; Word shows PNG everywhere, SVG not."""
    from docx.shared import Emu, Mm

    if maker is None or maker.logo is None or maker.logo.kind != "png":
        return
    picture = document.add_paragraph().add_run().add_picture(io.BytesIO(maker.logo.content), height=Mm(LOGO_HEIGHT))
    if picture.width > Mm(LOGO_WIDTH):
        picture.height = Emu(round(picture.height * Mm(LOGO_WIDTH) / picture.width))
        picture.width = Mm(LOGO_WIDTH)
    drawing: Any = picture._inline.docPr  # noqa: SLF001 - the only way to a text alternative
    drawing.set("descr", sayable(maker.logo_text))
    drawing.set("name", "Logo")


def _theme(package: bytes, brand: Brand) -> dict[str, bytes]:
    """Return the theme in the brand's colours and the report's font, so that what is added later fits too."""
    import zipfile

    with zipfile.ZipFile(io.BytesIO(package)) as file:
        theme = file.read(THEME).decode()
    for name, colour in (("accent1", brand.primary), ("accent2", brand.accent)):
        theme = re.sub(
            rf"(<a:{name}>).*?(</a:{name}>)", rf'\1<a:srgbClr val="{colour.lstrip("#")}"/>\2', theme, flags=re.DOTALL
        )
    theme = re.sub(r'(<a:(?:major|minor)Font>\s*<a:latin typeface=")[^"]*', rf"\g<1>{styles.FONT}", theme)
    return {THEME: theme.encode()}
