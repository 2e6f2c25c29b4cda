"""An SVG is published as a copy that neither runs nor loads nor tells anything."""

from base64 import b64decode, b64encode
from io import BytesIO

import pytest
from cluster.links import absolute
from cluster.pictures.drawings import read_drawing
from cluster.pictures.model import plain_shown, shown
from cluster.pictures.renditions import renditions_of
from lxml import etree, html
from PIL import Image

NAME = "news/plan.svg"
NAMESPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
OPEN = f'<svg {NAMESPACES} viewBox="0 0 300 200">'


def drawing(inside: str = '<path d="M0 0h9"/>', opening: str = OPEN, before: str = "") -> bytes:
    return f"{before}{opening}\n{inside}\n</svg>".encode()


def copy_of(raw: bytes) -> str:
    _, files = renditions_of(raw, NAME)
    [copy] = files.values()
    return copy.decode()


def photograph() -> str:
    """A photograph that tells who took it, as a link."""
    exif, file = Image.Exif(), BytesIO()
    exif[0x013B], exif[0x0112] = "Secret Name", 6
    Image.new("RGB", (8, 8)).save(file, "JPEG", exif=exif)
    return f"data:image/jpeg;base64,{b64encode(file.getvalue()).decode()}"


HARMLESS = [
    '<path d="M0 0h9" fill="url(#g)" style="stroke:url( \'#g\' );fill:none"/>',
    '<use xlink:href="#a"/><use href="#a"/>',
    "<style>path { fill: url(#g); } /* plain */ @media (min-width: 1px) { path { fill: red } }</style>",
    "<style><![CDATA[ .a > .b { fill: #fff } ]]></style>",
    '<image href="data:image/png;base64,AAAA"/>',
    "<style>@font-face { font-family: x; src: url(data:font/woff2;base64,AAAA) }</style>",
    '<animate attributeName="fill" values="red;blue"/>',
    '<text id="on">onload= javascript: &amp; &lt;script&gt;</text>',
    '<g data-name="image (1)" aria-label="url(of a page)"/>',
]


@pytest.mark.parametrize("inside", HARMLESS)
def test_what_only_draws_is_published(inside: str) -> None:
    raw = drawing(inside)

    assert contents(copy_of(raw)) == contents(raw.decode())


def contents(text: str) -> list[tuple[str, dict[str, str], str]]:
    """Tag, attributes and text of all elements."""
    return [(each.tag, dict(each.attrib), each.text or "") for each in etree.fromstring(text).iter()]


