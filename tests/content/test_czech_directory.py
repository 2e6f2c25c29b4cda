"""The directory of the Czech Optical Cluster has everything that public sources say, and no more."""

import dataclasses
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from cluster.content.equipment import Equipment, Quantity
from cluster.content.listing import Listing
from cluster.content.members import Member
from cluster.content.partners import Partner, Region
from cluster.content.projects import Project
from cluster.content.services import Call, Service
from cluster.content.site import Site
from cluster.language import Text
from support.own_project import czech_content, own_site

pytestmark = czech_content

SOURCED: dict[type[Listing], list[str]] = {
    Member: [
        "Meopta – optika, s.r.o.",
        "Hella Autotechnik Nova, s.r.o.",
        "PRAMACOM-HT, spol. s r.o.",
        "ZEBR s.r.o.",
        "Ústav přístrojové techniky AV ČR, v. v. i.",
        "Univerzita Palackého v Olomouci",
        "České vysoké učení technické v Praze",
        "Fyzikální ústav AV ČR, v. v. i. (Centrum HiLASE)",
        "Jihočeská univerzita v Českých Budějovicích",
        "Univerzita obrany",
        "NETWORK GROUP, s.r.o.",
        "Ray Service, a.s.",
        "Thermo Fisher Scientific Brno s.r.o.",
        "Vysoké učení technické v Brně",
        "Ústav fotoniky a elektroniky AV ČR, v. v. i.",
        "OPTICS TRADE, spol. s r.o.",
        "CRYTUR, spol. s r.o.",
        "asphericon s.r.o.",
        "SQS Vláknová optika a.s.",
        "Vysoká škola báňská – Technická univerzita Ostrava",
        "Ústav fyziky plazmatu AV ČR, v. v. i. – TOPTEC",
        "TELIGHT Holding, s.r.o.",
        "esc Aerospace s.r.o.",
        "Středoevropský technologický institut (CEITEC)",
        "ELI Beamlines",
        "ZÁHOŘÍ TRADE s.r.o.",
        "ZKW Automotive Engineering CZ s.r.o.",
    ],
    Equipment: [
        "Laserový systém BIVOJ a stanice pro zpevňování povrchu rázovou vlnou",
        "Měření prahu poškození indukovaného laserem (LIDT)",
        "Hala laserového mikroobrábění (LMM)",
        "Výkonné lasery a experimentální stanice ELI Beamlines",
        "PALS – Pražský laserový systém Asterix",
        "Rastrovací elektronový mikroskop FEI Magellan 400",
        "Environmentální rastrovací elektronový mikroskop QUANTA 650 FEG",
        "Laboratoře ALISI",
        "Kryoelektronový mikroskop",
        "CEITEC Nano: čisté prostory a přístroje",
        "CELLIM: světelná a konfokální mikroskopie",
        "Laboratoř rentgenové počítačové tomografie (CTLAB)",
        "Akreditovaná laboratoř Centra nanotechnologií",
        "LNSM – laboratoře pro nanostruktury a nanomateriály",
        "SAFMAT – středisko analýzy funkčních materiálů",
        "Laboratoře kvantové optiky, interakce světla s látkou a Ramanovy spektroskopie",
        "Ramanův spektrometr",
        "Laboratoř Státního etalonu času a frekvence",
        "Koherentní lasery a interferometrie (laserové etalony délky)",
        "Měření tepelných vlastností materiálů za nízkých teplot",
        "Dynamické rázové zkoušky opotřebení tvrdých povlaků",
        "Zkušební laboratoř světelné techniky v Ostravě",
        "Montáž a servis optických přístrojů, výroba dílů a tenké vrstvy",
        "Pětiosý optický soustruh Nanotech 350",
        "Iontová leštička optických ploch",
        "Obrábění, povlakování a měření asférické a volně tvarované optiky",
        "Optická dílna Fyzikálního ústavu",
        "Příprava tenkých vrstev magnetronovým naprašováním",
        "Svařování a obrábění elektronovým svazkem ve vakuu",
        "Laboratoř technologie optických vláken",
        "Vývojové dílny a laboratoře vláknové optiky",
        "Pěstování syntetických krystalů a krystalová optika",
    ],
    Partner: [
        "Photonics Hub GmbH",
        "Optence e.V.",
        "bayern photonics e.V.",
        "Polská technologická platforma fotoniky (Polska Platforma Technologiczna Fotoniki)",
        "Litevská laserová asociace (Lithuanian Laser Association)",
        "Photonics Cluster Ukraine",
        "PhotonHub Europe",
        "Národní klastrová asociace",
        "Národní strojírenský klastr, z.s.",
        "STAR Research & Innovation Cluster, z.ú.",
        "Svaz průmyslu a dopravy ČR",
        "Asociace obranného a bezpečnostního průmyslu ČR",
        "Ministerstvo obrany ČR",
        "Inovační centrum Olomouckého kraje",
        "Středočeské inovační centrum",
        "FTMC – Center for Physical Sciences and Technology",
        "Litevské inovační centrum (Lithuanian Innovation Centre)",
        "Innovation Agency Lithuania",
        "European Cluster Collaboration Platform",
        "European Secretariat for Cluster Analysis",
    ],
    Region: [
        "Olomoucký kraj",
        "Jihomoravský kraj",
        "Středočeský kraj",
        "Hlavní město Praha",
        "Liberecký kraj",
        "Zlínský kraj",
        "Moravskoslezský kraj",
        "Pardubický kraj",
        "Královéhradecký kraj",
        "Jihočeský kraj",
    ],
    Project: [
        "LASER-PRO – Excellent Laser Technologies for the Sustainable Prosperity of Europe",
        "Czech optical cluster: Let’s make optics for the future",
        "Rozvoj českého optického klastru – efektivní přenos informací, zkušeností a know-how",
    ],
    Call: [
        "Lasers4EU: přístup k laserovým laboratořím",
        "PhotonHub PHACTORY",
        "OP TAK: Spolupráce – klastry, výzva II",
        "OP TAK: Spolupráce – klastry, výzva I",
        "OP PIK: Spolupráce – Klastry, výzva VII",
        "OP PIK: Spolupráce – Klastry, výzva VI",
        "OP PIK: Spolupráce – Klastry, výzva V",
        "OP PIK: Spolupráce – Klastry, výzva IV",
        "OP PIK: Spolupráce – Klastry, výzva III",
        "OP PIK: Spolupráce – Klastry, výzva I",
    ],
    Service: [],
}
"""What public sources name. The cluster's own services are not known from them."""


