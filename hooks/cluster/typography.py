"""Typography: no-break spaces and word joiners where a line must not end.

The rules follow ČSN 01 6910 and the language reference of the Czech Language Institute, Duden and DIN 5008,
and New Hart's Rules. There is no maintained Python library for them.

Pages, feeds, letters and drafts for social networks are typeset. Calendars, structured data, open data and
the headers of mails keep plain spaces: programs search, compare and look up what stands there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate, groupby

_UPPER = "A-ZÁČĎÉĚÍŇÓŘŠŤÚŮÝŽÄÖÜ"
_LOWER = "a-záčďéěíňóřšťúůýžäöüß"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rules:
    """What must not be separated in a language. Words are divided by spaces."""

    single: str = ""
    """The letters that are words and stay with the next word: `v Praze`."""
    before_number: str = ""
    """Words that stay with the number after them: `č. 5`."""
    after_number: str = ""
    """Words that stay with the number before them: `10 km`."""
    before_name: str = ""
    """Titles that stay with the name after them: `Ing. Novák`."""
    before_word: str = ""
    """Abbreviations that stay with any word after them: `tj. dnes`."""
    months: str = ""
    """Names of months, which stay with the day on either side: `26 April`, `April 26`."""
    after_digit: tuple[str, ...] = ()
    """Patterns of what stays with a digit before it."""
    after_stop: tuple[tuple[str, str], ...] = ()
    """Pairs of patterns that stay together: one with a fixed width and a full stop, and what follows it."""
    others: tuple[str, ...] = ()
    """Patterns of a place between two characters, of which the first is no digit, letter or full stop."""


_UNITS = (
    "°C °F nm µm μm mm cm dm km mg kg dl ml hl ha ms µs μs ns ps fs min Hz kHz MHz GHz THz mW kW MW GW kWh"
    " MWh GWh mA kV eV keV MeV mJ kJ Pa hPa kPa MPa bar dB dBm lm lx cd px kB MB GB TB Mbit Gbit dpi mol"
    " CZK EUR USD GBP Kč"
)
_END = r"(?![^\W²³])"
_BEFORE_DASH = r"(?=[–—](?!\S))(?<=\S )"
"""The space before a dash between spaces: a line may end with the dash, and does not begin with it."""
_NOT_YEAR = r"(?<!\b1[5-9]\d\d )(?<!\b20\d\d )"

_COMMON = _Rules(
    before_number="§ §§ € $ £ CZK EUR USD",
    after_number=_UNITS,
    before_name="Bc. BcA. Ing. Mgr. MgA. JUDr. MUDr. MVDr. PaedDr. PhDr. PharmDr. RNDr. ThDr. doc. dr. prof.",
    after_digit=(
        r"[%‰°€$£]|[:×] \d",  # 5 %, 1 : 100
        r"(?<!\d{4} )\d{3}(?!\d)",  # 30 000
        rf"{_NOT_YEAR}(?:[mgtlhVWAKJN]{_END}|s(?![\w ]))",  # 5 m; "s" is also a Czech preposition
    ),
    after_stop=(
        (r"\d\.", r"(?<!\d{4}\. )\d"),  # 26. 4. 2022
        (r"\b[^\W\d]\.", r"[^\W\d]\."),  # s. r. o., z. B.
        (rf"\b[{_UPPER}]\.", f"[{_UPPER}]"),  # J. Novák
    ),
    others=(
        r"(?<=\d [:×] )(?=\d)",
        r"(?<=\w, )(?=(?:Ph\.\s?D|Th\.\s?D|CSc|DrSc|DSc|DiS|MBA|LL\.\s?M)\b)",  # Novák, Ph.D.
    ),
)
"""The rules of all languages."""

RULES: Mapping[str, _Rules] = {
    "cs": _Rules(
        single="ksvzouai",
        before_number="č. čl. str. s. obr. tab. kap. odst. sv. roč. tel. tel.: ř. r. st. kl. tř. min. max.",
        before_name="akad. arch. gen. genmjr. plk. pplk. mjr. kpt. npor. p. sv. Ch.",
        before_word="tj. tzn. tzv. mil. mld. tis. písm.",  # but not "např.", which is read as a word
        after_digit=(
            rf"{_NOT_YEAR}(?<![^\W\d]\d )(?<![^\W\d]\d\d )[{_LOWER}]{{2}}",  # 39 členů, not RIS3
            r"(?<=\b\d{3} )\d\d(?!\d)",  # 779 00 Olomouc
        ),
        after_stop=(
            (r"\d\.", rf"(?<!\d{{4}}\. )[{_LOWER}]"),  # 26. dubna, 20. výročí
            (r"[IVX]\.", f"[{_LOWER}]"),  # XX. století
            (r"\bIng\.", r"arch\."),
        ),
    ),
    "de": _Rules(
        before_number="Nr. Nrn. S. Bd. Abb. Tab. Kap. Art. Abs. Jg. Tel. ca. mind. max.",
        after_number="Uhr Euro Prozent Mio. Mrd. Tsd.",
        before_name="Hr. Fr. Mag. St.",
        before_word="Mio. Mrd. Tsd.",
        after_stop=(
            (r"\d\.", rf"(?<!\d{{3}}\. )[{_LOWER}{_UPPER}]"),  # 26. April, 20. Jahrestag
            (r"\b[nv]\.", r"Chr\."),
        ),
    ),
    "en": _Rules(
        before_number="no. nos. p. pp. fig. figs. vol. ch. sec. art. eq. tab. para. ca. approx. tel.",
        after_number="am pm a.m. p.m. million billion percent",
        before_name="Dr Mr Mr. Mrs Mrs. Ms Ms. Prof",
        months="January February March April May June July August September October November December"
        " Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Jan. Feb. Mar. Apr. Aug. Sept. Oct. Nov. Dec.",
    ),
}
"""The rules of single languages, by code."""


@cache
def _spaces(language: str) -> re.Pattern[str]:
    """A pattern for the spaces at which a line must not end in a language.

    It is tried at every space of the site, so its order is for speed: the space itself, for which the engine
    has a fast search; whether two small letters stand before it, which settles most; a digit; a full stop.
    """
    all_rules = [_COMMON, RULES[language]] if language in RULES else [_COMMON]
    digit = "|".join(each for rules in all_rules for each in _after_digit(rules))
    stop = "|".join(each for rules in all_rules for each in _after_stop(rules))
    other = "|".join(each for rules in all_rules for each in _after_others(rules))
    late = "|".join(each for rules in all_rules for each in _after_small_letters(rules))
    rest = rf"|(?=[\d{_UPPER}])(?:{late})" if late else ""
    return re.compile(
        rf" (?:(?<![{_LOWER}]{{2}} )(?:(?<=\d )(?={digit})|(?<=\. )(?:{stop})|{other}){rest}|{_BEFORE_DASH})"
    )


def _after_digit(rules: _Rules) -> Iterator[str]:
    yield from rules.after_digit
    yield from (_any_of(words) for words in (rules.after_number, rules.months) if words)


def _after_stop(rules: _Rules) -> Iterator[str]:
    yield from (f"(?={after})(?<={before} )" for before, after in rules.after_stop)
    yield from _after_words(rules, r".*\.")


def _after_others(rules: _Rules) -> Iterator[str]:
    if rules.single:
        one, space = f"[{rules.single}{rules.single.upper()}]", r"[ \u00a0]"
        # not the last letter of "R&D", not the unit in "230 V", not the letters of an alphabet
        yield (
            rf"(?<={one} )(?<![\w.&/’'+-]{one} )(?<!\d{space}[{rules.single.upper()}] )"
            rf"(?<!\b{one}{space}{one}{space}{one}{space}{one} )(?=\S)"
        )
    yield from rules.others
    yield from _after_words(rules, rf".*(?<!\.)(?<![{_LOWER}]{{2}})")


def _after_small_letters(rules: _Rules) -> Iterator[str]:
    if rules.months:
        yield rf"(?<=\d(?:st|nd|rd|th) )(?={_any_of(rules.months)})"
    yield from _after_words(rules, rf".*[{_LOWER}]{{2}}")


def _after_words(rules: _Rules, kind: str) -> Iterator[str]:
    """Patterns for the words that match `kind`."""
    for words, after in (
        (rules.before_number, r"[+(]?\d"),
        (rules.before_name, f"[{_UPPER}]"),
        (rules.before_word, r"\w"),
        (rules.months, r"\d\d?(?!\d)"),
    ):
        if some := [word for word in words.split() if re.fullmatch(kind, word)]:
            yield f"(?={after})(?:{'|'.join(_behind(some))})"


def _behind(words: list[str]) -> Iterator[str]:
    """Patterns that look back at the words, together at those of one length: the width has to be fixed."""
    all = {form for word in words for form in (word, word[0].upper() + word[1:])}
    for _, same in groupby(sorted(all, key=lambda word: (len(word), word)), key=len):
        yield f"(?<=(?:{'|'.join(map(_whole, same))}) )"


def _whole(word: str) -> str:
    """A pattern for the word, but not for the end of a longer one."""
    return (r"\b" if word[0].isalpha() else "") + re.escape(word)


def _any_of(words: str) -> str:
    """A pattern for one of the words, with those of one first letter together, which is faster."""
    some = groupby(sorted(words.split()), key=lambda word: word[0])
    return rf"(?:{'|'.join(f'{first}(?:{_rests(same)})' for first, same in some)}){_END}"


def _rests(words: Iterable[str]) -> str:
    return "|".join(re.escape(word[1:]) for word in words)


_DASH = re.compile(
    r"–(?<=\d\.–)(?=\d)|–(?<=\d–)(?=\d)"  # 13.–14. 10.
    r"|-(?<=[\s(/]-)(?=[^\W\d])"  # Lasertechnologien und -anwendungen
    rf"|-(?<=[{_UPPER}]{{2}}-)(?=[{_UPPER}]{{2}})"  # HI-TECH
)
_ADDRESS = re.compile(r"((?:https?://|mailto:)\S+)")
_MARKS = {"–": "\ufdd1", "-": "\ufdd2"}
"""What stands for a dash with a word joiner while texts must keep their length. Noncharacters."""
_JOINER = "\u2060"
"""Forbids the line break after a dash."""


def typeset(text: str, language: str) -> str:
    """The text with no-break spaces and word joiners where the language's typography requires them.

    A line end in it counts as a space, since it is one in HTML. Addresses are left alone.
    """
    text = spaced(text, language)
    return _joined(_marked(text)) if "–" in text or "-" in text else text


def spaced(text: str, language: str) -> str:
    """The text with no-break spaces only, which do not change its length."""
    pattern = _spaces(language)
    if "\n" in text:
        return _with_line_ends(pattern.sub("\u00a0", text.replace("\n", " ")), text)
    return pattern.sub("\u00a0", text) if " " in text else text


def _marked(text: str) -> str:
    """The text with a mark for each dash after which a line must not end."""
    parts = _ADDRESS.split(text)
    parts[::2] = [_DASH.sub(_mark, part) for part in parts[::2]]
    return "".join(parts)


def _mark(dash: re.Match[str]) -> str:
    return _MARKS[dash[0]]


def _joined(text: str) -> str:
    for dash, mark in _MARKS.items():
        text = text.replace(mark, dash + _JOINER)
    return text


def _with_line_ends(done: str, text: str) -> str:
    """The typeset text with the line ends of the original, except where a line must not end."""
    place = text.find("\n")
    parts, start = [], 0
    while place >= 0:
        parts += [done[start:place], "\n" if done[place] == " " else done[place]]
        start, place = place + 1, text.find("\n", place + 1)
    return "".join([*parts, done[start:]])


_KEPT = ("code", "kbd", "math", "pre", "samp", "script", "style", "svg", "textarea", "var")
"""Elements whose text is data."""
_MARKUP = re.compile(
    "(<!--.*?-->" + "".join(rf"|<{name}\b.*?</{name}>" for name in _KEPT) + r'|<[^>"]*(?:"[^"]*"[^>"]*)*>)',
    re.DOTALL,
)
_INLINE = re.compile(
    r"</?(?:a|abbr|b|bdi|cite|del|dfn|em|i|ins|label|mark|q|s|small|span|strong|time|u|wbr)\b|<!--"
)
_OBJECT = re.compile(r"</?(?:code|img|input|kbd|math|picture|samp|source|sub|sup|svg|var)\b")
_INDENTED = re.compile(r"[ \t]*\n[ \t]+")


def typeset_html(html: str, language: str) -> str:
    """The HTML with its texts typeset, also across inline elements; tags and code are left alone."""
    parts = _MARKUP.split(html)
    # split() with one group alternates text and match, so every other part is text
    flow = parts.copy()
    flow[1::2] = map(_border, parts[1::2])
    if "\n " in html:
        flow[::2] = map(_without_indents, parts[::2])
    done = spaced("".join(flow), language)
    if "–" in done or "-" in done:
        done = _marked(done)
    ends = [*accumulate(map(len, flow))][::2]
    parts[::2] = [done[end - len(text) : end] for text, end in zip(flow[::2], ends, strict=True)]
    return _joined("".join(parts))


def _without_indents(text: str) -> str:
    return text if text.isspace() else _INDENTED.sub("\n", text)


@lru_cache(maxsize=1_000)
def _border(tag: str) -> str:
    """What stands for markup between two texts: nothing, a sign for an object in the line, or its end."""
    if _INLINE.match(tag):
        return ""
    return "\ufffc" if _OBJECT.match(tag) else "\u2029"
