"""What the search finds of a page, and by which words."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from cluster.letters import LETTERS as LETTERS_OF_ALL
from cluster.letters import folded
from cluster.pages import stems
from cluster.pages.search import BOOST, KINDS, Meaning, entries_of, index_of, meanings_of, names_of
from cluster.typography import typeset_html
from support.browser import serve, serve_engine
from support.builds import ROOT
from support.sources import problems_of, site_of
from support.versions import pages, version_of, version_on, words


def entries(body: str) -> list[dict[str, Any]]:
    page = pages(version_of(site_of()))["about/"]
    return list(json.loads(b"[%b]" % entries_of(page, body)))


def test_a_page_is_found_by_its_title_and_all_its_texts() -> None:
    [found] = entries("<p>One <em>t</em>wo</p><dl><dt>Three</dt><dd>four</dd></dl>")

    assert found == {
        "location": "about/",
        "title": "O nás",
        "text": "One two · Three: four",
        "about": "",
        "above": "O nás",
        "boost": BOOST,
    }


def test_a_heading_with_an_id_is_a_place_of_its_own() -> None:
    found = entries(
        '<p>One</p><section><h2 class="x" id="two">Two &amp; <b>2</b></h2><p>text</p></section><p>end</p>'
    )

    assert [(each["location"], each["title"], each["text"]) for each in found] == [
        ("about/", "O nás", "One"),
        ("about/#two", "Two & 2", "text · end"),
    ]


def test_a_single_event_counts_no_more_than_its_words() -> None:
    found = {
        address: json.loads(b"[%b]" % entries)[0]
        for address, page in pages(version_of(site_of())).items()
        if (entries := entries_of(page, ""))
    }

    assert [found[address].get("boost") for address in ("events/", "pillars/lenses/", "")] == [BOOST] * 3
    assert [found[address].get("boost") for address in ("events/light-day/", "news/signs/")] == [None] * 2


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("events/light-day/", "Workshop"),
        ("news/signs/", "Aktualita"),
        ("pillars/lenses/", "Pilíř"),
        ("events/", None),
        ("about/", None),
    ],
)
def test_a_page_about_one_thing_says_what_that_is(address: str, kind: str | None) -> None:
    page = pages(version_of(site_of()))[address]

    assert json.loads(b"[%b]" % entries_of(page, ""))[0].get("kind") == kind


def test_every_kind_that_the_search_names_is_the_kind_of_a_page_and_has_a_word() -> None:
    version = version_of(site_of())
    found = {
        page.kind: json.loads(b"[%b]" % entries_of(page, ""))[0]
        for page in pages(version).values()
        if page.kind in KINDS
    }

    assert {kind for kind, entry in found.items() if not entry.get("kind")} == set()
    assert set(found) >= {"event", "post", "pillar", "goal"}


def test_the_title_is_not_said_again_in_the_description() -> None:
    page = pages(version_of(site_of()))["pillars/lenses/"]
    assert page.description.startswith(f"{page.title}: ")

    [entry] = json.loads(b"[%b]" % entries_of(page, ""))
    assert entry["about"] == page.description.removeprefix(f"{page.title}: ")


def test_what_is_left_out_ends_where_its_element_ends() -> None:
    lists = "<ul data-search-exclude><li>a<ul><li>b</li></ul></li></ul>"
    body = f"{lists}<p>One</p><nav data-search-exclude class='x'>c</nav>two"

    assert [each["text"] for each in entries(body)] == ["One · two"]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>24. září 2024</p><p>Klastr přijal člena.</p><p>Má jich 39.</p>",
         "24. září 2024 · Klastr přijal člena. Má jich 39."),
        ("<p><span>24. září 2024</span><span>Přerov</span></p>", "24. září 2024 · Přerov"),
        ("<p><em>Opt</em><strong>ika</strong> a<br>lasery</p>", "Optika a · lasery"),
        ("<dl><div><dt>Druh</dt><dd>Seminář</dd></div><dt>Bez údaje</dt></dl>", "Druh: Seminář · Bez údaje"),
        ("<ul><li>skla</li><li>lasery</li></ul>", "skla · lasery"),
        ("<table><tr><td>čočky</td><td>lasery</td></tr></table>", "čočky · lasery"),
        ("<p>39</p><p>členů</p>", "39 členů"),
        ('<pre><code><span>a</span><span>=1</span></code></pre>', "a=1"),
        ('<p>Text</p><button type="button" hidden>Kopírovat</button>'
         '<a class="more" href="./">Vše</a><a class="button" href="./">Zpět</a>', "Text"),
    ],
)  # fmt: skip
def test_a_snippet_is_made_of_sentences_and_separate_fields(body: str, text: str) -> None:
    assert entries(body)[0]["text"] == text


def test_the_time_that_reading_takes_is_not_found(miniature: Path) -> None:
    index = json.loads((miniature / "search" / "search_index.json").read_text("utf-8"))

    [report] = [each["text"] for each in index["docs"] if each["location"] == "news/light-day-report/"]
    assert not re.search("čtení", report)


def test_the_index_has_words_as_people_type_them() -> None:
    body = typeset_html(
        "<p>v&nbsp;Brně 26.–29. 4. o&shy;pti&#8203;ka &quot;R&amp;D&quot; O&#39;Brien</p>", "cs"
    )

    assert entries(body)[0]["text"] == 'v Brně 26.–29. 4. optika "R&D" O\'Brien'


FOUND = {
    "R&D den": ["R&D", "r&d", '"R&D"', "„R&D“", "R&D den"],
    "Kurz (C++), C# a .NET": ["C++", "C#", ".NET", "NET", "(C++)"],
    "Výklad § 5 zákona": ["§ 5", "§5", "§\u00a05"],
    "Sleva 5 % při 10 °C": ["5 %", "5%", "10 °C", "10°C"],
    "Přednáší M. R. Novák": ["M. R. Novák", "M.\u00a0R.\u00a0Novák", "Novák", "novak"],
    "Setkání O’Brien a D'Artagnan": ["O'Brien", "O’Brien", "D’Artagnan", "Brien"],
    "Nováková-Dvořáková, Müller‑Lüdenscheidt": [
        "Nováková-Dvořáková", "Nováková–Dvořáková", "Dvořáková", "Müller-Lüdenscheidt", "Lüdenscheidt"
    ],
    "Veletrh 26.–29. 4. v Uherském Brodě": ["26.–29. 4.", "v Uherském Brodě", '"Uherském Brodě"'],
    "Ne\u00adob\u00adhospo\u00addařo\u00advatelný „objekt“": ["neobhospodařovatelný", "objekt"],
    "Pište na info@hranol.example": ["info@hranol.example", "hranol.example"],
    "Sezona 2021/2022": ["2021/2022", "202"],
    "AT&T a <b>": ["AT&T", "<b>"],
}  # fmt: skip
"""What a visitor types to find a text."""


# ---- Words and their stems ----------------------------------------------------------------------------


def stems_in(text: str, language: str) -> str:
    return stems.stems_in([text.encode()], language)


def test_the_forms_of_a_word_have_one_stem_in_its_language() -> None:
    assert stems_in("Mikroskop, mikroskopem; mikroskopu", "cs") == "mikroskop em u"
    assert stems_in("optika optice Märkte Markt", "cs").splitlines()[-1].startswith("optik")
    assert stems_in("Märkte Markt", "de") == "markt e"
    assert stems_in("lasers laser lasing", "en").splitlines() == ["lase =lasing", "laser s"]


def test_a_language_without_a_stemmer_is_searched_by_the_beginnings_of_words() -> None:
    assert stems_in("mikroskop mikroskopom", "hr") == ""


FORMS = {
    "fr": "membre membres; optique optiques; européen européenne européens; recherche recherches",
    "pl": "mikroskop mikroskopu mikroskopem; laser lasera laserem; klaster klastera; przemysł przemysłu",
    "sk": "člen člena členovi členom členovia členov členoch; optika optiky optike optiku optikou;"
    " univerzita univerzity univerzite univerzitu univerzitou univerzít univerzitám univerzitách;"
    " podujatie podujatia podujatiu podujatí podujatím podujatiach; výskum výskumu výskume výskumom;"
    " prístroj prístroja prístroju prístrojom prístroje prístrojov prístrojoch;"
    " presný presného presnému presnom presným presná presnej presnú presnou presné presných presnými;"
    " škola školy škole školu školou škôl školám školách; Bratislava Bratislave Bratislavou;"
    " seminár seminára seminári seminárom semináre seminárov; spolupráca spolupráce spolupráci spoluprácou",
}
"""Forms of words by language, those of one word after another."""


@pytest.mark.parametrize(("language", "forms"), FORMS.items())
def test_the_forms_of_a_word_share_a_stem_and_other_words_do_not(language: str, forms: str) -> None:
    stem_of = {
        line.split(" ")[0] + ending if ending[0] != "=" else ending[1:]: line.split(" ")[0]
        for line in stems_in(forms, language).splitlines()
        for ending in line.split(" ")[1:]
    }
    stems = [
        {stem_of.get(folded(word), folded(word)) for word in group.lower().split()}
        for group in forms.split(";")
    ]

    assert [found for found in stems if len(found) > 1] == []
    assert len({stem for found in stems for stem in found}) == len(stems)


LETTERS = {
    "Łódź": "lodz", "Ørsted": "orsted", "Đorđe": "dorde", "Işık": "isik", "Æther": "aether",
    "Œuvre": "oeuvre", "Cœur": "coeur", "Français": "francais", "Ľúbosť": "lubost", "Vŕba": "vrba",
    "Kôň": "kon", "Źdźbło": "zdzblo", "Ąćęń": "acen",
    "Weiß": "weiss", "Þór": "thor", "ČOČKA": "cocka", "Größe": "grosse",
}  # fmt: skip


@pytest.mark.parametrize(("word", "typed"), LETTERS.items())
def test_letters_are_folded_as_people_without_them_type_them(word: str, typed: str) -> None:
    assert folded(word.lower()) == typed


def test_the_scripts_that_search_fold_letters_as_the_build_does() -> None:
    line = ", ".join(f'{letter}: "{typed}"' for letter, typed in LETTERS_OF_ALL.items())
    signs = "".join(LETTERS_OF_ALL)

    for name in ("search-engine", "filters", "directory"):
        script = (ROOT / "hooks/cluster/theme/assets" / f"{name}.js").read_text("utf-8")
        assert f"const LETTERS = {{ {line} }}" in script
        assert f"[{signs}]/g, (letter) => LETTERS[letter]" in script


# ---- What visitors call things ------------------------------------------------------------------------

SYNONYMS = """
synonyms:
  - {words: "tábor, letní škola", page: events/optics-school.md}
  - {words: {cs: OPTAK, de: OPTAKT}, means: OP TAK}
