"""A letter says what the edition says: in Outlook, on a phone, in a terminal, and whatever stands in it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import parseaddr
from html import escape
from pathlib import Path
from typing import Any

import jinja2
import lxml.html
import pytest
from bs4 import BeautifulSoup
from cluster.mail.eml import eml_of
from cluster.mail.message import Letter, Notice, html_of, text_of
from cluster.reading.words import read_words
from hypothesis import example, given, settings
from hypothesis import strategies as st
from support.browser import show, violations
from support.colours import contrast

HOOKS = Path(__file__).parent.parent / "hooks"
ENV = jinja2.Environment(
    loader=jinja2.FileSystemLoader(HOOKS / "cluster/templates"),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
WORDS = {
    language: read_words(
        (HOOKS / "cluster/words" / f"{language}.yaml").read_text("utf-8"),
        file=f"{language}.yaml",
        language=language,
    )
    for language in ("cs", "en", "de")
}
HOME = "https://klastr.example/"

CZECH = Letter(
    id="2022-1",
    language="cs",
    subject="Fúze obrazů, nové přístroje a podzimní setkání členů",
    number="1/2022",
    date="24. října 2022",
    sent=datetime(2022, 10, 24, 8, 0, tzinfo=UTC),
    preview="Co přinesl workshop o fúzi obrazů, kdo z členů měří povrchy a kam se v listopadu sejdeme.",
    url=f"{HOME}newsletter/2022-1/",
    home=HOME,
    id_host="klastr.example",
    editorial="""
<p>Vážené členky, vážení členové, milí přátelé optiky,</p>
<p>podzim bývá v klastru nejživější část roku a letos to platí dvojnásob. Na workshopu v Přerově se sešlo
<strong>čtyřicet lidí z dvanácti firem</strong> a poprvé jsme si ukázali, co umí
<a href="https://klastr.example/news/image-fusion/">společné pracoviště pro fúzi obrazů</a>.</p>
<p><picture><source srcset="a.avif"><img src="a.jpg" alt="účastníci workshopu v laboratoři"></picture></p>
<h2>Co vás v tomto čísle čeká</h2>
<ul><li>zpráva z workshopu a <em>přednášky ke stažení</em>,</li>
<li>přehled přístrojů, které členové půjčují,</li>
<li>pozvánka na valnou hromadu.</li></ul>
<blockquote><p>Nejlepší na klastru je, že na otázku z výroby dostanu odpověď do druhého dne.</p></blockquote>
<h3>Přístroje, o které je zájem</h3>
<table><thead><tr><th>Přístroj</th>
<th>Kde stojí</th><th style="text-align: right;">Volné dny</th></tr></thead>
<tbody><tr><td>interferometr</td><td>Olomouc</td><td style="text-align: right;">12</td></tr>
<tr><td>profilometr</td><td>Přerov</td><td style="text-align: right;">7</td></tr></tbody></table>
<p>Příjemné čtení přeje kancelář klastru.</p>
""",
    news=(
        Notice(
            title="Fúze obrazů: co ukázal workshop v Přerově",
            url=f"{HOME}news/image-fusion/",
            date="13. října 2022",
            text="Viditelné světlo a infračervené záření v jednom obraze: ukázky z praxe a přednášky.",
        ),
        Notice(
            title="Zlatý klastr 2022 zůstává v Olomouci",
            url=f"{HOME}news/golden-cluster-2022/",
            date="5. října 2022",
            text="Národní klastrová asociace ocenila klastr za spolupráci firem s univerzitou.",
        ),
        Notice(
            title="Call for partners: photonics hub of Central Europe",
            url=f"{HOME}news/photonics-hub/",
            date="září 2022",
            text="Companies and laboratories can join until the end of the year.",
            language="en",
        ),
    ),
    events=(
        Notice(
            title="Pracovní skupina Měření",
            url=f"{HOME}events/measurement/",
            date="9. listopadu 2022, 10:00",
            place="Hranolov, velký sál",
            text="Jak porovnávat výsledky z různých interferometrů.",
        ),
        Notice(
            title="Valná hromada",
            url=f"{HOME}events/general-assembly/",
            date="24.–25. listopadu 2022",
            place="Přerov",
        ),
        Notice(title="Optika na střední škole", url=f"{HOME}events/school/", date="prosinec 2022"),
    ),
    name="Klastr Hranol",
    claim="Spojujeme průmysl a výzkum v české optice",
    address="Světelná 1, 100 00 Hranolov",
    email="kancelar@klastr.example",
)
ENGLISH = replace(
    CZECH,
    language="en",
    subject="Image fusion, new instruments and the autumn meeting",
    date="24 October 2022",
    preview="What the workshop on image fusion brought, and where we meet in November.",
    url=f"{HOME}en/newsletter/2022-1/",
    home=f"{HOME}en/",
    editorial="""
