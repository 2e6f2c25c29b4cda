"""What editors are told about mistakes in the lists of data/: the line to mend, and only what causes it."""

import pytest
from support.sources import miniature, problems_of

NOWHERE = {
    "data/members.yaml": """
members:
  - id: lupa
    name: Lupa
    kind: company
    region: nowhere
    fields:
      - nowhere
    pillars:
      - lenses
      - nowhere
    working_groups: [spectroscopy,
      nowhere]
  - id: glass
    name: Sklo
    kind: company
    pillars: [lenses]
    involved:
      - since: 2020
        of: elsewhere
    guarantor_of:
      - lenses
      - elsewhere
""",
    "data/equipment.yaml": """
equipment:
  - id: grinder
    title: Bruska
    kind: instrument
    parameters:
      - value: 5
        unit: nm
        quantity: nowhere
    method: nowhere
    owner: nowhere
wanted:
  - id: wish
    title: Přání
    since: 2022-01-01
    member: nowhere
""",
    "data/partners.yaml": """
partners:
  - id: hub
    name: Hub
    kind: other
    country: CZ
    fulfils: [
      nowhere ]
regions:
  - id: moravia
    title: Morava
    partners:
      - hub
      - nowhere
    domains:
      - title: Optika
        pillars: [lenses,
          nowhere]
""",
    "data/projects.yaml": """
projects:
  - id: glass
    title: Sklo
    members:
      - lupa
      - nowhere
    partners: [
      nowhere]
""",
    "data/services.yaml": """
services:
  - id: help
    title: Pomoc
    what: Pomůžeme.
    pillars:
      - nowhere
calls:
  - id: call
    title: Výzva
    pillars:
      - nowhere
""",
    "data/deliverables.yaml": """
deliverables:
  - id: memorandum
    title: Memorandum
    kind: other
    date: 2022-02
    sources: [https://a.example/]
    fulfils_in_part:
      - nowhere
""",
    "docs/events/day.md": """---
title: Den
kind: workshop
when: 2022-05-05
working_groups:
  - nowhere
joint_with: [
  nowhere]
fulfils:
  - lens-meetings
  - nowhere
---
""",
    "docs/news/day.md": """---
title: Den
summary: Byl.
date: 2022-05-06
tags:
  - workshops
  - nowhere
projects:
  - nowhere
event: nowhere
---
""",
}


def lines_told(changes: dict[str, str | bytes]) -> list[str]:
    """The lines of the changed files that problems name."""
    places = (each.split(":", 2)[:2] for each in problems_of(changes))
    return [str(changes[file]).split("\n")[int(line) - 1] for file, line in places]


def test_an_unknown_id_is_told_on_its_own_line() -> None:
    wrong = [line for text in NOWHERE.values() for line in text.split("\n") if "where" in line]

    assert sorted(lines_told({**NOWHERE})) == sorted(wrong)


def test_an_unknown_id_of_the_plan_is_told_on_its_own_line() -> None:
    plan = miniature()["data/plan.yaml"].decode()
    changed = plan.replace("at_event: lens-fair-2022", "at_event: nowhere")

    assert all("nowhere" in line for line in lines_told({"data/plan.yaml": changed}))


def told(file: str, text: str) -> list[str]:
    """What is wrong with a file of data/, without the name of the file."""
    return [each.removeprefix(f"{file}:") for each in problems_of({file: text})]


PAIRS = {
    "data/members.yaml": """
members:
  - {id: lupa, name: Lupa s.r.o., kind: company, registration_number: '00123456'}
  - {id: glass, name: Sklo a.s., kind: company, registration_number: '00 12 34 56'}
  - {id: lens, name: LUPA s. r. o., kind: company}
""",
    "data/partners.yaml": """
partners:
  - {id: hub, name: Hub, kind: other, country: CZ}
  - {id: second-hub, name: HUB, kind: other, country: CZ}
  - {id: german-hub, name: Hub, kind: other, country: DE}
regions:
  - {id: north, title: Sever}
  - {id: south, title: Sever}
""",
    "data/services.yaml": """
services:
  - {id: help, title: Pomoc, what: Pomůžeme.}
  - {id: aid, title: Pomoc, what: Poradíme.}
calls:
  - {id: call-1, title: Výzva, opens: 2021-01-01}
  - {id: call-2, title: Výzva, opens: 2022-01-01}
  - {id: call-3, title: Výzva, opens: 2022-01-01}
""",
    "data/projects.yaml": """
projects:
  - {id: glass, title: Sklo, code: CZ.1}
  - {id: glass-2, title: Sklo, code: CZ.2}
  - {id: glass-3, title: Sklo, code: CZ.1}
""",
    "data/equipment.yaml": """
equipment:
  - {id: laser-1, title: Laser, kind: instrument, owner: lupa, unit: První dílna}
  - {id: laser-2, title: Laser, kind: instrument, owner: lupa, unit: Druhá dílna}
  - {id: laser-3, title: Laser, kind: instrument, owner: institute, unit: První dílna}
  - {id: laser-4, title: Laser, kind: instrument, owner: lupa, unit: První dílna}
""",
}


