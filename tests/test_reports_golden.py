"""The view, the HTML and the pictures of small departments, word for word: read the diff, then renew.

`MEETLAT_RENEW=1 .venv/bin/pytest tests/test_reports_golden.py` writes them anew.
"""

import re

import golden
import msgspec
import pytest
from report_runs import page, view
from test_reports_charts import CHARTS

PAGES = ("contents", "answer", "roadmap", "outlook", "capabilities", "priority", "differences", "cards", "left_out")
SECTIONS = ("answer", "outlook", "capabilities", "priority", "domain-S")
SMALL = "one quarter"  # one respondent, a roadmap of a few actions


def as_lines(document: str) -> str:
    """Return HTML with every element on a line of its own, and drawings by what they say: their marks have a file."""
    document = re.sub(r"<svg[^>]*aria-hidden.*?</svg>", "<svg>", document, flags=re.DOTALL)
    document = re.sub(r"<svg[^>]*aria-label=\"([^\"]*)\".*?</svg>", r"<svg: \1>", document, flags=re.DOTALL)
    return re.sub(
        r"\s*\n\s*", "\n", re.sub(r"(</?(?:section|table|thead|tbody|tr|div|ul|ol|li|p|h\d)\b)", r"\n\1", document)
    )


def rounded(value):
    """Return what a page holds with its figures to four decimals, which is more than any page prints."""
    match value:
        case float():
            return round(value, 4)
        case dict():
            return {key: rounded(each) for key, each in value.items()}
        case list() | tuple():
            return [rounded(each) for each in value]
    return value


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_the_view_says_what_it_said(name):
    shown = rounded(msgspec.to_builtins(getattr(view(SMALL), name)))
    golden.matches(f"view-{name}-nl", msgspec.json.format(msgspec.json.encode(shown), indent=1).decode() + "\n")


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", SECTIONS)
def test_a_section_of_the_html_is_what_it_was(name, language):
    (section,) = re.findall(rf'<section[^>]*id="{name}".*?</section>', page(SMALL, language), flags=re.DOTALL)
    golden.matches(f"html-{name}-{language}", as_lines(section).strip() + "\n")


def test_the_pictures_are_what_they_were():
    drawn = (f"== {name}\n{re.sub('(?=<)', chr(10), str(draw())).strip()}\n" for name, draw in CHARTS.items())
    golden.matches("charts", "\n".join(drawn))