"""


def test_editors_name_a_page_or_words_in_other_words() -> None:
    version = version_on(changes={"data/search.yaml": SYNONYMS})

    assert names_of(version, pages(version))["events/optics-school/"] == ["tábor", "letní škola"]
    assert meanings_of(version) == [Meaning(("OPTAK",), "OP TAK")]
    assert meanings_of(version_on(changes={"data/search.yaml": SYNONYMS}, language="de"))[0].words == (
        "OPTAKT",
    )


def test_pages_that_every_cluster_has_are_found_by_the_usual_words() -> None:
    for language, word in (("cs", "novinář"), ("en", "journalist"), ("de", "Journalist")):
        version = version_on(language=language)
        assert word in names_of(version, pages(version))["press/"]


def test_editors_name_a_section_of_a_page() -> None:
    entry = "synonyms:\n  - {words: výbor, page: about.md#organs}\n"
    version = version_on(changes={"data/search.yaml": entry})

    assert names_of(version, pages(version))["about/#organs"] == ["výbor"]


def test_a_page_that_a_cluster_does_not_have_is_not_named() -> None:
    version = version_on()

    assert names_of(version, ["about/"]).keys() == {"about/"}


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ("{words: tábor}", "synonym: 'tábor' needs either 'page' (a file of docs/) or 'means' (words"),
        ("{words: a, page: press.md, means: b}", "synonym: 'a' needs either 'page'"),
        ("{words: a, page: pres.md}", "synonym: there is no page 'pres.md'; did you mean 'press.md'?"),
        ("{words: a, page: x}", "synonym: there is no page 'x'; write its file in docs/, such as"),
        ("{word: a, words: a, page: press.md}", "unknown field 'word'; did you mean 'words'?"),
    ],
)  # fmt: skip
def test_a_synonym_that_leads_nowhere_is_refused_with_its_line(entry: str, problem: str) -> None:
    found = problems_of({"data/search.yaml": f"synonyms:\n  - {entry}\n"})

    assert found[0].startswith("data/search.yaml:2: ")
    assert problem in found[0]


def test_pages_that_only_lead_to_others_are_not_found() -> None:
    version = version_of(site_of())
    found = {address for address, page in pages(version).items() if entries_of(page, "<p>Text</p>")}

    assert {"events/", "news/", "about/"} <= found
    assert not any(re.fullmatch(r"events/\d{4}-\d\d/", address) for address in found)


# ---- In the browser -----------------------------------------------------------------------------------

Found = Callable[..., list[str]]


@pytest.fixture(scope="module")
def blank(chromium: Any, miniature: Path) -> Iterator[Any]:
    """A page of the miniature, in which the search's code can run."""
    with serve(miniature) as address:
        page = chromium.new_page()
        page.goto(f"{address}about/")
        serve_engine(page)
        yield page
        page.close()