<p>Dear members and friends of optics,</p>
<p>Autumn is the liveliest season in the cluster. <strong>Forty people from twelve companies</strong> came to
the workshop in Přerov and saw what the
<a href="https://klastr.example/en/news/image-fusion/">shared laboratory for image fusion</a> can do.</p>
<h2>In this edition</h2>
<ol><li>a report from the workshop, with the lectures,</li><li>the instruments that members lend,</li>
<li>an invitation to the general meeting.</li></ol>
<p>Enjoy reading.</p>
""",
    news=(
        Notice(
            title="Image fusion: what the workshop in Přerov showed",
            url=f"{HOME}en/news/image-fusion/",
            date="13 October 2022",
            text="Visible light and infrared in one picture: three examples from practice, and the lectures.",
        ),
        Notice(
            title="The Golden Cluster stays in Olomouc",
            url=f"{HOME}en/news/golden-cluster-2022/",
            date="5 October 2022",
            text="The National Cluster Association honoured the cooperation with the university.",
        ),
    ),
    events=(
        Notice(
            title="General meeting",
            url=f"{HOME}en/events/general-assembly/",
            date="24–25 November 2022",
            place="Přerov",
            text="Plans for the next year, and the election of the board.",
        ),
        Notice(title="Pracovní skupina Měření", url=f"{HOME}en/events/x/", place="Olomouc", language="cs"),
    ),
    name="Czech Optical Cluster",
    claim="Bringing industry and research together in Czech optics",
)

NOT_OF_MAIL = ("landmark-one-main", "region")
"""Rules of axe for a page: a letter stands within the page of a mail program, which has the landmarks."""

Shown = Callable[..., Any]


@pytest.fixture(scope="module")
def shown(chromium: Any) -> Iterator[Shown]:
    """Shows a letter's HTML as a mail program does, in place of the one before, and notes each request in
    `page.requests`."""
    page = chromium.new_page()
    page.on("request", lambda each: page.requests.append(each.url))

    def opened(html: str, width: int = 600, scheme: str = "light") -> Any:
        show(page, viewport={"width": width, "height": 800}, color_scheme=scheme)
        page.goto("about:blank")
        page.requests = []
        page.set_content(html, wait_until="load")
        return page

    yield opened
    page.close()


def html(letter: Letter) -> str:
    return html_of(letter, WORDS[letter.language], ENV)


def text(letter: Letter) -> str:
    """As a terminal shows it: with spaces of one kind."""
    return text_of(letter, WORDS[letter.language], ENV).replace("\xa0", " ")


def eml(letter: Letter) -> bytes:
    return eml_of(letter, WORDS[letter.language], ENV)


def parsed(letter: Letter) -> EmailMessage:
    message = message_from_bytes(eml(letter), policy=SMTP)
    assert isinstance(message, EmailMessage)
    return message


def parts(message: EmailMessage) -> list[str]:
    return [part.get_content() for part in message.iter_parts()]


def seen(text: str) -> str:
    """A text as a reader sees it: without breaks, signs of control and the word joiners of typography."""
    return " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", " ", text).replace("\u2060", "").split())


def words_of(html: str) -> str:
    return seen(BeautifulSoup(html, "html.parser").body.get_text(" "))


def links(html: str) -> list[str]:
    return [str(each.get("href")) for each in lxml.html.fromstring(html).iter("a")]


# ---- In a mail program --------------------------------------------------------------------------------


@pytest.mark.parametrize(("width", "scheme"), [(600, "light"), (600, "dark"), (360, "light"), (360, "dark")])
def test_a_letter_is_good_to_read_on_every_screen(shown: Shown, width: int, scheme: str) -> None:
    page = shown(html(CZECH), width, scheme)

    assert page.requests == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert [each for each in violations(page) if not each.startswith(NOT_OF_MAIL)] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_word_stands_out_from_its_ground(shown: Shown, scheme: str) -> None:
    pairs = shown(html(CZECH), 600, scheme).evaluate(INKS_AND_GROUNDS)

    assert len(pairs) > 5
    assert [pair for pair in pairs if contrast(*pair) < 4.5] == []


INKS_AND_GROUNDS = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), pairs = {};
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.checkVisibility()) continue;
    let ground = element;
    while (getComputedStyle(ground).backgroundColor === "rgba(0, 0, 0, 0)") ground = ground.parentElement;
    const pair = [getComputedStyle(element).color, getComputedStyle(ground).backgroundColor];
    pairs[pair] = pair;
  }
  return Object.values(pairs);
}"""


