"""How to write a value that its editor wrote in another way, as the end of a message: `; write 10.5`.

Each function takes what was found and returns an empty text if nobody can know what is meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from cluster.currency_names import currency_meant
from cluster.slugs import slug_of


def of_year(text: str) -> str:
    """For a longer date, and for `1998 AD`."""
    years = re.findall(r"(?<!\d)\d{4}(?!\d)", text)
    return f"; write {years[0]}" if len(years) == 1 and years != [text] else ""


def of_id(text: str) -> str:
    """For capitals, accents, apostrophes and blanks."""
    return f"; write {better}" if (better := slug_of(text)) and len(better) < 60 else ""


def of_integer(text: str) -> str:
    """For `1 200 000` or `1.200.000`."""
    digits = re.sub(r"(?<=\d)[\s_'.,](?=\d{3}(?!\d))", "", text)
    return f"; write {digits}" if re.fullmatch(r"[1-9][0-9]*", digits) else ""


_NUMBER = r"[-−]?\d[\d\s]*(?:[.,]\d+)?"


def of_number(text: str) -> str:
    """For a decimal comma, spaces between thousands, a unit, a range and a limit."""
    if re.fullmatch(rf"{_NUMBER}\s*[-–]\s*\d.*", text):
        return "; write a range as 'minimum' and 'maximum'"
    if re.fullmatch(r"[<>≤≥].+", text):
        return f"; write a limit as '{'maximum' if text[0] in '<≤' else 'minimum'}'"
    if re.fullmatch(r"-?\d{1,3},\d{3}", text):
        return f"; write {text.replace(',', '')}, or {text.replace(',', '.')} if that is meant"
    if power := re.fullmatch(r"10\s?\^\s?([-−]?\d+)", text):
        number = f"1e{power[1].replace('−', '-')}"
        return f"; write {number}"
    return _alone(text, "unit")


def of_price(text: str) -> str:
    """For a decimal comma, spaces between thousands, a currency and `1500,-`."""
    return _alone(re.sub(r",[-–]+", "", text), "currency")


def _alone(text: str, other: str) -> str:
    """The number of a text, which may have something else beside it."""
    found = re.fullmatch(rf"({_NUMBER})\s*([^\d\s.,^]\S*)?", text)
    if not found:
        return ""
    number = re.sub(r"\s", "", found[1]).replace(",", ".").replace("−", "-")
    return f"; write {number} alone, and the {other} in its own field" if found[2] else f"; write {number}"


_FREE = re.compile("free|gratuit|gratis|kostenlos|kostenfrei|frei|zdarma|zadarmo|bezpłatnie", re.IGNORECASE)


def of_fee(text: str) -> str:
    """For a price that is written without its fields: `{price: 50, currency: EUR}` for `50 €`."""
    if _FREE.fullmatch(text):
        return "; write {price: 0}"
    found = re.fullmatch(rf"(\D*?)\s*({_NUMBER})(?:,[-–]+)?\s*(\D*)", text)
    currency = (found[1] or found[3]).strip() if found and not (found[1] and found[3]) else ""
    code = currency_meant(currency) or currency.upper()
    if not found or not re.fullmatch("[A-Z]{3}", code):
        return ""
    number = re.sub(r"\s", "", found[2]).replace(",", ".")
    return f"; write {{price: {number}, currency: {code}}}"


def of_phone(text: str) -> str:
    """For a number with the country code in another form, or with something beside it."""
    alone = re.sub(r"^00(?=[1-9])", "+", text) if not re.search(r"[^\d\s()./-]", text) else ""
    if "+" not in alone:
        alone = "".join(re.findall(r"\+\s?[\d\s()./-]+\d", text))
    return f"; write {alone}" if alone.startswith("+") and alone != text else ""


_AT = re.compile(r"\s*(?:[(\[{<]\s*(?:at|@)\s*[)\]}>]|\s(?:at|@)\s|@\s|\s@)\s*", re.IGNORECASE)
_DOT = re.compile(r"\s*(?:[(\[{<]\s*(?:dot|\.)\s*[)\]}>]|\sdot\s)\s*", re.IGNORECASE)


def email_in(text: str) -> str:
    """The address in `Office <office@example.org>`, `office(at)example.org` or `office @ example.org`; an
    empty text if there is none, or more."""
    found = re.findall(r"[^\s@<>\"(),;:]+@[^\s@<>\"(),;:]+", text) or [_DOT.sub(".", _AT.sub("@", text))]
    return found[0] if len(found) == 1 else ""


_PHONE_CODES = {"cs": "+420", "de": "+49", "fr": "+33", "pl": "+48", "sk": "+421"}


def with_country_code(text: str, language: str) -> str:
    """A number such as `02 99 00 00 00` as it is called from elsewhere, in the country where most people
    speak a language; empty if it is no number or the country is not known."""
    code = _PHONE_CODES.get(language, "")
    digits = re.sub(r"^\(?0\)?[\s./-]*", "", text)
    return f"{code} {digits}" if code and re.fullmatch(r"[1-9][\d\s()./-]+", digits) else ""


_DEGREES = r"""([NESW]?)\s*([-−]?\d{1,3}(?:[.,]\d+)?)\s*°?\s*
    (?:(\d{1,2}(?:[.,]\d+)?)\s*['′’]\s*(?:(\d{1,2}(?:[.,]\d+)?)\s*(?:["″”]|''))?)?\s*([NESW]?)"""
_COORDINATES = re.compile(rf"{_DEGREES}\s*[,;/\s]\s*{_DEGREES}", re.VERBOSE)


def of_coordinates(text: str) -> str:
    """For decimal commas, a list, and degrees with minutes and seconds."""
    if re.fullmatch(r"-?\d+[.,]?\d*", text):
        return "; write two numbers, with decimal points and a blank between them"
    found = _COORDINATES.fullmatch(text.strip("[]() "))
    return f"; write {_degrees(*found.groups()[:5])}, {_degrees(*found.groups()[5:])}" if found else ""


def _degrees(before: str, degrees: str, minutes: str | None, seconds: str | None, behind: str) -> str:
    """`49.455` for 49° 27' 18\", with a minus in the west and in the south."""
    number = degrees.replace(",", ".").lstrip("-−")
    if minutes:
        parts = (float((each or "0").replace(",", ".")) for each in (number, minutes, seconds))
        number = f"{sum(part / 60**n for n, part in enumerate(parts)):.4f}".rstrip("0").rstrip(".")
    is_negative = degrees[0] in "-−" or before + behind in ("S", "W")
    return f"-{number}" if is_negative else number


def of_list(text: str) -> str:
    """For entries with commas or semicolons between them: `a, b`."""
    return _list(parts_of(text))


def of_words(text: str, meant_by: Callable[[str], str]) -> str:
    """The same for values that have no blanks, and may have them between each other. Of a text that means a
    value, that; of a title in place of an id, what its id would be."""
    meant = [[meant_by(part)] if meant_by(part) else _ids_in(part) for part in parts_of(text)]
    return _list([meant_by(text)] if meant_by(text) else [word for words in meant for word in words])


def are_several(text: str, meant_by: Callable[[str], str]) -> bool:
    """Whether a text looks like several values without blanks."""
    return bool(re.search(r"\S[\s,;]+\S", text)) and not meant_by(text)


def parts_of(text: str) -> list[str]:
    """The entries of a list that is written as a text."""
    return re.split(r"\s*[,;]\s*", text.strip("[]() "))


def _list(entries: Iterable[str]) -> str:
    return f"; write [{', '.join(each for each in entries if each not in ('', '-'))}]"


def with_list_as(message: str, separator: str) -> str:
    """A message that proposes a list, in the form of another place than a file: `a,b` for `[a, b]`."""
    found = re.search(r"; write \[([^\[\]]+)\]$", message)
    return f"{message[: found.start()]}; write {found[1].replace(', ', separator)}" if found else message


def _ids_in(text: str) -> list[str]:
    words = text.split()
    return words if all(re.fullmatch(r"[a-z0-9-]+", each) for each in words) else [slug_of(text)]


def of_link(text: str) -> str:
    """For what is wrong with a web address."""
    has_scheme = re.match(r"https?://", text)
    if re.match(r"https?://[^/?#]*\s", text):
        return "; the name of a host has no spaces"
    if re.match(r"https?://[^/?#]*:(?!\d{1,4}\b)", text):
        return "; the port after the host is a number up to 65535"
    if has_scheme and re.search(r"\s", text):
        better = re.sub(r"\s", "%20", text)
        return f"; an address has no spaces, write {better}"
    if has_scheme and (wrong := re.search(r"[<>\"]", text)):
        return f"; an address has no {wrong[0]}, write %{ord(wrong[0]):02X} instead"
    if re.fullmatch(r"[^\s@/]+@[^\s@/]+", text):
        return "; it is an e-mail address, which a link cannot be"
    if re.fullmatch(r"//\S+\.\S+", text):
        return f"; write https:{text}"
    if re.fullmatch(r"(?![a-z]+:)[\w.-]+\.[a-z]{2,}([/?#:]\S*)?", text, re.IGNORECASE):
        return f"; write https://{text}"
    if typo := re.fullmatch(r"(?:h?t{1,3}ps?|https?)[:;]?/{1,3}(\S+\.\S+)", text, re.IGNORECASE):
        return f"; write https://{typo[1]}"
    return "; after https:// comes a host such as example.org" if has_scheme else ""


def of_colour(text: str) -> str:
    """For a colour in other words: `blue`, `rgb(1, 2, 3)`, `3a7d44`."""
    from PIL import ImageColor  # here, as nearly no build needs it

    try:
        written = f"#{text}" if re.fullmatch(r"[0-9a-fA-F]{3}|[0-9a-fA-F]{6}", text) else text
        channels = ImageColor.getrgb(written)[:3]
    except ValueError:
        return "; with the colour of the dark scheme, write '#3a7d44 / #7fc98f'"
    digits = "".join(f"{each:02x}" for each in channels)
    return f"; write '#{digits}'"
