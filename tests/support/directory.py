"""A directory for the miniature: made-up members, equipment, partners, regions, services, calls, projects."""

FILES: dict[str, str | bytes] = {
    "data/members.yaml": """
members:
  - {id: lupa, name: Lupa s.r.o., short_name: Lupa, kind: company, region: olomouc, since: 2022-09-15}
  - {id: prisma, name: Prisma a.s., kind: company, region: olomouc, since: 2019}
  - {id: former, name: Bývalý člen, kind: company, region: olomouc, since: 2019, until: 2021-12-31}
  - {id: elsewhere, name: Jinde s.r.o., kind: company, since: 2022-03-01}
""",
    "data/equipment.yaml": """
equipment:
  - {id: microscope, title: Mikroskop, kind: instrument, owner: lupa, added: 2022-10-05}
  - {id: cleanroom, title: Čisté prostory, kind: cleanroom, owner: elsewhere, region: olomouc}
  - {id: laser, title: Laser, kind: instrument, owner_name: Kdosi}
""",
    "data/partners.yaml": """
regions:
  - id: olomouc
    title: {cs: Olomoucký kraj, en: Olomouc Region, de: Region Olmütz}
    centre: {name: Inovační centrum, link: 'https://centre.example/'}
    strategy: {title: RIS3, link: 'https://ris3.example/', approved: 2022-09-26}
    domains:
      - {title: {cs: Optika a jemná mechanika, en: Optics and fine mechanics}, pillars: [lenses]}
    partners: [hub]
  - {id: empty, title: Prázdný kraj}
partners:
  - id: photon
    name: Photon e.V.
    kind: cluster
    country: DE
    town: Mainz
    homepage: https://photon.example/
    does: {cs: Sdružuje firmy., en: It brings companies together.}
    together: {cs: Společné stánky., en: Shared stands.}
    since: 2019-04
    sources: [https://photon.example/about]
  - {id: hub, name: Hub Olomouc, kind: innovation-centre, country: CZ}
  - {id: nca, name: Národní asociace, short_name: NA, kind: association, country: CZ}
""",
    "data/services.yaml": """
services:
  - id: partners
    title: {cs: Hledání partnera, en: Finding a partner, de: Partnersuche}
    what: {cs: Najdeme vám partnera., en: We find a partner for you., de: Wir finden einen Partner.}
    price: {cs: zdarma, en: free, de: kostenlos}
    contact: {role: Kancelář, email: sluzby@cluster.example}
  - {id: advice, title: Rada, what: Poradíme.}
calls:
  - id: open
    title: {cs: Výzva Klastry, en: Call Clusters, de: Aufruf Cluster}
    who: {cs: Klastry, en: Clusters, de: Cluster}
    opens: 2022-10-01
    closes: 2022-11-10 12:00
    published: 2022-09-20
    budget: 300 milionů Kč
    supports: [výzkum, přístroje]
    link: https://grants.example/call
    pillars: [lenses]
  - {id: coming, title: Příští výzva, opens: 2023-01-10, closes: 2023-03-31}
  - {id: closed, title: Stará výzva, opens: 2021-01-10, closes: 2021-03-31}
  - {id: undated, title: Výzva bez uzávěrky, opens: 2021-01-10}
""",
    "data/projects.yaml": """
projects:
  - id: light
    title: {cs: Světlo pro všechny, en: Light for all, de: Licht für alle}
    code: CZ.01/22
    provider: Ministerstvo
    starts: 2022-01-01
    ends: 2022-12-31
    members: [lupa]
    partners: [photon]
    others: [Kdosi další]
  - {id: past, title: Minulý, starts: 2020-01-01, ends: 2021-06-30}
  - {id: vague, title: Bez období, period_note: asi tři roky}
""",
    "docs/events/joint.md": """---
title: {cs: Společná dílna, en: Joint workshop}
kind: workshop
when: 2022-10-20
summary: {cs: S partnerem., en: With a partner.}
members: [lupa]
joint_with: [photon]
projects: [light]
---
""",
    "docs/news/joint.md": """---
title: {cs: O společné dílně, en: On the joint workshop}
date: 2022-10-25
summary: {cs: Zpráva., en: A report.}
joint_with: [photon]
projects: [light]
---
Text.
""",
}
"""The files, to replace those of the miniature."""
