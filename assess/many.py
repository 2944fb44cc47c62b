"""Make many reports at once, over the cores of this computer or those of a cluster."""

from __future__ import annotations

import gc
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from hashlib import sha256
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Literal

import msgspec

from assess import reporting, workflow
from assess.errors import Mistake
from assess.reporting import Order
from assess.workflow import Run
from questionnaires.language import Phrase, phrase
from scoring.scorecard import SCORING_VERSION

LEDGER = "reports.json"
CONNECT_WITHIN = "10s"

State = Literal["made", "kept", "failed"]


class Commission(msgspec.Struct, frozen=True, kw_only=True):
    """A report to be made, and the file that it goes to."""

    run: Run
    order: Order
    path: Path


class Failed(msgspec.Struct, frozen=True):
    """Why a report was not made: a value, for not every exception survives the way back from another process."""

    message: Phrase
    remedy: Phrase | None = None


class Entry(msgspec.Struct, frozen=True):
    """What is remembered of a report in its folder: of what it was made, and what it was when it was written."""

    made_from: str
    content: str


class Done(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one commission: its file was made, was kept as it still is what was asked, or failed."""

    path: Path
    state: State
    failure: Exception | None = None


def sent_away(commissions: Sequence[Commission]) -> tuple[Commission, ...]:
    """Return commissions for other computers: what is kept goes along, and what is new is not kept.

    A store of the same name may be another one there, or be shared over a network, where SQLite is not safe; and what
    a store is opened by can hold a password, also that of the runs before.
    """

    def away(run: Run) -> Run:
        return msgspec.structs.replace(run, store=None)

    return tuple(
        msgspec.structs.replace(
            each,
            run=away(each.run),
            order=msgspec.structs.replace(each.order, earlier=tuple(away(one) for one in each.order.earlier)),
        )
        for each in commissions
    )


def make_all(
    commissions: Sequence[Commission], executor: Executor, *, force: bool, tell: Callable[[Done], None]
) -> tuple[Done, ...]:
    """Make reports and write each as soon as it is there; `tell` hears of each in the order in which they come.

    A report that is there already, made from the same, is kept; so interrupted work goes on where it stopped. One that
    somebody else made, or changed since, is replaced only with `force`. A report that fails does not stop the others.
    """
    ledgers = {folder: _ledger(folder) for folder in {each.path.parent for each in commissions}}
    done: list[Done] = []

    def end(one: Done) -> None:
        done.append(one)
        tell(one)

    waiting: dict[Future[bytes | Failed], Commission] = {}
    try:
        for each in commissions:
            there = None if force else _already(each, ledgers[each.path.parent].get(each.path.name))
            if there is None:
                waiting[executor.submit(attempt, each.run, each.order)] = each
            else:
                end(there)
        for future in as_completed(waiting):
            each = waiting[future]
            end(_written(each, future, ledgers[each.path.parent]))
    except BaseException:
        for future in waiting:
            future.cancel()
        raise
    return tuple(done)


def attempt(run: Run, order: Order) -> bytes | Failed:
    """Return the report of a run, or why it could not be made; this is what runs elsewhere, time and again."""
    try:
        return reporting.make(run, order)
    except Mistake as mistake:
        return Failed(mistake.message, mistake.remedy)
    except Exception as error:  # noqa: BLE001 (the others go on, and a person is told)
        said = f"{type(error).__name__}: {error}".rstrip(": ")
        return Failed(phrase("this is a fault in Meetlat itself, not in your file ({error}).", error=said))
    finally:
        gc.collect()  # the boxes of a layout hold each other, and a long-lived process soon stops looking for those


def made_from(commission: Commission) -> str:
    """Return the fingerprint of all that a report follows from: run, analysis, what was asked, and the versions."""
    run = commission.run
    what = (
        run.responses,
        run.publication,
        run.questionnaire.sha256,
        msgspec.structs.replace(commission.order, earlier=()),
        *(_made_from(each) for each in commission.order.earlier),
        run.kept_analysis and run.kept_analysis.value,
        SCORING_VERSION,
        version("meetlat"),
    )
    return sha256(msgspec.json.encode(what)).hexdigest()


def _made_from(earlier: Run) -> tuple[object, ...]:
    """Return what a report has of a run before it; its plan is the one that people began with."""
    began = [one.fingerprint for one in earlier.kept_roadmaps if one.is_first]
    return (earlier.responses, earlier.publication, earlier.questionnaire.sha256, began)


@contextmanager
def cores(jobs: int | None = None) -> Iterator[Executor]:
    """Give an executor with a process for each core, or as many as are asked for."""
    executor = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_leave_stopping_to_us)
    try:
        yield executor
    finally:
        executor.shutdown(cancel_futures=True)


@contextmanager
def cluster(address: str) -> Iterator[Executor]:
    """Give an executor whose work is done by a Dask cluster. Raises Mistake where it is not there."""
    try:
        from distributed import Client
    except ImportError as error:
        raise Mistake(
            phrase("a cluster needs the package distributed."),
            phrase("Install it with `pip install meetlat[cluster]`."),
        ) from error
    try:
        connect: Any = Client  # the library is typed in part
        client = connect(address, timeout=CONNECT_WITHIN, set_as_default=False)
    except (OSError, ValueError) as error:
        raise Mistake(
            phrase("no cluster answers at {address}.", address=address),
            phrase("Look at what `dask scheduler` printed when it started."),
        ) from error
    try:
        yield client.get_executor()
    finally:
        client.close()


def _leave_stopping_to_us() -> None:
    """Let Ctrl-C reach the process that shares out the work, and not the ones that do it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _written(commission: Commission, future: Future[bytes | Failed], ledger: dict[str, Entry]) -> Done:
    path = commission.path
    try:
        result = future.result()
        if isinstance(result, Failed):
            return Done(path=path, state="failed", failure=Mistake(result.message, result.remedy))
        workflow.write_file(path, result)
        ledger[path.name] = Entry(made_from(commission), sha256(result).hexdigest())
        workflow.write_file(path.parent / LEDGER, msgspec.json.format(msgspec.json.encode(ledger)))
    except Exception as error:  # noqa: BLE001 (a process that died, a full disk: the others go on)
        return Done(path=path, state="failed", failure=error)
    return Done(path=path, state="made")


def _already(commission: Commission, earlier: Entry | None) -> Done | None:
    """Return what becomes of a report whose file is there; None where it is not, or may be made again."""
    path = commission.path
    if not path.exists():
        return None
    if earlier is None or sha256(path.read_bytes()).hexdigest() != earlier.content:
        return Done(path=path, state="failed", failure=workflow.is_there(path))
    return Done(path=path, state="kept") if earlier.made_from == made_from(commission) else None


def _ledger(folder: Path) -> dict[str, Entry]:
    """Return what each report of a folder was made from; nothing where that is not written down or not readable."""
    try:
        return msgspec.json.decode((folder / LEDGER).read_bytes(), type=dict[str, Entry])
    except (OSError, msgspec.MsgspecError):
        return {}