@pytest.fixture
def found(blank: Any) -> Found:
    """The titles that a query finds among pages with given titles and texts."""

    def asked(
        query: str,
        docs: Mapping[str, str],
        language: str = "cs",
        names: Mapping[str, Sequence[str]] | None = None,
        meanings: Sequence[Meaning] = (),
    ) -> list[str]:
        entries = [
            json.dumps({"location": f"{number}/", "title": title, "text": text}, ensure_ascii=False).encode()
            for number, (title, text) in enumerate(docs.items())
        ]
        index = json.loads(index_of(entries, words(language), names or {}, meanings))
        script = """async ([index, query]) => {
            const { Index } = await import("/assets/search-engine.js");
            return new Index(index).search(query).map(({ page }) => page.title);
        }"""
        return list(blank.evaluate(script, [index, query]))

    return asked


@pytest.mark.parametrize(("query", "title"), [(each, title) for title, all in FOUND.items() for each in all])
def test_a_visitor_finds_what_stands_on_the_page(found: Found, query: str, title: str) -> None:
    titles = [each.replace("\u00ad", "") for each in FOUND]

    assert found(query, dict.fromkeys(titles, "Text."))[0] == title.replace("\u00ad", "")


def test_a_word_is_not_taken_for_a_shorter_one_with_which_it_only_begins(found: Found) -> None:
    assert found("projekt", {"Pro média": "", "Projekt": ""}) == ["Projekt"]