HARMFUL = [
    ("<script>alert(1)</script>", "a script is not allowed"),
    ('<script href="data:,alert(1)"/>', "a script is not allowed"),
    ('<s:script xmlns:s="http://www.w3.org/2000/svg">alert(1)</s:script>', "a script is not allowed"),
    (
        '<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>',
        "<script> is part of a web page",
    ),
    ('<g><h:img xmlns:h="http://www.w3.org/1999/xhtml" src="x"/></g>', "<img> is part of a web page"),
    ('<path onload="alert(1)"/>', "the script 'onload' is not allowed"),
    ('<path ONCLICK="alert(1)"/>', "the script 'ONCLICK' is not allowed"),
    ("<foreignObject><p/></foreignObject>", "a web page inside the drawing (<foreignObject>) is not allowed"),
    ('<image href="https://a.example/x.png"/>', "the reference to 'https://a.example/x.png' leads out"),
    ('<image xlink:href="//a.example/x.png"/>', "the reference to '//a.example/x.png' leads out"),
    ('<image xlink:href="photo.jpg"/>', "the reference to 'photo.jpg' leads out of the drawing"),
    ('<use href="other.svg#a"/>', "the reference to 'other.svg#a' leads out of the drawing"),
    (
        '<image href="data:image/svg+xml,&lt;svg/&gt;"/>',
        "the reference to 'data:image/svg+xml,<svg/>' leads out",
    ),
    ('<a href="javascript:alert(1)"><path/></a>', "the reference to 'javascript:alert(1)' leads out"),
    ('<a xlink:href="https://a.example/"><path/></a>', "the reference to 'https://a.example/' leads out"),
    ('<a href="data:image/png;base64,AA"><path/></a>', "leads out of the drawing"),
    ('<path xml:base="https://a.example/"/>', "the reference to 'https://a.example/' leads out"),
    ('<path fill="url(https://a.example/#g)"/>', "url(https://a.example/#g) leads out of the drawing"),
    ("<path style=\"fill:URL( 'x.svg#g' )\"/>", "url(x.svg#g) leads out of the drawing"),
    ('<path style="fill:u\\72l(x.svg)"/>', "'\\' in a style is not allowed"),
    ('<path fill="u\\72l(x.svg)"/>', "'\\' in a style is not allowed"),
    ('<style>@import "x.css";</style>', "'@import' in a style is not allowed"),
    ("<style>@im<!-- -->port 'x.css';</style>", "'@import' in a style is not allowed"),
    ("<style>@im<x xmlns='y'/>port 'x.css';</style>", "'@import' in a style is not allowed"),
    ("<style>a { background: image-set('x.png' 1x) }</style>", "'image-set(' in a style is not allowed"),
    ("<style>a { fill: url/**/(x.png); b: url(/**/x.png) }</style>", "leads out of the drawing"),
    ('<set attributeName="href" to="x"/>', "an animation of 'href' could run a script"),
    ('<animate attributeName="xlink:href" values="x"/>', "an animation of 'xlink:href' could run a script"),
    ('<set attributeName="onload" to="alert(1)"/>', "an animation of 'onload' could run a script"),
    ('<set attributeName="fill" to="url(//a.example/)"/>', "url(//a.example/) leads out of the drawing"),
    ("<g><?php x ?></g>", "processing instructions and entities are not allowed"),
]


@pytest.mark.parametrize(("inside", "said"), HARMFUL)
def test_what_could_run_or_load_something_is_refused_with_its_line(inside: str, said: str) -> None:
    with pytest.raises(ValueError, match=r"^docs/news/plan[.]svg, line 3: ") as refused:
        renditions_of(drawing(f"<g/>\n{inside}"), NAME)

    assert said in str(refused.value)
    assert str(refused.value).endswith("; remove it, or save the drawing as PNG")


BROKEN = [
    (drawing(before='<!DOCTYPE svg [<!ENTITY a "b">]>\n'), "line 1: an SVG may not define entities"),
    (
        drawing(before='<!DOCTYPE svg [\n<!ENTITY a SYSTEM "file:///etc/passwd">]>\n'),
        "may not define entities",
    ),
    (drawing(before='<!DOCTYPE svg SYSTEM "file:///etc/passwd">\n'), "the SVG has a DOCTYPE of its own"),
    (drawing(before='<?xml-stylesheet href="x.css"?>\n'), "line 1: <?xml-stylesheet> loads another file"),
    (drawing()[:-9], "line 2: the SVG is damaged"),
    (drawing("<path>"), "the SVG is damaged"),
    (drawing("&nbsp;"), "the SVG is damaged"),
    (drawing().decode().encode("utf-16"), "is not a supported picture"),
    (drawing(before='<?xml version="1.0"?>') + b"\xff", "the SVG is not in UTF-8; export it again"),
    (
        b"<svg viewBox='0 0 9 9'/>",
        'is not an SVG drawing: its first element must be <svg xmlns="http://www.w3',
    ),
    (b"<?xml version='1.0'?><html/>", "is a web page, not a picture"),
    (drawing(opening='<svg xmlns="http://www.w3.org/2000/svg">'), "does not tell its size"),
    (drawing(opening='<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="50%">'), "its size"),
    (drawing(opening='<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 9">'), "does not tell its size"),
    (
        drawing(opening='<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 nan 9">'),
        "does not tell its size",
    ),
    (drawing(f'<path d="{"M0 0h9" * 40_000}"/>'), "is too large: 234 KB (limit: 200 KB); make it simpler"),
    (
        drawing('<image href="data:image/jpeg;base64,/9j/4QAAEXhpZgAARXhpZgAA"/>'),
        "a picture inside the drawing",
    ),
    (b"\x1f\x8b\x08\x00", "is a compressed file (SVGZ); save it as JPEG or PNG"),
    (b"", "is empty (0 bytes)"),
]


