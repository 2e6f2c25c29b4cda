"""Stylesheets made smaller: imports in their places, no comments, and of rules those that can apply.

What a page can contain is decided by names. The theme's own names begin with a prefix of OWNED. A rule whose
selector needs one of these stays only if that name occurs in the texts from which pages are made. Rules with
other names stay, as what Markdown extensions write bears those; so do rules that this module does not know.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

import tinycss2

OWNED = ("md-", "data-md-", "__")
"""How the classes, attributes and ids begin that only the theme's templates and scripts use."""

Declares = Callable[[str], bool]
Applies = Callable[[str], bool]


def words_of(texts: Iterable[str]) -> frozenset[str]:
    """All words of some texts; a name of CSS, HTML or a script is one word."""
    return frozenset(word for text in texts for word in re.findall(r"[\w-]+", text))


def imported_by(css: str) -> list[str]:
    """The addresses that a stylesheet imports into layers."""
    return [address for rule in _parsed(css) if (address := _import_of(rule)[0])]


def with_imports(css: str, imported: Mapping[str, str]) -> str:
    """A stylesheet without comments, with the rules of `imported`, by address, in place of their imports."""
    rules = []
    for rule in _parsed(css):
        address, layer = _import_of(rule)
        if address in imported:
            inside = "".join(each.serialize() for each in _parsed(imported[address]))
            rules.append(f"@layer {layer}{{{inside}}}")
        else:
            rules.append(rule.serialize())
    return _minified("".join(rules))


def joined(css: str, imported: Mapping[str, str], in_pages: frozenset[str], in_styles: frozenset[str]) -> str:
    """A stylesheet with what is used of those that it imports; see `with_imports` and `without_unused`."""
    return with_imports(css, without_unused(imported, in_pages, in_styles))


def names_in(sheets: Iterable[str]) -> frozenset[str]:
    """The names of stylesheets of the theme by which `without_unused` decides."""
    texts = tuple(sheets)
    animations = {name for text in texts for name in _ANIMATION.findall(text)}
    return frozenset(name for name in words_of(texts) if name.startswith((*OWNED, "--"))) | animations


_ANIMATION = re.compile(r"@[\w-]*keyframes\s+([\w-]+)", re.IGNORECASE)


def without_unused(
    sheets: Mapping[str, str], in_pages: frozenset[str], in_styles: frozenset[str]
) -> dict[str, str]:
    """The stylesheets of the theme without the rules that cannot apply, and what only those refer to.

    `in_pages` are the words of all texts from which pages are made, `in_styles` those of other stylesheets.
    """

    def can_occur(name: str) -> bool:
        return name in in_pages or not name.startswith(OWNED)

    def kept(sheets: Mapping[str, str], is_needed: Declares) -> dict[str, str]:
        return {name: "".join(_kept(_parsed(css), can_occur, is_needed)) for name, css in sheets.items()}

    applying = kept(sheets, lambda name: True)
    needed = _referred("".join(applying.values()), in_pages | in_styles)
    return kept(applying, needed.__contains__)


def _parsed(css: str) -> list[Any]:
    return [
        rule
        for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
        if not (rule.type == "at-rule" and rule.lower_at_keyword == "charset")
    ]


def _import_of(rule: Any) -> tuple[str, str]:
    """The address and the layer of an `@import url("…") layer(…);`; empty for any other rule."""
    if rule.type != "at-rule" or rule.lower_at_keyword != "import":
        return "", ""
    layers = [each for each in rule.prelude if each.type == "function" and each.lower_name == "layer"]
    words = [
        each for each in rule.prelude if each.type not in ("whitespace", "comment") and each not in layers
    ]
    if len(layers) != 1 or len(words) != 1:
        return "", ""
    word = words[0].arguments[0] if words[0].type == "function" else words[0]
    return getattr(word, "value", ""), tinycss2.serialize(layers[0].arguments)


# ---- Which rules can apply ------------------------------------------------------------------------------


def _kept(rules: Iterable[Any], can_occur: Applies, is_needed: Declares) -> Iterator[str]:
    for rule in rules:
        if rule.type == "qualified-rule":
            yield _kept_style(rule, can_occur, is_needed)
        elif rule.type == "at-rule":
            yield _kept_group(rule, can_occur, is_needed)