def test_initials_do_not_find_every_word_that_begins_with_them(found: Found) -> None:
    assert found("M. Novák", {"M. Novák": "", "Mikroskop": "", "Optika": ""}) == ["M. Novák"]


@pytest.mark.parametrize(
    ("language", "query", "title"),
    [
        ("cs", "mikroskopu", "Mikroskopem k čočkám"),
        ("cs", "vojenskou optiku", "Vojenská optika"),
        ("cs", "mediim", "Pro média"),
        ("cs", "Olomoucí", "Setkání v Olomouci"),
        ("cs", "Dni světla", "Den světla"),
        ("de", "Traegern", "Für Träger"),
        ("de", "Fotonik", "Photonik"),
        ("de", "Laserlabore", "Unser Laser"),
        ("de", "Technik", "Messtechnik"),
        ("en", "journalists", "For a journalist"),
        ("en", "Lodz", "Lenses of Łódź"),
        ("fr", "oeuvres", "Mise en œuvre"),
        ("fr", "européennes", "Projet européen"),
        ("pl", "lodzi", "Optyka w Łodzi"),
        ("pl", "mikroskopami", "Mikroskop"),
        ("sk", "členmi", "Člen klastra"),
        ("sk", "vedeckych podujatiach", "Vedecké podujatie"),
    ],
)
def test_a_word_is_found_in_any_form(found: Found, language: str, query: str, title: str) -> None:
    others = {"Plan": "plan", "Andere": "andere", "Jiné": "jiné", "Some": "some"}

    assert found(query, {**others, title: ""}, language) == [title]


