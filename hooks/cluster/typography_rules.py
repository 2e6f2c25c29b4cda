"""What must not be separated at the end of a line, in each language; see `typography`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

_LETTERS = [chr(code) for code in range(0xC0, 0x180)]
"""The letters of European languages beyond ASCII."""
UPPER = "A-Z" + "".join(filter(str.isupper, _LETTERS))
LOWER = "a-z" + "".join(filter(str.islower, _LETTERS))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
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
    anywhere: tuple[str, ...] = ()
    """Patterns of any other place. They are tried at every space of a text, so they are few."""


_UNITS = (
    "°C °F nm µm μm mm cm dm km mg kg dl ml hl ha ms µs μs ns ps fs min Hz kHz MHz GHz THz mW kW MW GW kWh"
    " MWh GWh mA kV eV keV MeV mJ kJ Pa hPa kPa MPa bar dB dBm lm lx cd px kB MB GB TB Mbit Gbit dpi mol"
    " CZK EUR USD GBP Kč"
)
END = r"(?![^\W²³])"
BEFORE_DASH = r"(?=[–—](?!\S))(?<=\S )"
"""The space before a dash between spaces: a line may end with the dash, and does not begin with it."""
_NOT_YEAR = r"(?<!\b1[5-9]\d\d )(?<!\b20\d\d )"

COMMON = Rules(
    before_number="§ §§ € $ £ CZK EUR USD",
    after_number=_UNITS,
    before_name="Bc. BcA. Ing. Mgr. MgA. JUDr. MUDr. MVDr. PaedDr. PhDr. PharmDr. RNDr. ThDr. doc. dr. prof.",
    after_digit=(
        r"[%‰°€$£]|[:×] \d",  # 5 %, 1 : 100
        r"(?<!\d{4} )\d{3}(?!\d)",  # 30 000
        rf"{_NOT_YEAR}(?:[mgtlhVWAKJN]{END}|s(?![\w ]))",  # 5 m; "s" is also a Czech preposition
    ),
    after_stop=(
        (r"\d\.", r"(?<!\d{4}\. )\d"),  # 26. 4. 2022
        (r"\b[^\W\d]\.", r"[^\W\d]\."),  # s. r. o., z. B.
        (rf"\b[{UPPER}]\.", f"[{UPPER}]"),  # J. Novák
    ),
    others=(
        r"(?<=\d [:×] )(?=\d)",
        rf"(?=\d\d?(?!\d))(?<=[{UPPER}]{{3}} )",  # NUTS 61, WCAG 2.1, NUTS 2
        r"(?<=\bEN )(?=\d)|(?<=\b(?:ISO|DIN|ČSN) )(?=\d)",
        r"(?<=\bspol\.[ \u00a0]s )(?=r\.)|(?<=\bspol\. )(?=s\b)|(?<=\bAV )(?=ČR\b)",  # in any language
        r"(?<=\w, )(?=(?:Ph\.?\s?D|Th\.\s?D|CSc|DrSc|DSc|DiS|MBA|LL\.\s?M)\b)",  # Novák, Ph.D.
    ),
    anywhere=(r"(?<=\w )(?=\(?\.(?:csv|eml|ics|json|opml|xlsx|xml|zip)(?!\w))",),  # kalendář (.ics)
)
"""The rules of all languages."""

_FRENCH_MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
_POLISH_MONTHS = (
    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia"
)
_POSTCODE = r"(?<=\b\d{3} )\d\d(?!\d)"  # 779 00 Olomouc
_COUNTED = rf"{_NOT_YEAR}(?<![^\W\d]\d )(?<![^\W\d]\d\d )[{LOWER}]{{2}}"
"""What is counted stays with its number: `39 členů`, not `RIS3 strategie`."""
_ORDINALS = (
    (r"\d\.", rf"(?<!\d{{4}}\. )[{LOWER}]"),  # 26. dubna, 20. výročí
    (r"\d\.", rf"(?<!\d{{3}}\. )[{UPPER}]"),  # 3. Světelná technika
    (r"[IVX]\.", f"[{LOWER}]"),  # XX. století
)

RULES: Mapping[str, Rules] = {
    "cs": Rules(
        single="ksvzouai",
        before_number="č. čl. str. s. obr. tab. kap. odst. sv. roč. tel. tel.: ř. r. st. kl. tř. min. max.",
        before_name="akad. arch. gen. genmjr. plk. pplk. mjr. kpt. npor. p. sv. Ch.",
        before_word="tj. tzn. tzv. mil. mld. tis. písm.",  # but not "např.", which is read as a word
        after_digit=(_COUNTED, _POSTCODE),
        after_stop=(*_ORDINALS, (r"\bIng\.", r"arch\.")),
    ),
    "de": Rules(
        before_number="Nr. Nrn. S. Bd. Abb. Tab. Kap. Art. Abs. Jg. Tel. ca. mind. max.",
        after_number="Uhr Euro Prozent Mio. Mrd. Tsd.",
        before_name="Hr. Fr. Mag. St.",
        before_word="Mio. Mrd. Tsd.",
        after_stop=(
            (r"\d\.", rf"(?<!\d{{3}}\. )[{LOWER}{UPPER}]"),  # 26. April, 20. Jahrestag
            (r"\b[nv]\.", r"Chr\."),
        ),
    ),
    "en": Rules(
        before_number="no. nos. p. pp. fig. figs. vol. ch. sec. art. eq. tab. para. ca. approx. tel.",
        after_number="am pm a.m. p.m. million billion percent",
        before_name="Dr Mr Mr. Mrs Mrs. Ms Ms. Prof",
        months="January February March April May June July August September October November December"
        " Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Jan. Feb. Mar. Apr. Aug. Sept. Oct. Nov. Dec.",
    ),
    "fr": Rules(
        before_number="n° nº art. p. pp. chap. fig. tab. vol. t. tél. env. min. max. fax",
        after_number=f"{_FRENCH_MONTHS} euro euros million millions milliard milliards",
        before_name="MM. Mme Mmes Mlle Mlles Me Dr Pr St Ste",
        after_digit=(
            r"(?<=\b\d\d )\d\d(?!\d)|(?<=\b\d )\d\d(?= \d\d)|(?<=\+33 )\d",  # 01 23 45 67 89
        ),
        after_stop=((r"\bp\.", "ex"), (r"\ba[pv]\.", r"J\.")),
        others=(r"(?<=\d h )(?=\d)",),  # 9 h 30
        anywhere=(
            "(?=[:;!?»])",
            "(?<=« )",
            rf"(?<=\b1er )(?=(?:{_FRENCH_MONTHS.replace(' ', '|')})\b)",
            "(?<=[IVX]e )(?=siècle)",
        ),
    ),
    "pl": Rules(
        single="wzoiua",
        before_number="nr nry ust. art. par. pkt poz. s. str. t. rys. tab. rozdz. godz. ok. tel. tel.:"
        " min. max. niż ponad około",
        after_number=f"{_POLISH_MONTHS} r. zł gr tys. mln mld proc. godz. min.",
        before_name="ul. al. pl. os. św. p. pp. gen. płk mjr kpt. ks. inż. mgr lek. hab. dr prof. red.",
        before_word="tj. tzw. tzn. ds. pt. im.",
        after_digit=(_COUNTED, rf"{_POSTCODE}|(?<=\b\d\d )\d\d(?!\d)"),  # 22 123 45 67
        after_stop=(*_ORDINALS, (r"\bhab\.", r"inż\."), (r"\bprof\.", r"dr\b"), (r"\bsp\.", r"z\b")),
        others=(r"(?<=[IVX] )(?=w\.|wiek|kwarta)",),
        anywhere=(
            r"(?<=\bdr )(?=hab\.|inż\.)",
            r"(?<=\bmgr )(?=inż\.)",
            r"(?<=\bm(?:ln|ld) )(?=zł|euro)",
        ),
    ),
    "sk": Rules(
        single="ksvzouai",
        before_number="č. čl. str. s. obr. tab. kap. ods. zv. roč. tel. tel.: r. st. kl. tr. min. max.",
        before_name="ul. nám. akad. arch. gen. genmjr. plk. pplk. mjr. kpt. npor. p. sv. Dr. Ch.",
        before_word="tj. tzn. tzv. mil. mld. tis. písm.",
        after_digit=(_COUNTED, _POSTCODE),
        after_stop=(*_ORDINALS, (r"\bIng\.", r"arch\.")),
    ),
}
"""The rules of single languages, by code."""
