"""`assess questionnaire`: show the questions, and check your own."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assess.cli.command import Command, Group, settings
from assess.cli.parameters import OneOf
from assess.cli.printing import drawn, printing_options, publish
from assess.cli.settings import message
from assess.cli.streams import say

if TYPE_CHECKING:
    from questionnaires.model import Audience, Questionnaire, Role


@click.group(
    "questionnaire",
    cls=Group,
    help=message("The questionnaires: what is asked, in which words, and whether your own is sound."),
)
def command() -> None:
    """Hold the commands about questionnaires."""


@command.command(
    "list",
    cls=Command,
    short_help=message("the shipped questionnaires"),
    help=message("List the shipped questionnaires."),
)
@printing_options()
def list_all(fmt: str, output: str | None) -> None:
    from questionnaires import catalogue
    from reports.tables import questionnaires_table
    from reports.text.questionnaire import list_lines

    chosen, shipped = settings(), catalogue.available()
    publish(
        fmt,
        output,
        lambda screen: list_lines(shipped, chosen.words, screen.columns),
        lambda: questionnaires_table(shipped),
    )


@command.command(
    "show",
    cls=Command,
    short_help=message("every question with its sentences"),
    help=message(
        "Show every question of a questionnaire with its five sentences, in the words of one role. NAME is an id, an "
        "id@version or a file of your own; without it the newest shipped one."
    ),
)
@click.argument("name", metavar="[NAME]", required=False)
@click.option(
    "--role",
    type=OneOf(("it", "user", "supplier")),
    metavar="it|user|supplier",
    default="it",
    help=message("in the words of IT, users or suppliers"),
)
@printing_options()
def show(name: str | None, role: Audience, fmt: str, output: str | None) -> None:
    from reports.tables import questionnaire_table
    from reports.text.questionnaire import show_lines

    chosen, found = settings(), _found(name)
    publish(
        fmt,
        output,
        lambda screen: show_lines(found, role, chosen.words, screen.columns, plain=chosen.plain),
        lambda: questionnaire_table(found),
    )


@command.command(
    "check",
    cls=Command,
    short_help=message("tell everything that is wrong with your own"),
    help=message(
        "Check a questionnaire of your own: every problem at once, with file, line, code and remedy. PATH is its "
        "folder, or one file that holds all."
    ),
)
@click.argument("path", metavar="PATH", type=click.Path(path_type=Path))
@click.option(
    "--against",
    metavar="OLD",
    multiple=True,
    help=message("also as the version after this one; give it again for versions before that"),
)
def check(path: Path, against: tuple[str, ...]) -> None:
    from assess.errors import Mistake
    from questionnaires.language import phrase

    if not path.exists():
        raise Mistake(phrase("there is no file or folder {path}.", path=path))
    if against:
        _check_step(path, [_found(name) for name in against])
        return
    from questionnaires import loading

    _say_sound(path, loading.read(path))


def _check_step(path: Path, olds: list[Questionnaire]) -> None:
    """Check a questionnaire as the version after the newest of some others."""
    from questionnaires import catalogue, difference, loading
    from questionnaires.difference.places import hold_against
    from questionnaires.difference.steps import numbers
    from reports.text.questionnaire_difference import verdict_lines

    new, root = loading.read_with_places(path)
    old = max(olds, key=lambda one: numbers(one.version))
    before = [one for one in catalogue.available() if one.id == old.id and numbers(one.version) < numbers(old.version)]
    hold_against([*before, *olds], new, root)
    _say_sound(path, new)
    found, words = difference.difference(old, new), settings().words
    notes = difference.remarks(found, old, new)
    sys.stdout.write(drawn(lambda screen: verdict_lines(found, notes, words, screen.columns)))


def _say_sound(path: Path, found: Questionnaire) -> None:
    say(
        settings().words(
            "{path} is sound: {name} {version}, {items} questions, {capabilities} capabilities, {actions} actions.",
            path=path,
            name=found.id,
            version=found.version,
            items=len(found.items),
            capabilities=len(found.capabilities),
            actions=len(found.actions),
        )
    )


@command.command(
    "diff",
    cls=Command,
    short_help=message("what changed between two versions"),
    help=message(
        "Show everything that differs between two versions of a questionnaire, and the step of the version that this "
        "asks for: PATCH, MINOR or MAJOR. OLD and NEW are an id, an id@version or a file of your own."
    ),
)
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@printing_options()
def diff(old: str, new: str, fmt: str, output: str | None) -> None:
    from questionnaires import difference
    from reports.tables import questionnaire_difference_table
    from reports.text.questionnaire_difference import difference_lines

    words, before, after = settings().words, _found(old), _found(new)
    found = difference.difference(before, after)
    notes = difference.remarks(found, before, after)
    publish(
        fmt,
        output,
        lambda screen: difference_lines(found, notes, words, screen.columns),
        lambda: questionnaire_difference_table(found, notes, words),
    )


@command.command(
    "sheet",
    cls=Command,
    short_help=message("a workbook to fill in offline"),
    help=message(
        "Make a workbook that somebody fills in without Meetlat, in the words of their role; `assess runs import` "
        "reads it back. NAME is an id, an id@version or a file of your own; without it the newest shipped one. With "
        "--run the answers join that run."
    ),
)
@click.argument("name", metavar="[NAME]", required=False)
@click.option(
    "--role",
    type=OneOf(("it_management", "it_staff", "user", "supplier")),
    metavar="ROLE",
    default="it_management",
    help=message("in whose words: it_management, it_staff, user or supplier"),
)
@click.option("--run", "run", metavar="RUN", help=message("for this run: its number, or ‘last’"))
@click.option("-o", "output", metavar="FILE", required=True, help=message("write to this file, which ends in .xlsx"))
@click.option("--force", is_flag=True, help=message("replace a file that is there already"))
def sheet(name: str | None, role: Role, run: str | None, output: str, force: bool) -> None:
    from assess.answer_sheets import making
    from assess.workflow import write_file

    chosen, path = settings(), Path(output)
    making.check_name(path)
    asked, known = (_found(name), None) if run is None else making.for_run(run, name, chosen.store)
    write_file(path, making.workbook(asked, role, chosen.words, known), force=force)
    say(chosen.words("Written: {path}", path=path))


@command.command(
    "export",
    cls=Command,
    short_help=message("to load it into LimeSurvey"),
    help=message(
        "Write a questionnaire as a structure that LimeSurvey imports (.txt), in both languages and the words of every "
        "role. NAME is an id, an id@version or a file of your own; without it the newest shipped one."
    ),
)
@click.argument("name", metavar="[NAME]", required=False)
@click.option(
    "--format",
    "fmt",
    type=OneOf(("limesurvey",)),
    metavar="limesurvey",
    default="limesurvey",
    help=message("for which program: limesurvey"),
)
@click.option("-o", "output", metavar="FILE", required=True, help=message("write to this file, which ends in .txt"))
@click.option("--force", is_flag=True, help=message("replace a file that is there already"))
def export(name: str | None, fmt: str, output: str, force: bool) -> None:  # noqa: ARG001 - there is one so far
    from assess.answer_tables import limesurvey
    from assess.workflow import write_file

    chosen = settings()
    write_file(Path(output), limesurvey.structure(_found(name), chosen.words.language), force=force)
    say(chosen.words("Written: {path}", path=output))


@command.command(
    "schema",
    cls=Command,
    short_help=message("the JSON Schema, for editors"),
    help=message(
        "Print the JSON Schema of a questionnaire, so that your editor checks it while you write; or that of another "
        "file that you write by hand."
    ),
)
@click.option("--answers", "kind", flag_value="answers", help=message("of an answer file"))
@click.option("--capability", "kind", flag_value="capability", help=message("of a capability in a file of its own"))
@click.option("--actions", "kind", flag_value="actions", help=message("of the actions in a file of their own"))
@click.option("-o", "output", metavar="FILE", help=message("write to this file instead of the screen"))
def schema(kind: str | None, output: str | None) -> None:
    from questionnaires import schema as schemas

    text = schemas.files()[kind or "questionnaire"]
    if output is None:
        sys.stdout.write(text)
        return
    from assess.workflow import write_file

    write_file(Path(output), text)


def _found(name: str | None) -> Questionnaire:
    """Return the questionnaire that a person names: shipped, or a file or folder of their own."""
    from assess.errors import Mistake
    from questionnaires import catalogue, loading
    from questionnaires.language import phrase

    if name is None:
        return catalogue.load()
    path = Path(name)
    if path.suffix == ".json" and path.is_file():
        from questionnaires.documents import read_text

        kept = catalogue.kept_text(read_text(path))  # as it is published, or as a run keeps it
        if kept is not None:
            return kept
    if path.exists():
        return loading.read(path)
    try:
        return catalogue.load(name)
    except catalogue.NotShipped as missing:
        raise Mistake(
            phrase("there is no questionnaire ‘{name}’.", name=name),
            phrase(
                "Shipped are {names}; your own you name by its file or folder.", names=", ".join(catalogue.references())
            ),
        ) from missing
