"""Texts of an external calendar as plain text, without losing an address.

Addresses are easily lost, as they stand in angle brackets (`the form<https://…>`, as Outlook writes links in
plain text) or in HTML. In the result, an address stands behind the words that it belongs to, and only there
in brackets: `the form (<https://…>)`.
"""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

from bs4 import BeautifulSoup, Tag

from cluster.reading.yaml_tree import forbidden_character

_SCHEMES = r"(?:[a-z][a-z0-9+.-]*://|(?:mailto|tel|sms|sips?|xmpp|skype|callto):|www\.)"
_BRACKETED = re.compile(
    rf"(?<! \()<\s*({_SCHEMES}[^<>\s]+|[^<>\s@:/]+@[^<>\s@:/]+\.[^<>\s@:/]+)\s*>", re.IGNORECASE
)
_MAIL = r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+"
_BEHIND = re.compile(rf" \(<({_SCHEMES}[^<>\s]+|[^<>\s@]+@[^<>\s@]+|[+\d][\d ()/-]*)>\)", re.IGNORECASE)
"""An address behind words, as the texts returned here have it."""
_LINKED = re.compile(rf"{_BEHIND.pattern}|https?://[^\s<>\"]+|{_MAIL}", re.IGNORECASE)

_BLOCKS = (
    "address article aside blockquote body br center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5"
    " h6 header hr html li main nav ol p pre section table tbody tfoot thead tr ul"
)
_INLINE = (
    "a abbr b big cite code del em font i iframe img ins kbd label mark q s script small span strike strong"
    " style sub sup td th title u"
)
_HTML = re.compile(rf"</?(?:{f'{_BLOCKS} {_INLINE}'.replace(' ', '|')})(?:\s[^<>]*)?/?>", re.IGNORECASE)


# ---- Plain text ---------------------------------------------------------------------------------------


def plain(text: str) -> str:
    """A text or HTML as plain text, one paragraph a line."""
    if _HTML.search(text):
        text = _of_html(_BRACKETED.sub(r"&lt;\1&gt;", text))
    text = _BRACKETED.sub(_unbracketed, text)
    while odd := forbidden_character(text):
        text = text.replace(odd, "")
    return "\n".join(filter(None, (" ".join(line.split()) for line in text.splitlines())))


def _unbracketed(match: re.Match[str]) -> str:
    """The address in angle brackets: behind the word that it touches, unless that is the same address."""
    address = shown(match[1]) or match[1]
    before = match.string[: match.start()].rpartition("\n")[2]
    if before.strip() and _is_same(before.split()[-1], address):
        return ""
    if not before[-1:].strip(" \t([{"):
        return address
    return f" (<{address}>)" + " " * match.string[match.end() : match.end() + 1].isalnum()


def _is_same(words: str, address: str) -> bool:
    return _bare(words) == _bare(address)


def _bare(address: str) -> str:
    return re.sub(r"^[(\[]?(?:https?://|mailto:|tel:)?(?:www\.)?|/$", "", unquote(address).casefold().strip())


def shown(address: str) -> str:
    """An address as readers see it; empty if it leads nowhere from here."""
    address = re.sub(r"[\s<>\"]", lambda match: quote(match[0]), address.strip())
    scheme, _, rest = address.partition(":")
    if scheme.lower() in ("mailto", "tel", "sms", "callto"):
        return " ".join(unquote(rest.partition("?")[0]).split())
    if address.startswith("//"):
        return f"https:{address}"
    return address if re.match(_SCHEMES, address, re.IGNORECASE) and scheme.lower() != "file" else ""


def without_addresses(text: str) -> str:
    """The plain text without the addresses behind words."""
    return _BEHIND.sub("", text)


def addresses_in(text: str) -> tuple[str, ...]:
    """All addresses of a plain text."""
    return tuple(dict.fromkeys(match[1] or _trimmed(match[0]) for match in _LINKED.finditer(text)))


def _trimmed(address: str) -> str:
    """An address in a sentence without the punctuation after it."""
    while address[-1] in ".,;:!?'*|…" or (address[-1] in ")]" and not _is_balanced(address)):
        address = address[:-1]
    return address


def _is_balanced(address: str) -> bool:
    return all(address.count(start) >= address.count(end) for start, end in ("()", "[]"))


# ---- HTML ---------------------------------------------------------------------------------------------


def _of_html(html: str) -> str:
    soup = BeautifulSoup(html, "html.parser")
    for element in soup.find_all(["script", "style", "head", "title"]):
        element.decompose()
    for image in soup.find_all("img"):
        image.replace_with(str(image.get("alt", "")))
    for link in soup.find_all("a"):
        link.replace_with(_link(link))
    for frame in soup.find_all("iframe"):
        frame.replace_with(f" {shown(str(frame.get('src', '')))} ")
    for block in soup.find_all(_BLOCKS.split()):
        block.insert_before("\n")
        block.insert_after("\n")
    for cell in soup.find_all(["td", "th"]):
        cell.insert_after(" ")
    return soup.get_text()


def _link(link: Tag) -> str:
    """The words of a link with its address behind them."""
    words, address = " ".join(link.get_text().split()), shown(str(link.get("href", "")))
    if not address:
        return words
    return f"{words} (<{address}>)" if words and not _is_same(words, address) else f" {address} "


# ---- Markdown -----------------------------------------------------------------------------------------

_ESCAPED = re.compile(r"[\\`*_{}\[\]]|^[#+!>-]|(?<=^\d)\.|(?<=^\d\d)\.|(?<=^\d{3})\.|(?<=^\d{4})\.")
"""Markdown syntax that a backslash escapes ..."""
_NAMED = re.compile(r"[&<|~^$]|^[:=]")
"""... and syntax (of HTML and extensions) that only a character reference does."""


def markdown(text: str) -> str:
    """Markdown that renders as the plain text, with links; each line becomes a paragraph."""
    return "\n\n".join(map(_markdown_line, text.split("\n"))) + "\n" if text else ""


def _markdown_line(line: str) -> str:
    parts, end = [], 0
    for match in _LINKED.finditer(line):
        address = match[1] or _trimmed(match[0])
        link = f" ({_markdown_link(address)})" if match[1] else _markdown_link(address)
        parts += [_escaped(line[end : match.start()]), link]
        end = match.end() if match[1] else match.start() + len(address)
    return "".join([*parts, _escaped(line[end:])])


def _markdown_link(address: str) -> str:
    if re.match(r"https?://", address, re.IGNORECASE):
        return f"<{re.sub(r'[^!#-;=?-Z_a-z~]', lambda match: quote(match[0]), address)}>"
    return f"[{_escaped(address)}](mailto:{address})" if re.fullmatch(_MAIL, address) else _escaped(address)


def _escaped(text: str) -> str:
    return _ESCAPED.sub(r"\\\g<0>", _NAMED.sub(lambda match: f"&#{ord(match[0])};", text))
