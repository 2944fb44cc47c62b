"""The forms that a report can take, and the one way to make each of them from a view."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from reports.not_made import NotMade

if TYPE_CHECKING:
    from reports.attachments import Attachment
    from reports.view import ReportView

__all__ = ["FORMS", "Form", "NotMade", "form_of", "render", "suffix"]

Form = Literal["pdf", "html", "pptx", "docx", "xlsx", "ics", "json", "md", "text"]
FORMS: tuple[Form, ...] = get_args(Form)
OTHER_SUFFIXES: dict[str, Form] = {".htm": "html", ".markdown": "md"}


def suffix(form: Form) -> str:
    """Return what the name of a file in this form ends in, without the dot."""
    return "txt" if form == "text" else form


def form_of(path: Path) -> Form | None:
    """Return the form that the name of a file says; None where it says none."""
    named: dict[str, Form] = {f".{suffix(form)}": form for form in FORMS}
    return (named | OTHER_SUFFIXES).get(path.suffix.lower())


def render(
    form: Form, view: ReportView, attachments: Sequence[Attachment] = (), template: bytes | None = None
) -> bytes:
    """Return a view in one of its forms: a PDF carries files too, slides are drawn on a template where one is given.

    Raises NotMade where PDF cannot lay out text, or slides cannot be drawn on a template.
    """
    match form:
        case "pdf":
            from reports import pdf

            return pdf.render(view, attachments)
        case "html":
            from reports import html

            return html.self_contained(view).encode()
        case "pptx":
            from reports import pptx

            return pptx.render(view, template)
        case "docx":
            from reports import docx

            return docx.render(view)
        case "xlsx":
            from reports import xlsx

            return xlsx.render(view)
        case "ics":
            from reports import ics

            return ics.render(view).encode()
        case "json":
            from reports import machine

            return machine.render(view).encode()
        case "md":
            from reports import markdown

            return markdown.render(view).encode()
        case "text":
            from reports.text import report

            return report.as_file(view).encode()
