"""Where a line must not end: the rules of each language, in texts and in HTML."""

import re
from email import message_from_bytes
from email.policy import default
from html import unescape
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from cluster.language import Text
from cluster.pages.menu import MenuEntry
from cluster.pages.sharing import drafts_of
from cluster.pages.slots import site_slots
from cluster.typography import spaced, typeset, typeset_html
from cluster.typography_signs import with_signs
from support.builds import build, copy_of_miniature
from support.sources import site_of
from support.versions import pages, version_of

SPACE, NARROW, JOINER = "\u00a0", "\u202f", "\u2060"

CZECH = """
v~Praze; V~Praze; k~lidem; s~Brnem; z~Olomouce; o~optice; u~moře; a~dále; i~jinde
a~s~Brnem; v~„Přerově“; v~(Brně); (v~Praze); „v~Praze“; v~5.~patře; optika v~praxi
26.~dubna; 26.~dubna 2022; 26.~4.~2022; dne 1.~ledna v~Praze; od 5.~do 9.~května
20.~výročí; 1.~místo; 3.~ročník; XX.~století; I.~pilíř
30~000~Kč; 1~500~Kč; 2000~Kč; 100~€; 1,5~mil.~Kč; 30~000; 1~000~000~lidí; 500~EUR
10~°C; 5~%; 20~km/h; 100~m²; 5~m; 230~V; 3~l; 10~s; 15~GHz; 808~nm; 10~×~5; 1~:~100
39~členů; 2~projekty; min.~3~setkání; asi 30~000~lidí; 5 a~6; 10 v~Praze
§~5; §§~5; č.~5; čl.~2; str.~5; s.~53; obr.~1; tab.~3; kap.~2; odst.~1; písm.~a; sv.~2
s.~r.~o.; a.~s.; v.~o.~s.; o.~p.~s.; z.~s.; n.~l.; firma a.~s. a~její
Ing.~Novák; Ing.~arch.~Novák; prof.~RNDr.~Jan Novák; doc.~Šimková; Jan Novák,~Ph.D., DrSc.; Malý,~CSc.
M.~R.~Novák; A.~Mucha; Ž.~Zíbrt
tel.~585~631~111; tel.:~+420~585~631~111; 779~00 Olomouc; tj.~dnes; tzv.~čočka
roku 2022 jsme; v~roce 2022 Praha; v~roce 2022. Potom; akce 5 Praha; v~letech 2021 a~2022 sál
např. dnes; atd. dnes; R&D v~Brně; a~i~v~Praze; a~i~o~u z k
Meopta~– optika; Spolupráce~– klastry; 1.~5.~– 3.~6.; v~Brně~– a~jinde; HiLASE~–; to~— ono; –5~°C; – v~Brně
LASER~61 v~Praze; LASER~7; LASER 2021; ČR 10~firem; soubor~.ics
WCAG~2.1; EN~301~549; NUTS~2; spol.~s~r.~o.; spol.~s~r.o.; AV~ČR; 2.~Vojenská optika, 3.~Světelná technika
RIS3 strategie; kategorie C+ je; 230~V je; Konec věty. Další; slovo, slovo; soubor~(.ics); vše .
"""

ENGLISH = """
26~April; 26~April 2022; April~26, 2022; 26th~April; 3~Sept. 2022; Oct.~13
10~km; 20~km/h; 100~m²; 10~°C; 5~%; 30~000~CZK; CZK~500; €~500; 5~million; 10~am; 5~p.m.; 808~nm
Dr~Smith; Dr.~Smith; Mr~Brown; Mrs~Brown; Ms~Šimková; Prof.~Novák; Ing.~Novák
doc.~Novák; J.~R.~R.~Tolkien; Jan Novák,~Ph.D.
No.~5; no.~5; p.~3; pp.~3; Fig.~2; Vol.~1; Sec.~4; Art.~5; §~5; 1~:~100
Cooperation~– clusters; Oct.~13~– Nov.~2; a day~— a year; a –b; – a
WCAG~2.1; spol.~s~r.o.; the AV~ČR institute; AV equipment
a day in a lab; in 2022 Prague; May 2022; you may come; 39 members; in 2022 a new; End. Next; Drill 5
LASER~61
"""