@pytest.mark.parametrize(("raw", "said"), BROKEN)
def test_what_is_no_drawing_or_a_broken_one_is_refused(raw: bytes, said: str) -> None:
    with pytest.raises(ValueError, match=r"^docs/news/plan[.]svg") as refused:
        renditions_of(raw, NAME)

    assert said in str(refused.value)


def test_a_drawing_of_an_older_program_may_name_the_standard() -> None:
    standard = '"-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"'
    before = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE svg PUBLIC {standard}>\n<!-- Made by hand -->\n'
    )

    assert copy_of(drawing(before=before)).startswith("<svg ")


def test_the_copy_tells_nothing_of_the_program_and_the_person_who_drew() -> None:
    inkscape = OPEN.replace(
        "<svg",
        '<svg xmlns:inkscape="http://www.inkscape.org/" xmlns:sodipodi="http://sodipodi.example/" '
        'sodipodi:docname="Secret.svg" inkscape:export-filename="C:\\Secret\\x.png"',
    )
    notes = (
        "<!-- Secret --><metadata><?xpacket Secret?><x>Secret</x></metadata>"
        '<sodipodi:namedview><path id="Secret"/></sodipodi:namedview>'
    )
    copy = copy_of(drawing(f'{notes}<path inkscape:label="Secret" d="M0 0h9"/>', inkscape))

    assert "ecret" not in copy
    assert '<path d="M0 0h9"/>' in copy


def test_a_photograph_inside_a_drawing_tells_nothing_of_the_camera() -> None:
    copy = copy_of(drawing(f'<image width="9" height="9" href="{photograph()}"/>'))
    [image] = etree.fromstring(copy.encode()).iter("{http://www.w3.org/2000/svg}image")

    start, _, encoded = image.get("href", "").partition(",")
    assert b"Secret" in b64decode(photograph().partition(",")[2])
    assert b"Secret" not in b64decode(encoded)
    assert start == "data:image/jpeg;base64"


