"""Syntax errors of YAML, as the line to mend and the likely cause: the parser names neither."""

from __future__ import annotations

import re
import unicodedata

import yaml

from cluster.reading.curly_quotes import quoted_with_colon
from cluster.reading.lost_ends import lost_end

TOO_DEEP = "nested too deep"


def explained(error: yaml.MarkedYAMLError, text: str) -> tuple[int, str]:
    """The 0-based line of the text that has to be changed, and the message about it."""
    lines = text.split("\n")
    first, last = _lines_of(error, lines)
    problem = error.problem or error.context or "syntax error"
    if "nesting depth" in problem:  # libyaml's own limit, reached before ours on one line of brackets
        return last, TOO_DEEP
    if lost := lost_end(lines, last):
        return lost[0], f"invalid YAML: {lost[1]}"
    for index in range(max(0, first - 1), last + 1):
        if cause := _odd_space(lines[index]) or _sign(lines[index]) or _comment(lines[index]):
            return index, f"invalid YAML: {cause}"
    if found := _above(error, lines, last):
        return found
    index = _line_to_mend(error, lines, first, last)
    if quoted := quoted_with_colon(lines[index]):
        cause = f"write straight quotes around '{quoted}'; curly ones are part of a text"
        return index, f"invalid YAML: {cause}"
    if cause := _value(lines[index], problem):
        return index, f"invalid YAML: {cause}"
    if "expected '-' indicator" in problem and _is_further_key(lines, index):
        cause = "start the keys of an entry in one column"
        return index, f"invalid YAML: {cause}"
    cures = (cure for sign, cure in _CURES.items() if sign in f"{error.context} {problem}")
    if "expected ',' or" in problem and (bracket := _left_open(lines[index])):
        return index, f"invalid YAML: {problem}; a closing {bracket} is missing"
    cure = _cure_in(lines[index], problem) or next(cures, "")
    return index, f"invalid YAML: {problem}{cure}"


def _above(error: yaml.MarkedYAMLError, lines: list[str], last: int) -> tuple[int, str] | None:
    """The line and the message of a cause that is further up than the parser says."""
    if "mapping values" in (error.problem or "") and (key := _without_colon(lines, last)):
        cause = f"a colon is missing after '{key[1]}', or quotes around a text with a colon"
        return key[0], f"invalid YAML: {cause}"
    return None


def _cure_in(line: str, problem: str) -> str:
    """What a line itself tells of the cause; `` if nothing."""
    if "mapping values" in problem and re.match(r"\s*(?:- +)?\w+: [^\"'{\[]*, \w+: ", line):
        return "; write each key on a line of its own"
    if "mapping values" in problem:
        return _IN_COLUMN if line.count(": ") < 2 else ""
    if "expected ':'" in problem and (key := _KEY_ALONE.match(line)) and " " not in key[2]:
        return f"; a colon is missing after '{key[1]}', or blanks before the further line of a text"
    if "expected ':'" in problem and ":" not in line:
        return "; begin an entry of a list with a dash and a space, and indent the further lines of a text"
    if "expected '-' indicator" in problem and line.rstrip().endswith(","):
        return "; delete the comma at its end"
    if "expected ',' or" in problem and re.search(r"'[^',]*\w'\w", line):
        return '; put " around a text with an apostrophe'
    if "expected ',' or" in problem and (key := re.search(r"[{,]\s*\w+: [^,{}\"']*\s(\w+: )", line)):
        return f"; a comma before '{key[1].strip()}' is missing, or quotes around a text with a colon"
    return ""


def _is_further_key(lines: list[str], index: int) -> bool:
    """Whether a line has a key with which no entry above begins, so that no dash is missing before it."""
    key = re.match(r"\s*([\w-]+):(?:\s|$)", lines[index])
    begun = (re.match(r"\s*- +([\w-]+):", each) for each in lines[:index])
    return key is not None and key[1] not in (each[1] for each in begun if each)


_KEY_ALONE = re.compile(r"\s*(?:- +)?([a-z_]+) +([^:]+)$")
"""A line such as `year 2026`."""


def _without_colon(lines: list[str], last: int) -> tuple[int, str] | None:
    """The line above another one that seems to have lost the colon of its key, and the key.

    It is the first of its block: the parser would not take it for the beginning of a text elsewhere.
    """
    above = [n for n in range(last - 1, -1, -1) if lines[n].strip() and not lines[n].lstrip().startswith("#")]
    if not above or not (key := _KEY_ALONE.match(lines[above[0]])):
        return None
    has_one_word = " " not in key[2] and len(above) > 1 and lines[above[1]].endswith(":")
    is_first = has_one_word or "- " in lines[above[0]][: key.start(1)] or len(above) < 2
    return (above[0], key[1]) if is_first else None