GERMAN = """
26.~April; 26.~April 2022; 26.~4.~2022; 20.~Jahrestag; 5.~Ausgabe
z.~B.; d.~h.; u.~a.; i.~d.~R.; e.~V.; n.~Chr.
10~°C; 5~%; 10~km; 20~km/h; 100~m²; 30~000~CZK; 5~Mio.~Euro; 10~Uhr; 100~€; 50~Prozent
§~5; Nr.~5; S.~5; Bd.~2; Abb.~3; Kap.~4; Art.~5; Abs.~2; ca.~5; 1~:~100
Dr.~Müller; Prof.~Dr.~Müller; Ing.~Novák; RNDr.~Novák; J.~Müller; Dipl.-Ing.~Müller
Kooperation~– Cluster; 26.~April~– 2.~Mai; ein Tag~— ein Jahr; von –5 bis 5; – a
WCAG~2.1; NUTS~2; spol.~s~r.~o.; AV~ČR
im Jahr 2022. Das; 2022 Prag; 39 Mitglieder; u.~a. hier; ein Tag in der Stadt
"""

FRENCH = """
Bonjour¬! | Où¬? | oui¬; non | Vraiment¬?! | Adresse~: Paris | Liens~: | 1~:~100 | à 10:30 | 9~h~30
«~pôle~» | «~un pôle~»¬? | (sic¬!) | «~Où aller¬?~» | le «~Pôle optique~»~: oui
1er~juin | 1er~juin 2022 | 13~octobre 2022 | 1er~– 3~octobre | le 1er prix | 30~avril~– 2~mai 2022
août 2022
n°~5 | N°~5 | nº~12 | art.~5 | p.~53 | pp.~3 | fig.~2 | vol.~1 | §~5 | env.~30 | chap.~4
10~°C | 5~% | 20~km/h | 100~m² | 30~000~€ | 1~500~EUR | 5~millions | 2~milliards | 808~nm | 230~V | 3~euros
M.~Dupont | MM.~Dupont et Martin | Mme~Curie | Mlle~Ney | Dr~Ney | Pr~Curie | Me~Blanc | J.~Dupont
Jean Dupont,~Ph.D.
XXIe~siècle | Ve~siècle | p.~ex. ici | av.~J.-C. | 01~23~45~67~89 | +33~1~23~45~67~89
Coopération~– pôles | un jour~— un an | à Paris | un jour y va | en 2022 Paris | 39 membres
la fin. Puis | Louis XIV a
R&D¬! | https://x.example/?a: b | de Paris à Lyon
"""

POLISH = """
w~Warszawie; W~Warszawie; z~Krakowa; o~optyce; u~nas; i~dalej; a~także; a~i~w~domu; (w~Łodzi); „w~Łodzi”
nr~5; Nr~5; ust.~2; art.~3; pkt~1; poz.~7; s.~53; str.~5; rys.~2; tab.~1; rozdz.~4; godz.~10; ok.~30
tel.~22~123~45~67
26~kwietnia; 1~września 2022; 13~października 2022~r.; w~2022~r.; 30~września~– 1~października; maj 2022
30~000~zł; 1~500~EUR; 5~mln~zł; 2~mld; 3~tys.; 10~°C; 5~%; 20~km/h; 100~m²; 808~nm; 230~V; 1~:~100
ul.~Długa; al.~Róż; pl.~Łukasza; os.~Źródlane; św.~Łukasz; p.~Żak; gen.~Anders; ks.~Ćwik
dr~Nowak; prof.~Nowak; dr~inż.~Nowak; dr~hab.~inż.~Nowak; mgr~inż.~Żak; prof.~dr~hab.~Łącki
J.~Nowak; Ł.~Żak; inż.~Nowak
tj.~dziś; tzw.~klaster; ds.~norm; 20.~rocznica; 5.~edycja; XX~w.; IV~kwartał; XXI~wiek; sp.~z~o.o.; S.~A.; §~5
Współpraca~– klastry; to~— ono; a~–b; w~Łodzi~– i~dalej; do Łodzi; ale nie; 39~członków
z~6~szkół; mniej niż~4~kg; ponad~40~osób; około~30; w~2026 roku
w~roku 2022 Łódź; koniec. Dalej
"""