def test_outlook_has_the_same_dark_colours_as_the_others() -> None:
    *_, others, outlook = re.findall(r"<style>(.*?)</style>", html(CZECH), re.S)
    colours = re.compile(r"(?:(?<=\s)color|background-color): #\w+ !important")

    assert len(colours.findall(outlook)) > 5
    assert colours.findall(others) == colours.findall(outlook)


def test_a_letter_looks_the_same_where_a_program_takes_its_head_away(shown: Shown) -> None:
    whole = html(CZECH)
    headless = re.sub(r"<style>.*?</style>", "", whole, flags=re.S)

    assert headless != whole
    assert shown(headless).screenshot(full_page=True) == shown(whole).screenshot(full_page=True)


def test_what_people_read_is_large_enough(shown: Shown) -> None:
    sizes = shown(html(CZECH), 360).evaluate(
        """() => [...document.querySelectorAll(".prose p, .prose li, .summary, .name, .day, .lead")]
        .map(each => parseFloat(getComputedStyle(each).fontSize))"""
    )

    assert min(sizes) >= 16


@pytest.mark.parametrize("endless", ["w" * 300, "https://klastr.example/" + "a-b/" * 60, "木" * 200])
def test_no_word_is_too_long_for_a_phone(shown: Shown, endless: str) -> None:
    notice = Notice(title=endless, url=HOME, date=endless, text=endless, place=endless)
    long = replace(
        CZECH,
        **dict.fromkeys(("subject", "number", "preview", "name", "claim", "address"), endless),
        editorial=f"<h2>{endless}</h2><p>{endless}</p><pre>{endless}</pre><ul><li>{endless}</li></ul>"
        f"<table><tr><th>{endless}</th><td>{endless}</td></tr></table>",
        news=[notice],
        events=[notice],
    )

    assert shown(html(long), 360).evaluate("document.documentElement.scrollWidth") == 360


def test_gmail_shows_a_letter_to_its_end() -> None:
    assert len(html(CZECH).encode()) < 60_000  # it cuts off after 102 KB


# ---- What stands in it --------------------------------------------------------------------------------


@pytest.mark.parametrize("letter", [CZECH, ENGLISH], ids=["cs", "en"])
def test_every_link_leads_somewhere_from_a_mailbox(letter: Letter) -> None:
    found = links(html(letter))

    assert {each.url for each in (*letter.news, *letter.events)} < set(found)
    assert [each for each in found if not each.startswith(("https://", "mailto:"))] == []


@pytest.mark.parametrize("link", ["../plan/", "#top", "javascript:alert(1)", "//klastr.example/"])
def test_a_link_that_leads_nowhere_from_a_mailbox_is_text(link: str) -> None:
    letter = replace(CZECH, editorial=f'<p>Podle <a href="{link}">plánu</a>.</p>')

    assert link not in links(html(letter))
    assert "Podle plánu." in words_of(html(letter))


def test_a_picture_becomes_a_link_to_the_page_that_has_it() -> None:
    [link] = [each for each in lxml.html.fromstring(html(CZECH)).iter("a") if "workshopu v" in each.text]

    assert (link.text, link.get("href")) == ("obrázek: účastníci workshopu v laboratoři", CZECH.url)
    assert f"obrázek: účastníci workshopu v laboratoři\n<{CZECH.url}>" in text(CZECH)


def test_a_picture_within_a_link_leaves_the_link_as_it_is() -> None:
    letter = replace(CZECH, editorial='<p><a href="https://a.example/"><img src="b.png" alt="Mapa"></a></p>')

    assert f"{'obrázek: Mapa'} <https://a.example/>" in text(letter)
    assert "https://a.example/" in links(html(letter))


