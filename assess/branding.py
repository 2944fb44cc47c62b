"""Read a brand from its folder: what is typed, and a logo that can do nothing but be looked at."""

from __future__ import annotations

import re
import stat
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

from assess import logos
from questionnaires.documents import compose, read_text
from questionnaires.language import Phrase, phrase
from questionnaires.model import Filled
from questionnaires.nodes import Node, locate, problem_at
from questionnaires.problems import Problem, ProblemsFound
from questionnaires.shapes import ABSENT, Shapes
from reports import colour
from reports.brand import ACCENT, PRIMARY, Brand, Logo
from reports.view.material import own_words

LARGEST_FILE = 100_000  # bytes; a brand of every field filled has about 500
NAME_CHARACTERS, CONTACT_CHARACTERS, FOOTER_CHARACTERS = 80, 300, 60
CONTACT_LINES = 5
ELSEWHERE = re.compile(r"[/\\:]")  # in the name of a file: it leads out of the folder, on one system or another

Filling = Annotated[str, msgspec.Meta(min_length=1)]


class Colours(msgspec.Struct, kw_only=True):
    """The two colours as they are typed; what is left out is the product's own."""

    primary: Filling | None = None
    accent: Filling | None = None


class BrandForm(msgspec.Struct, kw_only=True):
    """A brand as it stands in its file."""

    name: Filled | None = None
    logo: Filled | None = None
    colours: Colours | None = None
    contact: Filling | None = None
    footer: Filling | None = None
    of: Literal["organisation", "consultant"] = "organisation"


def read(path: Path) -> Brand:
    """Return the brand in a file, with the logo beside it. Raises ProblemsFound with every problem of both."""
    _check_size(path)
    problems: list[Problem] = []
    root = compose(read_text(path), str(path), problems)
    plain = Shapes().fit(BrandForm, root, problems)
    logo = None
    if plain is not ABSENT:
        _check_lengths(plain, root, problems)
        _check_colours(plain.get("colours") or {}, root, problems)
        if plain.get("logo") is not None:
            logo = _logo(path.absolute().parent, plain["logo"], locate(root, ["logo"]), problems)
    if problems:
        raise ProblemsFound(sorted(problems, key=lambda one: (one.line or 0, one.column or 0)))
    colours = plain.get("colours") or {}
    return Brand(
        name=own_words(plain.get("name") or ""),
        logo=logo,
        primary=(colours.get("primary") or PRIMARY).upper(),
        accent=(colours.get("accent") or ACCENT).upper(),
        contact=own_words(plain.get("contact") or ""),
        footer=own_words(plain.get("footer") or ""),
        is_consultant=plain.get("of") == "consultant",
    )


def _check_size(path: Path) -> None:
    try:
        size = path.stat().st_size
    except OSError:
        return  # reading it tells why
    if size > LARGEST_FILE:
        message = phrase("this is no brand: it is larger than {most} kB.", most=LARGEST_FILE // 1000)
        remedy = phrase("Name the YAML file with name, logo and colours.")
        raise ProblemsFound([Problem(file=str(path), code="brand-too-large", message=message, remedy=remedy)])


def _check_lengths(plain: dict[str, Any], root: Node, problems: list[Problem]) -> None:
    for name, most, lines in (
        ("name", NAME_CHARACTERS, 1),
        ("contact", CONTACT_CHARACTERS, CONTACT_LINES),
        ("footer", FOOTER_CHARACTERS, 1),
    ):
        text = (plain.get(name) or "").strip()
        if len(text) > most:
            message = phrase(
                "‘{name}’ has {n} characters; there is room for {most}.", name=name, n=len(text), most=most
            )
            _add(problems, locate(root, [name]), "text-too-long", message, phrase("Make it shorter."))
        elif text.count("\n") >= lines:
            message = phrase("‘{name}’ has more lines than there is room for ({most}).", name=name, most=lines)
            _add(problems, locate(root, [name]), "text-too-long", message, phrase("Make it shorter."))


def _check_colours(given: dict[str, Any], root: Node, problems: list[Problem]) -> None:
    """Add what makes the colours unfit: no colour, hard to read on white, or hard to tell from each other."""
    chosen = {"primary": PRIMARY, "accent": ACCENT}
    is_sound = True
    for name, value in given.items():
        if value is None:
            is_sound = False
            continue
        node = locate(root, ["colours", name])
        if not colour.COLOUR.match(value):
            is_sound = False
            message = phrase("‘{value}’ is not a colour.", value=value)
            remedy = phrase('Write # and six digits or letters from A to F, in quotes: "#0E4A63".')
            _add(problems, node, "not-a-colour", message, remedy)
        elif (measured := colour.contrast(value)) < colour.READABLE:
            is_sound = False
            message = phrase(
                "‘{name}’ {value} has a contrast of {whole}.{tenths} on white; letters need at least 4.5.",
                name=name, value=value, whole=int(measured), tenths=int(measured * 10) % 10,  # 4.49 is not yet 4.5
            )  # fmt: skip
            remedy = phrase("The nearest that can be read, in the same hue: {value}.", value=colour.readable(value))
            _add(problems, node, "colour-contrast", message, remedy)
        else:
            chosen[name] = value
    if is_sound and not colour.are_apart(chosen["primary"], chosen["accent"]):
        primary, accent = colour.moved_apart(chosen["primary"], chosen["accent"])
        message = phrase(
            "{primary} and {accent} look alike in grey, or to who is colour-blind.",
            primary=chosen["primary"].upper(), accent=chosen["accent"].upper(),
        )  # fmt: skip
        remedy = phrase("Take for example primary {primary} and accent {accent}.", primary=primary, accent=accent)
        _add(problems, locate(root, ["colours"]), "colours-alike", message, remedy)


def _logo(folder: Path, name: str, node: Node, problems: list[Problem]) -> Logo | None:
    """Return the logo of a name in the folder of the brand, and of nowhere else."""
    if ELSEWHERE.search(name) or name in (".", ".."):
        message = phrase("the logo ‘{name}’ is not in the folder of the brand.", name=name)
        _add(problems, node, "logo-elsewhere", message, _put_beside())
        return None
    path = folder / name
    try:
        kind = path.lstat().st_mode
    except (OSError, ValueError):
        message = phrase("there is no logo ‘{name}’ in the folder of the brand.", name=name)
        _add(problems, node, "logo-missing", message, _put_beside())
        return None
    if stat.S_ISLNK(kind):
        message = phrase("the logo ‘{name}’ is a link to a file elsewhere.", name=name)
        _add(problems, node, "logo-elsewhere", message, _put_beside())
        return None
    if not stat.S_ISREG(kind):
        message = phrase("the logo ‘{name}’ is not a file.", name=name)
        _add(problems, node, "logo-missing", message, _put_beside())
        return None
    try:
        with path.open("rb") as file:
            content = file.read(logos.LARGEST + 1)
    except OSError:
        message = phrase("the logo ‘{name}’ cannot be read.", name=name)
        _add(problems, node, "logo-missing", message, phrase("Check whether you may read the file."))
        return None
    read = logos.read(content, str(Path(node.file).parent / name))
    if isinstance(read, Logo):
        return read
    problems += read
    return None


def _put_beside() -> Phrase:
    return phrase("Put the picture beside the file of the brand, and write only its name.")


def _add(problems: list[Problem], node: Node, code: str, message: Phrase, remedy: Phrase) -> None:
    problems.append(problem_at(node, code, message, remedy))
