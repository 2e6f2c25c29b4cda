"""What forms save: the text of the file as it was, with the changed values in it and nothing else changed."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from cluster.build.descriptions import descriptions_of
from cluster.build.forms_files import FILES
from cluster.forms.config import config_of
from cluster.forms.settings import Forms
from support.browser import serve
from support.sources import miniature
from support.versions import version_on
from support.written_plan import PLAN, put

CONFIG = json.loads(config_of(Forms(backend="github", repo="a/b"), version_on(), descriptions_of("cs")))

SAVE = """async ({format, languages, source, values, onDisk}) => {
  const { formatOf } = await import("/format.js");
  const { fromFile, toFile } = formatOf(format, languages);
  const read = fromFile(source.trim());
  const { source_of_values } = read;
  return values === null ? read : toFile({ ...values, source_of_values }, onDisk?.trim());
}"""


@pytest.fixture(scope="module")
def page(chromium: Any) -> Iterator[Any]:
    """A page on which the script of the formats runs."""
    with serve(FILES) as address:
        page = chromium.new_context().new_page()
        page.goto(f"{address}icons.LICENSE.txt")
        yield page
        page.context.close()


class Form:
    """The file of a form."""

    def __init__(self, page: Any, format: str, source: str) -> None:
        [found] = [each for each in CONFIG["formats"] if each["name"] == format]
        self.page, self.source = page, source
        self.given = {"format": found, "languages": CONFIG["languages"], "source": source}
        self.values = page.evaluate(SAVE, {**self.given, "values": None})

    def saved(self, change: Callable[[Any], Any] = lambda values: None, meanwhile: str | None = None) -> str:
        """The text of the file after its values have changed, `meanwhile` perhaps by somebody else, too."""
        values = json.loads(json.dumps(self.values))
        change(values)
        return str(self.page.evaluate(SAVE, {**self.given, "values": values, "onDisk": meanwhile}))


FOLDED = "Aby o nás bylo vědět, a to nejen v oboru samém, ale i tam, kde se o něm rozhoduje."

NEWS = """\
---
title: "Den světla: vyšel"
date: 2022-09-02  # a Friday
image: {file: news/light.jpg, alt: Hranol}
pillars: [lenses, mirrors]
unknown: [{a: 1}]
---
Workshop **vyšel**.
"""


def test_what_is_saved_unchanged_is_the_same_file(page: Any) -> None:
    assert Form(page, "cluster-plan-yaml", PLAN).saved() == PLAN
    assert Form(page, "cluster-news-frontmatter", NEWS).saved() == NEWS


def test_a_form_shows_values_as_it_needs_them(page: Any) -> None:
    plan = Form(page, "cluster-plan-yaml", PLAN).values
    news = Form(page, "cluster-news-frontmatter", NEWS).values

    assert plan["goals"][0]["title"] == {"cs": "Viditelnost"}
    assert news["title"] == "Den světla: vyšel"
    assert news["image"] == {"file": "/news/light.jpg", "alt": {"cs": "Hranol"}}
    assert news["body"] == "Workshop **vyšel**."


@pytest.mark.parametrize(
    ("change", "was", "now"),
    [
        (put("year", "2023"), "year: 2022", "year: 2023"),
        (put("title", "en", "Plan of action"), "'Action plan'", "'Plan of action'"),
        (put("title", "de", "Plan"), "'Action plan'}", "'Action plan', de: Plan}"),
        (put("goals", 0, "title", "cs", "Ohlas"), "title: Viditelnost", "title: Ohlas"),
        (
            put("goals", 0, "title", "en", "Visibility"),
            "title: Viditelnost",
            "title: {cs: Viditelnost, en: Visibility}",
        ),
        (put("goals", 1, "title", "cs", "Méně, ale #1"), '"Spolupráce: více"', '"Méně, ale #1"'),
        (put("goals", 1, "text", "cs", "Yes: no"), "text: Spolu.", 'text: "Yes: no"'),
        (put("goals", 1, "text", "cs", 'So: "it"'), "text: Spolu.", "text: 'So: \"it\"'"),
        (
            put("goals", 0, "text", "cs", FOLDED.replace("nejen", "i")),
            "a to nejen v oboru",
            "a to i v oboru",
        ),
        (put("based_on", {"cs": "Strategie"}), "approved\n", "approved\nbased_on: {cs: Strategie}\n"),
        (put("goals", 1, "text", None), "    text: Spolu.\n", ""),
        (put("draft", False), "", ""),
    ],
)
def test_a_changed_value_changes_its_line_alone(
    page: Any, change: Callable[[Any], None], was: str, now: str
) -> None:
    assert Form(page, "cluster-plan-yaml", PLAN).saved(change) == PLAN.replace(was, now, 1 if was else 0)


def test_entries_come_go_and_move_with_their_comments(page: Any) -> None:
    form = Form(page, "cluster-plan-yaml", PLAN)
    new = {"id": "third", "title": {"cs": "Třetí"}, "text": {"cs": "Text."}, "activities": []}

    added = form.saved(lambda values: values["goals"].append(new))
    without = form.saved(lambda values: values["goals"].pop(0))
    turned = form.saved(lambda values: values["goals"].reverse())

    third = "\n  - id: third\n    title: {cs: Třetí}\n    text: {cs: Text.}\n"
    assert added == PLAN + third
    assert "visibility" not in without
    assert "  # the second\n  - id: cooperation\n" in without
    assert turned.index("# the second") < turned.index("cooperation") < turned.index("visibility")


def test_the_text_below_the_head_changes_alone_and_pictures_in_it_are_found(page: Any) -> None:
    form = Form(page, "cluster-news-frontmatter", NEWS)

    text = form.saved(put("body", "Vyšel. ![Noc](/news/night.jpg) ![Den](/files/day.jpg)"))

    assert text == NEWS.replace("Workshop **vyšel**.", "Vyšel. ![Noc](night.jpg) ![Den](../files/day.jpg)")


MARKS = """\
Some *marks*, __others__ and a name_with_lines.

