"""A message names the real cause: the line to mend, and what its editor most likely meant."""

import pytest
from cluster.reading.yaml_tree import Node, read_tree
from support.sources import miniature, problems_of, site_of

EVENT = "docs/events/day.md"


def told(lines: str, file: str = EVENT) -> list[str]:
    """What is wrong with an event of these lines of front matter, without the name of the file."""
    found = problems_of({file: f"---\n{lines}\nwhen: 2022-05-05\nkind: workshop\n---\n"})
    return [each.removeprefix(f"{file}:") for each in found]


QUOTE = "2: invalid YAML: put quotes around a text that starts with "


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("title: A\nfee:{price: 0}", "3: event 'day': unknown field 'fee:{price'; {}: 'fee: {price: 0}'"),
        ("title: A\ntags:[a, b]", "3: invalid YAML: {}: 'tags: [a, b]'"),
        ("title: A\nfee: {price:5}", "3: event 'day': fee: unknown field 'price:5'; {}: 'price: 5'"),
        (
            "title: A\nregistration: {deadline: 2022-05-01, link:https://example.org/a}",
            "3: event 'day': registration: unknown field 'link:https://example.org/a'; "
            "{}: 'link: https://example.org/a'",
        ),
        (
            "title: A\nregistration:\n  email:a@example.org\n  deadline:2022-05-01",
            "4: event 'day': registration: expected a mapping (key: value), found a text; "
            "{}: 'email: a@example.org'",
        ),
        (
            "title: {cs:Den, en: Day}",
            "2: event 'day': title: unknown language 'cs:Den'; {}: 'cs: Den'",
        ),
        (
            "title:\n  cs:Den\n  en:Day",
            "3: event 'day': title: expected a mapping (key: value), found a text; {}: 'cs: Den'",
        ),
    ],
)
def test_a_missing_space_after_a_colon_is_told_alone(lines: str, message: str) -> None:
    assert told(lines) == [message.replace("{}", "write a space after the colon")]


def test_a_missing_space_after_a_colon_of_a_translation_is_told() -> None:
    whole = "---\ntitle: Den\nwhen: 2022-05-05\nkind: workshop\n---\n"
    found = problems_of({EVENT: whole, "docs/events/day.en.md": "---\ntitle:{en: Day}\n---\n"})

    assert [each.partition("unknown field ")[2] for each in found] == [
        "'title:{en'; write a space after the colon: 'title: {en: Day}'"
    ]


@pytest.mark.parametrize(
    ("text", "line", "comment"),
    [
        ("pillars: ['#c8431a', #2b4f9e]\n# the end\n", 1, "#2b4f9e"),
        ('a: b\npillars: ["#c8431a", #2b4f9e / #2b4f9f]\nc: {d: e}\nf:\n  - g: h\n', 2, "#2b4f9e / #2b4f9f"),
        ("pillars: ['#c8431a',\n  #2b4f9e]\nc: d\n", 2, "#2b4f9e"),
        ("- {id: a, color: #2b4f9e}\n- {id: b}\n", 1, "#2b4f9e"),
        ("tags: ['a [', \"it's\", #b]\nc: d\n", 1, "#b"),
        ("a: [\n  b, # first\n  c, # second]\nd: e\n", 3, "# second"),
        ("title: {pl: Dzień #5, en: Day #5}\nc: d\n", 1, "#5"),
    ],
)
def test_a_comment_that_swallows_the_end_of_a_list_or_mapping_is_told_with_its_line(
    text: str, line: int, comment: str
) -> None:
    what = "the colour" if comment.startswith("#2b4f9e") else "a text with ' #'"

    [problem] = read_tree(text, file="x.yaml")[1]

    told = f"x.yaml:{line}: invalid YAML: '{comment}' is read as a comment; put quotes around {what}"
    assert str(problem) == told


@pytest.mark.parametrize(
    "text",
    [
        "a: [\n  b, # as in [1]\n  c]\n- d\n",
        "a: b # as in [1\n- d\n",
        "a: [b] # as in [1\n- d\n",
    ],
)
def test_a_comment_with_a_bracket_is_not_the_cause_of_what_is_wrong_further_down(text: str) -> None:
    [problem] = read_tree(text, file="x.yaml")[1]

    assert "comment" not in str(problem)


