"""The messages of the program, as templates found in its source, and what the catalogues make of them.

A message is put together of fragments: `data/plan.yaml:34: activity 'fair': unknown field 'palce'; did you
mean 'place'?` has the fragments `activity`, `unknown field '{key}'` and `did you mean '{close}'?`.

Run as a program (make messages), it adds to each catalogue what is new in the source, and drops the rest.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Collection, Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po
from cluster.language import english_name
from cluster.messages.translation import in_language
from cluster.office.review import things

from support.message_words import ELSEWHERE, NAMES

HOOKS = Path(__file__).parents[2] / "hooks"
FOLDER = HOOKS / "cluster" / "messages"
LANGUAGES = ("cs", "de", "pl", "fr")

SILENT = (
    *("calendars", "data", "feeds", "forms", "hosts", "mail", "messages", "outlines", "pages", "schemas"),
    *("date_formats.py", "fingerprints.py", "letters.py", "typography.py", "typography_rules.py"),
    *("build/cache.py", "build/prepared.py", "build/parts.py", "build/stylesheets.py"),
    *("content/calendar_entries.py", "content/documents.py", "content/general_texts.py"),
    *("content/quantities.py", "content/version.py"),
    *("office/draft_descriptions.py", "office/draft_newsletter.py", "office/draft_plan.py"),
    *("office/calendar_import/descriptions.py", "office/tables/ods_writer.py", "office/tables/scalars.py"),
    *("office/review/command.py", "office/review/compared.py", "office/review/markdown.py"),
    *("office/review/notices.py", "office/review/things.py", "office/review/values.py"),
    "office/review/voice.py",
    "office/new_site/texts.py",
    *("pictures/card_drawing.py", "pictures/card_fonts.py", "pictures/card_pattern.py", "pictures/cards.py"),
    *("pictures/hero_pattern.py", "pictures/icons.py", "pictures/model.py", "pictures/pattern.py"),
    *("publishing/releases.py", "publishing/script.py", "publishing/transfer.py"),
    *("reading/date_names.py", "reading/date_readings.py"),
    *("reading/markdown_lists.py", "reading/scalar_types.py"),
)
"""Packages and modules that say nothing to the office, or write what is no message."""

SPEAKING = ("messages/say.py", "pages/menu.py", "pages/templates.py")
"""Modules of these that do."""

NO_MESSAGES = re.compile(
    r"read with|files of |ProperDocs|Traceback|Error (?:building|reading) |nested too deep|To do|"
    r"Back to the text|\{names\} and \{last\}$|mkdocs_static_i18n|- \{\{|\{\{(?:file|key)|\[\{\{name|"
    r"not a git |admonition|\.admonition|\(min-width|-//W3C|.*\\w|.*\(\.\+\)|# |make (?:site|serve|check)$|"
    r"Mozilla/|git (?:init|add -A)$|i18n: languages|\{box\}|--- \{|import sys"
)
"""Beginnings of texts that look like messages."""


class Found(NamedTuple):
    """A fragment of messages in the source."""

    one: str
    many: str
    """The plural, empty if the fragment counts nothing."""
    place: str
    """`cluster/problems.py:67`."""


@cache
def found() -> tuple[Found, ...]:
    """The fragments of all messages, each once."""
    by_text = {shape_of(each): Found(each, "", "") for each in (*NAMES, *ELSEWHERE)}
    by_text |= {shape_of(each.one): each for each in _of_reviews()}
    for path in sorted((HOOKS / "cluster").rglob("*.py")):
        name = path.relative_to(HOOKS / "cluster").as_posix()
        speaks = name in SPEAKING or not {name, name.partition("/")[0]} & {*SILENT}
        look = _in_source if speaks else _phrases_in
        for each in look(path.read_text("utf-8"), path.relative_to(HOOKS).as_posix()):
            by_text.setdefault(shape_of(each.one), each)
    return tuple(by_text.values())


def _of_reviews() -> Iterator[Found]:
    """What a review calls the things of a project."""
    for each in things.NAMES.values():
        yield Found(each.heading, "", "cluster/office/review/things.py:0")
        is_counted = each.one != each.many
        yield Found(each.one, each.many if is_counted else "", "cluster/office/review/things.py:0")


def _phrases_in(source: str, file: str) -> Iterator[Found]:
    """Those of texts that are put together in the language of the office; see `messages.phrases`."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("phrase", "voice.phrase"):
            texts = [each.value for each in node.args if isinstance(each, ast.Constant)]
            if texts:
                yield Found(texts[0], "".join(texts[1:]), f"{file}:{node.lineno}")


def shape_of(template: str) -> str:
    """A template without the names of its values."""
    return re.sub(HOLE, "{}", template)


