"""The organiser's Markdown: values without HTML, pictures or links that lead where they should not."""

import re
from collections import Counter
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.view.material import own_words
from reports.view.prose import DEEPEST, LONGEST, SAFE_LINK, Passage, Run, plain_text, prose

PLAIN = st.text(alphabet=st.sampled_from("abc DEF ëü 1,;:?'\"=|{}%/"), max_size=200)
MARKED = st.text(alphabet=st.sampled_from("ab \n*_`[]()<>!#-+1.\\&;:/\"'~|={}\t\u202e\u200b\x07"), max_size=120)
TOKENS = st.lists(
    st.sampled_from(
        [
            "woord",
            "zin ",
            " ",
            "\n",
            "\n\n",
            "- ",
            "> ",
            "# ",
            "  ",
            "    ",
            "*",
            "**",
            "_",
            "`",
            "```",
            "[",
            "](",
            ")",
            "]",
            "<",
            ">",
            "!",
            "\\",
            "http://a.b",
            "mailto:c@d",
            "javascript:e",
            "&amp;",
            "=",
            "---",
            "|",
            "<b>",
            "\u202e",
        ]
    ),
    max_size=40,
)
ANYTHING = st.one_of(st.text(max_size=200), MARKED)


def runs(passages):
    return [run for passage in passages for line in passage.lines for run in line]


def letters(text):
    return re.sub(r"\W|_", "", text)


def kinds(text):
    return [passage.kind for passage in prose(text)]


def test_a_paragraph_holds_words_in_bold_italic_and_code():
    assert prose("Dit is **vet**, *schuin* en `code`.") == (
        Passage(
            "paragraph",
            (
                (
                    Run("Dit is "),
                    Run("vet", bold=True),
                    Run(", "),
                    Run("schuin", italic=True),
                    Run(" en "),
                    Run("code", code=True),
                    Run("."),
                ),
            ),
        ),
    )


def test_lists_and_headings_are_kept_in_their_order():
    text = "# Kop\n\nTekst.\n\n- een\n- twee\n\n1. eerst\n2. dan"
    assert kinds(text) == ["heading", "paragraph", "bullets", "numbers"]
    assert plain_text(prose(text)).split("\n") == ["Kop", "Tekst.", "een", "twee", "eerst", "dan"]


def test_a_list_goes_on_counting_after_what_interrupts_it():
    passages = prose("1. een\n   - los\n2. twee\n\n   nog iets\n3. drie")
    assert [(each.kind, each.start) for each in passages if each.kind == "numbers"] == [
        ("numbers", 1),
        ("numbers", 2),
        ("numbers", 3),
    ]


def test_a_list_may_start_at_another_number():
    assert [each.start for each in prose("7. zeven\n8. acht")] == [7]


def test_a_hard_break_parts_lines_and_a_soft_one_does_not():
    assert [plain_text(prose(text)) for text in ("een\ntwee", "een  \ntwee", "een\\\ntwee")] == [
        "een twee",
        "een\ntwee",
        "een\ntwee",
    ]


@pytest.mark.parametrize("address", ["https://example.org/a?b=c&d=1", "http://example.org", "mailto:a@example.org"])
def test_a_link_leads_to_the_web_or_to_a_mailbox(address):
    assert runs(prose(f"[hier]({address})")) == [Run("hier", link=address)]
    assert runs(prose(f"<{address}>"))[0].link == address


def test_a_link_without_words_shows_its_address():
    assert runs(prose("[](https://example.org)")) == [Run("https://example.org", link="https://example.org")]


@pytest.mark.parametrize(
    "text",
    [
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](file:///etc/passwd)",
        "[x](//example.org)",
        "[x](#answer)",
        "[x](vbscript:1)",
        "![x](file:///etc/passwd)",
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<javascript:alert(1)>",
        "&lt;b&gt; &amp; &#x202e;",
        "[x]: /elders",
        "{{ 7*7 }} {% raw %}",
        "=cmd|' /C calc'!A0",
    ],
)
def test_what_is_no_markup_here_is_shown_as_it_was_typed(text):
    assert plain_text(prose(text)) == text
    assert not [run for run in runs(prose(text)) if run.link]


def test_a_picture_is_never_one():
    (mark, link) = runs(prose("![plaatje](https://example.org/x.png)"))
    assert (mark, link) == (Run("!"), Run("plaatje", link="https://example.org/x.png"))


def test_a_text_of_signs_alone_is_shown():
    assert plain_text(prose("***")) == "***"


def test_a_list_that_nests_without_end_is_shown_as_it_was_typed():
    text = "- " * (DEEPEST * 3) + "diep"
    assert "diep" in plain_text(prose(text))


def test_a_text_without_end_is_cut_at_a_word():
    shown = plain_text(prose("woord " * LONGEST))
    assert len(shown) <= LONGEST
    assert shown.endswith("woord…")


@given(PLAIN)
def test_a_text_without_markup_stays_as_it_is(text):
    assert plain_text(prose(text)).split() == own_words(text).split()


@given(TOKENS)
@settings(max_examples=300)
def test_no_word_of_any_text_is_lost(tokens):
    text = "".join(tokens)
    passages = prose(text)
    addresses = "".join(run.link for run in runs(passages))
    assert not Counter(letters(own_words(text))) - Counter(letters(plain_text(passages) + addresses))


@given(ANYTHING)
def test_every_text_becomes_passages_that_any_form_can_show(text):
    for passage in prose(text):
        assert passage.kind in ("paragraph", "bullets", "numbers", "heading")
        assert passage.lines
        assert all(passage.lines)
        for run in chain.from_iterable(passage.lines):
            assert run.text
            assert own_words(f"x{run.text}x") == f"x{run.text}x"
            assert not run.link or SAFE_LINK.match(run.link)


@pytest.mark.parametrize(
    "text", ["[" * LONGEST, "*a " * 6000, "> " * 9000, "`a" * 9000, "![[" * 6000, "a**b" * 5000, "[a](" * 5000]
)
def test_no_text_keeps_a_report_waiting(text):
    import time

    started = time.process_time()
    assert prose(text)
    assert time.process_time() - started < 5
