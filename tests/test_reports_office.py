"""Office files: the same bytes whenever they are made, and no sign that XML refuses."""

import datetime as dt
import io
import zipfile

import pytest

from reports.docx.elements import text_run
from reports.office import CORE_PROPERTIES, dated, sayable, settled


def package(*names: str, day: tuple[int, int, int] = (2020, 2, 2)) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        for name in names:
            made.writestr(zipfile.ZipInfo(name, (*day, 3, 4, 5)), name)
    return file.getvalue()


def test_a_package_does_not_tell_when_or_in_which_order_it_was_made():
    one = package("b.xml", "[Content_Types].xml", "a.xml")
    other = package("a.xml", "b.xml", "[Content_Types].xml", day=(2021, 1, 1))
    day = dt.date(2026, 11, 19)
    assert settled(one, day) == settled(other, day)
    with zipfile.ZipFile(io.BytesIO(settled(one, day))) as file:
        assert file.namelist() == ["[Content_Types].xml", "a.xml", "b.xml"]
        assert {entry.date_time[:3] for entry in file.infolist()} == {(2026, 11, 19)}


def test_a_day_before_any_zip_is_the_first_that_a_zip_can_tell():
    with zipfile.ZipFile(io.BytesIO(settled(package("a"), dt.date(1966, 3, 4)))) as file:
        assert file.infolist()[0].date_time[:3] == (1980, 3, 4)


def test_its_properties_tell_the_day_and_no_moment_of_making():
    told = b"<dcterms:created t='x'>2026-11-24T13:31:07Z</dcterms:created><dcterms:modified>now</dcterms:modified>"
    one = settled(package(CORE_PROPERTIES, "a"), dt.date(2020, 1, 1), {CORE_PROPERTIES: told})
    with zipfile.ZipFile(io.BytesIO(dated(one, dt.date(2026, 11, 19)))) as file:
        assert file.read(CORE_PROPERTIES).count(b">2026-11-19T00:00:00Z<") == 2
        assert file.read("a") == b"a"


def test_an_entry_can_get_another_content():
    with zipfile.ZipFile(io.BytesIO(settled(package("a", "b"), dt.date(2026, 1, 1), {"a": b"new"}))) as file:
        assert (file.read("a"), file.read("b")) == (b"new", b"b")


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x0b", "\x1b", "\ud800", "\ufffe", "\uffff"])
def test_what_xml_refuses_is_left_out(sign):
    assert sayable(f"voor{sign}na") == "voorna"
    assert text_run(f"voor{sign}na").xpath("string()") == "voorna"


def test_what_xml_takes_stays():
    text = "één 😀 <b> & ]]> \u202e\t\n"
    assert sayable(text) == text