def _in_source(source: str, file: str) -> Iterator[Found]:
    tree = ast.parse(source)
    lists = {each for node in ast.walk(tree) for each in _lists_in(node)}
    silent = {id(each) for each in _silent_in(tree)}
    for node in ast.walk(tree):
        if id(node) in silent:
            continue
        place = f"{file}:{getattr(node, 'lineno', 0)}"
        if isinstance(node, ast.Call) and _name_of(node.func) == "counted":
            one, many = (_template_of(each, lists) for each in node.args[1:3])
            silent |= {id(each) for each in node.args[1:3]}
            yield Found(one, many, place)
        elif isinstance(node, ast.FunctionDef) and any(map(_is_command, node.decorator_list)):
            yield from (Found(each, "", place) for each in paragraphs(ast.get_docstring(node) or ""))
        elif isinstance(node, ast.JoinedStr | ast.Constant) and isinstance(getattr(node, "value", ""), str):
            yield from (Found(each, "", place) for each in fragments(_template_of(node, lists)))


def _silent_in(tree: ast.AST) -> Iterator[ast.AST]:
    """Docstrings, pieces of f-strings, patterns, and what is marked up or looked up."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value
        elif isinstance(node, ast.JoinedStr):
            yield from (each for each in node.values if isinstance(each, ast.Constant))
            yield from (
                each.format_spec
                for each in node.values
                if isinstance(each, ast.FormattedValue) and each.format_spec
            )
        elif isinstance(node, ast.Call) and _is_silent(node.func):
            yield from (each for arg in node.args for each in ast.walk(arg))
        elif isinstance(node, ast.Compare):
            yield from (each for part in (node.left, *node.comparators) for each in ast.walk(part))
        elif isinstance(node, ast.Dict):
            yield from filter(None, node.keys)


def _is_silent(function: ast.expr) -> bool:
    """Of the module `re`, or one that makes HTML or a slot of a cache."""
    if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name):
        return function.value.id == "re" or function.attr in ("load", "save", "execute", "slot")
    return _name_of(function) in ("Markup", "compile", "getattr", "RuntimeError", "TypeError", "KeyError")


def _name_of(function: ast.expr) -> str:
    return getattr(function, "attr", "") or getattr(function, "id", "")


def _is_command(decorator: ast.expr) -> bool:
    return isinstance(decorator, ast.Call) and _name_of(decorator.func) in ("command", "group")


def _lists_in(node: ast.AST) -> Iterator[str]:
    """The variable that gets a joined list of names."""
    if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) and _hole(node.value) == "names":
        yield from (each.id for each in node.targets if isinstance(each, ast.Name))


def _template_of(node: ast.expr, lists: Collection[str] = ()) -> str:
    """`unknown field '{key}'`: a string with the values of an f-string as names in braces."""
    if isinstance(node, ast.Constant):
        return _escaped(node.value) if isinstance(node.value, str) else ""
    text, names = "", []
    for each in node.values if isinstance(node, ast.JoinedStr) else ():
        if isinstance(each, ast.FormattedValue):
            name = "names" if getattr(each.value, "id", "") in lists else _hole(each.value)
            names.append(name)
            text += f"{{{name}{names.count(name) if names.count(name) > 1 else ''}}}"
        else:
            text += _template_of(each)
    return text


def _escaped(text: str) -> str:
    """A text with its braces doubled, but not those that a value replaces: `{}`, `{#}` and `{n}`."""
    text = re.sub(r"([{}])", r"\1\1", text)
    return re.sub(r"\{\{(#|\w*)\}\}", lambda found: f"{{{found[1].strip('#') or 'value'}}}", text)


def _joins_names(function: ast.expr) -> bool:
    """Whether it is the `join` of a sign between names, not of nothing."""
    sign = getattr(getattr(function, "value", None), "value", "")
    return bool(str(sign).strip())


def _hole(value: ast.expr) -> str:
    """A name for a value: its last word. Lists are `names`."""
    if isinstance(value, ast.Name):
        return value.id.lower().strip("_")
    if isinstance(value, ast.Attribute):
        return value.attr.strip("_")
    if isinstance(value, ast.Subscript):
        return _hole(value.value)
    if isinstance(value, ast.Call):
        name = _name_of(value.func).strip("_")
        if name in ("named", "listed") or (name == "join" and _joins_names(value.func)):
            return "names"
        return "number" if name in ("len", "sum") else name
    return "number" if isinstance(value, ast.BinOp) else "value"


HOLE = r"(?<!\{)\{\w+\}(?!\})"
_NOUN = re.compile(rf"([a-z]+(?: [a-z]+)*) '{HOLE}'(?=: )")
_HEAD = re.compile(
    rf"(?:{HOLE}|[a-z_.-]+|[A-Z]{{4,}}|[a-z]+(?: [a-z]+)* '{HOLE}'|'{HOLE}')(?:{HOLE})*: "
    rf"|{HOLE}(?=[;,:.] | \(|\w)|[;,:.] |{HOLE}(?:{HOLE})?; "
)
_TAIL = re.compile(rf"(?:(?<=[\w'’}}).])|: (?!\{{names)|; |, ){HOLE}$|(?<! )[;:,]$")
_PROSE = re.compile(r"[A-Za-z]{2,}[^\s{}]*\s|\s[^\s{}]*[a-z]{2,}")
_NO_PROSE = re.compile(r"^<|^#|\[\[|\(\?|xmlns|SELECT|INSERT|PRAGMA|CREATE TABLE|charset=")


def fragments(template: str) -> Iterator[str]:
    """The lines of a template without the values and signs around them; none without words."""
    if _NO_PROSE.search(template) or NO_MESSAGES.match(template):
        return
    for line in template.split("\n"):
        line = line.strip()
        last = ""
        while line != last:
            last = line
            line = re.sub(r"^\(([^()]*)\)$", r"\1", line).strip()
            if noun := _NOUN.match(line):
                yield noun[1]
            line = _TAIL.sub("", _HEAD.sub("", line, count=1) if _HEAD.match(line) else line).strip()
        if _PROSE.search(re.sub(HOLE, "{}", line)) and not NO_MESSAGES.match(line):
            yield line


def paragraphs(text: str) -> Iterator[str]:
    """Those of a help text, without what is set as it is."""
    for each in text.split("\n\n"):
        if not each.startswith("\b"):
            yield re.sub(r"([{}])", r"\1\1", " ".join(each.split()))


def catalogue(language: str) -> Catalog:
    with (FOLDER / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language)


_VALUES = re.compile(
    r"(?:možnosti|možné|möglich|możliwe|possibles?)\s?: .*"
    r"|'.*?'(?!\w)|„.*?[“”]|«.*?»|\".*?\"|`.*?`|\[[^]]*\]|\(tag:.*?\)"
    r"|\S*[/_]\S*|\w+\u00a0?:|\S+-\S+|\w+\.\w+|\b(?:title|summary|who|steps|fee|pillars)\b"
)
"""What stays as an editor has written it, and names of fields."""
_WORD = re.compile(r"(?<![\w.])[a-z]{2,}(?!\w)")


def english_in(message: str, language: str) -> set[str]:
    """The English words that are left of a message in another language, without those of values."""
    return english_of(in_language(message, language), language)


def english_of(text: str, language: str) -> set[str]:
    """The English words in a text that is in another language, without those of values."""
    return {*_WORD.findall(_VALUES.sub("", text))} & _english(language)


@cache
def _english(language: str) -> set[str]:
    """The words of the messages that the language itself does not have."""
    texts = [(each.id, each.string) for each in catalogue(language) if each.id]
    english = {
        word for id, _ in texts for word in _WORD.findall(re.sub(rf"'[^']*'|{HOLE}", "", forms_of(id)[0]))
    }
    return english - {
        word for _, text in texts for form in forms_of(text) for word in _WORD.findall(_VALUES.sub("", form))
    }


def forms_of(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    """The singular and the plurals of an entry's text."""
    return (text,) if isinstance(text, str) else tuple(text)


