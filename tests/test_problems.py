"""An editor is told what is wrong, where, and what is allowed: all problems at once, never a traceback."""

from typing import Any

import pytest
from cluster.problems import Invalid, Place, Problem, suggestion
from cluster.reading.yaml_tree import MOST_BYTES
from support.sources import cases, miniature, others, problems_of, read, site_of


@pytest.mark.parametrize("case", cases("plan.yaml"))
def test_a_wrong_plan_is_refused(case: dict[str, Any]) -> None:
    plan = miniature()["data/plan.yaml"].decode()
    assert plan.count(case["replace"]) == 1

    found = problems_of({"data/plan.yaml": plan.replace(case["replace"], case["by"])})

    assert found == case["problems"]


@pytest.mark.parametrize("case", cases("docs.yaml"))
def test_a_wrong_file_is_refused(case: dict[str, Any]) -> None:
    assert problems_of({case["file"]: case["content"]}) == case["problems"]


def test_of_many_problems_of_a_kind_in_a_file_the_first_are_shown_and_the_others_counted() -> None:
    said = (f"word_{n}: empty; in English 'It's {n}'" for n in range(50))
    alike = [Problem(Place("words/es.yaml", 2 * n), each) for n, each in enumerate(said)]
    other = Problem(Place("words/es.yaml", 999), "unknown key 'x'; delete it")
    few = [Problem(Place("words/nl.yaml", n), f"word_{n}: empty; in English 'A'") for n in range(30)]

    lines = str(Invalid([*alike, other, *few])).split("\n")

    assert lines[:20] == [str(each) for each in alike[:20]]
    assert lines[20:22] == ["words/es.yaml: … and 30 more like these", str(other)]
    assert lines[22:] == [str(each) for each in few]


def test_the_miniature_itself_is_in_order() -> None:
    site_of()


@pytest.mark.parametrize("file", ["data/plan.yaml", "docs/news/old-news.md"])
def test_a_file_that_is_not_utf_8_is_refused(file: str) -> None:
    text = miniature()[file].decode()
    windows = text.replace("🔭", "").encode("cp1250", errors="replace")
    first = next(number for number, line in enumerate(text.split("\n"), 1) if not line.isascii())

    [problem] = problems_of({file: windows})
    assert problem.startswith(f"{file}:{first}: not valid UTF-8 (in older encodings of Windows it reads '")
    assert problem.endswith("'); save the file with UTF-8 encoding")


def test_a_plan_of_fifty_megabytes_is_refused_unread() -> None:
    huge = b"# " + b"x" * 50_000_000

    assert problems_of({"data/plan.yaml": huge}) == [
        f"data/plan.yaml:1: the file is too large: 50 MB (limit: {MOST_BYTES // 1_000_000} MB)"
    ]


def test_an_anchor_bomb_does_not_explode() -> None:
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 40)]

    found = problems_of({"data/plan.yaml": "\n".join(lines)})

    assert any(each.startswith("data/plan.yaml:2: aliases (*a0) are not supported; ") for each in found)


def test_what_is_nested_without_end_is_refused() -> None:
    found = problems_of({"data/plan.yaml": "year: " + "[" * 50_000})

    assert found == ["data/plan.yaml:1: nested more than 20 levels deep"]


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\x85"])
def test_a_raw_control_character_is_named_with_its_line(character: str) -> None:
    plan = miniature()["data/plan.yaml"].decode().replace("cs: Zrcadla", f"cs: Zrca{character}dla")

    found = problems_of({"data/plan.yaml": plan})

    assert len(found) == 1
    assert found[0].startswith("data/plan.yaml:42: ")
    assert f"U+{ord(character):04X}" in found[0]


def test_a_control_character_in_a_text_of_docs_is_named_with_its_line() -> None:
    news = miniature()["docs/news/old-news.md"].decode().replace("Text zprávy", "Text \x07zprávy")

    assert problems_of({"docs/news/old-news.md": news}) == [
        "docs/news/old-news.md:6: invisible character U+0007; delete it"
    ]


def test_problems_of_all_files_are_told_at_once_in_their_order() -> None:
    files = miniature()
    found = problems_of(
        {
            "data/plan.yaml": files["data/plan.yaml"].decode().replace("number: 2", "numbr: 2"),
            "data/cluster.yaml": files["data/cluster.yaml"].decode().replace("Europe/Prague", "Evropa/Praha"),
            "docs/events/light-day.md": "---\ntitle: Den\nkind: party\n---\n",
            "docs/news/old-news.md": "",
        }
    )

    assert [problem.split(": ")[0] for problem in found] == [
        "data/cluster.yaml:4",
        "data/plan.yaml:40",
        "data/plan.yaml:41",
        "docs/events/light-day.md:3",
        "docs/news/old-news.md:1",
    ]


