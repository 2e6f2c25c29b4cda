"""How well colours can be told apart."""

import re


def contrast(ink: str, ground: str) -> float:
    """As WCAG 2 reckons it, of two colours like `rgb(11, 23, 51)`."""
    low, high = sorted(luminance(each) for each in (ink, ground))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    shares = [int(each) / 255 for each in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
