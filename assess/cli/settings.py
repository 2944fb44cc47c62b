"""Settle what holds for every command: the language, plain lines or not, and where the runs are."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from questionnaires.language import Words
    from questionnaires.model import Language

LANGUAGES = ("nl", "en")  # those of questionnaires.model, which costs more to import than help may take
DEFAULT_LANGUAGE: Language = "nl"
ON_WINDOWS: dict[int, Language] = {0x13: "nl", 0x09: "en"}  # the primary language of a Windows language identifier


def message(english: str) -> str:
    """Mark a text of the command line, such as a help text, that is spoken later by `spoken`."""
    return english


class Settings:
    """The choices that hold for every command. `store` None is the store in the user's own data folder.

    `stated` says that the language was asked for, by --lang or MEETLAT_LANG, and not taken from the computer.
    """

    __slots__ = ("language", "plain", "stated", "store")

    def __init__(self, arguments: Sequence[str], environment: Mapping[str, str]) -> None:
        asked = asked_language(arguments) or known_language(environment.get("MEETLAT_LANG"))
        self.stated = asked is not None
        self.language: Language = asked or computer_language(environment)
        self.plain = environment.get("MEETLAT_PLAIN", "").lower() in ("1", "true", "yes", "on")
        self.store: str | None = environment.get("MEETLAT_STORE") or None

    @property
    def words(self) -> Words:
        """The words of the chosen language; imports what help does not need."""
        from questionnaires.language import words

        return words(self.language)


def asked_language(arguments: Sequence[str]) -> Language | None:
    """Return the last --lang of a command line, so that even its help and its errors are in that language."""
    asked = None
    for position, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == "--lang":
            asked = known_language(arguments[position + 1] if position + 1 < len(arguments) else None) or asked
        elif argument.startswith("--lang="):
            asked = known_language(argument.partition("=")[2]) or asked
    return asked


def known_language(text: str | None) -> Language | None:
    """Return the language that a locale or an option names, such as nl, nl_NL.UTF-8 or en-GB."""
    name = (text or "").strip().lower().replace("-", "_").partition(".")[0].partition("_")[0]
    return "nl" if name == "nl" else "en" if name == "en" else None


def computer_language(environment: Mapping[str, str]) -> Language:
    """Return the language of the computer where it is one of ours, else Dutch."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return known_language(environment[name]) or DEFAULT_LANGUAGE
    return _windows_language() or DEFAULT_LANGUAGE


def _windows_language() -> Language | None:
    if sys.platform != "win32":
        return None
    import ctypes

    primary = ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF
    return ON_WINDOWS.get(primary)


def spoken(language: Language) -> Callable[[str], str]:
    """Return what speaks the texts of the command line, without importing what only commands need."""
    if language == "en":
        return str
    import gettext

    import questionnaires

    locales = os.path.join(os.path.dirname(questionnaires.__file__), "locale")  # noqa: PTH118, PTH120 (pathlib costs more than the whole help)
    return gettext.translation("meetlat", locales, [language], fallback=True).gettext
