"""Typography: no-break spaces and word joiners where a line must not end, and the spaces of French signs.
Quotation marks and apostrophes are those of `typography_signs`.

The rules follow ČSN 01 6910 and the language reference of the Czech Language Institute, Duden and DIN 5008,
New Hart's Rules, the Lexique of the Imprimerie nationale, PWN's rules of Polish, and STN 01 6910. There is no
maintained Python library for them.

Pages, feeds, letters and drafts for social networks are typeset. Calendars, structured data, open data and
the headers of mails keep plain spaces: programs search, compare and look up what stands there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import accumulate, groupby

from cluster.typography_rules import BEFORE_DASH, COMMON, END, LOWER, RULES, UPPER, Rules
from cluster.typography_signs import WITH_SPACE, with_signs


@cache
def _spaces(language: str) -> re.Pattern[str]:
    """A pattern for the spaces at which a line must not end in a language.

    It is tried at every space of the site, so its order is for speed: the space itself, for which the engine
    has a fast search; whether two small letters stand before it, which settles most; a digit; a full stop.
    """
    all_rules = [COMMON, RULES[language]] if language in RULES else [COMMON]
    digit = "|".join(each for rules in all_rules for each in _after_digit(rules))
    stop = "|".join(each for rules in all_rules for each in _after_stop(rules))
    other = "|".join(each for rules in all_rules for each in _after_others(rules))
    late = "|".join(each for rules in all_rules for each in _after_small_letters(rules))
    rest = rf"|(?=[\d{UPPER}])(?:{late})" if late else ""
    anywhere = "|".join([BEFORE_DASH, *(each for rules in all_rules for each in rules.anywhere)])
    return re.compile(
        rf" (?:(?<![{LOWER}]{{2}} )(?:(?<=\d )(?={digit})|(?<=\. )(?:{stop})|{other}){rest}|{anywhere})"
    )


def _after_digit(rules: Rules) -> Iterator[str]:
    yield from rules.after_digit
    yield from (_any_of(words) for words in (rules.after_number, rules.months) if words)


def _after_stop(rules: Rules) -> Iterator[str]:
    yield from (f"(?={after})(?<={before} )" for before, after in rules.after_stop)
    yield from _after_words(rules, r".*\.")


def _after_others(rules: Rules) -> Iterator[str]:
    if rules.single:
        one, space = f"[{rules.single}{rules.single.upper()}]", r"[ \u00a0]"
        # not the last letter of "R&D", not the unit in "230 V", not the letters of an alphabet
        yield (
            rf"(?<={one} )(?<![\w.&/’'+-]{one} )(?<!\d{space}[{rules.single.upper()}] )"
            rf"(?<!\b{one}{space}{one}{space}{one}{space}{one} )(?=\S)"
        )
    yield from rules.others
    yield from _after_words(rules, rf".*(?<!\.)(?<![{LOWER}]{{2}})")


def _after_small_letters(rules: Rules) -> Iterator[str]:
    if rules.months:
        yield rf"(?<=\d(?:st|nd|rd|th) )(?={_any_of(rules.months)})"
    yield from _after_words(rules, rf".*[{LOWER}]{{2}}")


def _after_words(rules: Rules, kind: str) -> Iterator[str]:
    """Patterns for the words that match `kind`."""
    for words, after in (
        (rules.before_number, r"[+(]?\d"),
        (rules.before_name, f"[{UPPER}]"),
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
    return rf"(?:{'|'.join(f'{first}(?:{_rests(same)})' for first, same in some)}){END}"


def _rests(words: Iterable[str]) -> str:
    return "|".join(re.escape(word[1:]) for word in words)


_DASH = re.compile(
    r"–(?<=\d\.–)(?=\d)|–(?<=\d–)(?=\d)"  # 13.–14. 10.
    r"|-(?<=[\s(/]-)(?=[^\W\d])"  # Wassertechnologien und -anwendungen
    rf"|-(?<=[{UPPER}]{{2}}-)(?=[{UPPER}]{{2}})"  # HI-TECH
)
_ADDRESS = re.compile(r"((?:https?://|mailto:)\S+)")
_FRENCH_MARKS = re.compile(
    r"&#?\w+;"  # an entity of HTML stays as it is
    r"|(?<=[\w.…)\]»”’%°])[:;!?](?=[\s»)\]?!\u2029]|$)"  # Bonjour! Adresse: …
    r"|«(?=[^\s\u2029])|(?<=[^\s«\u2029])»"
)
"""What lacks its space in a French text: editors leave it out, and the program writes `Adresse:`."""
_JOINER = "\u2060"
"""Forbids the line break after a dash."""
_MEANT = {
    **{dash: dash + _JOINER for dash in "–-"},
    **WITH_SPACE,
}
"""What a line needs in place of a sign."""
_MARKS = {sign: chr(0xFDD1 + number) for number, sign in enumerate(_MEANT)}
"""What stands for it while texts must keep their length. Noncharacters."""


def typeset(text: str, language: str) -> str:
    """The text with no-break spaces and word joiners where the language's typography requires them.

    A line end in it counts as a space, since it is one in HTML. Addresses are left alone.
    """
    text = _with_no_break_spaces(text, language)
    marked = _marked(text, language) if _may_need_marks(text, language) else text
    return text if marked == text else _joined(marked)


def spaced(text: str, language: str) -> str:
    """The text with its spaces only."""
    text = _with_no_break_spaces(text, language)
    return _joined(_marked_in(text, _FRENCH_MARKS)) if language == "fr" else text


def _with_no_break_spaces(text: str, language: str) -> str:
    """The text with no-break spaces in place of others, so it keeps its length."""
    pattern = _spaces(language)
    if "\n" in text:
        return _with_line_ends(pattern.sub("\u00a0", text.replace("\n", " ")), text, language)
    return _narrowed(pattern.sub("\u00a0", text), language) if " " in text else text


def _narrowed(text: str, language: str) -> str:
    """The text with narrow spaces before signs that have them in the language."""
    if language == "fr":
        for sign in ";!?":
            text = text.replace(f"\u00a0{sign}", f"\u202f{sign}")
    return text


def _may_need_marks(text: str, language: str) -> bool:
    return language == "fr" or "–" in text or "-" in text


def _marked(text: str, language: str) -> str:
    """The text with marks for dashes after which no line may end, and for signs that lack their space."""
    text = _marked_in(text, _DASH) if "–" in text or "-" in text else text
    return _marked_in(text, _FRENCH_MARKS) if language == "fr" else text


def _marked_in(text: str, pattern: re.Pattern[str]) -> str:
    """The text with marks for what the pattern finds outside of addresses."""
    parts = _ADDRESS.split(text)
    parts[::2] = [pattern.sub(_mark, part) for part in parts[::2]]
    return "".join(parts)


def _mark(found: re.Match[str]) -> str:
    return _MARKS.get(found[0], found[0])


def _joined(text: str) -> str:
    for sign, mark in _MARKS.items():
        text = text.replace(mark, _MEANT[sign])
    return text


def _with_line_ends(done: str, text: str, language: str) -> str:
    """The typeset text with the line ends of the original, except where a line must not end."""
    place = text.find("\n")
    parts, start = [], 0
    while place >= 0:
        parts += [done[start:place], "\n" if done[place] == " " else done[place]]
        start, place = place + 1, text.find("\n", place + 1)
    return _narrowed("".join([*parts, done[start:]]), language)


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


def typeset_html(html: str, language: str, *, signs: bool = False) -> str:
    """The HTML with its texts typeset, also across inline elements; tags and code are left alone.

    With `signs`, straight quotation marks and apostrophes become those of the language, too.
    """
    parts = _MARKUP.split(html)
    # split() with one group alternates text and match, so every other part is text
    flow = parts.copy()
    flow[1::2] = map(_border, parts[1::2])
    if "\n " in html:
        flow[::2] = map(_without_indents, parts[::2])
    text = "".join(flow)
    done = _with_no_break_spaces(with_signs(text, language, is_same_length=True) if signs else text, language)
    if _may_need_marks(done, language):
        done = _marked(done, language)
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
