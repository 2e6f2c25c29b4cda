"""What the site of a new cluster says of it until its office writes its own: true of any cluster."""

from __future__ import annotations

from collections.abc import Mapping

GENERAL: Mapping[str, Mapping[str, str]] = {
    "claim": {
        "cs": "Jeden obor, společný plán",
        "en": "One field, one shared plan",
        "de": "Ein Fachgebiet, ein gemeinsamer Plan",
        "fr": "Un secteur, un plan commun",
        "pl": "Jedna branża, wspólny plan",
        "sk": "Jeden odbor, spoločný plán",
    },
    "lead": {
        "cs": (
            "Spojujeme firmy a další organizace jednoho oboru. Najdete tu náš akční plán, akce a aktuality."
        ),
        "en": (
            "We bring together companies and other organisations in one field. Here you will find "
            "our action plan, events and news."
        ),
        "de": (
            "Wir bringen Unternehmen und andere Organisationen eines Fachgebiets zusammen. Hier "
            "finden Sie unseren Aktionsplan, Veranstaltungen und Aktuelles."
        ),
        "fr": (
            "Nous réunissons des entreprises et d’autres organisations d’un même secteur. Vous "
            "trouverez ici notre plan d’action, nos événements et nos actualités."
        ),
        "pl": (
            "Łączymy firmy i inne organizacje z jednej branży. W tym serwisie można znaleźć nasz "
            "plan działań, wydarzenia i aktualności."
        ),
        "sk": (
            "Spájame firmy a ďalšie organizácie jedného odboru. Nájdete tu náš akčný plán, "
            "podujatia a aktuality."
        ),
    },
}
"""The general texts of fields of data/cluster.yaml, by language."""
