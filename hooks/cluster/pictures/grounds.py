"""Whether an SVG drawing has a ground of its own: a rectangle behind all, which nothing shines through."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

_COLOUR = re.compile(
    r"#[0-9a-f]{3}|#[0-9a-f]{6}|rgb\([\d\s.,%]+\)|[a-z]+(?<!none)(?<!transparent)(?<!currentcolor)", re.I
)
"""A colour that nothing shines through."""

_NOT_SEEN = ("title", "desc", "defs", "style", "linearGradient", "radialGradient", "clipPath", "symbol")
_NUMBER = r"\s*(-?[\d.]+)"
_RECTANGLE = re.compile(
    rf"M{_NUMBER}[\s,]{_NUMBER}\s*([hH]){_NUMBER}\s*([vV]){_NUMBER}\s*[hH]{_NUMBER}\s*[zZ]"
)
"""A rectangle as programs write it that make files small; small letters are lengths, large ones places."""

_Box = tuple[float, ...]


def has_ground(root: Any) -> bool:
    """Whether the drawing begins with a rectangle that fills it, in one colour or with a gradient.

    Its corners may be round, and it may be in groups, as many programs write it.
    """
    first = _first_of(root)
    while first is not None and name_of(first) in ("g", "a") and not _is_changed(styles_of(first)):
        first = _first_of(first)
    if first is None or _is_changed(styles := styles_of(first)) or first.get("class"):
        return False
    whole = tuple(float(each) for each in re.split(r"[\s,]+", root.get("viewBox").strip()))
    return _covers(first, whole) and _is_opaque(styles.get("fill", "black"), root)


def _first_of(parent: Any) -> Any:
    return next((each for each in parent if name_of(each) not in _NOT_SEEN), None)


def name_of(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def styles_of(element: Any) -> Mapping[str, str]:
    """Its properties: attributes, and those of `style`, which win."""
    pairs = (each.partition(":") for each in element.get("style", "").split(";"))
    return {**element.attrib, **{name.strip(): value.strip() for name, _, value in pairs if value}}


def _is_changed(styles: Mapping[str, str]) -> bool:
    """Whether it is moved, cut, or lets something shine through."""
    if any(styles.get(each) for each in ("transform", "clip-path", "mask", "filter", "display")):
        return True
    return any(float(_number(styles.get(each, "1"))) < 1 for each in ("opacity", "fill-opacity"))


def _number(text: str) -> str:
    """The number in a text, zero if there is none."""
    return text if re.fullmatch(r"\d*\.?\d+", text) else "0"


def _covers(shape: Any, whole: _Box) -> bool:
    if name_of(shape) == "path":
        return _box_of_path(shape.get("d", "")) == whole
    left, top, *size = whole
    place = (shape.get("x", "0"), shape.get("y", "0"))
    return (
        name_of(shape) == "rect"
        and place in (("0", "0"), (f"{left:g}", f"{top:g}"))
        and all(
            shape.get(each) in ("100%", f"{length:g}")
            for each, length in zip(("width", "height"), size, strict=True)
        )
    )


def _box_of_path(path: str) -> _Box | None:
    """Left, top, width and height of a rectangle."""
    if not (found := _RECTANGLE.fullmatch(path.strip())):
        return None
    left, top, across, down = (float(found[each]) for each in (1, 2, 4, 6))
    return (left, top, across - left * (found[3] == "H"), down - top * (found[5] == "V"))


def _is_opaque(fill: str, root: Any) -> bool:
    """Whether nothing shines through a colour or a gradient."""
    if not (found := re.fullmatch(r"url\(#([^)]+)\)(?:\s.*)?", fill)):
        return bool(_COLOUR.fullmatch(fill))
    stops = list(_stops(found[1], root))
    return bool(stops) and all(
        _COLOUR.fullmatch(each.get("stop-color", "black")) and not _is_faint(each) for each in stops
    )


def _is_faint(stop: Mapping[str, str]) -> bool:
    return any(float(_number(stop.get(each, "1"))) < 1 for each in ("stop-opacity", "opacity"))


def _stops(id: str, root: Any) -> Iterator[Mapping[str, str]]:
    """The stops of a gradient."""
    for element in root.iter():
        if element.get("id") == id:
            yield from (styles_of(each) for each in element if name_of(each) == "stop")
