"""Build the commands of assess: click's own, with help in two languages and the options that hold everywhere."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from textwrap import wrap
from typing import TYPE_CHECKING, Any

import click

from assess.cli.parameters import OneOf, refused
from assess.cli.settings import LANGUAGES, Settings, message, spoken

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

__all__ = ["Command", "Group", "OneOf", "refused", "settings"]

HELP_WIDTH = 80
NAMES = {
    "OPTIONS": message("OPTIONS"),
    "COMMAND": message("COMMAND"),
    "ARGS": message("ARGS"),
    "RUN": message("RUN"),
    "FILE": message("FILE"),
    "FOLDER": message("FOLDER"),
    "FORM": message("FORM"),
    "ADDRESS": message("ADDRESS"),
    "DAYS": message("DAYS"),
    "ROLE": message("ROLE"),
    "NAME": message("NAME"),
    "PATH": message("PATH"),
    "RESPONDENT": message("RESPONDENT"),
    "SHELL": message("SHELL"),
    "ACTION": message("ACTION"),
    "DOMAIN": message("DOMAIN"),
    "QUARTER": message("QUARTER"),
    "LEVEL": message("LEVEL"),
    "SHARE": message("SHARE"),
    "FACTOR": message("FACTOR"),
    "DATE": message("DATE"),
    "STATUS": message("STATUS"),
    "TEXT": message("TEXT"),
    "TAG": message("TAG"),
    "N": message("N"),
    "URL": message("URL"),
    "ROLE=N": message("ROLE=N"),
}


def speak(ctx: click.Context) -> Callable[[str], str]:
    """Return what speaks the command line's own texts, in the language of this call."""
    return spoken(ctx.obj.language)


def strong(text: str) -> str:
    """Return a heading or a name of a command as help shows it: bold on a terminal, never under NO_COLOR."""
    return text if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" else click.style(text, bold=True)


def definitions(formatter: click.HelpFormatter, rows: Iterable[tuple[str, str]], column: int = 15) -> None:
    """Write names with what they mean beside them, or below where the name is too long for its column."""
    for name, meaning in rows:
        lines = wrap(meaning, max(20, formatter.width - 2 - column)) or [""]
        fits = len(name) < column
        first = f"  {strong(name)}{' ' * (column - len(name))}{lines[0]}" if fits else f"  {strong(name)}"
        rest = [f"  {' ' * column}{line}" for line in (lines[1:] if fits else lines)]
        formatter.write("\n".join([first, *rest]) + "\n")


def _remember(ctx: click.Context, param: click.Parameter, value: Any) -> None:
    """Keep an option that holds everywhere, wherever on the line it stood."""
    if value and param.name == "plain":
        ctx.obj.plain = True
    if value and param.name == "store":
        ctx.obj.store = value


def shared_options() -> list[click.Parameter]:
    """Return the options of every command; --lang itself was read before parsing, for help and errors need it."""
    more: dict[str, Any] = {"expose_value": False, "callback": _remember, "is_eager": True}
    return [
        click.Option(
            ["--lang"],
            type=OneOf(LANGUAGES),
            metavar="nl|en",
            help=message("language; else MEETLAT_LANG, else that of your computer"),
            **more,
        ),
        click.Option(
            ["--plain"], is_flag=True, help=message("plain lines, for screen readers; also MEETLAT_PLAIN=1"), **more
        ),
        click.Option(["--store"], metavar="URL", help=message("where the runs are; also MEETLAT_STORE"), **more),
    ]


class Spoken(click.Command):
    """A command whose help is English message ids in the code and the reader's language on the screen."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("context_settings", {"help_option_names": ["-h", "--help"], "max_content_width": HELP_WIDTH})
        super().__init__(*args, **kwargs)
        self.params += shared_options()

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        if parent is None:
            extra.setdefault("obj", Settings(args, os.environ))
        return super().make_context(info_name, args, parent, **extra)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse, and refuse what is too much in the language of the call."""
        ctx.allow_extra_args = True
        rest = super().parse_args(ctx, args)
        if rest and not isinstance(self, click.Group) and not ctx.resilient_parsing:
            raise refused(message("‘{argument}’ is one word too many."), argument=rest[0])
        return rest

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = message("this help")
        return option

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        say = speak(ctx)
        pieces = super().collect_usage_pieces(ctx)
        return [re.sub("[A-Z]+", lambda name: say(NAMES.get(name[0], name[0])), piece) for piece in pieces]

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        usage = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, usage, prefix=speak(ctx)(message("Usage: ")))

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        if self.help:
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text(speak(ctx)(self.help))

    def format_arguments(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write nothing: the help text says what the arguments are."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        say = speak(ctx)
        formatter.write(f"\n{strong(say(message('Options')))}\n")
        rows = []
        for param in self.get_params(ctx):
            record = param.get_help_record(ctx) if isinstance(param, click.Option) and not param.hidden else None
            if record is not None and isinstance(param, click.Option):
                name = re.sub(r"\b[A-Z]+\b", lambda name: say(NAMES.get(name[0], name[0])), record[0])
                rows.append((name, say(param.help or "")))
        definitions(formatter, rows, min(24, max(15, 2 + max(len(name) for name, _ in rows))))

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        if self.epilog:
            formatter.write_paragraph()
            formatter.write_text(speak(ctx)(self.epilog))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        items = super().shell_complete(ctx, incomplete)
        for item in items:
            item.help = item.help and speak(ctx)(item.help)
        return items


class Command(Spoken):
    """One command."""


class Group(Spoken, click.Group):
    """Commands under one name; without a command it shows its help."""

    command_class = Command

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("invoke_without_command", True)
        super().__init__(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        if not ctx._protected_args and not ctx.args:  # noqa: SLF001 (click has no other way to see that nothing follows)
            click.echo(ctx.get_help())
            return None
        return super().invoke(ctx)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name, names = args[0], self.list_commands(ctx)
        if name in names or ctx.resilient_parsing or name.startswith("-"):
            return super().resolve_command(ctx, args)
        from difflib import get_close_matches

        near = get_close_matches(name, names, 1)
        if near:
            raise refused(message("unknown command ‘{name}’; did you mean {near}?"), name=name, near=near[0])
        raise refused(
            message("unknown command ‘{name}’; {path} --help lists them all."), name=name, path=ctx.command_path
        )

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's own shape)
        """Return the names in the order of the code, which is that of use."""
        return list(self.commands)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        say = speak(ctx)
        formatter.write(f"\n{strong(say(message('Commands')))}\n")
        commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        definitions(formatter, [(name, say(command.short_help or "")) for name, command in commands if command])

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        self.format_commands(ctx, formatter)
        super().format_options(ctx, formatter)


def settings() -> Settings:
    """Return what holds for the command that runs now."""
    found: Settings = click.get_current_context().obj
    return found
