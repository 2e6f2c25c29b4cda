"""The numbers of parameters as people write them in a language."""

from __future__ import annotations

from decimal import Decimal

from babel.numbers import format_decimal

from cluster.content.equipment import Parameter
from cluster.content.version import Version
from cluster.language import locale_of

MOST_DIGITS = 6
"""The number of digits before the point, or zeros behind it, up to which a number is written in full."""

_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_PLAIN = set("0123456789.,\u00a0\u202f")
_CLOSE = ("°", "′", "″")
"""Units that stand close to the number."""


def number_of(value: Decimal, language: str) -> str:
    """`1 315,2`, or `6 × 10⁻¹⁴` for a number that nobody would count the zeros of."""
    exponent = value.adjusted() if value else 0
    if -MOST_DIGITS < exponent < MOST_DIGITS:
        written = str(format_decimal(value, locale=locale_of(language), decimal_quantization=False))
        return written.replace("-", "−")
    mantissa = value.scaleb(-exponent).normalize()
    power = f"10{str(exponent).translate(_RAISED)}"
    return power if mantissa == 1 else f"{number_of(mantissa, language)}\u00a0×\u00a0{power}"


def value_of(parameter: Parameter, version: Version) -> str:
    """`400–1 600 nm`: the number or the range of a parameter with its unit; `` if it is in words."""
    numbers = parameter.numbers
    if not numbers:
        return ""
    written = [number_of(each, version.language) for each in numbers]
    unit = parameter.unit
    gap = "" if unit in _CLOSE else "\u00a0"
    return f"{_range(parameter, written, version)}{gap}{unit}"


def _range(parameter: Parameter, numbers: list[str], version: Version) -> str:
    words = version.words
    if parameter.value is not None:
        return numbers[0]
    if len(numbers) == 2:
        # a dash before a minus sign, or behind a power, could be misread
        is_plain = set("".join(numbers)) <= _PLAIN
        return "–".join(numbers) if is_plain else words["range"].format(low=numbers[0], high=numbers[1])
    return words["range_from" if parameter.maximum is None else "range_to"].format(number=numbers[0])
