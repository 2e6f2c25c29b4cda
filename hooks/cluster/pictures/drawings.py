"""Reads SVG drawings, which are programs as well as pictures: what is published is a copy without anything
that could run, load or tell something.

A browser runs no script of an SVG in `<img>`, but it does when somebody opens the file itself. So scripts and
references to other files are refused, with their line; notes of the drawing program, which tell the names of
folders and people, are left out. The copy is written from what was checked, so both read the same.

lxml is imported inside functions: most builds have no new drawing.
"""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import unquote_to_bytes

from cluster.pictures.grounds import has_ground
from cluster.pictures.light import Lightness, lightness_of_drawing
from cluster.pictures.metadata import without_metadata
from cluster.pictures.model import WIDTHS

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_XML = "http://www.w3.org/XML/1998/namespace"
_ACTIVE = ("http://www.w3.org/1999/xhtml", "http://www.w3.org/1998/Math/MathML")
"""Namespaces, besides SVG's, whose elements browsers run or show."""

_FORBIDDEN = {
    "script": "a script",
    "handler": "a script",
    "listener": "a script",
    "foreignObject": "a web page inside the drawing (<foreignObject>)",
    "iframe": "a frame",
    "audio": "sound",
    "video": "a film",
}
"""Elements of SVG that are refused, and what they are."""

_CSS = re.compile(
    r"@import|@charset|@namespace|\\|expression\s*\(|(?:-\w+-)?image(?:-set)?\s*\(|\bsrc\s*\(", re.I
)
"""Ways of CSS to load something besides `url()`, and escapes, which could hide them."""
_URL = re.compile(r"url\s*\(\s*[\"']?\s*([^)\"']*)", re.I)
_DATA = re.compile(r"data:(?:image/(?:png|jpe?g|webp)|(?:application/(?:x-)?font|font/)[\w.+-]*)[;,]", re.I)
"""Files that a drawing may hold in itself: pictures of pixels, and fonts."""
_PIXELS = re.compile(r"data:image/(?:png|jpe?g|webp)((?:;[\w=-]+)*),(.*)", re.I | re.DOTALL)
_SCRIPT_LINK = re.compile(r"\s*(?:javascript|vbscript)\s*:", re.I)

_STANDARD = "-//W3C//DTD SVG "
"""The public id of a DOCTYPE that names SVG itself, as older programs write; it is left out of the copy."""


def is_drawing(raw: bytes) -> bool:
    """Whether a file begins as an SVG does."""
    start = raw[:1000].removeprefix(b"\xef\xbb\xbf").lstrip()
    return start.startswith((b"<svg", b"<?xml", b"<!--", b"<!DOCTYPE svg")) and b"<html" not in start.lower()


class Drawing(NamedTuple):
    """A drawing that is harmless."""

    copy: bytes
    width: int
    height: int
    is_transparent: bool
    """Whether the page shines through it; without a ground of its own, it is taken to be so."""
    lightness: Lightness


def read_drawing(raw: bytes, name: str) -> Drawing:
    """The drawing of the file docs/`name`; ValueError with the message for the editor."""
    root = _parsed(raw, name)
    _remove_notes(root)
    if found := next(_harmful(root), None):
        line, message = found
        raise ValueError(f"docs/{name}, line {line}: {message}; remove it, or save the drawing as PNG")
    width, height = _size_of(root, name)
    try:
        return Drawing(_copy_of(root), width, height, not has_ground(root), lightness_of_drawing(root))
    except ValueError:
        raise ValueError(f"docs/{name}: a picture inside the drawing is damaged; export it again") from None


def _parsed(raw: bytes, name: str) -> Any:
    from lxml import etree

    _refuse_entities(raw, name)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, strip_cdata=True
    )
    try:
        root = etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as error:
        where, cause = f"docs/{name}, line {error.lineno or 1}", str(error.msg).partition(", line")[0]
        raise ValueError(f"{where}: the SVG is damaged ({cause}); export it again") from None
    kind: Any = root.getroottree().docinfo
    if kind.doctype and not (kind.public_id or "").startswith(_STANDARD):
        raise ValueError(f"docs/{name}: the SVG has a DOCTYPE of its own; delete it, or export it again")
    if root.tag != f"{{{_SVG}}}svg":
        hint = f'its first element must be <svg xmlns="{_SVG}">'
        raise ValueError(f"docs/{name} is not an SVG drawing: {hint}")
    return root