@pytest.fixture(scope="module")
def whole() -> Site:
    return own_site()


def name_of(item: Any) -> str:
    return str((getattr(item, "name", None) or item.heading).original)


@pytest.mark.parametrize("cls", SOURCED, ids=lambda cls: cls.__name__)
def test_everything_that_sources_name_is_listed_with_its_sources(whole: Site, cls: type[Any]) -> None:
    listed = whole.of(cls)

    assert set(SOURCED[cls]) - {name_of(each) for each in listed} == set()
    assert [each.id for each in listed if name_of(each) in SOURCED[cls] and not each.sources] == []


def texts_in(value: Any) -> Iterator[Text]:
    """The texts of an item, those of the parts that it consists of included."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from texts_in(each)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from texts_in(getattr(value, field.name))


def test_everything_listed_is_told_in_three_languages(whole: Site) -> None:
    texts = [text for item in whole.listings for text in texts_in(item)]

    assert len(texts) > 400
    assert [text.original for text in texts if text.languages != {"cs", "en", "de"}] == []


def test_each_quantity_compares_at_least_two_items_of_equipment(whole: Site) -> None:
    items = [id for each in whole.of(Equipment) for id in {p.quantity for p in each.parameters if p.quantity}]

    used = Counter(items)
    assert {each.id: used[each.id] for each in whole.of(Quantity) if used[each.id] < 2} == {}


def test_founders_in_the_list_are_those_of_the_association(whole: Site) -> None:
    founders = {name_of(each) for each in whole.of(Member) if each.founder}

    assert founders == set(whole.cluster.founders)
