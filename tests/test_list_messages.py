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