@pytest.mark.parametrize(
    ("attributes", "size", "box"),
    [
        ('viewBox="0 0 300 200"', (300, 200), "0 0 300 200"),
        ('viewBox="-5,-5, 30.4 20.6" width="9" height="9"', (30, 21), "-5,-5, 30.4 20.6"),
        ('viewBox="0 0 2 1.5"', (480, 360), "0 0 2 1.5"),
        ('width="300" height="200px"', (300, 200), "0 0 300 200"),
        ('width="210mm" height="297mm"', (794, 1123), "0 0 793.701 1122.52"),
    ],
)
def test_the_size_of_a_drawing_is_that_of_its_view_box(
    attributes: str, size: tuple[int, int], box: str
) -> None:
    raw = drawing(opening=f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>')
    picture, files = renditions_of(raw, NAME)

    assert (picture.width, picture.height) == size
    [(path, copy)] = files.items()
    assert etree.fromstring(copy).get("viewBox") == box
    assert picture.plain[0].path == path == f"pictures/plan-{picture.digest[:8]}.svg"
    assert picture.plain[0].size == len(copy)


def test_a_drawing_is_shown_as_it_is_on_a_light_ground_and_not_in_previews() -> None:
    picture, _ = renditions_of(drawing(), NAME)
    for markup in (shown(picture, "Plan", sizes="100vw"), plain_shown(picture, "Plan")):
        page = html.fragment_fromstring(absolute(markup, "https://a.example/", "", ""), create_parent=True)
        [image] = page.xpath("//img")

        assert not page.xpath("//source")
        assert image.get("src") == f"https://a.example/pictures/plan-{picture.digest[:8]}.svg"
        assert (image.get("width"), image.get("height"), image.get("alt")) == ("300", "200", "Plan")
        assert (image.get("class") or image.get("style")) in ("see-through", "background-color:#fff")
    assert picture.preview is None


GRADIENT = (
    '<defs><linearGradient id="g"><stop stop-color="#fff"/><stop stop-color="#00f"/></linearGradient></defs>'
)
FADING = GRADIENT.replace('"#00f"', '"#00f" stop-opacity="0"')


@pytest.mark.parametrize(
    ("first", "is_transparent"),
    [
        ('<rect width="300" height="200" fill="#fff"/>', False),
        ('<title>Plan</title><rect x="0" y="0" width="100%" height="100%" rx="6" fill="navy"/>', False),
        ('<rect width="300" height="200"/>', False),
        ('<rect width="300" height="199" fill="#fff"/>', True),
        ('<rect width="300" height="200" fill="none"/>', True),
        ('<rect width="300" height="200" fill="url(#none)"/>', True),
        (f'{GRADIENT}<rect width="300" height="200" fill="url(#g)"/>', False),
        (f'{FADING}<rect width="300" height="200" fill="url(#g)"/>', True),
        ('<g id="layer1"><rect width="300" height="200" style="fill:#0a3; fill-opacity:1"/></g>', False),
        ('<g transform="scale(.5)"><rect width="300" height="200" fill="#fff"/></g>', True),
        ('<path d="M0 0h300v200H0z" fill="#fff"/>', False),
        ('<path d="M0,0H300V200H0Z" fill="#fff"/>', False),
        ('<path d="M0 0h300v100H0z" fill="#fff"/>', True),
        ('<rect width="300" height="200" fill="#fff" opacity=".5"/>', True),
        ('<rect x="9" width="300" height="200" fill="#fff"/>', True),
        ('<path d="M0 0h9"/>', True),
        ("", True),
    ],
)
def test_a_drawing_with_a_ground_of_its_own_needs_no_other(first: str, is_transparent: bool) -> None:
    assert renditions_of(drawing(first), NAME)[0].is_transparent == is_transparent


@pytest.mark.parametrize(
    ("shapes", "is_seen"),
    [
        ('<path d="M0 0h9" fill="#fff"/>', True),
        ('<g fill="white"><path d="M0 0h9"/><path d="M0 9h9" style="stroke: #fc0"/></g>', True),
        ('<style>.a { fill: #eee }</style><path class="a" d="M0 0h9"/>', True),
        ('<style>.a { fill: #733 }</style><path class="a" d="M0 0h9"/>', False),
        ('<path d="M0 0h9"/>', False),
        ('<path d="M0 0h9" fill="#fff"/><path d="M0 9h9"/>', False),
        ('<path d="M0 0h9" fill="#fff"/><path d="M0 9h9" fill="#7a3b12"/>', False),
        ('<path d="M0 0h9" fill="none" stroke="#fff"/>', True),
        ('<defs><clipPath id="c"><path d="M0 0h9"/></clipPath></defs><path d="M0 0h9" fill="#fff"/>', True),
        ("", False),
    ],
)
def test_a_light_drawing_is_seen_on_a_dark_ground(shapes: str, is_seen: bool) -> None:
    assert read_drawing(drawing(shapes), NAME).lightness.is_light == is_seen


@pytest.mark.parametrize(
    ("shapes", "is_unseen"),
    [
        ('<path d="M0 0h9" fill="#224466"/>', True),
        ('<path d="M0 0h9"/>', True),
        ('<path d="M0 0h9" fill="black"/>', True),
        ('<path d="M0 0h9"/><path d="M0 9h9" fill="#cc3311"/>', False),
        ('<path d="M0 0h9"/><path d="M0 9h9" fill="teal"/>', False),
        ('<path d="M0 0h9" fill="url(#light)"/>', False),
        ("", False),
    ],
)
def test_a_dark_drawing_is_unseen_on_a_dark_ground(shapes: str, is_unseen: bool) -> None:
    assert read_drawing(drawing(shapes), NAME).lightness.is_dark == is_unseen
