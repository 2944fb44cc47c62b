"""Turn a view into a tagged PDF (PDF/UA-1) that looks the same on every machine."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from questionnaires.language import Phrase, phrase
from reports import html
from reports.view import ReportView

if TYPE_CHECKING:
    from weasyprint.urls import URLFetcher

FONT = "IBM Plex Sans"
VARIANT = "pdf/ua-1"
SOURCE_DATE = "SOURCE_DATE_EPOCH"


class PangoMissing(Exception):
    """Raised where the system libraries that lay out text are not installed; `remedy` says how to get them here."""

    def __init__(self, remedy: Phrase) -> None:
        super().__init__(remedy.message)
        self.remedy = remedy


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


def render(view: ReportView) -> bytes:
    """Return the report as PDF; the same view gives the same bytes. Raises PangoMissing."""
    return from_html(html.render(view), dt.date.fromisoformat(view.created))


def from_html(document: str, day: dt.date) -> bytes:
    """Return an HTML document as PDF of a day; nothing is fetched but the report's own font. Raises PangoMissing."""
    try:
        import weasyprint
    except OSError as error:
        raise PangoMissing(remedy(sys.platform)) from error
    from weasyprint.text.fonts import FontConfiguration

    fonts, fetch = FontConfiguration(), _own_font_only()
    face = f'@font-face {{ font-family: "{FONT}"; src: url("{font_url()}") }}'
    sheet = weasyprint.CSS(string=face, font_config=fonts, url_fetcher=fetch)
    source = weasyprint.HTML(string=document, url_fetcher=fetch)
    with _fonts_dated(day):
        return bytes(source.write_pdf(stylesheets=[sheet], font_config=fonts, pdf_variant=VARIANT))


def font_url() -> str:
    """Return where the report's font lies: a file of the font package, with all weights in it."""
    from fontpkg import path

    return Path(path(FONT)).as_uri()


@contextmanager
def _fonts_dated(day: dt.date) -> Iterator[None]:
    """Let embedded fonts carry a day instead of the time of writing, unless the environment names a time.

    The font library stamps what it saves, and this variable is the one way to tell it when.
    """
    if SOURCE_DATE in os.environ:
        yield
        return
    os.environ[SOURCE_DATE] = str(int(dt.datetime.combine(day, dt.time(), dt.UTC).timestamp()))
    try:
        yield
    finally:
        del os.environ[SOURCE_DATE]


def _own_font_only() -> URLFetcher:
    """Return a fetcher that opens the report's font and refuses every other file and address."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    allowed = font_url()

    class OwnFontOnly(URLFetcher):  # type: ignore[misc]  # the library ships no types
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
            if url != allowed:
                raise ValueError(f"A report fetches nothing, so not {url}")
            return super().fetch(url, headers)

    return OwnFontOnly(allowed_protocols=("file",))
