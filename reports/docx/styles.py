"""The styles of the Word document: everything that has a look gets it from one of these."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from reports.brand import Brand

if TYPE_CHECKING:
    from docx.document import Document

FONT, CODE_FONT = "Arial", "Courier New"  # every Word has these, and LibreOffice has fonts of the same widths
INK, SOFT, HAIR = "1E2326", "55595C", "C9CDCF"
PORTRAIT, LANDSCAPE = 165.0, 257.0  # mm between the margins of A4
TERM = 52.0  # mm that the terms of facts take

Kind = Literal["paragraph", "character"]


class Look(msgspec.Struct, frozen=True, kw_only=True):
    """One style: sizes in points, indents and tabs in mm. `own` is the XML of what has no name here."""

    id: str
    name: str
    based_on: str = "Normal"
    next: str = ""
    size: float | None = None
    colour: str = ""
    bold: bool = False
    italic: bool = False
    font: str = ""
    underlined: bool = False
    before: float = 0
    after: float = 0
    line: float = 1.0
    left: float = 0
    hanging: float = 0
    align: str = ""
    outline: int | None = None
    number: int | None = None
    keep_next: bool = False
    new_page: bool = False
    side: str = ""
    tabs: tuple[tuple[str, float, str], ...] = ()
    kind: Kind = "paragraph"


def looks(primary: str, accent: str) -> tuple[Look, ...]:
    """Return every style of the report in the colours of a brand (RRGGBB)."""
    to_edge: tuple[tuple[str, float, str], ...] = (("right", PORTRAIT, ""),)
    to_wide_edge: tuple[tuple[str, float, str], ...] = (("right", LANDSCAPE, ""),)
    return (
        Look(id="Normal", name="Normal", based_on="", size=9.5, colour=INK, after=6, line=1.12),
        Look(id="Title", name="Title", next="Subtitle", size=26, bold=True, colour=primary, before=60, after=8),
        Look(id="Subtitle", name="Subtitle", size=16, colour=INK, after=14),
        Look(id="Kicker", name="Kicker", next="Heading1", size=9, bold=True, colour=accent, after=3, keep_next=True,
             new_page=True),
        Look(id="Heading1", name="heading 1", next="Normal", size=17, bold=True, colour=primary, after=10,
             outline=0, keep_next=True),
        Look(id="Heading2", name="heading 2", next="Normal", size=13, bold=True, colour=primary, before=14, after=4,
             outline=1, keep_next=True),
        Look(id="Heading3", name="heading 3", next="Normal", size=11, bold=True, colour=INK, before=12, after=3,
             outline=2, keep_next=True),
        Look(id="Lead", name="Lead", size=11, colour=INK, after=8, line=1.15),
        Look(id="Note", name="Note", size=8.5, colour=SOFT, before=2, after=6),
        Look(id="Warning", name="Warning", size=9.5, left=4, side=accent, after=6, line=1.12),
        Look(id="Remark", name="Remark", size=9.5, left=4, side=HAIR, after=6, line=1.12),
        Look(id="Quote", name="Quote", size=11.5, italic=True, colour=primary, left=6, before=2, after=2,
             keep_next=True, line=1.12),
        Look(id="QuoteSource", name="Quote source", size=9, colour=SOFT, left=6, after=8, line=1.12),
        Look(id="ListBullet", name="List Bullet", number=1, after=4, line=1.12),
        Look(id="ListNumber", name="List Number", number=5, after=6, line=1.12),
        Look(id="Caption", name="caption", size=9, bold=True, colour=SOFT, before=8, after=3, keep_next=True),
        Look(id="TableText", name="Table text", size=8.5, before=1.5, after=1.5),
        Look(id="TableNumber", name="Table number", based_on="TableText", size=8.5, before=1.5, after=1.5,
             align="right"),
        Look(id="TableCount", name="Table count", based_on="TableText", size=8.5, before=1.5, after=1.5,
             align="center"),
        Look(id="TableHead", name="Table head", size=8, bold=True, colour=SOFT, before=1.5, after=1.5,
             keep_next=True),
        Look(id="TableGroup", name="Table group", size=9, colour=primary, before=5, after=1.5, keep_next=True),
        Look(id="TableSmall", name="Table small", size=7.5, before=2.2, after=1.5),
        Look(id="TableExpected", name="Table expected", size=7.5, before=6.2, after=1.5),
        Look(id="AfterTable", name="After table", size=4),
        Look(id="Fact", name="Fact", left=TERM, hanging=TERM, after=3, line=1.12,
             tabs=(("left", TERM, ""), ("right", PORTRAIT, "underscore"))),
        Look(id="LongFact", name="Long fact", left=4, hanging=4, after=4, line=1.12),
        Look(id="TOCHeading", name="TOC Heading", size=13, bold=True, colour=primary, before=24, after=6,
             keep_next=True),
        Look(id="TOC1", name="toc 1", next="Normal", size=9.5, left=8, hanging=8, after=4,
             tabs=(("left", 8, ""), ("right", PORTRAIT, ""))),
        Look(id="Header", name="header", size=8.5, colour=SOFT, tabs=to_edge),
        Look(id="Footer", name="footer", size=8.5, colour=SOFT, tabs=to_edge),
        Look(id="HeaderWide", name="Header wide", size=8.5, colour=SOFT, tabs=to_wide_edge),
        Look(id="FooterWide", name="Footer wide", size=8.5, colour=SOFT, tabs=to_wide_edge),
        Look(id="Strong", name="Strong", based_on="DefaultParagraphFont", bold=True, kind="character"),
        Look(id="Emphasis", name="Emphasis", based_on="DefaultParagraphFont", italic=True, kind="character"),
        Look(id="Code", name="Code", based_on="DefaultParagraphFont", font=CODE_FONT, kind="character"),
        Look(id="Hyperlink", name="Hyperlink", based_on="DefaultParagraphFont", colour=primary, underlined=True,
             kind="character"),
        Look(id="Reality", name="Reality", based_on="DefaultParagraphFont", colour=primary, bold=True,
             kind="character"),
        Look(id="Ambition", name="Ambition", based_on="DefaultParagraphFont", colour=accent, bold=True,
             kind="character"),
        Look(id="Reference", name="Reference", based_on="DefaultParagraphFont", colour=primary, kind="character"),
    )  # fmt: skip


def put_in_place(document: Document, brand: Brand, language: str) -> None:
    """Replace the styles of a new document by those of the report."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls, qn

    primary, accent = brand.primary.lstrip("#"), brand.accent.lstrip("#")
    mine = looks(primary, accent)
    sheet = document.styles.element
    kept = {"DefaultParagraphFont", "TableNormal", "NoList"}
    for style in sheet.findall(qn("w:style")):
        if style.get(qn("w:styleId")) not in kept:
            sheet.remove(style)
    for old in sheet.findall(qn("w:docDefaults")):
        sheet.replace(old, parse_xml(_defaults(nsdecls("w"), language)))
    for look in mine:
        sheet.append(parse_xml(style_xml(look, nsdecls("w"))))
    sheet.append(parse_xml(_table_style(nsdecls("w"), primary)))


