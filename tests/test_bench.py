"""The sample cluster of the benchmark is valid and of the size asked for."""

import sys
from pathlib import Path

import pytest
from cluster.build.load import read_site
from cluster.language import Languages

sys.path.append(str(Path(__file__).parent.parent / "bench"))

from clusters import LANGUAGES, markdown_pages, our_sources, sample, sample_of_events


@pytest.mark.parametrize(("pages", "languages"), [(60, 1), (200, 3)])
def test_a_cluster_of_any_size_is_in_order(pages: int, languages: int) -> None:
    cluster = sample(pages, languages)
    files = {name: text.encode() for name, text in our_sources(cluster)}

    site = read_site(files, Languages(all=LANGUAGES[:languages]))

    besides = {
        *("events/subscribe/", "subscribe/", "newsletter/", "press/", "plan/changes/", "plan/progress/"),
        *("reports/2022/", "plan/2022/", "excellence/"),
        *(f"news/pillars/{id}/" for id in site.pillars_in_news),
        *(f"events/kinds/{kind}/" for kind in site.kinds),
        *(each.address for each in site.months),
        *(each.address for each in site.years),
    }
    assert len(site.addresses - besides) == pytest.approx(pages, abs=5)
    assert len(list(markdown_pages(cluster, "cs"))) == len(site.addresses - besides)
    assert files == {name: text.encode() for name, text in our_sources(sample(pages, languages))}


def test_a_cluster_of_events_has_as_many_as_were_asked_for() -> None:
    files = {name: text.encode() for name, text in our_sources(sample_of_events(50, 3))}

    assert len(read_site(files, Languages(all=LANGUAGES)).events) == 50