SLOVAK = """
v~Bratislave; V~Bratislave; k~ľuďom; s~Brnom; z~Košíc; o~optike; u~nás; a~ďalej; i~inde; a~s~Brnom
„v~Žiline“
1.~septembra; 1.~septembra 2022; 26.~4.~2022; 30.~septembra~– 1.~októbra; september 2022
20.~výročie; XX.~storočia
č.~5; čl.~2; str.~5; s.~53; obr.~1; tab.~3; kap.~2; ods.~1; písm.~a; zv.~2; roč.~4; tel.~02~123; §~5
tel.:~+421~905~123~456
30~000~€; 1~500~EUR; 1,5~mil.~eur; 10~°C; 5~%; 20~km/h; 100~m²; 5~m; 230~V; 808~nm; 39~členov
2~projekty; 1~:~100
ul.~Štúrova; nám.~Ľudovíta Štúra; Ing.~Ďurčo; Ing.~arch.~Ľupták; prof.~RNDr.~Ján Šťastný; doc.~Ťažký
Ján Malý,~PhD.
Ľ.~Štúr; Ĺ.~Ťažký; s.~r.~o.; a.~s.; n.~o.; 811~01 Bratislava; tj.~dnes; t.~j. dnes; tzv.~šošovka; mil.~eur
Spolupráca~– klastre; to~— ono; od –5; v~roku 2022 Košice; napr. dnes; R&D v~Nitre; RIS3 stratégia
ľudia zo Žiliny
"""

CASES = [
    (language, case.strip())
    for language, table, separator in (
        ("cs", CZECH, ";"),
        ("en", ENGLISH, ";"),
        ("de", GERMAN, ";"),
        ("fr", FRENCH, "|"),
        ("pl", POLISH, ";"),
        ("sk", SLOVAK, ";"),
    )
    for line in table.strip().splitlines()
    for case in line.split(separator)
]
"""Texts by language. `~` is a space at which no line ends, `¬` a narrow one."""


def with_plain_spaces(case: str) -> str:
    return case.replace("~", " ").replace("¬", " ")


def with_its_spaces(case: str) -> str:
    return case.replace("~", SPACE).replace("¬", NARROW)


@pytest.mark.parametrize(("language", "case"), CASES)
def test_a_line_ends_only_where_it_may(language: str, case: str) -> None:
    assert typeset(with_plain_spaces(case), language) == with_its_spaces(case)


@pytest.mark.parametrize(("language", "case"), CASES)
def test_a_typeset_text_stays_as_it_is(language: str, case: str) -> None:
    once = typeset(with_plain_spaces(case), language)

    assert typeset(once, language) == once
    assert typeset_html(once.replace("&", "&amp;"), language) == once.replace("&", "&amp;")


@pytest.mark.parametrize("case", [case for language, case in CASES if language == "fr"])
def test_french_signs_get_the_spaces_that_nobody_typed(case: str) -> None:
    typed = re.sub(r" ([:;!?»])(?! ?\d)|(?<=«) ", r"\1", with_plain_spaces(case))

    assert typeset(typed, "fr") == with_its_spaces(case)
    assert spaced(typed, "fr") == with_its_spaces(case)


@pytest.mark.parametrize(
    ("html", "made"),
    [
        ("<dt>Adresse:</dt><dd>Où?</dd>", "<dt>Adresse~:</dt><dd>Où¬?</dd>"),
        ("<b>Adresse</b>: <a href='?a; b'>Lyon</a>!", "<b>Adresse</b>~: <a href='?a; b'>Lyon</a>¬!"),
        ("R&amp;D &lt;b&gt; &#39; &nbsp;", "R&amp;D &lt;b&gt; &#39; &nbsp;"),
        ("«<em>pôle</em>»", "«~<em>pôle</em>~»"),
        ("« <em>pôle</em> » ;\n<code>a ? b: c</code>", "«~<em>pôle</em>~»¬;\n<code>a ? b: c</code>"),
        ("Le <b>1er</b> juin\n: oui", "Le <b>1er</b>~juin~: oui"),
    ],
)  # fmt: skip
def test_french_html_gets_its_spaces_across_tags_and_only_there(html: str, made: str) -> None:
    assert typeset_html(html, "fr") == with_its_spaces(made)
    assert typeset_html(with_its_spaces(made), "fr") == with_its_spaces(made)