@pytest.mark.parametrize(
    ("zone", "hint"),
    [
        ("Europe/Prag", "did you mean 'Europe/Prague'?"),
        ("Praguee", "did you mean 'Europe/Prague'?"),
        ("Europe/Krakow", "write it like Europe/Prague"),  # and not Kirov, which is similar as a whole
        ("Geneva", "write it like Europe/Prague"),
    ],
)
def test_an_unknown_time_zone_is_refused_with_the_zone_of_a_similar_city(zone: str, hint: str) -> None:
    cluster = miniature()["data/cluster.yaml"].decode().replace("Europe/Prague", zone)

    assert problems_of({"data/cluster.yaml": cluster}) == [
        f"data/cluster.yaml:4: cluster: time_zone: unknown time zone '{zone}'; {hint}"
    ]


@pytest.mark.parametrize("missing", ["data/plan.yaml", "data/cluster.yaml"])
def test_a_missing_file_is_named(missing: str) -> None:
    files = {name: raw for name, raw in miniature().items() if name != missing}

    with pytest.raises(Invalid) as caught:
        read(files, others())

    assert [str(problem) for problem in caught.value.problems] == [f"{missing}:1: the file does not exist"]


@pytest.mark.parametrize(
    "written", ["NO", "10:30", "1.10", "0x1F", "2022-10-13", "true", "1e3", "🔭 שלום <b>*|"]
)
def test_what_yaml_would_take_for_something_else_stays_the_text_that_it_is(written: str) -> None:
    plan = miniature()["data/plan.yaml"].decode().replace("cs: Zrcadla, en", f"cs: {written}, en")

    pillar = site_of({"data/plan.yaml": plan}).plan.pillars[1]

    assert str(pillar.title.best(("cs",))) == written


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("docs/events.ics", "reserved name (the program generates this file); rename the file"),
        ("docs/en/rss.xml", "reserved name (the program generates this file); rename the file"),
        ("docs/build.json", "reserved name (the program generates this file); rename the file"),
        ("docs/sitemap.xml", "reserved name (the program generates this file); rename the file"),
        ("docs/en/404.html", "reserved name (the program generates this file); rename the file"),
        ("docs/plan/index.html", "reserved name (the program generates this file); rename the file"),
        ("docs/logo.cs.svg", "the name has more than one dot; rename the file to logo-cs.svg"),
    ],
)
def test_a_file_beside_the_texts_has_a_name_of_its_own(name: str, said: str) -> None:
    with pytest.raises(Invalid) as caught:
        read(miniature(), [*others(), name])

    assert [str(problem) for problem in caught.value.problems] == [f"{name}:1: {said}"]


def test_a_text_may_link_to_a_picture_that_is_there() -> None:
    files = miniature() | {"docs/hall.md": "---\ntitle: Sál\n---\n![Sál](images/hall.jpg)".encode()}

    [page] = [
        each for each in read(files, [*others(), "docs/images/hall.jpg"]).text_pages if each.id == "hall"
    ]
    assert 'src="\x05images/hall.jpg"' in page.bodies[0][1]


MANY = [f"{word}-{number}" for number in range(1, 11) for word in ("lens", "mirror")]


@pytest.mark.parametrize(
    ("wrong", "allowed", "hint"),
    [
        ("lnes-4", MANY, "; did you mean 'lens-4'?"),
        ("mirrors", MANY[:12], "; did you mean 'mirror-6'?"),
        ("x", ["a", "b"], " (there are: a, b)"),
        ("x", MANY[:12], f" (there are: {', '.join(MANY[:12])})"),
        ("m1", MANY, " (there are: mirror-1, mirror-10, lens-1, lens-10, mirror-9, mirror-8 and 14 more)"),
        ("addresse", ["press", "title"], " (there are: press, title)"),
        ("ville", ["title"], " (there are: title)"),
        ("x", [], " (there are none)"),
    ],
)
def test_what_may_be_meant_is_similar_and_of_many_names_a_few_are_listed(
    wrong: str, allowed: list[str], hint: str
) -> None:
    assert suggestion(wrong, allowed) == hint


MEMBER = "members:\n  - {id: a, name: A, kind: company, ulice: A}\n"
NEWS = "---\ntitle: A\ndate: 2022-10-01\nsummary: A.\nulice: A\n---\nA.\n"


@pytest.mark.parametrize(
    ("file", "text", "where"),
    [
        ("data/members.yaml", MEMBER, "the comments in this file explain all of them"),
        ("docs/news/x.md", NEWS, "the program's CONTRIBUTING.md explains all of them"),
    ],
)
def test_an_unknown_field_is_told_with_the_nearest_ones_and_where_all_are_explained(
    file: str, text: str, where: str
) -> None:
    [problem] = [each for each in problems_of({file: text}) if "'ulice'" in each]

    assert problem.count(", ") == 5
    assert problem.endswith(f" more); {where}")
