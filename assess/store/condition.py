"""Tell in lines and in JSON what a store is and what is wrong with it; pure functions from values."""

from __future__ import annotations

from assess.store.checking import Checked, Flaw
from assess.store.describing import Description
from questionnaires.language import Words
from reports.sentences import as_sentence, respondent_count
from reports.tables import Table
from reports.text.lines import Lines, wrapped

KILO = 1000
MEGA = 1_000_000


def info_lines(store: Description, words: Words, columns: int) -> Lines:
    """Return where a store is and what is in it, and the copies beside it."""
    lines = list(wrapped(words("Store: {store}", store=store.store), columns))
    told = [_contents(store, words)]
    if store.kind != "folder":  # what is read from files has the present layout
        told.append(_layout(store, words))
    if store.problems:
        problems = words.plural(
            "{count} problem with files that could not be read; see: `assess store check`",
            "{count} problems with files that could not be read; see: `assess store check`",
            store.problems,
        )
        told.append(as_sentence(problems))
    if store.copies:
        told.append(words("Copies beside it, from before it got another layout; they hold answers too:"))
    for text in told:
        lines += wrapped(text, columns)
    for each in store.copies:
        lines += wrapped(f"{each.name}, {size(each.size, words)}", columns, "  ", "    ")
    return tuple(lines)


def info_table(store: Description) -> Table:
    return {
        "store": store.store,
        "layout": store.layout,
        "present_layout": store.present,
        "bytes": store.size,
        "runs": store.runs,
        "respondents": store.respondents,
        "organisations": store.organisations,
        "problems": store.problems,
        "copies": [{"file": each.name, "bytes": each.size} for each in store.copies],
    }


def check_lines(checked: Checked, words: Words, columns: int) -> Lines:
    """Return every flaw of a store, and below them what was checked."""
    lines: list[Lines] = [wrapped(_flaw(each, words), columns, rest="  ") for each in checked.flaws]
    if checked.flaws:
        told = words.plural("{count} thing is wrong.", "{count} things are wrong.", len(checked.flaws))
    else:
        told = _whole(checked, words)
    lines.append(wrapped(as_sentence(told), columns))
    return tuple(line for block in lines for line in block)


def check_table(checked: Checked, words: Words) -> Table:
    return {
        "store": checked.store,
        "layout": checked.layout,
        "runs": checked.runs,
        "sound": not checked.flaws,
        "flaws": [{"code": each.code, "run": each.run, "message": _said(each, words)} for each in checked.flaws],
    }


def size(count: int, words: Words) -> str:
    """Return a number of bytes as people say it: 123 kB, 4,2 MB."""
    if count < MEGA:
        return words("{n} kB", n=words.number(max(1, count / KILO), 0))
    return words("{n} MB", n=words.number(count / MEGA))


def _contents(store: Description, words: Words) -> str:
    if not store.runs:
        return words("No runs yet; {size}.", size=size(store.size, words))
    runs = words.plural("{n} run", "{n} runs", store.runs)
    organisations = words.plural("{n} organisation", "{n} organisations", store.organisations)
    return words(
        "{runs} of {organisations}, {respondents}; {size}.",
        runs=runs,
        organisations=organisations,
        respondents=respondent_count(store.respondents, words),
        size=size(store.size, words),
    )


def _layout(store: Description, words: Words) -> str:
    if store.layout == store.present:
        return words("Layout {layout}, the present one.", layout=store.layout)
    return words(
        "Layout {layout}; the present one is {present}. The store gets it when it is next opened, "
        "or at once with: `assess store upgrade`",
        layout=store.layout,
        present=store.present,
    )


def _whole(checked: Checked, words: Words) -> str:
    """Return that nothing is wrong with a store of this kind."""
    match checked.kind:
        case "file":
            return words.plural(
                "The file is whole; {count} run can be read and scored.",
                "The file is whole; {count} runs can be read and scored.",
                checked.runs,
            )
        case "folder":
            return words.plural(
                "The folder is whole; {count} run can be read and scored.",
                "The folder is whole; {count} runs can be read and scored.",
                checked.runs,
            )
        case "server":
            return words.plural(
                "The database is whole; {count} run can be read and scored.",
                "The database is whole; {count} runs can be read and scored.",
                checked.runs,
            )


def _flaw(flaw: Flaw, words: Words) -> str:
    if flaw.run is None:
        return _said(flaw, words)
    return as_sentence(words("run {run}: {flaw}", run=flaw.run, flaw=words.say(flaw.message)))


def _said(flaw: Flaw, words: Words) -> str:
    """Return what is wrong; of a file with its place and the way out."""
    if flaw.place is None or flaw.remedy is None:
        return as_sentence(words.say(flaw.message))
    return f"{flaw.place}: {words.say(flaw.message)} {words.say(flaw.remedy)}"