def test_other_languages_have_no_spaces_before_their_signs() -> None:
    for language in ("cs", "de", "en", "pl", "sk", "es"):
        assert typeset("Adresse: oui; non! «a»?", language) == "Adresse: oui; non! «a»?"


def test_letters_of_all_languages_are_letters_in_the_rules_of_names() -> None:
    for letter in "ÀÂÇÉÈÊËÎÏÔŒÙÛÜĄĆĘŁŃÓŚŹŻÁÄČĎÍĹĽŇŔŠŤÚÝŽ":
        assert typeset(f"{letter}. {letter}ab", "en") == f"{letter}.{SPACE}{letter}ab"


@pytest.mark.parametrize("language", ["cs", "en", "de", "fr", "pl", "sk", "es"])
def test_a_range_of_numbers_is_not_divided(language: str) -> None:
    assert typeset("26.–29. 4.", language) == f"26.–{JOINER}29.{SPACE}4."
    assert typeset("9:00–10:00", language) == f"9:00–{JOINER}10:00"
    assert spaced("26.–29. 4.", language) == f"26.–29.{SPACE}4."


@pytest.mark.parametrize("html", [False, True])
def test_a_hyphen_that_stands_for_a_word_stays_with_its_rest(html: bool) -> None:
    typesetter = typeset_html if html else typeset

    assert typesetter("Laser und -anwendungen", "de") == f"Laser und -{JOINER}anwendungen"
    assert typesetter("Optika jako HI-TECH obor", "cs") == f"Optika jako HI-{JOINER}TECH obor"
    assert typesetter("Czech-Polish, B2B-Messe", "en") == "Czech-Polish, B2B-Messe"
    assert typesetter("Säule\n-optik, A-/-B", "de") == f"Säule\n-{JOINER}optik, A-/-{JOINER}B"
    assert typesetter("- ein e-mail, In- und Ausland", "de") == "- ein e-mail, In- und Ausland"


def test_an_address_is_left_alone() -> None:
    assert typeset("na https://x.example/1–2 v 1–2", "cs") == f"na https://x.example/1–2 v{SPACE}1–{JOINER}2"


def test_the_end_of_a_source_line_counts_as_a_space() -> None:
    assert typeset("Sejdeme se v\nPraze a\n\npotom", "cs") == f"Sejdeme se v{SPACE}Praze a\n\npotom"


@pytest.mark.parametrize(
    ("html", "made"),
    [
        ('v <a href="a v b">Přerově</a>', 'v~<a href="a v b">Přerově</a>'),
        ("a <strong>Brně</strong>", "a~<strong>Brně</strong>"),
        ("<em>v</em> Praze", "<em>v</em>~Praze"),
        ("<b>Meopta</b> – <i>optika</i>\n– a dál", "<b>Meopta</b>~– <i>optika</i>~– a~dál"),
        ("<p>Meopta </p> – optika", "<p>Meopta </p> – optika"),
        ("<b>26.</b> dubna, 10 <abbr>km</abbr>", "<b>26.</b>~dubna, 10~<abbr>km</abbr>"),
        ("s <q>Brnem</q> a &quot;Prahou&quot;", "s~<q>Brnem</q> a~&quot;Prahou&quot;"),
        ("v\nPraze a\n   Brně", "v~Praze a~Brně"),
        ("<li>text v\n<ul><li>Praze</li></ul></li>", "<li>text v\n<ul><li>Praze</li></ul></li>"),
        ("<p>konec v </p>\n<p>Praze</p>", "<p>konec v </p>\n<p>Praze</p>"),
        ("v<br />\nPraze", "v<br />\nPraze"),
        ("v <code>a v b</code> i <img alt='a v b'>", "v~<code>a v b</code> i~<img alt='a v b'>"),
        ("<pre>a v b\n10 km</pre> v Praze", "<pre>a v b\n10 km</pre> v~Praze"),
        ("<script>a v b</script><style>a v b</style>", "<script>a v b</script><style>a v b</style>"),
        ("<textarea>a v b</textarea>", "<textarea>a v b</textarea>"),
        ('<img alt="a > v b"> v Praze', '<img alt="a > v b"> v~Praze'),
        ("<!-- a > v Praze --> v Praze", "<!-- a > v Praze --> v~Praze"),
        ("poznámka<sup><a>1</a></sup> stojí", "poznámka<sup><a>1</a></sup> stojí"),
        ("10 m<sup>2</sup>", "10~m<sup>2</sup>"),
        ("<b>26.</b>–<b>29.</b> 4.", f"<b>26.</b>–{JOINER}<b>29.</b>~4."),
    ],
)  # fmt: skip
def test_html_is_typeset_across_its_tags_and_only_there(html: str, made: str) -> None:
    assert typeset_html(html, "cs") == made.replace("~", SPACE)