def _defaults(namespace: str, language: str) -> str:
    return (
        f'<w:docDefaults {namespace}><w:rPrDefault><w:rPr><w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" '
        f'w:eastAsia="{FONT}" w:cs="{FONT}"/><w:sz w:val="19"/><w:szCs w:val="19"/>'
        f'<w:lang w:val="{language}" w:eastAsia="{language}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        f'<w:pPrDefault><w:pPr><w:spacing w:after="0"/></w:pPr></w:pPrDefault></w:docDefaults>'
    )


def style_xml(look: Look, namespace: str) -> str:
    """Return a style as Word writes it; the order of the elements is that of its schema."""
    is_default = ' w:default="1"' if look.id == "Normal" else ""
    own = "" if look.name.lower() in _WORDS_OWN else ' w:customStyle="1"'
    head = f'<w:name w:val="{look.name}"/>'
    head += f'<w:basedOn w:val="{look.based_on}"/>' if look.based_on else ""
    head += f'<w:next w:val="{look.next}"/>' if look.next else ""
    head += "<w:qFormat/>"
    paragraph = f"<w:pPr>{_paragraph(look)}</w:pPr>" if look.kind == "paragraph" else ""
    return (
        f'<w:style {namespace} w:type="{look.kind}"{is_default}{own} w:styleId="{look.id}">'
        f"{head}{paragraph}<w:rPr>{_characters(look)}</w:rPr></w:style>"
    )


