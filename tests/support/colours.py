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


INKS_AND_GROUNDS = """scheme => {
  const at_once = new CSSStyleSheet();
  at_once.replaceSync("*, ::placeholder { transition: none }");
  document.adoptedStyleSheets = [at_once];
  document.body.dataset.mdColorScheme = scheme;
  const found = {};
  const note = (element, ink, text) => {
    let ground = element;
    while (/, 0\\)$/.test(getComputedStyle(ground).backgroundColor)) ground = ground.parentElement;
    const pair = [ink, getComputedStyle(ground).backgroundColor];
    if (text.trim()) found[pair] = [...pair, `${element.tagName}.${element.className}: ${text.trim()}`];
  };
  document.querySelectorAll("details").forEach(each => each.open = true);
  for (const element of document.querySelectorAll("body *")) {
    if (!element.checkVisibility()) continue;
    const ink = getComputedStyle(element).color;
    for (const each of element.childNodes) if (each instanceof Text) note(element, ink, each.data);
    for (const part of ["::before", "::after"]) {
      const {content, color} = getComputedStyle(element, part);
      note(element, color, content.match(/^"(.*)"$/)?.[1] ?? "");
    }
    const hint = getComputedStyle(element, "::placeholder");
    note(element, hint.color, element.placeholder ?? "");
  }
  return Object.values(found);
}"""
"""The colours of every text in a scheme and of its ground: also of single signs, which axe passes over, and
of those that the stylesheet adds."""