@pytest.mark.parametrize(
    "written",
    [
        "office(at)day.example",
        "office [at] day [dot] example",
        "office @ day.example",
        "office @day.example",
        "office at day.example",
        "Office <office@day.example>",
        "mailto:office@day.example",
    ],
)
def test_an_address_that_is_hidden_from_robots_or_has_spaces_is_told_as_it_is(written: str) -> None:
    [problem] = told(f"title: A\nregistration: {{email: '{written}'}}")

    assert problem.endswith(f"expected an e-mail address, found '{written}'; write office@day.example")


@pytest.mark.parametrize("written", ["office at day", "a@day.example, b@day.example", "ask at the office"])
def test_what_may_be_no_address_is_told_without_one(written: str) -> None:
    [problem] = told(f"title: A\nregistration: {{email: '{written}'}}")

    assert problem.endswith(f"expected an e-mail address, found '{written}'")


def test_the_value_of_a_field_may_have_a_colon_without_a_space() -> None:
    assert told("title: 'Den:noc'\nplace: Sál en:gros\nfee: x") == [
        "4: event 'day': fee: expected a mapping (key: value), found a text; write {price: …}"
    ]


A = "https://example.org/a"
LINK = "4: event 'day': online_link: expected a web address (https://…), found "


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        # a text that YAML takes for something else
        ("title: @cluster", f"{QUOTE}'@'"),
        ("title: `code`", f"{QUOTE}'`'"),
        ("title: %", f"{QUOTE}'%'"),
        ("title: *Nový* člen", f"{QUOTE}'*'"),
        ("title: &R&D", f"{QUOTE}'&'"),
        ("title: [Zrušeno] Den", f"{QUOTE}'['"),
        ("title: {a} Den", f"{QUOTE}'{{'"),
        ("title: > 30 členů", f"{QUOTE}'>'"),
        ("title: | Den", f"{QUOTE}'|'"),
        ("title: - Den", f"{QUOTE}'-', or the entries of a list on lines of their own"),
        ("title: ? Den", f"{QUOTE}'?'"),
        (
            "title: &den Den",
            "2: anchors (&den) are not supported; put quotes around a text that starts with '&'",
        ),
        ("title: ! Den", "2: put quotes around a text that starts with '!'"),
        (
            'title: "Den" optiky',
            "2: invalid YAML: the text goes on after the closing quote; put ' around the whole text",
        ),
        # quotes and brackets that stay open: the line that opens them
        (
            'title: "Den\nsummary: Den',
            "2: invalid YAML: found unexpected end of stream; a closing quote is missing",
        ),
        (
            "title: Den\nlanguages: [cs, en",
            "3: invalid YAML: did not find expected ',' or ']'; a closing ] is missing",
        ),
        # blanks that look like spaces
        (
            "title:\u00a0Den",
            "2: invalid YAML: found a no-break space (U+00A0) after the :; write plain spaces",
        ),
        (
            "title: Den\nfee:\n\tprice: 0",
            "4: invalid YAML: found a tab (U+0009) in the indentation; write plain spaces",
        ),
        # a line in another column
        (
            "title: Den\n  place: Olomouc",
            "3: invalid YAML: mapping values are not allowed in this context; "
            "start the entries of a list or mapping in the same column",
        ),
        # a comment that cuts a text
        (
            "title: {cs: Den #5, en: Day}",
            "2: invalid YAML: '#5' is read as a comment; put quotes around a text with ' #'",
        ),
        (
            "title: [#a3361f, '#2f6f6a']",
            "2: invalid YAML: '#a3361f' is read as a comment; put quotes around the colour",
        ),
        (
            "title: Den #5 optiky",
            "2: event 'day': title: '#5 optiky' is read as a comment; "
            "put quotes around the text, or the comment on a line of its own",
        ),
        (
            "title: Den # 5",
            "2: event 'day': title: '# 5' is read as a comment; "
            "put quotes around the text, or the comment on a line of its own",
        ),
        (
            "title: #5",
            "2: event 'day': 'title' is empty; write a value; put quotes around '#5', as # starts a comment",
        ),
        # web addresses
        (
            f"title: Den\nonline: true\nonline_link: {A} b",
            f"{LINK}'{A} b'; an address has no spaces, write {A}%20b",
        ),
        (
            f"title: Den\nonline: true\nonline_link: {A}<b>",
            f"{LINK}'{A}<b>'; an address has no <, write %3C instead",
        ),
        (
            "title: Den\nonline: true\nonline_link: www.example.org/a",
            f"{LINK}'www.example.org/a'; write https://www.example.org/a",
        ),
        (
            "title: Den\nonline: true\nonline_link: http:/example.org",
            f"{LINK}'http:/example.org'; write https://example.org",
        ),
        (
            "title: Den\nonline: true\nonline_link: me@example.org",
            f"{LINK}'me@example.org'; it is an e-mail address, which a link cannot be",
        ),
        (
            "title: Den\nonline: true\nonline_link: https://example",
            f"{LINK}'https://example'; after https:// comes a host such as example.org",
        ),
        # words and numbers in another form
        (
            "title: Den\nonline: yes",
            "3: event 'day': online: expected true or false, found 'yes'; write true",
        ),
        (
            "title: Den\nonline: Off",
            "3: event 'day': online: expected true or false, found 'Off'; write false",
        ),
        (
            "title: Den\noutcome: {attendance: 1 200}",
            "3: event 'day': outcome: attendance: expected a whole number greater than zero, found '1 200'; "
            "write 1200",
        ),
        (
            "title: Den\noutcome: {attendance: 012}",
            "3: event 'day': outcome: attendance: expected a whole number, found '012'; "
            "write it without the zero in front",
        ),
    ],
)
def test_a_message_names_the_cause(lines: str, message: str) -> None:
    assert told(lines)[0] == message


