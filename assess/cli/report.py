"""`assess report`: the report of a run in any of its forms, or of many runs at once."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assess.cli.command import Command, settings
from assess.cli.parameters import Number, OneOf, refused
from assess.cli.planning import planning_options
from assess.cli.printing import complete_run, force_option
from assess.cli.settings import message
from assess.cli.streams import remark

if TYPE_CHECKING:
    from assess.reporting import Order
    from assess.workflow import Run
    from reports.edition import Edition
    from reports.forms import Form

# as reports.forms and reports.edition have them, which help cannot wait for
FORMS = ("pdf", "html", "pptx", "docx", "xlsx", "ics", "json", "md", "text")
READERS = ("board", "team", "full")
MOST_JOBS = 512
COULD_NOT = 1


@click.command(
    "report",
    cls=Command,
    help=message(
        "Write the report of a run. The name of the file says which form: .pdf, .html, .pptx and others. Without -o it "
        "is roadmap-en.pdf, here in this folder; with --format text it is shown. Of more runs, or with --all, the "
        "reports go into the folder of -o."
    ),
)
@click.argument("runs", metavar="RUN...", nargs=-1, shell_complete=complete_run)
@click.option("-o", "output", metavar="FILE", help=message("the file to write, or of many reports the folder"))
@click.option(
    "--format",
    "form",
    type=OneOf(FORMS),
    metavar="FORM",
    help=message(
        "whatever the name says: pdf, html, pptx (slides), docx (Word), xlsx (Excel), ics (calendar), json, md or text"
    ),
)
@force_option()
@click.option(
    "--audience",
    "readers",
    type=OneOf(READERS),
    metavar="|".join(READERS),
    default="full",
    help=message("the pages that the board or the team needs; else all of them"),
)
@click.option("--anonymous", is_flag=True, help=message("leave the organisation out"))
@click.option(
    "--since",
    metavar="RUN",
    help=message("the run to tell what changed since; else the one before it in the store, and ‘none’ for nothing"),
)
@click.option("--brand", metavar="FILE", type=click.Path(), help=message("your own look: a YAML file, see the manual"))
@click.option(
    "--template", metavar="FILE", type=click.Path(), help=message("your own PowerPoint file, for a report in .pptx")
)
@click.option("--no-data", is_flag=True, help=message("put no answers and figures inside the PDF"))
@click.option(
    "--with-answers", is_flag=True, help=message("put the answers of each respondent inside, where everyone agreed")
)
@click.option("--all", "is_all", is_flag=True, help=message("every run of the store that is complete"))
@click.option(
    "--jobs",
    metavar="N",
    type=Number(1, MOST_JOBS, whole=True),
    help=message("how many reports at a time; else one a core"),
)
@click.option("--cluster", metavar="ADDRESS", help=message("let a Dask cluster do the work"))
@planning_options
def command(runs: tuple[str, ...], output: str | None, **asked: Any) -> None:
    if asked["no_data"] and asked["with_answers"]:
        raise refused(message("--no-data and --with-answers cannot go together."))
    if asked["with_answers"] and asked["form"] not in {None, "pdf"}:
        raise refused(message("--with-answers is for a PDF: no other form carries a run."))
    if asked["is_all"] and runs:
        raise refused(message("Name runs, or use --all; not both."))
    if asked["is_all"] or len(runs) > 1 or asked["cluster"]:
        _write_many(runs, output, asked)
    elif runs and asked["form"] == "text" and output is None:
        _show(runs[0], asked)
    elif runs:
        _write_one(runs[0], output, asked)
    else:
        raise refused(message("Which run? Name one, or use --all."))


def _show(reference: str, asked: dict[str, Any]) -> None:
    from assess import reporting, workflow
    from assess.cli.printing import drawn
    from reports.text.report import report_lines

    run = workflow.read_run(reference, settings().store)
    view = reporting.view_of(run, _since(run, _order("text", asked), asked))
    sys.stdout.write(drawn(lambda on: report_lines(view, on.columns, marks=on.marks, plain=settings().plain)))


def _write_one(reference: str, output: str | None, asked: dict[str, Any]) -> None:
    from assess import reporting, workflow
    from reports.forms import suffix

    chosen = settings()
    path = Path(output) if output else Path(f"roadmap-{chosen.language}.{suffix(asked['form'] or 'pdf')}")
    order = _order(reporting.report_form(path, asked["form"]), asked)
    reporting.check_new(path, force=asked["force"])
    run = workflow.read_run(reference, chosen.store)
    workflow.write_file(path, reporting.make(run, _since(run, order, asked)), force=asked["force"])
    remark(chosen.words("Report: {path}", path=path))


def _write_many(references: tuple[str, ...], output: str | None, asked: dict[str, Any]) -> None:
    from assess import commissions, last_time, many, workflow
    from assess.cli.progress import progress, tell_ending

    chosen = settings()
    order = _order(asked["form"] or "pdf", asked)
    runs, unfinished = commissions.complete_runs(chosen.store) if asked["is_all"] else (
        [workflow.read_run(reference, chosen.store) for reference in references], 0,
    )  # fmt: skip
    folder = workflow.make_folder(Path(output or chosen.words("reports")))
    orders = commissions.commissions(
        runs, order, folder, lambda run: last_time.runs_before(run, asked["since"], chosen.store)
    )
    if asked["cluster"]:
        orders = many.sent_away(orders)
    executor = many.cluster(asked["cluster"]) if asked["cluster"] else many.cores(asked["jobs"])
    with executor as workers, progress(len(orders), chosen.words, plain=chosen.plain) as tell:
        done = many.make_all(orders, workers, force=asked["force"], tell=tell)
    tell_ending(done, unfinished, chosen)
    if any(one.failure for one in done):
        raise click.exceptions.Exit(COULD_NOT)


def _order(form: Form, asked: dict[str, Any]) -> Order:
    from assess.reporting import Order

    return Order(
        form=form,
        language=settings().language,
        edition=_edition(asked),
        enclosed="nothing" if asked["no_data"] else "answers" if asked["with_answers"] else "figures",
        template=Path(asked["template"]).read_bytes() if asked["template"] else None,
        capacity=asked["capacity"],
        quarters=asked["quarters"],
    )


def _since(run: Run, order: Order, asked: dict[str, Any]) -> Order:
    """Return an order with the runs before this one, and tell which of them is the last time."""
    import msgspec

    from assess.last_time import runs_before

    chosen = settings()
    earlier = runs_before(run, asked["since"], chosen.store)
    if earlier:
        last = earlier[-1]
        remark(
            chosen.words(
                "Since last time: the run of {date} ({run}). Leave it out with --since none.",
                date=chosen.words.date(last.responses.date),
                run=last.reference,
            )
        )
    return msgspec.structs.replace(order, earlier=earlier)


def _edition(asked: dict[str, Any]) -> Edition:
    from reports.brand import OWN
    from reports.edition import Edition

    brand = OWN
    if asked["brand"]:
        from assess import branding

        brand = branding.read(Path(asked["brand"]))
    return Edition(readers=asked["readers"], anonymous=asked["anonymous"], brand=brand)