_IN_COLUMN = "; start the entries of a list or mapping in the same column"


_CURES = {
    "mapping values are not allowed": "; put quotes around a text with a colon and a space",
    "expected ',' or '": "; put quotes around a text with a comma or a colon",
    "could not find expected ':'": "; write a colon and a space after a key",
    "unknown escape": "; use single quotes around a text with a backslash",
    "quoted scalar": "; a closing quote is missing",
    "did not find expected key": _IN_COLUMN,
    "expected '-' indicator": "; start the keys of an entry in one column, and each entry with a dash",
}


def _left_open(line: str) -> str:
    """The bracket that a line opens and does not close."""
    return next((end for start, end in ("[]", "{}") if line.count(start) > line.count(end)), "")


def _lines_of(error: yaml.MarkedYAMLError, lines: list[str]) -> tuple[int, int]:
    """The 0-based lines between which the cause is: the parser often notices it only on a later one."""
    last = min(error.problem_mark.line if error.problem_mark else 0, len(lines) - 1)
    context = error.context_mark.line if error.context_mark else last
    is_whole = "block mapping" in (error.context or "") or "block collection" in (error.context or "")
    return max(0, last - 1) if is_whole else min(context, last), last


def _line_to_mend(error: yaml.MarkedYAMLError, lines: list[str], first: int, last: int) -> int:
    """Where a quote, a bracket or a key was opened on one line, and missed its end on a later one."""
    if "block" in (error.context or "") or lines[first].rstrip().endswith(("{", "[", ",")):
        return last
    return first


_INDENT = re.compile(r"^(?P<indent>[\s\u200b\ufeff]*)(?:-(?P<dash>\s+))?(?:[\w-]+:(?P<colon>\s*))?")


def odd_space(text: str) -> str:
    """`a no-break space (U+00A0)`: the first blank of a text that is not a plain space; `` if none."""
    if text.isascii() and text.isprintable():
        return ""
    for character in text:
        if character != " " and (character.isspace() or unicodedata.category(character) == "Cf"):
            name = unicodedata.name(character, "tab").lower()
            return f"a {name} (U+{ord(character):04X})"
    return ""


_BLANKS = {
    "indent": "found {} in the indentation",
    "dash": "found {} after the -",
    "colon": "found {} after the :",
}


def _odd_space(line: str) -> str:
    found = _INDENT.match(line)
    for part, message in _BLANKS.items():
        blank = (found[part] or "") if found else ""
        if blank.strip(" \t") or ("\t" in blank and part == "indent"):
            return f"{message.replace('{}', odd_space(blank))}; write plain spaces"
    return ""


def _sign(line: str) -> str:
    """What needs a space after it, a dash or the colon of a key; or another sign instead of a dash."""
    if found := re.match(r"\s*([•–—*+]|\d+[.)])\s+\S", line):
        return f"an entry of a list begins with -, found '{found[1]}'"
    if found := re.match(r"\s*-(?=[^\s-])(\S+)", line):
        return f"write a space after the dash: '- {found[1]}'"
    if found := re.match(r"\s*(?:- +)?([a-z_]+):(?=[^\s/:])(\S.*?)\s*$", line):
        return f"write a space after the colon: '{found[1]}: {found[2]}'"
    return ""


def _comment(line: str) -> str:
    cut = re.search(r"[:,\[{] +[^\"'#]*? (#[^\s#][^,}\]]*)", line)
    return f"'{cut[1].strip()}' is read as a comment; put quotes around a text with ' #'" if cut else ""


_VALUE = re.compile(r"^\s*(?:- +)*(?:[^\s\"'#:][^:#]*: +)?(?P<value>\S.*)$")
_QUOTED = re.compile(r"(?:\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*')\s*(?P<rest>[^\s#,}\]].*)?")
_BRACKETED = re.compile(r"(?:\[[^\[\]]*\]|\{[^{}]*\})\s*(?P<rest>[^\s#].*)?")


def _value(line: str, problem: str) -> str:
    """What is wrong with the way in which the value of a line starts."""
    found = _VALUE.match(line)
    value = found["value"] if found else ""
    sign = value[:1]
    if sign == "-" and "not allowed" in problem:
        return "put quotes around a text that starts with '-', or the entries of a list on lines of their own"
    if sign and sign in "@`%&*!|>?,]}":
        return f"put quotes around a text that starts with '{sign}'"
    if sign in "[{" and (match := _BRACKETED.match(value)) and match["rest"]:
        return f"put quotes around a text that starts with '{sign}'"
    if sign in "\"'" and (match := _QUOTED.match(value)) and match["rest"]:
        other = "'" if sign == '"' else '"'
        return f"the text goes on after the closing quote; put {other} around the whole text"
    return ""