def test_nothing_in_an_editorial_loads_or_runs(shown: Shown) -> None:
    letter = replace(
        CZECH,
        editorial="""<p style="background: url(https://a.example/1)" onclick="x()">Dobrý den</p>
        <script>document.title = "x"</script><style>@import "https://a.example/2";</style>
        <iframe src="https://a.example/3"></iframe><img src="https://a.example/4" alt="">
        <video poster="https://a.example/5"></video><svg><image href="https://a.example/6"/></svg>
        <!--[if mso]><img src="https://a.example/7"><![endif]-->""",
    )

    page = shown(html(letter))

    assert "Dobrý den" in page.inner_text("body")
    assert page.requests == []
    assert page.title() == CZECH.subject
    assert "a.example" not in html(letter)


def test_a_section_without_anything_to_say_is_left_out() -> None:
    bare = replace(CZECH, editorial="", news=(), events=(), preview="", claim="", address="", email="")

    for said in (words_of(html(bare)), text(bare)):
        assert CZECH.subject in said
        assert WORDS["cs"]["news"] not in said
        assert WORDS["cs"]["coming_events"] not in said


def test_a_notice_in_another_language_says_so() -> None:
    [name] = [
        each for each in lxml.html.fromstring(html(CZECH)).iter("h3") if "Call for" in each.text_content()
    ]

    assert (name.get("lang"), name.get("dir")) == ("en", "ltr")


def test_the_plain_text_is_read_as_it_stands() -> None:
    said = text(CZECH)

    assert "společné pracoviště pro fúzi obrazů\n<https://klastr.example/news/image-fusion/>." in said
    assert "- přehled přístrojů, které členové půjčují,\n" in said
    assert "> Nejlepší na klastru je, že na otázku z výroby dostanu odpověď do\n> druhého dne.\n" in said
    assert "Přístroj       Kde stojí  Volné dny\n-------------  ---------  ---------\n" in said
    assert "*čtyřicet lidí z dvanácti firem*" in said
    assert [line for line in said.split("\n") if len(line) > 72] == []


def test_a_long_address_stays_whole_in_plain_text() -> None:
    address = "https://klastr.example/" + "velmi-dlouha-adresa/" * 10
    letter = replace(CZECH, editorial=f'<ul><li>Více <a href="{address}">na webu</a> klastru</li></ul>')

    assert f"  <{address}>\n  klastru\n" in text(letter)


def test_a_table_that_is_too_wide_for_plain_text_is_told_row_by_row() -> None:
    cells = "".join(f"<td>{'široký sloupec ' * 3}{number}</td>" for number in range(3))
    said = text(replace(CZECH, editorial=f"<table><tr>{cells}</tr><tr>{cells}</tr></table>"))

    assert said.count("- široký sloupec") == 2
    assert "sloupec 0; široký" in seen(said)


# ---- The file -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("letter", [CZECH, ENGLISH], ids=["cs", "en"])
def test_a_mail_program_reads_both_parts_of_the_file(letter: Letter) -> None:
    message = parsed(letter)

    assert message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    plain, rich = (each.replace("\r\n", "\n") for each in parts(message))
    assert plain.replace("\xa0", " ") == text(letter)
    assert rich == html(letter)
    assert message.defects == []


def test_the_file_says_who_writes_to_whom_and_when() -> None:
    message = parsed(CZECH)

    assert message["From"].addresses[0].display_name == "Klastr Hranol"
    assert message["From"].addresses[0].addr_spec == "kancelar@klastr.example"
    assert message["To"].addresses[0].display_name == "Odběratelé občasníku"
    assert message["To"].addresses[0].addr_spec == "kancelar@klastr.example"
    assert message["Subject"] == CZECH.subject
    assert message["Date"].datetime == CZECH.sent
    assert message["Message-ID"] == "<newsletter.2022-1.cs@klastr.example>"
    assert message["Content-Language"] == "cs"
    assert message["X-Unsent"] == "1"


def test_a_cluster_without_an_address_gets_one_to_replace() -> None:
    message = parsed(replace(CZECH, email=""))

    assert message["From"].addresses[0].addr_spec == "newsletter@klastr.example"
    assert message["List-Unsubscribe"] == "<mailto:newsletter@klastr.example?subject=unsubscribe>"


