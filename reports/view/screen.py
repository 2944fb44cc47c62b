"""The words that a browser's form of the report needs beside the report itself."""

from __future__ import annotations

import msgspec

from reports.view.material import Link, Material


class Screen(msgspec.Struct, frozen=True, kw_only=True):
    """Names of the parts of the screen, of its controls, and what those say back; `{count}` is filled in there."""

    skip: str
    as_list: Link
    contents: str
    section: str
    table: str
    chart: str
    search: str
    search_hint: str
    nothing_found: str
    one_found: str
    some_found: str
    filter_rows: str
    rows_shown: str
    rules: str
    sort_ascending: str
    sort_descending: str
    sort_original: str
    to_top: str


def build(material: Material) -> Screen:
    """Return the words of the screen in the language of the report."""
    words = material.words
    return Screen(
        skip=words("Skip to the report"),
        as_list=Link(words("The same actions as a list, by quarter"), "cards"),
        contents=words("Contents"),
        section=words("chapter"),
        table=words("Table"),
        chart=words("Chart"),
        search=words("Search sentences and actions"),
        search_hint=words("For example: servicedesk"),
        nothing_found=words("Nothing found"),
        one_found=words("1 place found"),
        some_found=words("{count} places found", count="{count}"),
        filter_rows=words("Show only rows with"),
        rows_shown=words("{shown} of {count} rows", shown="{shown}", count="{count}"),
        rules=words("How it is calculated:"),
        sort_ascending=words("sorted from low to high"),
        sort_descending=words("sorted from high to low"),
        sort_original=words("in the order of the report"),
        to_top=words("To the contents"),
    )