@pytest.mark.parametrize(
    ("file", "messages"),
    [
        (
            "data/members.yaml",
            [
                "4: member 'glass': same registration number as 'lupa' on line 3; delete one of them",
                "5: member 'lens': same name as 'lupa' on line 3; delete one of them",
            ],
        ),
        (
            "data/partners.yaml",
            [
                "4: partner 'second-hub': same name as 'hub' on line 3; delete one of them, "
                "or tell them apart by 'country'",
                "8: region 'south': same title as 'north' on line 7; delete one of them",
            ],
        ),
        (
            "data/services.yaml",
            [
                "4: service 'aid': same title as 'help' on line 3; delete one of them",
                "8: call 'call-3': same title as 'call-2' on line 7; delete one of them, "
                "or tell them apart by 'opens' or 'closes'",
            ],
        ),
        (
            "data/projects.yaml",
            [
                "5: project 'glass-3': same title as 'glass' on line 3; delete one of them, "
                "or tell them apart by 'code' or 'starts'",
            ],
        ),
        (
            "data/equipment.yaml",
            [
                "6: equipment 'laser-4': same title as 'laser-1' on line 3; delete one of them, "
                "or tell them apart by 'unit' or 'place'",
            ],
        ),
    ],
)
def test_what_readers_could_not_tell_apart_is_refused(file: str, messages: list[str]) -> None:
    lists = [each for each in problems_of({**WITHOUT_LISTS, file: PAIRS[file]}) if each.startswith(file)]

    assert lists == [f"{file}:{message}" for message in messages]


WITHOUT_LISTS: dict[str, str | bytes] = {
    "data/equipment.yaml": "equipment: [{id: x, title: X, kind: service, owner_name: X}]"
}
"""Equipment that names no member."""


def test_of_two_entries_with_one_id_only_the_id_is_told() -> None:
    members = miniature()["data/members.yaml"].decode()
    plan = miniature()["data/plan.yaml"].decode()
    copy = "  - {id: lupa, name: Lupa s.r.o., kind: company, registration_number: '00123456'}\n"
    pillar = "  - {id: lenses, number: 1, title: Čočky}\n"
    line = members.count("\n") + 1, plan.count("\n") + 1

    assert problems_of({"data/members.yaml": members + copy, "data/plan.yaml": plan + pillar}) == [
        f"data/members.yaml:{line[0]}: member 'lupa': duplicate id (first used on line 3)",
        f"data/plan.yaml:{line[1]}: pillar 'lenses': duplicate id (first used on line 20)",
    ]


def test_an_unknown_member_may_be_the_one_with_a_forgotten_id() -> None:
    members = miniature()["data/members.yaml"].decode().replace("id: institute", "id: lupa")

    assert told("data/members.yaml", members) == [
        "22: member 'lupa': duplicate id (first used on line 3)",
    ]


def test_a_guarantor_of_a_misspelt_pillar_is_not_told_to_misspell_it_again() -> None:
    members = (
        miniature()["data/members.yaml"].decode().replace("pillars: [lenses, mirrors]", "pillars: [lensez]")
    )

    assert told("data/members.yaml", members) == [
        "14: member 'lupa': unknown pillar 'lensez'; did you mean 'lenses'?",
    ]


# ---- Lists ----------------------------------------------------------------------------------------------


TWO = """members:
  - id: lupa
    name: Lupa
    kind: company
  - id: glass
    name: Sklo
    kind: company
  - id: mirror
    name: Zrcadlo
    kind: company
"""


def test_an_entry_without_its_dash_asks_for_the_dash_and_not_to_delete_something() -> None:
    missing = "probably the dash of another entry is missing; write '- id: …'"

    assert told("data/members.yaml", TWO.replace("- id: glass", "  id: glass")) == [
        f"5: duplicate key 'id' (first used on line 2): {missing}"
    ]
    assert told(
        "data/members.yaml", TWO.replace("- id: glass", "  id: glass").replace("- id: m", "  id: m")
    ) == [
        f"5: duplicate key 'id' (first used on line 2): {missing}",
        f"8: duplicate key 'id' (first used on line 2): {missing}",
    ]


