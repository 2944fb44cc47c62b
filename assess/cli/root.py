"""Find the command that was typed, and end every call with the right exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, NamedTuple, NoReturn

import click

from assess.cli.command import Group, definitions, speak, strong
from assess.cli.settings import Settings, message


class Entry(NamedTuple):
    """A command that is imported only when it runs: `assess.cli.<module>` holds it under the name `command`."""

    name: str
    meaning: str


SECTIONS: dict[str, tuple[Entry, ...]] = {
    message("Measure"): (
        Entry("run", message("answer the questions, or go on where you were")),
        Entry("workshop", message("a room of people on their phones, or a survey of days")),
        Entry("demo", message("the whole route with an example department")),
    ),
    message("Understand"): (
        Entry("score", message("level and average, ambition, and what stands out")),
        Entry("explain", message("why this level, and what would lift it")),
        Entry("compare", message("what really changed between two runs")),
        Entry("trend", message("how scores developed over all runs")),
        Entry("history", message("what all runs came to, by organisation and tag")),
        Entry("overview", message("many departments at once, without their names")),
        Entry("calibrate", message("how much answers wobble, by your own runs")),
    ),
    message("Improve"): (
        Entry("plan", message("roadmap by quarter")),
        Entry("report", message("report as PDF or HTML")),
        Entry("actions", message("follow the roadmap: what runs, what is done, what is late")),
    ),
    message("Manage"): (
        Entry("runs", message("show, export, import, merge and delete runs")),
        Entry("store", message("look after the file with all runs: check it, copy it")),
        Entry("questionnaire", message("show and check questionnaires")),
        Entry("completion", message("complete commands with the tab key")),
    ),
}
COMMANDS = {entry.name: entry for entries in SECTIONS.values() for entry in entries}


class Root(Group):
    """The command `assess` itself."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's own shape)
        return list(COMMANDS)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = message("this help; also for each command: assess plan --help")
        return option

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 (click's own shape)
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"assess.cli.{cmd_name}").command
        return command

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[Any]:
        """Complete names of commands without importing them."""
        from click.shell_completion import CompletionItem

        say = speak(ctx)
        found = [
            CompletionItem(name, help=say(entry.meaning))
            for name, entry in COMMANDS.items()
            if name.startswith(incomplete)
        ]
        return found or list(click.Command.shell_complete(self, ctx, incomplete))

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_help_text(ctx, formatter)
        say = speak(ctx)
        start, look = say(message("Start with: assess run")), say(message("Look first: assess demo"))
        formatter.write(f"\n  {start}        {look}\n")

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        say = speak(ctx)
        for section, entries in SECTIONS.items():
            formatter.write(f"\n{strong(say(section))}\n")
            definitions(formatter, [(entry.name, say(entry.meaning)) for entry in entries])

    def main(self, args: Sequence[str] | None = None, prog_name: str | None = None, *_: Any, **extra: Any) -> NoReturn:
        """Run a command to its end and exit: 0 done, 1 could not, 2 wrong input, 130 stopped."""
        from assess.cli.ending import ending

        arguments = list(sys.argv[1:] if args is None else args)
        settings = Settings(arguments, os.environ)
        with ending(settings):
            result = super().main(arguments, prog_name or "assess", standalone_mode=False, obj=settings, **extra)
        sys.exit(result if isinstance(result, int) else 0)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a reader that has enough ends it, before click makes an error of that."""
        from assess.cli.streams import let_go_of_output

        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            let_go_of_output()
            return 0


def _show_version(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    if not value or ctx.resilient_parsing:
        return
    from importlib.metadata import version

    from questionnaires import catalogue

    questionnaire = catalogue.load()
    click.echo(f"Meetlat {version('meetlat')}, {questionnaire.id} {questionnaire.version}")
    ctx.exit()


root = Root(
    "assess",
    help=message("How high do you set the bar, where do you stand now, and what do you do next quarter?"),
    epilog=message(
        "You name a run by its number, by ‘last’ (the latest) or by the name of an answer file. "
        "Colours off: NO_COLOR=1."
    ),
    params=[
        click.Option(
            ["--version"],
            is_flag=True,
            expose_value=False,
            is_eager=True,
            callback=_show_version,
            help=message("version of Meetlat and of the questionnaire"),
        )
    ],
)
