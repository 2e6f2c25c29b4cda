"""Markdown files of docs/ become documents: names, front matter, and the texts of translations."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import unquote, urlsplit

from cluster.language import Languages, Text, english_name, typeset_html
from cluster.problems import Place, Problem, suggestion
from cluster.reading.markdown import Converter, Mention
from cluster.reading.schema import Reader, Wrong
from cluster.reading.yaml_tree import Node, decode, read_tree

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)?---[ \t]*(?:\n|\Z)", re.DOTALL)
_PATH = re.compile(r"[a-z0-9]+(?:[-/][a-z0-9]+)*")


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


@dataclass(slots=True)
class DocumentReader:
    """Reads the Markdown files of docs/ and notes their problems."""

    files: Mapping[str, bytes]
    languages: Languages
    converter: Converter
    problems: list[Problem] = field(default_factory=list)

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
        **given: str,
    ) -> Any:
        """The document of a group of files; None after noting what is wrong.

        `texts` are the keys that a translation may have, `given` fields that are not read.
        """
        main, *translations = group = [self._taken_apart(file) for file in files]
        if not self._is_readable(main, has_head):
            return None
        bodies, mentions = self._converted(group)
        if bodies and not main.body:
            first = next(each for each in group if each.body)
            self._refuse(first.file, f"a text stands here, but none in the {self._default} {main.file}")
        reader = Reader(main.file, self.languages)
        head = main.head or Node(1, {})
        value = reader.item(cls, head, label, bodies=bodies, mentions=mentions, **given)
        self.problems += reader.problems
        if value and reader.links:
            value = replace(value, mentions=(*mentions, *self._links(reader)))
        for each in translations:
            value = self._translated(value, texts, each, main.file)
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
            self._refuse(file, f"'{stem}' cannot be an address; {cure}")
            return None
        if not dot:
            return stem, self.languages.default
        others = self.languages.all[1:]
        if language not in others:
            hint = suggestion(language, others)
            self._refuse(file, f"'.{language}' in the name is not a language of this site{hint}")
            return None
        return stem, language

    def _taken_apart(self, file: str) -> _MarkdownFile:
        text, problems = decode(self.files[file], file)
        head, start = None, 0
        if match := _FRONT_MATTER.match(text):
            head, more = read_tree(match[1] or "", file=file, first_line=2)
            problems += more
            start = match.end()
        elif text.startswith("---"):
            self._refuse(file, "the head opens with --- but no line with --- closes it")
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
                html, found = self.converter.convert(each.body, source=source, at=at)
                bodies.append((each.language, typeset_html(html, each.language)))
                mentions += (mention._replace(language=each.language) for mention in found)
        return tuple(bodies), tuple(mentions)

    def _links(self, reader: Reader) -> list[Mention]:
        """The links in the values of a front matter."""
        return [
            Mention(Place(reader.file, line), link, link, "value", fragment=unquote(urlsplit(link).fragment))
            for line, link in reader.links
        ]

    def _translated(self, value: Any, texts: Sequence[str], translation: _MarkdownFile, main: str) -> Any:
        """The value with the texts of a translation's front matter."""
        head = translation.head
        if head is None or not isinstance(head.value, dict):
            return value
        reader = Reader(translation.file, self.languages, text_language=translation.language)
        for key in [key for key in head.value if key not in texts]:
            message = f"'{key}' belongs in {main}; a translation has {' and '.join(texts)} only"
            reader.refuse(head.key_lines.pop(key), message)
        found: dict[str, Text] = {}
        for key in texts:
            if (node := head.value.get(key)) and node.value is not None:
                with suppress(Wrong):
                    found[key] = reader.value(Text, node, f"translation: {key}")
        self.problems += reader.problems
        if value is None:
            return None
        return replace(value, **{key: self._joined(getattr(value, key), text) for key, text in found.items()})

    def _joined(self, text: Text | None, more: Text) -> Text:
        return self.languages.text(dict(text.versions if text else ()) | dict(more.versions))
