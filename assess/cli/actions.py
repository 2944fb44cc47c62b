"""`assess actions`: follow a roadmap between runs: what runs, what is done, who does it, and what is late."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assess.cli.command import Command, Group, OneOf, settings
from assess.cli.parameters import Day, refused
from assess.cli.printing import drawn, force_option, printing_options, publish, run_argument
from assess.cli.settings import message
from assess.cli.streams import remark

if TYPE_CHECKING:
    import datetime as dt

    from assess.follow_up.saving import Saved
    from questionnaires.language import Words
    from reports.text.lines import Lines

# as questionnaires.responses and assess.follow_up have them, which help cannot wait for
STATUSES = ("planned", "running", "done", "dropped")
BOARDS = ("plain", "jira", "planner")
FORMS = (".xlsx", ".yaml", ".yml", ".csv", ".ics")


class DayOrNothing(Day):
    """A day, or an empty text that takes it away."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        return "" if value == "" else super().convert(value, param, ctx).isoformat()


@click.group(
    "actions",
    cls=Group,
    help=message("Follow the roadmap: what runs, what is done, who does it, what is late, and what it brought."),
)
def command() -> None:
    """Hold the commands."""


@command.command(
    "list",
    cls=Command,
    help=message(
        "All actions of the roadmap by quarter: how far they are, when they were planned, who does them, what the KPI "
        "was, is and should become, and what is late. Below that, of what is done, what was expected and what was "
        "measured. RUN is the number of a run, ‘last’, an answer file or a report in PDF."
    ),
    short_help=message("how far the actions are, and what is late"),
)
@run_argument()
@printing_options()
def list_actions(run: str, fmt: str, output: str | None) -> None:
    from assess import workflow
    from assess.follow_up.listing import list_lines, list_table
    from assess.follow_up.overview import shown_of

    chosen = settings()
    shown = shown_of(workflow.read_run(run, chosen.store), _today())
    publish(
        fmt,
        output,
        lambda screen: list_lines(shown, chosen.words, columns=screen.columns, marks=screen.marks, plain=chosen.plain),
        lambda: list_table(shown, chosen.words),
    )