@pytest.mark.parametrize(
    ("lines", "line", "name"),
    [
        ("title: Den\n\u00a0 place: Olomouc", 3, "place"),
        ("\u200btitle: Den", 2, "title"),
        ("title: Den\nfee:\n  \u2003price: 0", 4, "price"),
        ("title: Den\nspeakers:\n  -\u00a0name: Jan\n    link: https://jan.example/", 4, "name"),
    ],
)
def test_a_blank_that_only_looks_like_the_indentation_is_named(lines: str, line: int, name: str) -> None:
    first = told(lines)[0]

    assert first.startswith(f"{line}: found a ")
    assert first.endswith(f" beside the key '{name}'; write plain spaces")


@pytest.mark.parametrize(
    "text", ["|\n  Barva:\n  #a3361f\n  je červená.", '"Barva\n  #a3361f\n  je červená."']
)
def test_a_colour_in_a_text_is_no_comment(text: str) -> None:
    root, problems = read_tree(f"title: {text}\nplace: Brno\n", file="data/x.yaml")

    assert problems == []
    assert isinstance(root, Node)
    assert isinstance(root.value, dict)
    assert "#a3361f" in str(root.value["title"].value)


def test_a_comment_beside_a_value_stays_a_comment() -> None:
    plan = miniature()["data/plan.yaml"].decode().replace("number: 2", "number: 2 # as agreed")
    event = "---\ntitle: Den  # working title\nwhen: 2022-05-05 # to be confirmed\nkind: workshop\n---\n"

    site = site_of({"data/plan.yaml": plan, EVENT: event})

    assert str(next(each for each in site.events if each.id == "day").title.best(("cs",))) == "Den"


@pytest.mark.parametrize(
    "empty", ["", " ~", " null", " # later", "   # a comment beside what is to be written"]
)
@pytest.mark.parametrize("key", ["place", "registration", "pillars", "online", "time_zone", "embargo"])
def test_a_key_without_a_value_is_refused(key: str, empty: str) -> None:
    cut = "; put quotes around '# later', as # starts a comment" if empty == " # later" else ""

    assert told(f"title: Den\n{key}:{empty}") == [
        f"3: event 'day': '{key}' is empty; write a value, or delete the key{cut}"
    ]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("title: {cs: Den, en: }", "2: event 'day': title (en) is empty; write a value, or delete the key"),
        ("title: {cs: ~, en: Day}", "2: event 'day': title (cs) is empty; write a value"),
        ("title: ~", "2: event 'day': 'title' is empty; write a value"),
        ("title: Den\nfurther_dates: [~]", "3: event 'day': further_dates: expected a text, found nothing"),
        (
            "title: Den\nregistration: {}",
            "3: event 'day': registration: empty mapping; write a value, or delete the key",
        ),
        ("title: ''", "2: event 'day': title: empty text"),
    ],
)
def test_no_empty_value_is_ignored(lines: str, message: str) -> None:
    assert told(lines) == [message]