def test_an_entry_in_any_list_may_have_lost_its_dash() -> None:
    members = (
        TWO
        + "    people:\n      - name: Anna\n        role: členka\n        name: Eva\n        role: členka\n"
    )

    assert told("data/members.yaml", members) == [
        "14: duplicate key 'name' (first used on line 12): "
        "probably the dash of another entry is missing; write '- name: …'"
    ]


def test_a_key_that_stands_twice_is_still_one_to_delete() -> None:
    twice = TWO.replace("    name: Sklo\n", "    name: Sklo\n    name: Sklo a.s.\n")

    assert told("data/members.yaml", twice) == [
        "7: duplicate key 'name' (first used on line 6); delete one of them"
    ]


def test_a_second_list_of_the_same_name_is_not_to_be_deleted() -> None:
    assert told("data/members.yaml", TWO + TWO.replace("id: ", "id: other-")) == [
        "11: duplicate key 'members' (first used on line 1); write all entries in one list"
    ]


# ---- Values ---------------------------------------------------------------------------------------------


MEMBER = "members:\n  - id: a\n    name: A\n    kind: company\n    {}\n"
ITEM = (
    "equipment:\n  - id: a\n    title: A\n    kind: service\n    owner_name: A\n"
    "    parameters: [{{name: a, unit: nm, value: '{}'}}]\n"
)


PILLARS = "(there are: lenses (Čočky), mirrors (Plochá zrcadla), prisms (Hranoly))"


@pytest.mark.parametrize(
    ("line", "cure"),
    [
        ("coordinates: 49,46, 17,45", "found '49,46, 17,45'; write 49.46, 17.45"),
        ("coordinates: 49,46 17,45", "write 49.46, 17.45"),
        ("coordinates: 49,46; 17,45", "write 49.46, 17.45"),
        ("coordinates: N49.46, E17.45", "write 49.46, 17.45"),
        ("coordinates: 49°27'20\"N 17°27'0\"E", "write 49.4556, 17.45"),
        ("coordinates: 49,46", "write two numbers, with decimal points and a blank between them"),
        ("coordinates: 48,39; -4,49", "write 48.39, -4.49"),
        ("coordinates: 48°23'24\"N 4°29'24\"W", "write 48.39, -4.49"),
        ("coordinates: S33.86, E151.21", "write -33.86, 151.21"),
        ("coordinates: [48.39, -4.49]", "expected a text, found a list; write 48.39, -4.49"),
        ("coordinates: [49.46]", "expected a text, found a list; write it without [ ] and -"),
        ("homepage: www.mer.test", "found 'www.mer.test'; write https://www.mer.test"),
        ("homepage: bureau@mer.test", "it is an e-mail address, which a link cannot be"),
        ("pillars: lenses, mirrors", "found a text; write [lenses, mirrors]"),
        ("pillars: lenses; mirrors", "write [lenses, mirrors]"),
        ("pillars: lenses", "write [lenses]"),
        (
            "pillars: Ports autonomes",
            f"unknown id 'Ports autonomes' {PILLARS}",
        ),
        (
            "pillars: [lenses, Capteurs sous-marins]",
            f"unknown id 'Capteurs sous-marins' {PILLARS}",
        ),
        ("pillars: [lenses mirrors]", "found 'lenses mirrors'; write [lenses, mirrors]"),
        ("pillars:\n      - lenses\n       - mirrors", "write [lenses, mirrors]"),
        ("pillars: {lenses, mirrors}", "write [lenses, mirrors]"),
        ("people: Anna", "found a text; write - {name: …, role: …}"),
        ("people: {name: Anna, role: členka}", "write a dash before each entry: - name: …"),
        ("people: [Anna]", "expected a mapping (key: value), found a text; write {name: …, role: …}"),
        ("region: Morava", "unknown id 'Morava' (there are none)"),
        ("since: 1. 5. 2019", "expected a date, found '1. 5. 2019'; write 2019-05-01"),
        ("since: 20 janvier 2027", "expected a date, found '20 janvier 2027'; write 2027-01-20"),
        ("since: 31. 2. 2027", "since: there is no day 2027-02-31; 2027-02 has 28 days"),
        ("until: 31. 2. 2027", "until: there is no day 2027-02-31; 2027-02 has 28 days"),
        ("since: 5/2019", "write 2019-05"),
        ("since: 2019-5-1", "write 2019-05-01"),
        (
            "until: 31.12.2021",
            "expected a single day such as 2027-10-13, found '31.12.2021'; write 2021-12-31",
        ),
        ("founded: 1.5.1933", "write 1933"),
        ("registration_number: IČO 12345678", "write 12345678"),
        ("people:\n    - Anna", "found a text; write {name: …, role: …}"),
        ("sources: https://a.example/, https://b.example/", "write [https://a.example/, https://b.example/]"),
        ("since: 2019-05-01 12.00", "write 2019-05-01 12:00"),
        ("SIZE: small", "unknown field 'SIZE'; did you mean 'size'?"),
    ],
)
def test_a_value_in_another_form_is_told_with_the_right_one(line: str, cure: str) -> None:
    [problem] = [
        each for each in told("data/members.yaml", MEMBER.format(line)) if "unknown member" not in each
    ]

    assert problem.endswith(cure)


