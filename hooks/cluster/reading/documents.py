"""Markdown files of docs/ become documents: names, front matter, and the texts of translations."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import unquote, urlsplit

from cluster.code_names import suggested_language
from cluster.language import Languages, Text, english_name
from cluster.problems import Place, Problem
from cluster.reading.colons import told_of_key
from cluster.reading.conflicts import conflicts
from cluster.reading.fields import fields_of
from cluster.reading.labels import near_label
from cluster.reading.markdown import Converter, Mention
from cluster.reading.markdown_source import without_fences
from cluster.reading.schema import Reader, Wrong
from cluster.reading.yaml_tree import Node, decode, read_tree
from cluster.slugs import slug_of
from cluster.typography import typeset_html

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)?---[ \t]*(?:\n|\Z)", re.DOTALL)
_PATH = re.compile(r"[a-z0-9]+(?:[-/][a-z0-9]+)*")


def head_in(text: str) -> str:
    """The front matter of a text, without the lines around it; empty if it has none."""
    found = _FRONT_MATTER.match(text)
    return (found[1] or "") if found else ""


@dataclass(frozen=True, slots=True)
class _MarkdownFile:
    """A Markdown file, taken apart."""

    file: str
    language: str
    head: Node | None
    """The front matter."""
    body: str
    body_line: int
    """The line of the file on which the body starts."""


def _wrong_head(text: str) -> str:
    """What is wrong with the lines around a head; `` if the text has none."""
    first = text.strip().partition("\n")[0].strip()
    if text.startswith("---\n"):
        return "the head opens with --- but no line with --- closes it"
    if first == "---":
        return "the line --- that opens the head must be the first of the file, without spaces"
    if first and not first.strip("-–—"):
        return f"a head opens with --- (three hyphens), found '{first}'"
    if re.match(r"[a-z_]+:(\s|$)", first) and re.search(r"^---\s*$", text, re.MULTILINE):
        return f"the line --- above '{first}' is missing"
    return ""


def _with_cure(problem: Problem, head: str) -> Problem:
    """The problem of a head; after a blank line, its text may have begun already."""
    above = head.split("\n")[: problem.place.line - 2]
    if not problem.message.startswith("invalid YAML") or all(line.strip() for line in above):
        return problem
    return replace(problem, message=f"{problem.message}; is the line --- that ends the head missing above?")


@dataclass(slots=True)
class DocumentReader:
    """Reads the Markdown files of docs/ and notes their problems."""

    files: Mapping[str, bytes]
    languages: Languages
    converter: Converter
    problems: list[Problem] = field(default_factory=list)
    reader_of: Callable[[str, Languages], Reader] = Reader
    """Makes a reader of the front matter of a file."""

    def groups(self) -> dict[str, list[str]]:
        """The files of each document by its path below docs/, the default language first if it is there."""
        groups: dict[str, list[tuple[int, str]]] = {}
        for file in sorted(self.files):
            if file.startswith("docs/") and file.endswith(".md") and (name := self._name_of(file)):
                path, language = name
                groups.setdefault(path, []).append((self.languages.all.index(language), file))
        return {path: [file for _, file in sorted(each)] for path, each in groups.items()}

    def document(
        self,
        cls: Any,
        files: Sequence[str],
        label: str,
        *,
        texts: Sequence[str],
        has_head: bool,
        misplaced: Callable[[Mapping[str, int]], str] = lambda keys: "",
        **given: str,
    ) -> Any:
        """The document of a group of files; None after noting what is wrong.

        `texts` are the keys that a translation may have, `given` fields that are not read. `misplaced` says
        what is wrong with front matter of another kind, by its keys and their lines.
        """
        main, *translations = group = [self._taken_apart(file) for file in files]
        if not self._is_readable(main, has_head):
            return None
        if message := misplaced(main.head.key_lines) if main.head else "":
            self._refuse(main.file, message)
            return None
        bodies, mentions = self._converted(group)
        if bodies and not main.body:
            first = next(each for each in group if each.body)
            self._refuse(first.file, f"a text stands here, but none in the {self._default} {main.file}")
        reader = self.reader_of(main.file, self.languages)
        head = main.head or Node(1, {})
        value = reader.item(cls, head, label, bodies=bodies, mentions=mentions, **given)
        self.problems += reader.problems
        if value and reader.links:
            value = replace(value, mentions=(*mentions, *links_in_values(reader)))
        for each in translations:
            value = self._translated(value, cls, texts, each, main.file)
        return value

    def _refuse(self, file: str, message: str) -> None:
        self.problems.append(Problem(Place(file, 1), message))

    @property
    def _default(self) -> str:
        return english_name(self.languages.default)

    def _name_of(self, file: str) -> tuple[str, str] | None:
        """`docs/news/x.en.md` -> (`news/x`, `en`)."""
        stem, dot, language = file.removeprefix("docs/").removesuffix(".md").partition(".")
        if not _PATH.fullmatch(stem):
            cure = "name the file with small letters a-z, digits and hyphens"
            self._refuse(file, f"'{stem}' cannot be an address; {cure}{_such_as(stem, dot + language)}")
            return None
        if not dot:
            return stem, self.languages.default
        if language == self.languages.default:
            self._refuse(file, f"name it docs/{stem}.md, as {language} is the default language")
            return None
        others = self.languages.all[1:]
        if language in self.languages.unbuilt:
            return None
        if message := "" if language in others else self.languages.reason_to_refuse(language):
            self.problems.append(Problem(Place(file, 1), message, everywhere=message))
            return None
        if language not in others:
            hint = suggested_language(language, others) if others else "; rename the file"
            self._refuse(file, f"'.{language}' in the name is not a language of this site{hint}")
            return None
        return stem, language

    def _taken_apart(self, file: str) -> _MarkdownFile:
        text, problems = decode(self.files[file], file)
        if conflicts(text, file=file):  # in fenced code, conflict markers may be an example
            problems += conflicts(without_fences(text), file=file)
        head, start = None, 0
        if match := _FRONT_MATTER.match(text):
            head, more = read_tree(match[1] or "", file=file, first_line=2)
            problems += [_with_cure(each, match[1] or "") for each in more]
            start = match.end()
        elif message := _wrong_head(text):
            problems.append(Problem(Place(file, 1), message))
        self.problems += problems
        body = text[start:].lstrip()
        line = text.count("\n", 0, len(text) - len(body)) + 1
        language = file.removesuffix(".md").partition(".")[2] or self.languages.default
        return _MarkdownFile(file, language, None if problems else head, body.rstrip(), line)

    def _is_readable(self, main: _MarkdownFile, has_head: bool) -> bool:
        if main.language != self.languages.default:
            file = main.file.replace(f".{main.language}.md", ".md")
            self._refuse(main.file, f"the {self._default} version is missing: write {file}")
            return False
        if main.head is None and has_head:
            if not any(problem.place.file == main.file for problem in self.problems):
                self._refuse(main.file, "the head (title: … between two lines of ---) is missing")
            return False
        return True

    def _converted(
        self, group: Sequence[_MarkdownFile]
    ) -> tuple[tuple[tuple[str, str], ...], tuple[Mention, ...]]:
        """The HTML of the bodies by language, and what they link to."""
        bodies: list[tuple[str, str]] = []
        mentions: list[Mention] = []
        source = group[0].file.removeprefix("docs/")
        for each in group:
            if each.body:
                at = Place(each.file, each.body_line)
                html, found = self.converter.convert(each.body, source=source, at=at, language=each.language)
                mentions += (mention._replace(language=each.language) for mention in found)
                if html:  # a text may consist of comments
                    bodies.append((each.language, typeset_html(html, each.language, signs=True)))
        return tuple(bodies), tuple(mentions)

    def _translated(
        self, value: Any, cls: Any, texts: Sequence[str], translation: _MarkdownFile, main: str
    ) -> Any:
        """The value with the texts of a translation's front matter."""
        head = translation.head
        if head is None or not isinstance(head.value, dict):
            return value
        reader = self.reader_of(translation.file, self.languages)
        for key in [key for key in head.value if key not in texts]:
            belongs = f"'{key}' belongs in {main}; a translation has {' and '.join(texts)} only"
            labelled = reader.labels().of_fields(cls, texts)
            hint = told_of_key(key, head, texts) or (
                "" if key in fields_of(cls) else near_label(key, labelled)
            )
            message = f"translation: unknown field '{key}'{hint}" if hint else belongs
            reader.refuse(head.key_lines.pop(key), message)
        found: dict[str, Text] = {}
        for key in texts:
            if node := head.value.get(key):
                with suppress(Wrong):
                    reader.refuse_empty(node, head.key_lines[key], f"translation: '{key}'", is_required=False)
                    text = reader.string(node, f"translation: {key}", is_prose=True)
                    found[key] = Text(((translation.language, text),))
        self.problems += reader.problems
        if value is None:
            return None
        return replace(value, **{key: self._joined(getattr(value, key), text) for key, text in found.items()})

    def _joined(self, text: Text | None, more: Text) -> Text:
        return self.languages.text(dict(text.versions if text else ()) | dict(more.versions))


def links_in_values(reader: Reader) -> list[Mention]:
    """The links in the values that were read."""
    return [
        Mention(Place(reader.file, line), link, link, "proof")
        if is_proof
        else Mention(Place(reader.file, line), link, link, "value", fragment=unquote(urlsplit(link).fragment))
        for line, link, is_proof in reader.links
    ]


def _such_as(stem: str, language: str) -> str:
    """`, such as docs/events/x.md` for a path that is no address; empty if none can be made of it."""
    better = "/".join(slug_of(part) for part in stem.split("/"))
    return f", such as docs/{better}{language.lower()}.md" if _PATH.fullmatch(better) else ""