_WORDS_OWN = {
    "normal", "title", "subtitle", "heading 1", "heading 2", "heading 3", "quote", "list bullet", "list number",
    "caption", "toc heading", "toc 1", "header", "footer", "strong", "emphasis", "hyperlink",
}  # fmt: skip


def _paragraph(look: Look) -> str:
    parts = ["<w:keepNext/>" if look.keep_next else "", "<w:keepLines/>" if look.outline is not None else ""]
    parts.append("<w:pageBreakBefore/>" if look.new_page else "")
    parts.append(f'<w:numPr><w:numId w:val="{look.number}"/></w:numPr>' if look.number else "")
    if look.side:
        parts.append(f'<w:pBdr><w:left w:val="single" w:sz="18" w:space="8" w:color="{look.side}"/></w:pBdr>')
    if look.tabs:
        stops = (
            f'<w:tab w:val="{kind}"{f""" w:leader="{leader}" """ if leader else ""} w:pos="{twips(place)}"/>'
            for kind, place, leader in look.tabs
        )
        parts.append(f"<w:tabs>{''.join(stops)}</w:tabs>")
    parts.append(
        f'<w:spacing w:before="{round(look.before * 20)}" w:after="{round(look.after * 20)}" '
        f'w:line="{round(look.line * 240)}" w:lineRule="auto"/>'
    )
    if look.left or look.hanging:
        parts.append(f'<w:ind w:left="{twips(look.left)}" w:hanging="{twips(look.hanging)}"/>')
    parts.append(f'<w:jc w:val="{look.align}"/>' if look.align else "")
    parts.append(f'<w:outlineLvl w:val="{look.outline}"/>' if look.outline is not None else "")
    return "".join(parts)


def _characters(look: Look) -> str:
    parts = [f'<w:rFonts w:ascii="{look.font}" w:hAnsi="{look.font}" w:cs="{look.font}"/>' if look.font else ""]
    parts.append("<w:b/><w:bCs/>" if look.bold else "")
    parts.append("<w:i/><w:iCs/>" if look.italic else "")
    parts.append(f'<w:color w:val="{look.colour}"/>' if look.colour else "")
    if look.size:
        parts.append(f'<w:sz w:val="{round(look.size * 2)}"/><w:szCs w:val="{round(look.size * 2)}"/>')
    parts.append('<w:u w:val="single"/>' if look.underlined else "")
    return "".join(parts)


def _table_style(namespace: str, primary: str) -> str:
    """Return the one table style: hairlines between rows, a rule under the heads, bold totals in the first column."""
    hair = f'w:val="single" w:sz="4" w:space="0" w:color="{HAIR}"'
    rule = f'w:val="single" w:sz="8" w:space="0" w:color="{primary}"'
    return (
        f'<w:style {namespace} w:type="table" w:customStyle="1" w:styleId="Report"><w:name w:val="Report"/>'
        f'<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblBorders><w:bottom {hair}/><w:insideH {hair}/>'
        f'</w:tblBorders><w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar>'
        f'</w:tblPr><w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr><w:tcBorders><w:bottom {rule}/></w:tcBorders>'
        f'<w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr></w:style>'
    )


def twips(millimetres: float) -> int:
    """Return a length as Word counts it: twentieths of a point."""
    return round(millimetres * 1440 / 25.4)
