"""Begin a workshop, find those that were begun, and say how each is reached."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Mapping
from typing import TYPE_CHECKING

import msgspec

from assess.errors import Mistake
from assess.store.workshops import KeptWorkshop
from assess.workshop.board import Desk, Round
from assess.workshop.room import Kind
from assess.workshop.sessions import Signer, new_secret
from questionnaires import catalogue, run_ids
from questionnaires.language import phrase
from questionnaires.model import ROLES, Language, Role
from questionnaires.responses import Context, Privacy, Responses

if TYPE_CHECKING:
    from assess.store.history import History

CODE = 6  # letters and figures that are typed on a phone


class Opened(msgspec.Struct, frozen=True):
    """A run that is answered on phones, and the code that people type for it."""

    run_id: str
    code: str


class OpenRun(msgspec.Struct, frozen=True, kw_only=True):
    """A workshop of a store and how far it is; `closes` in seconds since 1970."""

    run_id: str
    code: str
    kind: Kind
    organisation: str
    round: Round
    is_closed: bool
    closes: int | None
    joined: int
    ready: int
    by_role: dict[Role, int]
    group_sizes: dict[str, int]


class Links(msgspec.Struct, frozen=True):
    """How a workshop is reached, each as a whole address; those of the facilitator and the screen are secret."""

    join: str
    lead: str
    screen: str
    roles: dict[Role, str]


def open_workshop(
    history: History,
    *,
    organisation: str,
    language: Language,
    kind: Kind = "workshop",
    asks_consent: bool = False,
    threshold: int | None = None,
    horizon_quarters: int | None = None,
    group_sizes: Mapping[str, int] | None = None,
    closes: int | None = None,
) -> Opened:
    """Begin a run that people answer on their phones.

    `asks_consent` has every phone ask whether answers may be recognised; `threshold` is the smallest group that is
    shown. `closes`, in seconds since 1970, is when a survey ends by itself. Raises Mistake for a folder as store.
    """
    if history.place.kind == "folder":
        raise Mistake(
            phrase("{store} is a folder of answer files; many phones cannot write in it at once.", store=history.place),
            phrase("Use a file or a server with --store, and export the run afterwards."),
        )
    questionnaire = catalogue.load()
    header = Responses(
        questionnaire=f"{questionnaire.id}@{questionnaire.version}",
        organisation=organisation,
        date=dt.datetime.now().astimezone().date().isoformat(),
        language=language,
        mode=kind,
        privacy=Privacy() if threshold is None else Privacy(threshold=threshold),
        context=Context(horizon_quarters=horizon_quarters),
        group_sizes=dict(group_sizes or {}),
        respondents=(),
    )
    taken = {one.code for one in history.workshops()}
    while (code := _code()) in taken:
        pass
    with history.together():
        run_id = history.start(questionnaire, header)
        history.open_workshop(
            KeptWorkshop(run_id=run_id, code=code, secret=new_secret(), asks_consent=asks_consent, closes=closes)
        )
    return Opened(run_id, code)


def reopen(history: History, run_id: str) -> Opened:
    """Return a workshop that was begun before; raises Mistake where the run is none."""
    kept = history.workshop(run_id)
    return Opened(kept.run_id, kept.code)


def open_runs(history: History) -> tuple[OpenRun, ...]:
    """Return the workshops of a store that are not over, in the order in which they were begun."""
    return tuple(one for one in (how_far(history, kept) for kept in history.workshops()) if one.round != "done")


def how_far(history: History, kept: KeptWorkshop) -> OpenRun:
    """Return how far a workshop is."""
    run, people = history.responses_header(kept.run_id), history.presence(kept.run_id)
    board = desk_of(kept).board
    return OpenRun(
        run_id=kept.run_id,
        code=kept.code,
        kind="survey" if run.mode == "survey" else "workshop",
        organisation=run.organisation,
        round=board.round,
        is_closed=board.is_closed,
        closes=kept.closes,
        joined=sum(one.joined for one in people.values()),
        ready=sum(one.ready for one in people.values()),
        by_role={role: one.joined for role, one in people.items()},
        group_sizes=run.group_sizes,
    )


def desk_of(kept: KeptWorkshop) -> Desk:
    return msgspec.json.decode(kept.desk, type=Desk)


def links(history: History, code: str, address: str) -> Links:
    """Return how a workshop is reached at an address, such as http://192.168.8.20:8000."""
    kept = next((one for one in history.workshops() if one.code == code), None)
    if kept is None:
        raise Mistake(phrase("there is no workshop ‘{code}’ in this store.", code=code))
    signer, base = Signer(kept.secret), f"{address}/{code}"
    return Links(
        join=base,
        lead=f"{base}/lead/{signer.key('lead')}",
        screen=f"{base}/screen/{signer.key('screen')}",
        roles={role: f"{base}/role/{signer.role_link(role)}" for role in ROLES},
    )


def _code() -> str:
    return "".join(secrets.choice(run_ids.ALPHABET) for _ in range(CODE)).upper()