def _refuse_entities(raw: bytes, name: str) -> None:
    """Before parsing, as entities could make a small file grow without end."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError(f"docs/{name}: the SVG is not in UTF-8; export it again") from None
    if found := re.search(r"<!ENTITY|<!DOCTYPE[^>]*\[", text):
        line = text.count("\n", 0, found.start()) + 1
        message = "an SVG may not define entities (abbreviations); export it as plain SVG"
        raise ValueError(f"docs/{name}, line {line}: {message}")


# ---- What is left out ----------------------------------------------------------------------------------


def _remove_notes(root: Any) -> None:
    """Remove what the drawing program noted for itself, and elements that no browser knows."""
    for element in list(root.iter()):
        is_element = isinstance(element.tag, str)
        space, name = _split(element.tag) if is_element else ("", "")
        is_note = is_element and space != _SVG and space not in _ACTIVE
        if element.getparent() is not None and (is_note or name == "metadata"):
            _remove(element)
        elif is_element:
            for key in [key for key in element.attrib if _split(key)[0] not in ("", _XLINK, _XML)]:
                del element.attrib[key]


def _remove(element: Any) -> None:
    """Remove an element, but not the text behind it."""
    parent, before = element.getparent(), element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    parent.remove(element)


# ---- What is refused ----------------------------------------------------------------------------------


def _harmful(root: Any) -> Iterator[tuple[int, str]]:
    """Line and description of everything that could run or load something."""
    for processing in root.xpath("preceding-sibling::processing-instruction()"):
        if processing.target == "xml-stylesheet":
            yield processing.sourceline or 1, f"<?{processing.target}> loads another file"
    for element in root.iter():
        for message in _harm_of(element):
            yield element.sourceline or 1, message


def _harm_of(element: Any) -> Iterator[str]:
    if not isinstance(element.tag, str):
        yield "processing instructions and entities are not allowed"
        return
    space, name = _split(element.tag)
    if space in _ACTIVE:
        yield f"<{name}> is part of a web page, not of a drawing"
    elif space == _SVG and name in _FORBIDDEN:
        yield f"{_FORBIDDEN[name]} is not allowed"
    elif name == "style" and (harm := _harm_of_css("".join(element.itertext()))):
        yield harm
    for key, value in element.attrib.items():
        yield from _harm_of_attribute(name, *_split(key), value)


def _harm_of_attribute(element: str, space: str, name: str, value: str) -> Iterator[str]:
    if space == "" and name.lower().startswith("on"):
        yield f"the script '{name}' is not allowed"
    elif name in ("href", "src", "base"):
        if not _is_inside(value) or (element == "a" and value[:1] != "#"):
            yield f"the reference to '{_shortened(value)}' leads out of the drawing"
    elif name == "attributeName" and re.search(r"href|^on|^src$", value, re.I):
        yield f"an animation of '{value}' could run a script"
    elif _SCRIPT_LINK.search(value):
        yield f"the script in '{name}' is not allowed"
    elif not name.startswith(_WORDS) and (harm := _harm_of_css(value)):
        yield harm


_WORDS = ("aria-", "data-", "id", "class")
"""Starts of the names of attributes that hold words, not styles."""


def _harm_of_css(text: str) -> str:
    """What a style, or an attribute that may hold `url()`, would load; empty if it loads nothing."""
    bare = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    for target in _URL.findall(bare):
        if not _is_inside(target):
            return f"url({_shortened(target)}) leads out of the drawing"
    if found := _CSS.search(bare):
        return f"'{found[0]}' in a style is not allowed, as it could load another file"
    return ""


def _is_inside(target: str) -> bool:
    target = target.strip()
    return not target or target.startswith("#") or bool(_DATA.match(target))


def _split(tag: str) -> tuple[str, str]:
    """Namespace and name of a tag or attribute."""
    space, _, name = tag.rpartition("}")
    return space.removeprefix("{"), name


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else f"{text[:59]}…"


# ---- Size and copy ------------------------------------------------------------------------------------

_UNITS = {"": 1, "px": 1, "pt": 4 / 3, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96}
"""Of lengths, in pixels (CSS Values 4, 6.2)."""
_LENGTH = re.compile(r"\s*(\d*\.?\d+(?:e[+-]?\d+)?)\s*(px|pt|pc|mm|cm|in)?\s*", re.I)


def _size_of(root: Any, name: str) -> tuple[int, int]:
    """Width and height of the `viewBox`, else of the drawing, which gets a `viewBox`: without one, it is cut
    off instead of scaled."""
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    try:
        width, height = (float(each) for each in box[2:4]) if len(box) == 4 else _lengths(root)
        if not (0 < width < 1e6 and 0 < height < 1e6):
            raise ValueError
    except ValueError:
        raise ValueError(f"docs/{name} does not tell its size; export it again with a viewBox") from None
    if len(box) != 4:
        root.set("viewBox", f"0 0 {width:g} {height:g}")
    scale = 1 if min(width, height) >= 16 else WIDTHS[0] / width  # so that rounding does not distort it
    return max(1, round(width * scale)), max(1, round(height * scale))


def _lengths(root: Any) -> tuple[float, float]:
    width, height = (_LENGTH.fullmatch(root.get(each, "")) for each in ("width", "height"))
    if not (width and height):
        raise ValueError
    return tuple(float(each[1]) * _UNITS[(each[2] or "").lower()] for each in (width, height))  # type: ignore[return-value]


def _copy_of(root: Any) -> bytes:
    from lxml import etree

    for element in root.iter():
        for key in [key for key in element.attrib if _split(key)[1] == "href"]:
            element.set(key, _without_camera(element.get(key)))
    etree.cleanup_namespaces(root)
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=False))


def _without_camera(link: str) -> str:
    """A photograph inside a drawing without the data of the camera; any other link unchanged."""
    from base64 import b64encode

    if not (found := _PIXELS.match(link.strip())):
        return link
    is_base64 = found[1].lower().endswith(";base64")
    raw = b64decode(found[2]) if is_base64 else unquote_to_bytes(found[2])
    clean = without_metadata(raw)
    if clean is raw:
        return link
    return f"{link.strip().partition(';')[0].partition(',')[0]};base64,{b64encode(clean).decode()}"
