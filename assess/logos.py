"""Hold a logo against what a picture may be: an SVG of shapes or a PNG, by its content whatever its name says."""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections import Counter

from questionnaires.language import Phrase, phrase
from questionnaires.problems import Problem
from reports.brand import Logo

LARGEST = 1_000_000  # bytes
LARGEST_SIDE = 4000  # pixels of a PNG; a logo of 60 mm at 600 dots an inch has 1,400
MOST_PARTS, DEEPEST = 20_000, 60  # elements of an SVG, and how deep they may nest
MOST_DRAWN, FURTHEST = 200_000, 20  # elements drawn, with each part as often as it is used, and uses within uses
PNG = b"\x89PNG\r\n\x1a\n"

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
SHAPES = frozenset({
    "svg", "g", "defs", "symbol", "use", "switch", "title", "desc", "metadata", "style", "path", "rect", "circle",
    "ellipse", "line", "polyline", "polygon", "text", "tspan", "textPath", "linearGradient", "radialGradient", "stop",
    "clipPath", "mask", "pattern", "marker",
})  # fmt: skip
EDITORS = (  # what drawing programs keep for themselves; no viewer looks at it
    "http://www.inkscape.org/namespaces/inkscape",
    "http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://creativecommons.org/ns#",
    "http://web.resource.org/cc/",
    "http://purl.org/dc/elements/1.1/",
    "http://www.serif.com/",
    "http://www.bohemiancoding.com/sketch/ns",
)
INSIDE = re.compile(r"""url\(\s*['"]?#([^'")\s]*)""", re.IGNORECASE)
ADDRESS = re.compile(r"url\s*\(", re.IGNORECASE)
STYLE_REFERENCE = re.compile(r"@|\\|expression|behavio|-moz-binding|image(?:-set)?\s*\(|src\s*\(", re.IGNORECASE)
LENGTH = re.compile(r"\s*(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)\s*(?:px|pt|pc|mm|cm|in|em)?\s*\Z")


