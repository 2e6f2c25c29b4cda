"""The last changes to a converted text: the site's own elements, ids and words for what extensions made."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from xml.etree.ElementTree import Element, SubElement

from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE

from cluster.problems import near
from cluster.reading.markdown_blocks import EXCESS
from cluster.reading.markdown_leftovers import leftovers_in
from cluster.reading.markdown_source import Leftover

KINDS = {
    "abstract": ("summary", "tldr"),
    "bug": (),
    "caution": (),
    "danger": ("error",),
    "example": (),
    "failure": ("fail", "missing"),
    "important": (),
    "info": ("todo",),
    "note": ("seealso",),
    "question": ("help", "faq"),
    "quote": ("cite",),
    "success": ("check", "done"),
    "tip": ("hint",),
    "warning": ("attention",),
}
"""The kinds of admonitions with their other names. Each has a title in the words, `admonition_tip`."""
_KIND_OF = {name: kind for kind, others in KINDS.items() for name in (kind, *others)}

_CAPTION = re.compile(r"(?:Table|Tabulka|Tab\.|Tabelle)?: +(?=\S)")


Rewrite = Callable[[str, Element], str]
"""The new value of an `href` or `src`, given the old one and its element."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a conversion needs to know beside the text."""

    rewrite: Rewrite
    """Replaces an `href` or `src`."""
    report: Callable[[Leftover], None]
    """Called with what stays as it was written."""
    say: Callable[[str, str], str]
    """The word of the text's language for a key; the second argument is the English one."""
    document: str
    """A name for the ids of footnotes, which must differ between all texts that a feed reader shows."""


class ReportLeftovers(Treeprocessor):
    """Runs when all extensions are done, and before Python-Markdown puts escaped characters back."""

    setting: Setting
    """Set before each conversion."""

    def run(self, root: Element) -> None:
        for leftover in leftovers_in(root):
            self.setting.report(leftover)


class Finish(Treeprocessor):
    """Runs after the inline patterns, and before the extensions that take attributes."""

    setting: Setting
    """Set before each conversion."""

    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            for child in list(parent):
                if child.tag == "table":
                    self.finish_table(parent, child)
                elif child.tag == "p":
                    _make_figure(child)
                elif "admonition" in child.get("class", "").split():
                    self.finish_admonition(child)
                elif child.get("class") == "footnote":
                    self.finish_footnotes(root, child)
                elif child.tag == "a":
                    _read_mail_address(child)

    def finish_table(self, parent: Element, table: Element) -> None:
        """Add scopes and the caption, and put the table into an element that scrolls."""
        for cell in table.iter("th"):
            cell.set("scope", "col")
        for cell in [*table.iter("th"), *table.iter("td")]:
            if "style" in cell.attrib:  # of the extension for tables; a strict policy refuses it
                cell.set("class", cell.attrib.pop("style").replace("text-align: ", "align-").rstrip(";"))
        for row in table.iter("tr"):
            if written := row.attrib.pop(EXCESS, ""):
                message = f"'{written}' has more cells than the head of the table; write \\| for the sign |"
                self.setting.report(Leftover(written, message))
        place = list(parent).index(table)
        caption = _caption_at(parent, place + 1)
        if caption is None:
            caption = _caption_at(parent, place - 1)
        if caption is not None:
            table.insert(0, caption)
            place = list(parent).index(table)
        around = Element("div", {"class": "scrolled", "role": "region", "tabindex": "0"})
        if caption is None and parent.tag == "figure":
            caption = parent.find("figcaption")
        title = " ".join("".join(caption.itertext()).split()) if caption is not None else ""
        around.set("aria-label", title or self.setting.say("table", "Table"))
        around.tail, table.tail = table.tail, None
        parent[place] = around
        around.append(table)

    def finish_admonition(self, element: Element) -> None:
        """Give it one class for its kind, and a title in the text's language."""
        name = next((each for each in element.get("class", "").split() if each != "admonition"), "")
        kind = _KIND_OF.get(name)
        if kind is None:
            hint = near(name, _KIND_OF) or f" (there are: {', '.join(KINDS)})"
            self.setting.report(Leftover(f"!!! {name}", f"unknown kind of note '{name}'{hint}"))
            return
        element.set("class", f"admonition {kind}")
        if all(child.get("class") == "admonition-title" for child in element):
            message = f"the note '{name}' has no text; indent it by four spaces, or begin its lines with >"
            self.setting.report(Leftover(f"!!! {name}", message))
        element.set("role", "note")
        title = element.find("p[@class='admonition-title']")
        if title is not None and (title.text or "").lower() == name:
            title.text = self.setting.say(f"admonition_{kind}", kind.capitalize())

    def finish_footnotes(self, root: Element, notes: Element) -> None:
        """Number their ids, in which editors may use any character, and name the links back."""
        title = self.setting.say("footnotes", "Footnotes")
        notes.attrib.update({"class": "footnotes", "role": "doc-endnotes", "aria-label": title})
        numbers = {item.get("id", "")[3:]: str(n) for n, item in enumerate(notes.findall("ol/li"), 1)}
        for element in root.iter():
            for key in ("id", "href"):
                if found := re.fullmatch(r"(#?fn(?:ref\d*)?)-(.*)", element.get(key, ""), re.DOTALL):
                    number = numbers.get(found[2], found[2])
                    element.set(key, f"{found[1]}-{self.setting.document}-{number}")
            if element.tag == "sup" and element.get("id", "").startswith("fnref"):
                element.set("data-search-exclude", "")  # else a number ends the word before it
            if element.get("class") == "footnote-backref":
                element.set("title", self.setting.say("footnote_back", "Back to the text"))
                element.set("aria-label", element.get("title", ""))
                element.set("data-search-exclude", "")


def _caption_at(parent: Element, place: int) -> Element | None:
    """The caption that the element beside a table is, removed from there: `Table: …` or `: …`."""
    if not 0 <= place < len(parent):
        return None
    beside = parent[place]
    content = beside[0] if beside.tag == "dl" and [each.tag for each in beside] == ["dd"] else beside
    is_caption = content.tag == "dd" or (content.tag == "p" and _CAPTION.match(content.text or ""))
    if not is_caption:
        return None
    parent.remove(beside)
    caption = Element("caption")
    caption.text = _CAPTION.sub("", content.text or "", count=1)
    caption.extend(content)
    return caption


def _make_figure(paragraph: Element) -> None:
    """Make a figure of a paragraph with one picture, if the picture has a title: that is its caption."""
    children = list(paragraph)
    if len(children) != 1 or (paragraph.text or "").strip() or (children[0].tail or "").strip():
        return
    if children[0].tag == "img" and (title := children[0].attrib.pop("title", None)):
        paragraph.tag = "figure"
        SubElement(paragraph, "figcaption").text = title


def _read_mail_address(link: Element) -> None:
    """Write an address plainly that Python-Markdown hides from programs, and so from the checks too."""
    if AMP_SUBSTITUTE in link.get("href", ""):
        link.set("href", unescape(link.get("href", "").replace(AMP_SUBSTITUTE, "&")))
        link.text = unescape((link.text or "").replace(AMP_SUBSTITUTE, "&"))
