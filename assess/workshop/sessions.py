"""Sign what phones and links carry: who somebody is in a workshop, and what their forms may do."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import Any, Literal, TypeVar

import msgspec
from itsdangerous import BadSignature, URLSafeSerializer, URLSafeTimedSerializer

from questionnaires.model import LANGUAGES, ROLES, Language, Role

DAY = 24 * 60 * 60
LONGEST = {"workshop": 1 * DAY, "survey": 60 * DAY}  # seconds that a phone is known again
LEAD = 30 * DAY

Purpose = Literal["lead", "screen"]
Value = TypeVar("Value")


class Session(msgspec.Struct, frozen=True):
    """What a phone carries: the pseudonym of its participant, and the language that was chosen."""

    respondent: str | None = None
    language: Language | None = None
    mark: str = ""  # makes each session another, so that its forms are its own

    @classmethod
    def new(cls, respondent: str | None, language: Language | None) -> Session:
        return cls(respondent, language, secrets.token_urlsafe(9))


class Signer:
    """What signs for one workshop. Nothing that was signed for one purpose holds for another."""

    def __init__(self, secret: str) -> None:
        self._secret = secret

    def session(self, session: Session) -> str:
        return self._timed("session").dumps(msgspec.to_builtins(session))

    def read_session(self, text: str | None, *, longest: int) -> Session | None:
        """Return a session; None where there is none, or it was not ours, or is older than `longest` seconds."""
        return _read(self._timed("session"), text, Session, longest)

    def lead(self, session: Session) -> str:
        """Return what the browser of the facilitator carries."""
        return self._timed("lead").dumps(msgspec.to_builtins(session))

    def read_lead(self, text: str | None) -> Session | None:
        return _read(self._timed("lead"), text, Session, LEAD)

    def role_link(self, role: Role) -> str:
        """Return the part of a link that gives whoever opens it a role."""
        return self._plain("role").dumps(ROLES.index(role)).replace(".", "~")

    def role_of(self, token: str) -> Role | None:
        found = _read(self._plain("role"), token.replace("~", "."), int)
        return ROLES[found] if found is not None and 0 <= found < len(ROLES) else None

    def key(self, purpose: Purpose) -> str:
        """Return the secret part of the link of the facilitator or of the screen: 128 bits that nobody guesses."""
        return hmac.new(self._secret.encode(), f"meetlat {purpose}".encode(), "sha256").hexdigest()[:32]

    def is_key(self, purpose: Purpose, given: str) -> bool:
        return hmac.compare_digest(self.key(purpose).encode(), given.encode())

    def csrf(self, session: str) -> str:
        """Return what every form of a session carries, so that no other page can send one in its name."""
        return hmac.new(self._secret.encode(), f"form {session}".encode(), "sha256").hexdigest()[:32]

    def is_csrf(self, session: str, given: str) -> bool:
        return hmac.compare_digest(self.csrf(session).encode(), given.encode())

    def _timed(self, purpose: str) -> URLSafeTimedSerializer:
        return URLSafeTimedSerializer(self._secret, salt=f"meetlat {purpose}", signer_kwargs=_SIGNER)

    def _plain(self, purpose: str) -> URLSafeSerializer:
        return URLSafeSerializer(self._secret, salt=f"meetlat {purpose}", signer_kwargs=_SIGNER)


def new_secret() -> str:
    return secrets.token_hex(32)


def language_from(text: str | None) -> Language | None:
    """Return the language that somebody asked for; None for none that we speak."""
    return next((one for one in LANGUAGES if one == text), None)


_SIGNER = {"digest_method": hashlib.sha256, "key_derivation": "hmac"}


def _read(serializer: Any, text: str | None, kind: type[Value], longest: int | None = None) -> Value | None:
    if not text:
        return None
    try:
        plain = serializer.loads(text) if longest is None else serializer.loads(text, max_age=longest)
        return msgspec.convert(plain, kind)
    except (BadSignature, msgspec.ValidationError, ValueError):
        return None
