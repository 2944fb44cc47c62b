"""Turn a view into a tagged PDF (PDF/UA-1) that looks the same on every machine."""

from __future__ import annotations

import datetime as dt
import gc
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from questionnaires.language import Phrase, phrase
from reports import html
from reports.attachments import Attachment
from reports.not_made import NotMade
from reports.properties import attach, describe
from reports.tagging import Tagging
from reports.view import ReportView

if TYPE_CHECKING:
    from weasyprint.urls import URLFetcher

FONT = "IBM Plex Sans"
VERSION = "1.7"  # of PDF, on which PDF/UA-1 rests
SOURCE_DATE = "SOURCE_DATE_EPOCH"
PICTURES = ("data:image/png;base64,", "data:image/svg+xml;base64,")  # in the document itself, as its logo is


class PangoMissing(NotMade):
    """Raised where the system libraries that lay out text are not installed; `remedy` says how to get them here."""

    is_of_this_computer = True

    def __init__(self, remedy: Phrase) -> None:
        problem = phrase(
            "the report was not made, for Pango is missing; all else works without it, a report in .html too."
        )
        super().__init__(problem, remedy)


def remedy(platform: str) -> Phrase:
    """Return how to get Pango on a platform (as `sys.platform` names it)."""
    if platform == "win32":
        return phrase(
            "Install MSYS2 (https://www.msys2.org), run `pacman -S mingw-w64-x86_64-pango` in its shell, and set "
            "WEASYPRINT_DLL_DIRECTORIES to C:\\msys64\\mingw64\\bin."
        )
    if platform == "darwin":
        return phrase("Install it with `brew install pango`.")
    return phrase(
        "Install it with `apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0` or what your "
        "distribution calls it."
    )


def render(view: ReportView, attachments: Sequence[Attachment] = ()) -> bytes:
    """Return the report as PDF with files in it; the same view gives the same bytes. Raises PangoMissing."""
    return from_html(html.render(view), dt.date.fromisoformat(view.created), attachments)


def from_html(document: str, day: dt.date, attachments: Sequence[Attachment] = ()) -> bytes:
    """Return an HTML document as PDF of a day; nothing is fetched but the report's own font. Raises PangoMissing."""
    try:
        import weasyprint
    except OSError as error:
        raise PangoMissing(remedy(sys.platform)) from error
    from weasyprint.text.fonts import FontConfiguration

    fonts, fetch = FontConfiguration(), _own_font_only()
    face = f'@font-face {{ font-family: "{FONT}"; src: url("{font_url()}") }}'
    sheet = weasyprint.CSS(string=face, font_config=fonts, url_fetcher=fetch)
    with _keeping_all(), _dated(day) as moment:
        laid_out = weasyprint.HTML(string=document, url_fetcher=fetch).render(stylesheets=[sheet], font_config=fonts)
        tags = Tagging(laid_out)

        def finish(finished: Any, pdf: Any) -> None:
            tags.write(pdf)
            attach(pdf, attachments, moment)
            describe(pdf, finished.metadata, moment)

        return bytes(laid_out.write_pdf(finisher=finish, pdf_version=VERSION, pdf_identifier=True))


def font_url() -> str:
    """Return where the report's font lies: a file of the font package, with all weights in it."""
    from fontpkg import path

    return Path(path(FONT)).as_uri()


@contextmanager
def _keeping_all() -> Iterator[None]:
    """Look for no garbage meanwhile: what a layout makes it also needs, and looking costs a fifth of the time."""
    was_looking = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_looking:
            gc.enable()


@contextmanager
def _dated(day: dt.date) -> Iterator[dt.datetime]:
    """Give the moment of which a file says it was made: the start of a day, unless the environment names another.

    Meanwhile the environment names it too: the library that embeds fonts stamps them, and has no other way to be told.
    """
    named = os.environ.get(SOURCE_DATE)
    seconds = int(named or dt.datetime.combine(day, dt.time(), dt.UTC).timestamp())
    os.environ[SOURCE_DATE] = str(seconds)
    try:
        yield dt.datetime.fromtimestamp(seconds, dt.UTC)
    finally:
        if named is None:
            del os.environ[SOURCE_DATE]
        else:
            os.environ[SOURCE_DATE] = named


def _own_font_only() -> URLFetcher:
    """Return a fetcher that opens the report's font and the logo in the document itself, and refuses all else."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    allowed = font_url()

    class OwnFontOnly(URLFetcher):  # type: ignore[misc]  # the library ships no types
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
            if url != allowed and not url.startswith(PICTURES):
                raise ValueError(f"A report fetches nothing, so not {url}")
            return super().fetch(url, headers)

    return OwnFontOnly(allowed_protocols=("file", "data"))
