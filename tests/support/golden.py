"""Published files in a form to compare: an element a line, so that a diff shows what has changed."""

import re
from collections.abc import Iterator

import lxml.etree
import lxml.html

SPACES = re.compile(r"[ \t\r\n\f]+")
"""What HTML takes for one space; a no-break space is a character like any other."""


DIGEST = re.compile(r"(?<=/assets/)([\w-]+)\.[0-9a-f]{8}\.(?=css$|js$)")
"""In the name of a script or stylesheet: it changes with each edit of these, which are not compared here."""


def elements(markup: lxml.etree._Element) -> str:
    """An element and all that is in it: a line for each element with its attributes, indented by its depth,
    and one for each text that stands beside other elements. How the source was laid out does not matter; `␣`
    is a space at the edge of a text."""
    return "".join(f"{line}\n" for line in _lines(markup, ""))


def _lines(element: lxml.etree._Element, indent: str) -> Iterator[str]:
    if not isinstance(element.tag, str):  # a comment is for nobody
        return
    attributes = "".join(f' {name}="{_value(value)}"' for name, value in element.attrib.items())
    text = _shown(element.text)
    children = [child for child in element if isinstance(child.tag, str)]
    yield f"{indent}<{lxml.etree.QName(element).localname}{attributes}>{'' if children else text}"
    if children and text:
        yield f"{indent} {text}"
    for child in children:
        yield from _lines(child, f"{indent} ")
        if tail := _shown(child.tail):
            yield f"{indent} {tail}"


def _value(attribute: str) -> str:
    return DIGEST.sub(r"\1.#.", SPACES.sub(" ", attribute))


def _shown(text: str | None) -> str:
    one = SPACES.sub(" ", text or "")
    if one in ("", " "):
        return ""
    return re.sub("^ | $", "␣", one)


def html(raw: bytes) -> str:
    """The article of a page, without the site's frame; all of the page that has none."""
    page = lxml.html.document_fromstring(raw)
    [article] = page.xpath("//article") or [page]
    return elements(article)


def feed(raw: bytes) -> str:
    """A feed, with the HTML of its items as the text that it is there."""
    return elements(lxml.etree.fromstring(raw))


def sitemap(raw: bytes) -> str:
    """An address a line, with its day and its languages."""
    lines = []
    for url in lxml.etree.fromstring(raw):
        values = [each.text or each.get("hreflang") or "" for each in url]
        lines.append(" ".join(value.strip() for value in values) + "\n")
    return "".join(lines)