# ---- Quotation marks and apostrophes ------------------------------------------------------------------

SIGNS = [
    ("cs", 'Přednáška "Optika a my" a "čočky".', "Přednáška „Optika a my“ a „čočky“."),
    ("sk", '"Optika" ("šošovka")', "„Optika“ („šošovka“)"),
    ("pl", 'Wykład "Optyka".', "Wykład „Optyka”."),
    ("de", '"Optik", wie geht\'s?', "„Optik“, wie geht’s?"),
    ("en", 'The cluster\'s "day" in the \'90s and 1990\'s', "The cluster’s “day” in the ’90s and 1990’s"),
    ("en", "The members' day; 'five members' and 'x'", "The members' day; 'five members' and 'x'"),
    ("en", "The members' day; an SMEs' day, 5 m'", "The members’ day; an SMEs’ day, 5 m'"),
    ("fr", 'L\'eau, l\'"optique" et "l\'œil".', "L’eau, l’« optique » et « l’œil »."),
    ("fr", "«pôle» et « pôle »", "«pôle» et « pôle »"),
    ("cs", 'obrazovka 27" a 32", 5\'30"', 'obrazovka 27" a 32", 5\'30"'),
    ("cs", 'nedokončené "slovo, a"b', 'nedokončené "slovo, a"b'),
    ("en", "it's https://x.example/it's o'neil@x.example", "it’s https://x.example/it's o'neil@x.example"),
    ("cs", "slovo 'v jednoduchých'", "slovo 'v jednoduchých'"),
    ("es", 'el "agua" d\'Oc', 'el "agua" d\'Oc'),
]  # fmt: skip
"""A language, what an editor types, and what is published."""


@pytest.mark.parametrize(("language", "typed", "published"), SIGNS)
def test_straight_quotation_marks_and_apostrophes_become_those_of_the_language(
    language: str, typed: str, published: str
) -> None:
    assert with_signs(typed, language) == published
    assert with_signs(published, language) == published
    assert str(Text.of(**{language: typed}).best((language,))) == published


def test_a_word_without_end_takes_no_time() -> None:
    """Milliseconds; it would be seconds if each letter were tried as the start of an address."""
    endless, started = "a" * 100_000 + "'", perf_counter()

    assert with_signs(endless, "cs") == endless
    assert perf_counter() - started < 2


@pytest.mark.parametrize(
    ("language", "html", "made"),
    [
        ("cs", 'Akce "<em>Optika</em> a my".', "Akce „<em>Optika</em> a~my“."),
        ("cs", '<a href="x" title="a">"x"</a>', '<a href="x" title="a">„x“</a>'),
        ("cs", '<code>"x" it\'s</code> "<code>x</code>"', '<code>"x" it\'s</code> „<code>x</code>“'),
        ("cs", '<p>"první</p>\n<p>druhý"</p>', '<p>"první</p>\n<p>druhý"</p>'),
        ("cs", "<p>&quot;x&quot; &#39;</p>", "<p>&quot;x&quot; &#39;</p>"),
        ("cs", '<!-- "x" --><img alt="a \'b\' c\'d">', '<!-- "x" --><img alt="a \'b\' c\'d">'),
        ("fr", "l'<em>eau</em>, l'<code>x'y</code>", "l’<em>eau</em>, l’<code>x'y</code>"),
        ("fr", 'le "mot" : "<b>Où</b> ?"', "le «~mot~»~: «~<b>Où</b>¬?~»"),
    ],
)
def test_html_gets_the_signs_in_its_texts_and_only_there(language: str, html: str, made: str) -> None:
    assert typeset_html(html, language, signs=True) == with_its_spaces(made)


# ---- In every channel ---------------------------------------------------------------------------------