* one
* two

| a | b |
|---|--:|
| 1 | 2 |

The end.
"""


def test_marks_that_the_editor_writes_in_its_own_way_stay_as_they_were(page: Any) -> None:
    form = Form(page, "cluster-news-frontmatter", NEWS.replace("Workshop **vyšel**.\n", MARKS))
    rewritten = (
        form.values["body"]
        .replace("*marks*, __others__", "_marks_, **others**")
        .replace("* one\n* two", "- one\n- two\n- three")
        .replace("|---|--:|", "| --- | --- |")
    )

    assert form.saved(put("body", rewritten)) == form.source.replace("* two\n", "* two\n- three\n")


def test_lists_in_brackets_and_pictures_stay_in_their_style(page: Any) -> None:
    form = Form(page, "cluster-news-frontmatter", NEWS)

    assert "pillars: [lenses]\n" in form.saved(put("pillars", ["lenses"]))
    assert "pillars: [mirrors, lenses, laser]\n" in form.saved(put("pillars", ["mirrors", "lenses", "laser"]))
    assert "image: {file: news/night.jpg, alt: Hranol}" in form.saved(put("image", "file", "/news/night.jpg"))


def test_what_two_people_change_in_one_file_is_all_kept(page: Any) -> None:
    form = Form(page, "cluster-plan-yaml", PLAN)
    theirs = PLAN.replace("title: Viditelnost", "title: Ohlas").replace("2022", "2023")

    elsewhere = form.saved(put("goals", 1, "text", "cs", "Jinak."), theirs)
    same_field = form.saved(put("goals", 0, "title", "cs", "Sláva"), theirs)
    without = form.saved(lambda values: values["goals"].pop(0), theirs)

    assert elsewhere == theirs.replace("text: Spolu.", "text: Jinak.")
    assert same_field == theirs.replace("title: Ohlas", "title: Sláva")
    assert without == theirs  # what one deleted and the other changed stays


def test_entries_that_two_people_add_and_delete_are_put_together(page: Any) -> None:
    form = Form(page, "cluster-plan-yaml", PLAN)
    second = "\n  # the second" + PLAN.partition("\n  # the second")[2]
    fourth = "\n  - id: fourth\n    title: Čtvrtý\n    text: Text.\n"
    new = {"id": "third", "title": {"cs": "Třetí"}, "text": {"cs": "Text."}}

    both = form.saved(lambda values: values["goals"].append(new), PLAN + fourth)
    without = form.saved(lambda values: values["goals"].append(new), PLAN.replace(second, ""))

    assert both.startswith(PLAN + fourth)
    assert "third" in both
    assert "third" in without
    assert "cooperation" not in without


def test_a_file_with_references_is_refused_before_anything_is_lost(page: Any) -> None:
    with pytest.raises(Exception, match="can't read"):
        Form(page, "cluster-plan-yaml", "year: &year 2022\ntitle: *year\n")


def files() -> Iterator[tuple[str, str]]:
    """The files of the miniature that have a form, each with its format."""
    of_file = {each["file"]: each["name"] for each in CONFIG["formats"] if each["file"]}
    of_folder = {"events": "event", "news": "news", "newsletter": "edition"}
    for path, raw in miniature().items():
        folder = path.split("/")[1]
        if path in of_file:
            yield of_file[path], raw.decode()
        elif path.startswith("docs/") and folder in of_folder and "/index." not in path:
            yield f"cluster-{of_folder[folder]}-frontmatter", raw.decode()


EDIT_ALL = """async ({format, languages, source, seed}) => {
  const { formatOf } = await import("/format.js");
  const { fromFile, toFile } = formatOf(format, languages);
  const values = fromFile(source.trim());
  if (toFile(structuredClone(values)).trim() !== source.trim()) return ["not the same file"];
  const wrong = [];
  const edit = (parent, key, was, now, most) => {
    parent[key] = now;
    const lines = toFile(structuredClone(values)).trim().split("\\n");
    const old = source.trim().split("\\n");
    parent[key] = was;
    const changed = lines.filter((line) => !old.includes(line));
    if (changed.length > most) wrong.push([key, now, changed]);
  };
  const walk = (parent) => {
    for (const [key, value] of Object.entries(parent)) {
      if (["source_of_values", "id", "body"].includes(key)) continue;
      if (value && typeof value === "object") walk(value);
      else if (typeof value === "string" && value) {
        edit(parent, key, value, value.replace(/[a-z]/, "q") + "?", 1);
        edit(parent, key, value, `${value}: "x" #1, [z] {y} 'w' & *v`, 3);
        edit(parent, key, value, "", 1);
      }
    }
  };
  walk(values);
  return wrong;
}"""


def test_any_value_of_any_file_can_change_alone(page: Any) -> None:
    """The script itself refuses to save what does not say what the form says."""
    formats = {each["name"]: each for each in CONFIG["formats"]}
    wrong = [
        (
            name,
            page.evaluate(
                EDIT_ALL, {"format": formats[name], "languages": ["cs", "en", "de"], "source": text}
            ),
        )
        for name, text in files()
    ]

    assert [each for each in wrong if each[1]] == []
    assert len(wrong) > 20
