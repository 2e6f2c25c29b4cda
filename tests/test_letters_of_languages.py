"""Names stand in the order of the reader's alphabet."""

import random

import pytest
from cluster.content.listing import by_heading
from cluster.content.partners import Region
from cluster.language import Text
from cluster.letters import order_of

ORDERS = {
    "cs": "Adam Ágnes Cyklus Čočka Dalekohled Ďas Hranol Hzz Chemie Chvála Ion Rada Ryba Řeka Sud Sysel Škola"
    " Zrcadlo Zvuk Žárovka",
    "sk": "Adam Äpfel Baňa Cyklus Čierna Ďalekohľad Dom Hranol Hzz Chémia Ion Ľad Laser Lom Óda Ohm Ozvena"
    " Ôsmy Pes Slovo Šošovka Zrkadlo Žilina",
    "pl": "Adam Azot Ącki Cyna Ćma Era Ęsi Laser Lyon Łódź Nysa Ńka Optyka Ósemka Rydz Sum Szkło Śruba Zysk"
    " Źródło Żarówka",
    "fr": "Cote Coté Côte Côté Œil Oeuf Œuvre Optique Zoé",
    "de": "Aachen Ähre Alt Oder Öl Ost Strasse Straße Zug",
    "en": "Čapek Chemistry Cycle Czech Hat Łódź London Zebra",
}
"""Names in the order of a dictionary of each language."""


@pytest.mark.parametrize(("language", "names"), ORDERS.items())
def test_names_stand_as_in_a_dictionary_of_the_language(language: str, names: str) -> None:
    shuffled = random.Random(1).sample(names.split(), len(names.split()))

    assert sorted(shuffled, key=lambda name: order_of(name, language)) == names.split()


def test_a_list_is_in_the_order_of_the_default_language() -> None:
    regions = [
        Region(id=str(number), title=Text.of(cs=name))
        for number, name in enumerate(["Iva", "Čáp", "Chov", "Cyp"])
    ]

    assert [str(each.heading.original) for each in by_heading(regions)] == ["Cyp", "Čáp", "Chov", "Iva"]