def _kept_group(rule: Any, can_occur: Applies, is_needed: Declares) -> str:
    """An at-rule; empty if nothing of it is kept."""
    head = f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}".rstrip()
    if rule.lower_at_keyword.endswith("keyframes"):
        return str(rule.serialize()) if is_needed(tinycss2.serialize(rule.prelude).strip()) else ""
    if rule.content is None or rule.lower_at_keyword not in ("media", "supports", "layer", "container"):
        return str(rule.serialize())
    inside = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
    text = "".join(_kept(inside, can_occur, is_needed))
    return text and f"{head}{{{text}}}"


def _kept_style(rule: Any, can_occur: Applies, is_needed: Declares) -> str:
    """The selectors of a rule that can apply with the declarations that are needed; empty without either."""
    selectors = [each for each in _alternatives(rule.prelude) if _can_match(each, can_occur)]
    declared = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
    kept = [each for each in declared if not _is_property(each) or is_needed(each.name)]
    if not selectors or not kept:
        return ""
    block = "".join(f"{each.serialize()};" for each in kept)
    return f"{','.join(map(tinycss2.serialize, selectors))}{{{block}}}"


def _is_property(declared: Any) -> bool:
    """Whether a declaration sets a custom property (`--md-hue`), which does nothing unless referred to."""
    return declared.type == "declaration" and str(declared.name).startswith("--")


def _alternatives(tokens: Iterable[Any]) -> list[list[Any]]:
    """A list of selectors, taken apart at its commas."""
    found: list[list[Any]] = [[]]
    for token in tokens:
        if token.type == "literal" and token.value == ",":
            found.append([])
        else:
            found[-1].append(token)
    return found


def _can_match(selector: list[Any], can_occur: Applies) -> bool:
    return all(map(can_occur, _names(selector))) and all(
        any(_can_match(each, can_occur) for each in _alternatives(token.arguments))
        for token in selector
        if token.type == "function" and token.lower_name in ("is", "where", "has", "any", "-webkit-any")
    )


def _names(selector: list[Any]) -> Iterator[str]:
    """The classes, ids and attributes that an element must have, outside of functions such as `:not`."""
    for before, token in pairwise([None, *selector]):
        if token.type == "hash" or (token.type == "ident" and before == "."):
            yield str(token.value)
        elif token.type == "[] block":
            yield from (each.value for each in token.content[:1] if each.type == "ident")


# ---- What the rules refer to ----------------------------------------------------------------------------


def _referred(css: str, outside: frozenset[str]) -> frozenset[str]:
    """The custom properties and animations that declarations of a stylesheet or `outside` refer to, also by
    way of other custom properties."""
    properties: dict[str, set[str]] = {}
    needed = set(outside)
    for name, words in _declarations(_parsed(css)):
        (properties.setdefault(name, set()) if name.startswith("--") else needed).update(words)
    waiting = list(needed & properties.keys())
    while waiting:
        new = properties.pop(waiting.pop(), set()) - needed
        needed |= new
        waiting += new & properties.keys()
    return frozenset(needed)


def _declarations(rules: Iterable[Any]) -> Iterator[tuple[str, frozenset[str]]]:
    """The name of each declaration in some rules, with the words of its value."""
    for rule in rules:
        if rule.type == "declaration":
            yield rule.name, words_of([tinycss2.serialize(rule.value)])
        elif getattr(rule, "content", None):
            yield from _declarations(tinycss2.parse_blocks_contents(rule.content))


# ---- Fewer signs ----------------------------------------------------------------------------------------


def _minified(css: str) -> str:
    """A stylesheet without comments and idle blanks."""
    tokens = tinycss2.parse_component_value_list(css, skip_comments=True)
    return str(tinycss2.serialize(list(_tight(tokens))))


def _tight(tokens: list[Any]) -> Iterator[Any]:
    """The tokens without those that only people need; one blank for any number of others."""
    for before, token, after in zip([None, *tokens], tokens, [*tokens[1:], None], strict=False):
        if token.type == "whitespace":
            if not (_ends(before) or _begins(after)):
                token.value = " "
                yield token
        else:
            for inside in ("content", "arguments"):
                if hasattr(token, inside):
                    setattr(token, inside, list(_tight(getattr(token, inside))))
            yield token


def _ends(token: Any) -> bool:
    """Whether a blank after the token says nothing."""
    return token is None or token.type == "{} block" or token in (*_SIGNS, ":")


def _begins(token: Any) -> bool:
    """Whether a blank before the token says nothing."""
    return token is None or token.type == "{} block" or token in _SIGNS


_SIGNS = (";", ",")