@pytest.mark.parametrize(
    ("value", "cure"),
    [
        ("10,5", "write 10.5"),
        ("1 315,2", "write 1315.2"),
        ("10,000", "write 10000, or 10.000 if that is meant"),
        ("10.5 nm", "write 10.5 alone, and the unit in its own field"),
        ("10^-3", "write 1e-3"),
        ("10–20", "write a range as 'minimum' and 'maximum'"),
        ("<10", "write a limit as 'maximum'"),
    ],
)
def test_a_number_in_another_form_is_told_with_the_right_one(value: str, cure: str) -> None:
    [problem] = told("data/equipment.yaml", ITEM.format(value))

    assert problem.endswith(f"expected a number such as 10, 1315.2 or 6e-14, found '{value}'; {cure}")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "- id: a\n  name: A\n",
            "1: members: expected a mapping (key: value), found a list; write 'members:' on the line above",
        ),
        ("members:\n  -id: a\n   name: A\n", "2: invalid YAML: write a space after the dash: '- id:'"),
        ("members:\n  - id:a\n    name: A\n", "2: invalid YAML: write a space after the colon: 'id: a'"),
        (
            "members:\n  - id: a\n    name: A\n  id: b\n    name: B\n",
            "4: invalid YAML: did not find expected '-' indicator; "
            "start the keys of an entry in one column, and each entry with a dash",
        ),
        (
            "members:\n  - id: a\n    name: A\n   kind: company\n",
            "4: invalid YAML: start the keys of an entry in one column",
        ),
        (
            MEMBER.format("pillars:\n      - lenses\n      mirrors"),
            "7: invalid YAML: could not find expected ':'; "
            "begin an entry of a list with a dash and a space, and indent the further lines of a text",
        ),
        (
            MEMBER.format("does: {cs: Brousí en: Grinds}"),
            "5: invalid YAML: did not find expected ',' or '}'; "
            "a comma before 'en:' is missing, or quotes around a text with a colon",
        ),
        (
            "members:\n  – id: a\n    name: A\n",
            "2: invalid YAML: an entry of a list begins with -, found '–'",
        ),
        (
            "members:\n  * id: a\n    name: A\n",
            "2: invalid YAML: an entry of a list begins with -, found '*'",
        ),
        (
            "members:\n  - {id: a, name: A, kind: company},\n  - {id: b, name: B, kind: company}\n",
            "2: invalid YAML: did not find expected '-' indicator; delete the comma at its end",
        ),
        (
            "members:\n  - id: a, name: A\n",
            "2: invalid YAML: mapping values are not allowed in this context; "
            "write each key on a line of its own",
        ),
        (
            MEMBER.format("does: {cs: Stroj # 5}"),
            "5: invalid YAML: '# 5' is read as a comment; put quotes around a text with ' #'",
        ),
        (
            MEMBER.format("does: {cs: 'Lupa's.'}"),
            "5: invalid YAML: did not find expected ',' or '}'; put \" around a text with an apostrophe",
        ),
    ],
)
def test_a_slip_of_an_editor_in_a_hurry_is_told_with_its_line_and_cure(text: str, message: str) -> None:
    assert told("data/members.yaml", text) == [message]


@pytest.mark.parametrize(
    ("file", "hint"),
    [
        ("data/regions.yaml", "; 'regions' belongs in data/partners.yaml"),
        ("data/calls.yaml", "; 'calls' belongs in data/services.yaml"),
        ("data/member.yaml", "; did you mean 'data/members.yaml'?"),
        ("data/Members.yaml", "; did you mean 'data/members.yaml'?"),
    ],
)
def test_a_list_in_a_file_of_another_name_is_told_where_it_belongs(file: str, hint: str) -> None:
    assert told(file, TWO) == [f"1: unknown file{hint}"]


def test_a_line_that_left_its_entry_is_told_to_be_indented() -> None:
    assert told("data/members.yaml", f"{TWO}size: small\n") == [
        "11: members: unknown field 'size'; entries of 'members' have it: is this line indented too little?"
    ]