def _field(name: str, metavar: str, about: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    return click.option(f"--{name}", name, metavar=metavar, help=about)


@command.command(
    "set",
    cls=Command,
    help=message(
        "Say how far actions are, who does them and what their KPI says. What you leave out stays as it was; an empty "
        'text takes it away: --owner "". A new status without --since holds from today.'
    ),
    short_help=message("say how far an action is, and who does it"),
)
@run_argument()
@click.argument("action", metavar="ACTION...", nargs=-1, required=True)
@click.option("--status", metavar="STATUS", type=OneOf(STATUSES), help=message("planned, running, done or dropped"))
@click.option("--since", metavar="DATE", type=DayOrNothing(), help=message("the day from which it is so"))
@click.option("--finish", metavar="DATE", type=DayOrNothing(), help=message("the day by which it should be done"))
@_field("owner", "NAME", message("who sees to it"))
@_field("baseline", "TEXT", message("what the KPI was before it began"))
@_field("kpi", "TEXT", message("what the KPI is now"))
@_field("target", "TEXT", message("what the KPI should become"))
@_field("evidence", "TEXT", message("what shows it, or where that is"))
def set_fields(run: str, action: tuple[str, ...], **given: str | None) -> None:
    told = {field: value for field, value in given.items() if value is not None}
    if not told:
        raise refused(message("say what to set, for example --status running or --owner NAME."))
    _change(run, action, told)


@command.command(
    "note",
    cls=Command,
    help=message("Keep a note with an action, in place of the one before; an empty text takes it away."),
    short_help=message("keep a note with an action"),
)
@run_argument()
@click.argument("action", metavar="ACTION")
@click.argument("text", metavar="TEXT")
def note(run: str, action: str, text: str) -> None:
    _change(run, (action,), {"note": text})


@command.command(
    "export",
    cls=Command,
    help=message(
        "Write the actions to a file, in the form that its name says: .xlsx or .yaml to edit and import again, .csv "
        "for a board such as Jira or Planner, .ics for a calendar."
    ),
    short_help=message("write the actions to a file, to edit or for a board"),
)
@run_argument()
@click.option("-o", "output", metavar="FILE", required=True, help=message("the file to write"))
@click.option(
    "--for",
    "board",
    type=OneOf(BOARDS),
    metavar="|".join(BOARDS),
    default="plain",
    help=message("for which board a .csv is; else for none"),
)
@force_option()
def export(run: str, output: str, board: str, force: bool) -> None:
    from assess import kept_plans, workflow
    from assess.follow_up.overview import shown_of
    from questionnaires.language import words

    path, chosen = Path(output), settings()
    if path.suffix.lower() not in FORMS:
        raise refused(
            message("‘{file}’ does not say its form; let its name end in {forms}."),
            file=path.name,
            forms=", ".join(FORMS),
        )
    if board != "plain" and path.suffix.lower() != ".csv":
        raise refused(message("--for is for a .csv file, not for ‘{file}’."), file=path.name)
    workflow.check_place(path)
    if path.exists() and not force:
        raise workflow.is_there(path)
    read = workflow.read_run(run, chosen.store)
    language = chosen.language if chosen.stated else read.responses.language
    content = _content(shown_of(read, _today()), read.responses, words(language), path.suffix.lower(), board)
    workflow.write_file(path, content, force=force)
    kept_plans.begin(read)
    remark(chosen.words("Actions: {path}", path=path))


def _content(shown: Any, responses: Any, words: Words, suffix: str, board: Any) -> bytes | str:
    """Return the follow-up in one of its forms."""
    match suffix:
        case ".xlsx":
            from assess.follow_up import sheet

            return sheet.workbook(shown, words, responses.organisation)
        case ".csv":
            from assess.follow_up import boards

            return boards.as_csv(shown, words, board)
        case ".ics":
            from assess.follow_up import dates

            return dates.calendar_file(shown, responses, words)
    from assess.follow_up import yaml_form

    return yaml_form.write(shown, words, responses.organisation)


@command.command(
    "import",
    cls=Command,
    help=message(
        "Take over what you changed in an .xlsx or .yaml file of export. What changes is shown; where anything in the "
        "file is wrong, all of it is told and nothing is saved. RUN is the number of a run or ‘last’. FILE can be a "
        "run too, such as that of a year before: what became of its actions is then held against the new answers."
    ),
    short_help=message("take over what you changed in such a file"),
)
@run_argument()
@click.argument("file", metavar="FILE", type=click.Path())
@click.option("--dry-run", "is_trial", is_flag=True, help=message("only show what would change"))
def import_file(run: str, file: str, is_trial: bool) -> None:
    from assess.follow_up import saving

    _tell(saving.take_in(run, file, _today(), settings().store, is_kept=not is_trial), is_trial=is_trial)


def _change(run: str, actions: tuple[str, ...], given: dict[str, str]) -> None:
    from assess.follow_up import saving

    _tell(saving.set_fields(run, actions, given, _today(), settings().store))


def _tell(saved: Saved, *, is_trial: bool = False) -> None:
    """Show what changed, and say whether it is saved."""
    from assess.follow_up.telling import change_lines
    from reports.sentences import as_sentence

    words, intake = settings().words, saved.intake
    if not intake.changes:
        remark(words("Nothing changes in run {run}.", run=saved.run))
        return

    def lines(screen: Any) -> Lines:
        return change_lines(intake.changes, saved.questionnaire, words, screen.columns)

    sys.stdout.write(drawn(lines))
    sys.stdout.flush()
    if dated := [action for action, one in intake.actions.items() if one.is_dated]:
        remark(words("No day was given for {actions}, so since today, {date}.",
                     actions=words.listing(dated), date=words.date(_today())))  # fmt: skip
    n = len(intake.changes)
    told = (
        words.plural(
            "{count} change for run {run}, not saved.", "{count} changes for run {run}, not saved.", n, run=saved.run
        )
        if is_trial
        else words.plural("{count} change saved in run {run}.", "{count} changes saved in run {run}.", n, run=saved.run)
    )
    remark(as_sentence(told))


def _today() -> dt.date:
    """Return the day on which this runs, where the computer is."""
    import datetime as dt

    return dt.datetime.now().astimezone().date()