TITLE, SUMMARY = "Optika v Brně 5.–6. dubna", "Vstup „zdarma“ a d’Artagnan v 9 hodin."
TYPED = "'Vstup \"zdarma\" a d''Artagnan v 9 hodin.'"
"""The summary as an editor types it in YAML."""
TEXT = "Sejdeme se v\n[Přerově](https://example.org/) a v `a v b`."
SET_TITLE, SET_SUMMARY = typeset(TITLE, "cs"), typeset(SUMMARY, "cs")
SET_TEXT = f'v{SPACE}<a href="https://example.org/">Přerově</a> a{SPACE}v{SPACE}<code>a v b</code>'


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The miniature with an event, a news item and an edition of the newsletter, all with the same texts."""
    folder = tmp_path_factory.mktemp("typeset")
    project = copy_of_miniature(folder)
    for file, fields in (
        ("news/set", "date: 2022-10-25"),
        ("events/set", "when: 2022-12-05\nkind: seminar"),
        ("newsletter/2022-9", "number: 9\ndate: 2022-10-26\nnews: [set]"),
    ):
        head = f"---\ntitle: {TITLE}\nsummary: {TYPED}\n{fields}\n---\n"
        (project / f"docs/{file}.md").write_text(f"{head}{TEXT}\n", "utf-8")
    done = build(project, folder / "built")
    assert done.returncode == 0, done.stderr
    return folder / "built"


def read(site: Path, path: str) -> str:
    return (site / path).read_text("utf-8")


@pytest.mark.parametrize("address", ["news/set", "events/set", "newsletter/2022-9"])
def test_a_page_is_typeset_with_its_title_and_description(site: Path, address: str) -> None:
    html = read(site, f"{address}/index.html")

    assert f">{SET_TITLE}</h1>" in html
    assert re.search(f"<title>[^<]*{SET_TITLE}", html)
    assert re.search(f'<meta name="description" content="[^"]*{SET_SUMMARY}"', html)
    assert SET_TEXT in html


def test_the_frame_of_a_page_is_typeset_with_its_menu_and_the_day_of_its_content(site: Path) -> None:
    html = read(site, "news/set/index.html")
    version = version_of(site_of())
    menu = site_slots(version, pages(version), [MenuEntry("index.md", "Přístroje a laboratoře")], {})

    assert f">Přejít k{SPACE}obsahu</a>" in html
    assert f">25.{SPACE}října 2022</time></p>" in html
    assert menu["menu-0-title"] == f"Přístroje a{SPACE}laboratoře"


def test_a_draft_has_no_word_joiners_as_networks_count_them() -> None:
    head = f"---\ntitle: {TITLE}\nsummary: {TYPED}\n"
    news, event = f"{head}date: 2022-10-25\n---\n", f"{head}when: 2022-12-05\nkind: seminar\n---\n"
    version = version_of(site_of({"docs/news/set.md": news, "docs/events/set.md": event}))
    [post] = [each for each in version.site.posts if each.id == "set"]
    [entry] = [version.entry_of(each) for each in version.site.events if each.id == "set"]

    for draft in (*drafts_of(post, version), *drafts_of(entry, version)):
        assert draft.text.startswith(TITLE)
        assert SUMMARY in draft.text
        assert JOINER not in draft.text


@pytest.mark.parametrize("name", ["rss.xml", "atom.xml", "feed.json"])
def test_a_feed_is_typeset(site: Path, name: str) -> None:
    feed = unescape(read(site, name)).replace('\\"', '"')

    assert all(text in feed for text in (SET_TITLE, SET_SUMMARY, SET_TEXT))


@pytest.mark.parametrize("kind", ["plain", "html"])
def test_a_letter_is_typeset_but_not_its_subject(site: Path, kind: str) -> None:
    raw = (site / "newsletter/2022-9/newsletter.eml").read_bytes()
    letter: Any = message_from_bytes(raw, policy=default)

    text = unescape(letter.get_body((kind,)).get_content())
    assert all(each in text for each in (SET_TITLE, SET_SUMMARY))
    assert letter["Subject"] == TITLE


def test_a_calendar_and_structured_data_have_plain_spaces_as_programs_compare_them(site: Path) -> None:
    found = re.findall(r'<script[^>]*ld\+json">(.*?)</script>', read(site, "events/set/index.html"))
    [data] = [each for each in found if '"Event"' in each]

    for text in (data, read(site, "events/set/event.ics").replace("\n ", "")):
        assert TITLE in text
        assert SUMMARY in text
