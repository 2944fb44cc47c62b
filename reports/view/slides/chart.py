"""The slide with a chart whose data can be edited: every capability on the scale."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from reports import sentences
from reports.view import capabilities
from reports.view.material import Material
from reports.view.slides.parts import Column, SlideHead, Sources, spoken, unbroken


class ChartRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the chart; a domain is a heading without marks, a capability has those that are known."""

    name: str
    is_domain: bool
    reality: float | None = None
    ambition: float | None = None
    reality_text: str = ""
    ambition_text: str = ""


class ChartSlide(msgspec.Struct, frozen=True, kw_only=True):
    """Every capability on the scale, as a chart whose data can be edited.

    `place` names the columns of its data that hold no figure of the report: where a mark stands.
    """

    head: SlideHead
    rows: tuple[ChartRow, ...]
    alt: str
    scale: str
    sheet: str
    name: str
    reality: str
    ambition: str
    place: str
    is_stated: bool
    columns: tuple[Column, ...]


def build(material: Material, sources: Sources) -> ChartSlide:
    words = material.words
    page = capabilities.build(material)
    rows = tuple(_rows(material))
    legend_ambition = words("ambition (the bar)") if material.stated else words("level 3 (nobody set a bar)")
    said = [row.marks.alt for group in page.groups for row in group.rows]
    return ChartSlide(
        head=SlideHead(
            title=unbroken(page.head.heading),
            notes=spoken(
                (f"{group.name}: {group.text}." for group in page.groups),
                (f"{line}." for line in said),
                (text for column in page.columns for text in column.texts),
                words("The figures are in the chart’s own data: choose ‘Edit data’ in its menu."),
                sources.of("capabilities"),
            ),
        ),
        rows=rows,
        alt=words(
            "Chart: reality (dot) and ambition (bar) for each capability on the scale of 1 to 5. {rows}",
            rows="; ".join(said) + ".",
        ),
        scale=words("Scale of level 1 to 5"),
        sheet=words("Capabilities"),
        name=words("Capability"),
        reality=sentences.as_sentence(words("reality (score)")),
        ambition=sentences.as_sentence(legend_ambition),
        place=words("Place"),
        is_stated=material.stated,
        columns=tuple(Column(title=column.title, lead="", text="\n".join(column.texts)) for column in page.columns),
    )


def _rows(material: Material) -> Iterator[ChartRow]:
    words = material.words
    for each in material.questionnaire.domains:
        yield ChartRow(name=material.text(each.name), is_domain=True)
        for capability in each.capabilities:
            score = material.score(capability.id)
            name = f"{capability.id} {material.text(capability.name)}"
            if score.score is None:
                why = words("not applicable") if score.out_of_scope else words("not scored")
                name = words("{name} ({remark})", name=name, remark=why)
            yield ChartRow(
                name=name,
                is_domain=False,
                reality=score.score,
                ambition=None if score.out_of_scope or score.target is None else float(score.target),
                reality_text=words.number(score.score),
                ambition_text=words.number(score.target, 0),
            )