def update(language: str) -> None:
    """Add the new fragments to a catalogue, in the order of the source, and drop those that are gone.

    A fragment whose values have new names keeps its translation.
    """
    old = {shape_of(forms_of(message.id)[0]): message for message in catalogue(language) if message.id}
    new = Catalog(locale=language)
    for each in found():
        known = old.get(shape_of(each.one))
        file = each.place.rpartition(":")[0]
        new.add(
            (each.one, each.many) if each.many else each.one,
            _renamed(known, each) if known else "",
            locations=[(file, None)] if file else [],
        )
    body = BytesIO()
    write_po(body, new, width=110, omit_header=True, include_lineno=False)
    head = _HEADER.format(name=english_name(language), language=language, forms=new.plural_forms)
    (FOLDER / f"{language}.po").write_text(f"{head}\n{body.getvalue().decode().strip()}\n", "utf-8")


def _renamed(known: Message, found: Found) -> str | tuple[str, ...]:
    """The translation, with the names that its values have now."""
    names = dict(zip(re.findall(HOLE, forms_of(known.id)[0]), re.findall(HOLE, found.one), strict=True))
    forms = forms_of(known.string)
    renamed = tuple(re.sub(HOLE, lambda hole: names.get(hole[0], hole[0]), each) for each in forms)
    return renamed if found.many else renamed[0]


_HEADER = """\
# What the program says to the office, in {name}: see "Messages" in CONTRIBUTING.md.
msgid ""
msgstr ""
"Language: {language}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: {forms}\\n"
"""


if __name__ == "__main__":
    for each in sys.argv[1:] or LANGUAGES:
        update(each)
