"""Turn a view into a tagged PDF (PDF/UA-1) that looks the same on every machine."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from questionnaires.language import Phrase, phrase
from reports import html
from reports.view import ReportView

if TYPE_CHECKING:
    from weasyprint.urls import URLFetcher

VARIANT = "pdf/ua-1"


class PangoMissing(Exception):
    """Raised where the system libraries that lay out text are not installed; `remedy` says how to get them here."""

    def __init__(self, remedy: Phrase) -> None:
        super().__init__(remedy.message)
        self.remedy = remedy


def remedy(platform: str) -> Phrase:
    """Return how to get Pango on a platform (as `sys.platform` names it)."""
    if platform == "win32":
        return phrase(
            "Install MSYS2 (https://www.msys2.org), run ‘pacman -S mingw-w64-x86_64-pango’ in its shell, and set "
            "WEASYPRINT_DLL_DIRECTORIES to C:\\msys64\\mingw64\\bin."
        )
    if platform == "darwin":
        return phrase("Install it with ‘brew install pango’.")
    return phrase(
        "Install it with ‘apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0’ or what your "
        "distribution calls it."
    )


def render(view: ReportView) -> bytes:
    """Return the report as PDF; the same view gives the same bytes. Raises PangoMissing."""
    return from_html(html.render(view))


def from_html(document: str) -> bytes:
    """Return an HTML document as PDF; nothing is fetched but the report's own font. Raises PangoMissing."""
    try:
        import weasyprint
    except OSError as error:
        raise PangoMissing(remedy(sys.platform)) from error
    source = weasyprint.HTML(string=document, url_fetcher=_own_font_only())
    return bytes(source.write_pdf(pdf_variant=VARIANT, pdf_identifier=b"", custom_metadata=False))


def _own_font_only() -> URLFetcher:
    """Return a fetcher that opens the report's font and refuses every other file and address."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    allowed = html.font_url()

    class OwnFontOnly(URLFetcher):  # type: ignore[misc]  # the library ships no types
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
            if url != allowed:
                raise ValueError(f"A report fetches nothing, so not {url}")
            return super().fetch(url, headers)

    return OwnFontOnly(allowed_protocols=("file",))