def test_a_sender_in_a_domain_with_accents_is_written_as_mail_programs_take_it() -> None:
    message = parsed(replace(CZECH, email="rada@klastr-příklad.example"))

    address = "rada@xn--klastr-pklad-zfb52m.example"
    assert message["from"].addresses[0].addr_spec == message["to"].addresses[0].addr_spec == address
    assert message["list-unsubscribe"] == f"<mailto:{address}?subject=unsubscribe>"


def test_one_leaves_by_a_mail_to_the_office() -> None:
    address = "mailto:kancelar@klastr.example?subject=unsubscribe"
    message = parsed(CZECH)

    assert message["List-Unsubscribe"] == f"<{address}>"
    assert message["List-Unsubscribe-Post"] is None
    assert address in links(html(CZECH))
    assert f"<{address}>" in text(CZECH)


def test_one_leaves_with_one_click_where_a_service_takes_it() -> None:
    address = "https://mail.example/leave?" + "x" * 200
    letter = replace(CZECH, unsubscribe=address)
    message = parsed(letter)

    assert seen(message["List-Unsubscribe"]).endswith(f"?subject=unsubscribe>, <{address}>")
    assert f"<{address}>\r\n".encode() in eml(letter)
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert address in links(html(letter))


@pytest.mark.parametrize("tag", ["*|UNSUB|*", "{{ UnsubscribeURL }}"])
def test_the_tag_of_a_mailing_service_stands_in_the_letter_alone(tag: str) -> None:
    letter = replace(CZECH, unsubscribe=tag)

    assert tag in links(html(letter))
    assert f"<{tag}>" in text(letter)
    assert parsed(letter)["List-Unsubscribe-Post"] is None
    assert tag not in parsed(letter)["List-Unsubscribe"]


def test_the_file_passes_every_server_on_its_way() -> None:
    whole = eml(CZECH)
    lines = whole.split(b"\r\n")

    assert whole.isascii()
    assert not any(b"\r" in line or b"\n" in line for line in lines)
    assert max(map(len, lines)) <= 78


def test_the_same_letter_is_the_same_file() -> None:
    assert eml(CZECH) == eml(replace(CZECH))


ANY = st.text(max_size=60)


@settings(deadline=None, max_examples=30)
@given(subject=ANY, name=ANY, told=ANY)
@example(subject="Zpravodaj\r\nBcc: all@klastr.example", name="A\nBcc: b@c.example", told="\n\nBcc: x\n")
@example(subject="=?utf-8?q?Klastr?=", name="=?utf-8?b?eA==?=", told="=?utf-8?q?x?=")
@example(
    subject="<b>\"A\" & 'B'</b>", name='Klastr, z. s. "X" <a@b.example>', told="</style><script>x()</script>"
)
@example(subject="שלום 👩‍🔬 مرحبا", name="🔬", told="\u202eabc {{ 7 * 7 }} {% x %} --=_letter")
@example(subject="Č" * 60, name="ž" * 60, told="x" * 60)
def test_any_text_comes_back_unharmed(subject: str, name: str, told: str) -> None:
    notice = Notice(title=told, url=HOME, date=told, text=told, place=told)
    letter = replace(
        CZECH,
        subject=subject,
        name=name,
        preview=told,
        editorial=f"<p>[{escape(told)}]</p>",
        news=[notice],
        events=[notice],
    )
    message = parsed(letter)
    plain, rich = parts(message)

    assert message.keys() == parsed(CZECH).keys()
    assert seen(message["Subject"]) == seen(subject)
    assert seen(sender(letter)) == seen(name)
    assert message["From"].addresses[0].addr_spec == CZECH.email
    assert seen(rich_title(rich)) == seen(subject)
    assert f"[{seen(told)}]".replace(" ", "") in words_of(rich).replace(" ", "")
    assert f"[{seen(told)}]".replace(" ", "") in seen(plain).replace(" ", "")
    assert words_of(rich).count(seen(told)) >= 10 if seen(told) else True
    assert seen(plain).count(seen(told)) >= 10 if seen(told) else True
    assert len(links(rich)) == len(links(html(CZECH))) - 6


def sender(letter: Letter) -> str:
    """The name in `From`. The new parser puts a space between two encoded words of a name (RFC 2047, 6.2)."""
    name, _ = parseaddr(message_from_bytes(eml(letter))["From"])
    return str(make_header(decode_header(name)))


def rich_title(html: str) -> str:
    return BeautifulSoup(html, "html.parser").h1.get_text()
