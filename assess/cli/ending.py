"""End a call: every way in which it can go wrong becomes a clear message on standard error and an exit code."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from assess.cli.parameters import Refused
from assess.cli.settings import Settings, message, spoken
from assess.cli.streams import let_go_of_output, make_speakable

if TYPE_CHECKING:
    from questionnaires.language import Words
    from questionnaires.problems import ProblemsFound

COULD_NOT, WRONG_INPUT, STOPPED = 1, 2, 130
REASONS = {
    errno.ENOENT: message("there is no such file or folder"),
    errno.EACCES: message("access is denied"),
    errno.EPERM: message("access is denied"),
    errno.EROFS: message("the disk is read-only"),
    errno.ENOSPC: message("the disk is full"),
    errno.EDQUOT: message("the disk is full"),
    errno.EISDIR: message("it is a folder"),
    errno.ENOTDIR: message("part of the path is no folder"),
    errno.ENAMETOOLONG: message("the name is too long"),
    errno.EIO: message("the disk or the connection does not answer"),
}


@contextmanager
def ending(settings: Settings) -> Iterator[None]:
    """Run what stands inside, and exit: 0 done, 1 could not, 2 wrong input, 130 stopped."""
    make_speakable(sys.stdout, sys.stderr)
    try:
        yield
        sys.stdout.flush()
    except (KeyboardInterrupt, EOFError, click.Abort):
        sys.exit(STOPPED)
    except BrokenPipeError:
        let_go_of_output()
        sys.exit(0)  # the reader had enough; nothing went wrong
    except click.exceptions.Exit as end:
        sys.exit(end.exit_code)
    except Exception as error:  # noqa: BLE001 (whatever happens, a person gets a message)
        code = tell(error, settings)
        try:
            sys.stdout.flush()
        except OSError:
            let_go_of_output()
        sys.exit(code)


def tell(error: Exception, settings: Settings) -> int:
    """Print an error for a person on standard error; return the exit code."""
    from assess.errors import Mistake
    from questionnaires.problems import ProblemsFound

    if isinstance(error, click.ClickException):
        _print_error(settings, _usage(error, settings))
        return WRONG_INPUT
    if isinstance(error, ProblemsFound):
        _print_problems(error, settings)
        return WRONG_INPUT
    tell_at(settings.words("Error:"), error, settings)
    return error.exit_code if isinstance(error, Mistake) else COULD_NOT


def tell_at(place: str, error: Exception, settings: Settings) -> None:
    """Print what went wrong at a place: a mistake or the disk with the way out, anything else as a fault of ours."""
    from assess.errors import Mistake

    words = settings.words
    if isinstance(error, Mistake):
        _print(place, words.say(error.message), words.say(error.remedy) if error.remedy is not None else "")
    elif isinstance(error, OSError):
        _print(place, _disk(error, settings))
    else:
        _print_bug(place, error, words)


def _usage(error: click.ClickException, settings: Settings) -> str:
    """Return what is wrong with a command line, in the language of the call."""
    words = settings.words
    match error:
        case Refused():
            return error.said(spoken(settings.language), "," if settings.language == "nl" else ".")
        case click.NoSuchOption():
            near = sorted(error.possibilities or ())
            if near:
                return words("unknown option {option}; did you mean {near}?", option=error.option_name, near=near[0])
            return words("unknown option {option}.", option=error.option_name)
        case click.BadOptionUsage():
            if "does not take" in error.message:  # click tells the two cases apart by its words alone
                return words("{option} stands by itself, without a value.", option=error.option_name)
            return words("{option} needs a value behind it.", option=error.option_name)
        case click.MissingParameter() if error.param is not None and error.ctx is not None:
            name = spoken(settings.language)((error.param.name or "").upper())
            return words("{command} needs {name}; see {command} --help.", command=error.ctx.command_path, name=name)
    return error.format_message()


def _disk(error: OSError, settings: Settings) -> str:
    """Return what a file, disk or network could not do."""
    words = settings.words
    reason = spoken(settings.language)(REASONS[error.errno]) if error.errno in REASONS else error.strerror or str(error)
    if error.filename is None:
        return words("it could not be written: {reason}.", reason=reason)
    return words("{file}: {reason}.", file=os.fsdecode(error.filename), reason=reason)


def _print_problems(found: ProblemsFound, settings: Settings) -> None:
    words = settings.words
    for problem in found.problems:
        remedy = words("{remedy} [{code}]", remedy=words.say(problem.remedy), code=problem.code)
        _print(f"{problem.place()}:", words.say(problem.message), remedy)
    files = words.listing(list(dict.fromkeys(problem.file for problem in found.problems)))
    total = words.plural(
        "{n} problem in {files}; nothing was stored or written.",
        "{n} problems in {files}; nothing was stored or written.",
        len(found.problems),
        files=files,
    )
    _print("", total)


def _print_error(settings: Settings, text: str) -> None:
    _print(settings.words("Error:"), text)


def _print_bug(place: str, error: Exception, words: Words) -> None:
    if os.environ.get("MEETLAT_DEBUG"):
        import traceback

        traceback.print_exception(error)
    said = f"{type(error).__name__}: {error}".rstrip(": ")
    _print(
        place,
        words("this is a fault in Meetlat itself, not in your file ({error}).", error=said),
        words("Set MEETLAT_DEBUG=1, type it again and send the makers what you see (CONTRIBUTING.md says where)."),
    )


def _print(place: str, text: str, remedy: str = "") -> None:
    """Print one message: one line in a file or pipe; on a terminal wrapped, with the way out indented below it."""
    from assess.terminal import screen
    from reports.text.ink import painted
    from reports.text.lines import visible, wrapped

    shown = screen(sys.stderr)
    whole, remedy = visible(f"{place} {text}" if place else text), visible(remedy)
    if not shown.is_terminal:
        sys.stderr.write(" ".join(part for part in (whole, remedy) if part).replace("`", "") + "\n")
        return
    lines = wrapped(whole, shown.columns, rest="    ", strong_cells=len(place))
    lines += wrapped(remedy, shown.columns, first="    ", rest="    ") if remedy else ()
    for one in lines:
        sys.stderr.write(painted(one, shown.ink) + "\n")