@pytest.mark.parametrize(
    "typed", ["spektroskope", "spektoskop", "spektrroskop", "spekrtoskop", "spaktroskop"]
)
def test_one_typing_error_is_forgiven(found: Found, typed: str) -> None:
    assert found(typed, {"Spektroskop": "", "Laser": ""}) == ["Spektroskop"]


def test_a_typing_error_in_an_inflected_word_is_forgiven(found: Found) -> None:
    assert found("spekrtoskopu", {"Spektroskop": "", "Laser": ""}) == ["Spektroskop"]


def test_nobody_finds_by_two_errors_what_he_did_not_mean(found: Found) -> None:
    assert found("spkrtoskop", {"Spektroskop": "", "Laser": ""}) == []


def test_a_page_with_the_title_comes_before_those_that_only_name_it(found: Found) -> None:
    docs = {"Zprávy o čočkách": "čočky", "O čočkách a zrcadlech": "čočky čočky čočky", "Čočky": ""}

    assert found("čočky", docs)[0] == "Čočky"


def test_words_beside_each_other_count_more(found: Found) -> None:
    docs = {"A": "světlo a optika ve škole, den poté", "B": "letní škola optiky je den a světlo", "C": "x"}

    assert found("škola optiky", docs) == ["B", "A"]
    assert found('"škola optiky"', docs) == ["B"]


def test_what_visitors_call_a_page_counts_like_its_title(found: Found) -> None:
    docs = {"Jak psát novinářům": "novináři", "Pro média": "Loga."}

    assert found("novinář", docs, names={"1/": ["novinář"]})[0] == "Pro média"


def test_who_asks_for_what_a_page_is_called_gets_no_longer_words(found: Found) -> None:
    docs = {"Spolupráce": "", "Logo ke stažení": ""}

    assert found("staz", docs, names={"0/": ["stáž"]}) == ["Spolupráce"]
    assert found("staz", docs) == ["Logo ke stažení"]


def test_a_synonym_finds_what_it_means_and_itself(found: Found) -> None:
    docs = {"OP TAK: výzva": "", "Staré OPTAK": "", "Jiné": "tak"}

    meant = found("výzvy OPTAK", docs, meanings=[Meaning(("OPTAK",), "OP TAK")])

    assert meant[:2] == ["OP TAK: výzva", "Staré OPTAK"]


def test_a_language_without_a_stemmer_still_finds_other_endings(found: Found, blank: Any) -> None:
    script = """async () => {
        const { Index } = await import("/assets/search-engine.js");
        const docs = ["Mikroskop", "Laser"].map((title) => ({ location: title, title, text: "" }));
        return new Index({ docs }).search("mikroskopom").map(({ page }) => page.title);
    }"""

    assert blank.evaluate(script) == ["Mikroskop"]