def read(content: bytes, file: str) -> Logo | list[Problem]:
    """Return a logo, or all that keeps a file from being one."""
    if len(content) > LARGEST:
        message = phrase("the logo is larger than {most} MB.", most=LARGEST // 1_000_000)
        return [_problem(file, "logo-too-large", message, phrase("Save it smaller; a logo needs a few kB."))]
    if content.startswith(PNG):
        problems = _png(content, file)
        return problems or Logo("png", content)
    if content.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
        problems = Drawing(file).read(content)
        return problems or Logo("svg", content)
    message = phrase("the logo is neither an SVG nor a PNG.")
    return [_problem(file, "logo-kind", message, phrase("Save it as SVG or PNG; another name is not enough."))]


def _png(content: bytes, file: str) -> list[Problem]:
    damaged = _problem(
        file, "logo-damaged", phrase("the PNG is damaged."), phrase("Save it again from a drawing program.")
    )
    if content[12:16] != b"IHDR" or len(content) < len(PNG) + 25:
        return [damaged]
    width, height = struct.unpack(">II", content[16:24])
    if max(width, height) > LARGEST_SIDE:
        message = phrase(
            "the PNG is {width} by {height} pixels; {most} on a side is enough.",
            width=width, height=height, most=LARGEST_SIDE,
        )  # fmt: skip
        return [_problem(file, "logo-too-large", message, phrase("Save it smaller; a logo needs a few kB."))]
    from PIL import Image  # comes with what lays out the PDF

    try:
        with Image.open(io.BytesIO(content), formats=("PNG",)) as picture:
            picture.verify()  # reading it would do too, were there no library that lets every damaged picture through
    except (OSError, ValueError, SyntaxError, zlib.error, struct.error, Image.DecompressionBombError):
        return [damaged]
    return []


class Drawing:
    """What is wrong with an SVG, gathered while it is read; nothing of it is built or followed."""

    def __init__(self, file: str) -> None:
        from xml.parsers import expat

        self.file = file
        self.problems: list[Problem] = []
        self.parts = 0
        self.inside: list[tuple[str, str]] = []
        self.style: list[str] = []
        self.names: list[str] = []  # of the elements that are open, empty where one has none
        self.sizes: Counter[str] = Counter()  # the elements within each name; all of them under the empty one
        self.uses: dict[str, Counter[str]] = {}  # what is used within each name, and how often
        self.styled: set[str] = set()  # what style sheets use
        self._parser = parser = expat.ParserCreate(namespace_separator=" ")
        self._error = expat.ExpatError
        parser.buffer_text = True
        parser.XmlDeclHandler = self._declaration
        parser.StartDoctypeDeclHandler = self._doctype
        parser.ProcessingInstructionHandler = self._instruction
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text

    def read(self, content: bytes) -> list[Problem]:
        """Return all that keeps a text from being a logo."""
        try:
            content.decode("utf-8")
            self._parser.Parse(content, True)
            self._check_drawn()
        except UnicodeDecodeError:
            self._add("logo-damaged", phrase("the SVG is not in UTF-8."), _save_plain())
        except Refused:
            pass
        except self._error as error:
            self._add("logo-damaged", phrase("the SVG cannot be read."), _save_plain(), error.lineno, error.offset + 1)
        return self.problems

    def _add(
        self, code: str, message: Phrase, remedy: Phrase, line: int | None = None, column: int | None = None
    ) -> None:
        if any(known.message == message for known in self.problems):
            return  # a drawing of a thousand such parts is told once
        self.problems.append(
            Problem(
                file=self.file,
                line=self._parser.CurrentLineNumber if line is None else line,
                column=self._parser.CurrentColumnNumber + 1 if column is None else column,
                code=code,
                message=message,
                remedy=remedy,
            )
        )

    def _refuse(self, code: str, message: Phrase, remedy: Phrase) -> None:
        """Add what must not be read on."""
        self._add(code, message, remedy)
        raise Refused

    def _declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding is not None and encoding.lower() not in ("utf-8", "us-ascii", "ascii"):
            self._refuse("logo-damaged", phrase("the SVG is not in UTF-8."), _save_plain())

    def _doctype(self, *_: object) -> None:
        message = phrase("the SVG starts with a DOCTYPE, which can name other files.")
        self._refuse("logo-reference", message, phrase("Remove that line, or save it as plain SVG."))

    def _instruction(self, name: str, _text: str) -> None:
        message = phrase("the SVG holds an instruction to a program (<?{name}>).", name=name)
        self._add("logo-reference", message, _save_plain())

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, part = name.rpartition(" ")
        self.parts += 1
        if self.parts > MOST_PARTS or len(self.inside) >= DEEPEST:
            self._refuse_size()
        if not self.inside:
            self._root(space, part, attributes)
        self.inside.append((space, part))
        self.names.append(attributes.get("id", ""))
        self.sizes.update({"", *self.names})
        if space in EDITORS:
            return
        if part.lower() in ("script", "handler", "listener"):
            self._add("logo-script", phrase("the SVG holds a script."), _save_plain())
        elif space != SVG or part not in SHAPES:
            message = phrase("the SVG holds ‘{part}’, which a logo cannot have here.", part=part)
            self._add("logo-part", message, _flatten())
        for key, value in attributes.items():
            self._attribute(key, value)

    def _root(self, space: str, part: str, attributes: dict[str, str]) -> None:
        if (space, part) != (SVG, "svg"):
            self._refuse("logo-kind", phrase("the logo is neither an SVG nor a PNG."), _save_plain())
        box = attributes.get("viewBox", "").replace(",", " ").split()
        sides = (attributes.get("width", ""), attributes.get("height", ""))
        try:
            has_size = (len(box) == 4 and all(0 < float(side) < 1e6 for side in box[2:])) or (
                not box and all(LENGTH.match(side) for side in sides)
            )
        except ValueError:
            has_size = False
        if not has_size:
            message = phrase("the SVG does not say how large it is.")
            self._add("logo-size", message, phrase("Save it with a viewBox, or with width and height."))

    def _attribute(self, name: str, value: str) -> None:
        space, _, part = name.rpartition(" ")
        lower = part.lower()
        if lower.startswith("on"):
            self._add("logo-script", phrase("the SVG reacts to events ({name}).", name=part), _save_plain())
        elif lower in ("href", "src") or (space and lower == "base"):
            if value.strip().startswith("#"):
                self._use(value.strip()[1:])
            else:
                self._refer(value)
        elif lower == "style" or ADDRESS.search(value) or "\\" in value:
            self._check_style(value)
            for used in INSIDE.findall(value):
                self._use(used)
        elif "javascript:" in re.sub(r"[\s\x00-\x20]", "", value).lower():
            self._add("logo-script", phrase("the SVG holds a script."), _save_plain())

    def _text(self, text: str) -> None:
        if self.inside and self.inside[-1] == (SVG, "style"):
            self.style.append(text)

    def _end(self, _name: str) -> None:
        self.names.pop()
        if self.inside.pop() == (SVG, "style"):
            text = "".join(self.style)
            self._check_style(text)
            self.styled.update(INSIDE.findall(text))
            self.style.clear()

    def _use(self, name: str) -> None:
        for holder in {"", *self.names}:
            self.uses.setdefault(holder, Counter())[name] += 1

    def _check_drawn(self) -> None:
        """Refuse a drawing in which parts use parts that use parts, until a viewer chokes on it."""
        known: dict[str, int] = {}

        def drawn(name: str, uses: int) -> int:
            if uses > FURTHEST:
                raise RecursionError
            if name not in known:
                within: Counter[str] = self.uses.get(name, Counter())
                known[name] = self.sizes[name] + sum(n * drawn(used, uses + 1) for used, n in within.items())
            return known[name]

        try:
            total = drawn("", 0) + sum(self.sizes[""] * drawn(used, 0) for used in self.styled)
        except RecursionError:
            total = MOST_DRAWN + 1
        if total > MOST_DRAWN:
            self._refuse_size()

    def _refuse_size(self) -> None:
        message = phrase("the SVG is more than a logo: too many parts, or parts in parts too deep.")
        self._refuse("logo-too-large", message, phrase("Save it simpler, or as PNG."))

    def _check_style(self, text: str) -> None:
        """Add a problem where a style names what is not inside the drawing."""
        if STYLE_REFERENCE.search(text) or len(ADDRESS.findall(text)) != len(INSIDE.findall(text)):
            self._refer(text)

    def _refer(self, value: str) -> None:
        shown = " ".join(value.split())
        shown = shown if len(shown) <= 40 else shown[:39] + "…"
        message = phrase("the SVG refers to something outside itself: {value}", value=shown)
        self._add("logo-reference", message, _save_plain())


class Refused(Exception):
    """Raised where a drawing must not be read on."""


def _save_plain() -> Phrase:
    return phrase("Save it as plain SVG, with shapes alone, or as PNG.")


def _flatten() -> Phrase:
    return phrase("Turn it into paths and save it as plain SVG, or as PNG.")


def _problem(file: str, code: str, message: Phrase, remedy: Phrase) -> Problem:
    return Problem(file=file, code=code, message=message, remedy=remedy)