def test_an_empty_value_of_a_translation_is_refused() -> None:
    found = problems_of({"docs/events/light-day.en.md": "---\ntitle: ~\n---\nText.\n"})

    assert found == [
        "docs/events/light-day.en.md:2: translation: 'title' is empty; write a value, or delete the key"
    ]


@pytest.mark.parametrize("year", ["207", "20227", "0207", "2022 "])
def test_the_year_of_a_plan_is_one_that_can_be_meant(year: str) -> None:
    plan = miniature()["data/plan.yaml"].decode().replace("year: 2022", f"year: {year}")

    if year.strip() == "2022":
        site_of({"data/plan.yaml": plan})
    else:
        assert problems_of({"data/plan.yaml": plan})[0].endswith(
            f"plan: year: expected a year (1800–2199), found '{year}'"
        )


HEAD = "title: Stránka\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"---\n{HEAD}\nText.\n", "the head opens with --- but no line with --- closes it"),
        (
            f"\n---\n{HEAD}---\nText.\n",
            "the line --- that opens the head must be the first of the file, without spaces",
        ),
        (
            f" ---\n{HEAD}---\nText.\n",
            "the line --- that opens the head must be the first of the file, without spaces",
        ),
        (f"—\n{HEAD}—\nText.\n", "a head opens with --- (three hyphens), found '—'"),
        (f"----\n{HEAD}----\nText.\n", "a head opens with --- (three hyphens), found '----'"),
        (f"{HEAD}---\nText.\n", "the line --- above 'title: Stránka' is missing"),
    ],
)
def test_a_head_without_its_lines_is_refused_and_not_published(text: str, message: str) -> None:
    assert problems_of({"docs/page.md": text}) == [f"docs/page.md:1: {message}"]


def test_a_head_that_runs_into_the_text_asks_for_its_end() -> None:
    [problem] = problems_of({"docs/page.md": f"---\n{HEAD}\nText, který pokračuje.\n\n---\n\nDále.\n"})

    assert problem.startswith("docs/page.md:4: invalid YAML: ")
    assert problem.endswith("; is the line --- that ends the head missing above?")


def test_a_text_without_a_head_may_open_with_a_rule_or_a_word_with_a_colon() -> None:
    site_of({"docs/page.md": "***\n\nText.\n", "docs/other.md": "poznámka: text\n\nText.\n"})


@pytest.mark.parametrize(
    ("encoding", "line", "message"),
    [
        ("utf-16", 1, "the file is in UTF-16; save it with UTF-8 encoding"),
        ("utf-16-le", 1, "the file is in UTF-16; save it with UTF-8 encoding"),
        (
            "cp1250",
            2,
            "not valid UTF-8 (in older encodings of Windows it reads 'title: Stránka'); "
            "save the file with UTF-8 encoding",
        ),
    ],
)
def test_a_file_in_another_encoding_is_refused(encoding: str, line: int, message: str) -> None:
    text = f"---\n{HEAD}---\nText.\n".encode(encoding)

    assert problems_of({"docs/page.md": text}) == [f"docs/page.md:{line}: {message}"]


@pytest.mark.parametrize(
    ("title", "encoding", "read"),
    [
        ("Soirée", "cp1252", "'title: Soirée'"),
        ("Très tôt", "cp1252", "'title: Trčs tôt' or 'title: Très tôt'"),
        ("Příští", "cp1250", "'title: Příští' or 'title: Pøíští'"),
    ],
)
def test_a_text_is_shown_as_each_encoding_of_windows_has_it(title: str, encoding: str, read: str) -> None:
    [problem] = problems_of({"docs/page.md": f"---\ntitle: {title}\n---\nText.\n".encode(encoding)})

    assert f"in older encodings of Windows it reads {read})" in problem


def test_a_mark_of_utf_8_and_the_line_ends_of_windows_change_nothing() -> None:
    text = f"---\n{HEAD}---\nText.\n\nDalší.\n"

    def page(raw: bytes) -> object:
        return next(each.bodies for each in site_of({"docs/page.md": raw}).text_pages if each.id == "page")

    assert page(text.replace("\n", "\r\n").encode("utf-8-sig")) == page(text.encode())


def test_a_file_with_the_default_language_in_its_name_is_told_its_name() -> None:
    assert problems_of({"docs/news/x.cs.md": f"---\n{HEAD}---\n"}) == [
        "docs/news/x.cs.md:1: name it docs/news/x.md, as cs is the default language"
    ]