def test_build_and_browser_fold_words_alike(blank: Any) -> None:
    script = """async (all) => (await import("/assets/search-engine.js")).words(all.join(" "))"""

    assert blank.evaluate(script, [*LETTERS]) == [*LETTERS.values()]


def test_a_snippet_is_the_sentence_with_the_words_cut_between_words(blank: Any) -> None:
    text = "První věta. " + "Dlouhá věta o jiných věcech " * 12 + "a o hranolech na konci. Poslední věta."
    script = """async (text) => {
        const { Index, excerpt } = await import("/assets/search-engine.js");
        const index = new Index({ docs: [{ location: "", title: "Nic", text, about: "O čem to je." }] });
        return ["hranolech", "nic"].map((query) => excerpt(index.search(query)[0]));
    }"""

    [around, about] = blank.evaluate(script, text)

    assert about == "O čem to je."
    assert around.startswith("… ")
    assert around.endswith("hranolech na konci.")
    assert set(around.split()[1:]) <= set(text.split())
    assert len(around) < 190


ANSWERS = """async ([docs, query, names]) => {
    const { Index, excerpt } = await import("/assets/search-engine.js");
    const index = new Index({ docs, names: names || {} });
    return index.search(query).map((each) => [each.section.location, excerpt(each)]);
}"""
"""Where the answers to a query lead, and what is shown of them."""


def test_a_name_of_a_section_leads_to_the_section_with_its_sentence(blank: Any) -> None:
    docs = [
        {"location": "a/", "title": "Spolupráce", "about": "Kde začít.", "text": ""},
        {"location": "a/#firms", "title": "Pro firmy", "text": "Co si můžete půjčit."},
        {"location": "a/#students", "title": "Pro studenty", "text": "Kde se obor učí."},
    ]

    [answer] = blank.evaluate(ANSWERS, [docs, "stáž", {"a/#students": ["stáž", "praxe"]}])

    assert answer == ["a/#students", "Kde se obor učí."]


def test_other_names_of_a_thing_are_found_but_not_shown(blank: Any) -> None:
    docs = [
        {
            "location": "a/",
            "title": "PALS",
            "about": "A strong laser.",
            "text": "",
            "also": "Pulzní, Hochleistung",
        }
    ]

    assert blank.evaluate(ANSWERS, [docs, "Hochleistung", None]) == [["a/", "A strong laser."]]


def test_a_sentence_of_several_pages_counts_for_the_one_about_the_thing(blank: Any) -> None:
    said = "Připravíme společný projekt na výzkum nových čoček."
    docs = [
        {"location": "plan/", "title": "Plán", "text": said, "boost": 2.5},
        {"location": "report/", "title": "Zpráva", "text": said, "boost": 2.5},
        {"location": "goal/", "title": "Spolupráce", "text": said, "kind": "Cíl"},
        {"location": "news/", "title": "Jiné", "text": "Jeden projekt skončil.", "kind": "Aktualita"},
    ]

    answers = [location for location, _ in blank.evaluate(ANSWERS, [docs, "projekt", None])]

    assert answers[:2] in (["goal/", "news/"], ["news/", "goal/"])
    assert {*answers[2:]} == {"plan/", "report/"}


def test_what_a_list_is_called_finds_the_things_in_it_after_the_list(blank: Any) -> None:
    docs = [
        {"location": "plan/", "title": "Plán", "text": "Projekty, projekty, projekty.", "boost": 2.5},
        {
            "location": "p/laser/",
            "title": "Velmi dlouhý název laseru",
            "text": "",
            "above": "Projekty",
            "kind": "Projekt",
        },
        {"location": "p/", "title": "Projekty", "text": "", "boost": 2.5},
    ]

    answers = [location for location, _ in blank.evaluate(ANSWERS, [docs, "projekty", None])]

    assert answers == ["p/", "p/laser/", "plan/"]
