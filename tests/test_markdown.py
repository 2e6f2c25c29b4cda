"""Markdown as editors may write it."""

import re

import pytest
from cluster.problems import Place
from cluster.reading import markdown_extensions
from cluster.reading.markdown import Converter, address_of
from hypothesis import given, settings
from hypothesis import strategies as st

AT = Place("docs/news/x.md", 5)
SIGNS = st.text(alphabet='ab #=-_*[]()!`>.1\n\t|:<&\\"~^+@/x?', max_size=60)


def html_of(text: str) -> str:
    return Converter().convert(text, source="news/x.md", at=AT)[0]


def told_of(text: str) -> list[str]:
    """What is reported, with the lines of the text."""
    _, mentions = Converter().convert(text, source="news/x.md", at=Place("x.md", 1))
    return [f"{each.at.line}: {each.message}" for each in mentions if each.use == "leftover"]


@given(SIGNS)
@settings(deadline=None)
def test_leaving_out_what_finds_nothing_to_do_changes_nothing(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markdown_extensions, "_SIGNS", {})
        patch.setattr(markdown_extensions, "_INLINE", ())
        whole = html_of(text)

    assert html_of(text) == whole


@pytest.mark.parametrize(
    ("written", "html", "target"),
    [
        ("../events/a.md", "\x01events/a/", "events/a.md"),
        ("../plan/index.md#goal", "\x01plan/#goal", "plan/index.md"),
        ("b.md", "\x01news/b/", "news/b.md"),
        ("../images/hall%20one.jpg", "\x05images/hall%20one.jpg", "images/hall one.jpg"),
        ("../events.ics", "\x01events.ics", None),
        ("#part", "\x06#part", "news/x.md"),
        ("https://a.example/x.md", "https://a.example/x.md", "https://a.example/x.md"),
        ("mailto:a@b.example", "mailto:a@b.example", None),
    ],
)
def test_a_link_leads_to_the_page_of_the_file_that_it_names(
    written: str, html: str, target: str | None
) -> None:
    made, mentions = Converter().convert(f"One\n\n[here]({written})", source="news/x.md", at=AT)

    assert f'href="{html}"' in made
    assert [(each.target, each.at) for each in mentions] == (
        [(target, Place("docs/news/x.md", 7))] if target else []
    )


def test_headings_can_be_linked_to() -> None:
    html, _ = Converter().convert("## Jak přijít\n\nPěšky.", source="x.md", at=AT)

    assert html.startswith('<h2 id="jak-prijit">')


@pytest.mark.parametrize(
    ("source", "address"),
    [("index.md", ""), ("about.md", "about/"), ("plan/index.md", "plan/"), ("news/a.md", "news/a/")],
)
def test_a_page_has_the_address_of_its_file(source: str, address: str) -> None:
    assert address_of(source) == address


def shape(html: str) -> str:
    """The HTML without line breaks between tags, and without what only assistive technology needs."""
    html = re.sub(r' (?:role|tabindex|aria-label|scope|data-search-exclude)="[^"]*"', "", html)
    return re.sub(r"\s*\n\s*", "", re.sub(r" ?/>", ">", html))


@pytest.mark.parametrize(
    ("text", "html"),
    [
        # CommonMark 0.31, 5.2 and 5.3
        ("Program:\n- a\n- b", "<p>Program:</p><ul><li>a</li><li>b</li></ul>"),
        ("1. a\n   - b\n2. c", "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>"),
        (
            "- a\n  - b\n    - c\n- d",
            "<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li><li>d</li></ul>",
        ),
        ("- a\n    - b", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        ("3. a\n4. b", '<ol start="3"><li>a</li><li>b</li></ol>'),
        ("1) a\n2) b", "<ol><li>a</li><li>b</li></ol>"),
        ("Konalo se\n14. října.", "<p>Konalo se14. října.</p>"),
        ("* a\n- b", "<ul><li>a</li></ul><ul><li>b</li></ul>"),
        ("- a\n\n- b", "<ul><li><p>a</p></li><li><p>b</p></li></ul>"),
        ("- a\n\n  b\n- c", "<ul><li><p>a</p><p>b</p></li><li><p>c</p></li></ul>"),
        ("- a\n  - b\n\n    c\n- d", "<ul><li>a<ul><li><p>b</p><p>c</p></li></ul></li><li>d</li></ul>"),
        ("- a\nb\n\nc", "<ul><li>ab</li></ul><p>c</p>"),
        ("- a\n---\n- b", "<ul><li>a</li></ul><hr><ul><li>b</li></ul>"),
        ("-\n  a\n-\n- b", "<ul><li>a</li><li></li><li>b</li></ul>"),
        ("> - a\n> - b", "<blockquote><ul><li>a</li><li>b</li></ul></blockquote>"),
        # headings
        ("Dva\nřádky\n=======", '<h1 id="dva-radky">Dvařádky</h1>'),
        ("#optika\n\n#1", "<p>#optika</p><p>#1</p>"),
        ("text\n## A ##", '<p>text</p><h2 id="a">A</h2>'),
        # code
        ("- a\n  ```js\n  x\n  ```", '<ul><li>a<pre class="highlight"><code class="language-js">x</code>'),
        ("a\n```\nx\n```\nb", '<p>a</p><pre class="highlight"><code>x</code></pre><p>b</p>'),
        ("- a\n\n- b\n  ```\n  x\n  ```", '<li><p>b</p><pre class="highlight"><code>x</code></pre></li>'),
        ("- ```\n  x\n  ```", '<ul><li><pre class="highlight"><code>x</code></pre></li></ul>'),
        ("> ```\n> x\n> ```", '<blockquote><pre class="highlight"><code>x</code></pre></blockquote>'),
        ("~~~~ js any words\n~~~\n~~~~", '<pre class="highlight"><code class="language-js">~~~</code></pre>'),
        # words
        ("~~a~~ ~b~ asi ~5 a ~6", "<p><del>a</del> <del>b</del> asi ~5 a ~6</p>"),
        ("a\\\nb  \nc", "<p>a<br>b<br>c</p>"),
        ("CO<sub>2</sub><br>m<sup>2</sup>", "<p>CO<sub>2</sub><br>m<sup>2</sup></p>"),
        (":smile: 10:30:45", "<p>😄 10:30:45</p>"),
        (r"\<b> \$ \~a~", "<p>&lt;b&gt; $ ~a~</p>"),
        ('[a](https://a.cz "T")', '<p><a href="https://a.cz" title="T">a</a></p>'),
        ("<https://a.cz>", '<p><a href="https://a.cz">https://a.cz</a></p>'),
        ("<a@b.cz>", '<p><a href="mailto:a@b.cz">a@b.cz</a></p>'),
        ("(viz https://a.cz/b_(c)_d).", '<a href="https://a.cz/b_(c)_d">https://a.cz/b_(c)_d</a>).</p>'),
        ("www.a.cz, a@b.cz.", '<a href="http://www.a.cz">www.a.cz</a>, <a href="mailto:a@b.cz">a@b.cz</a>.'),
        ("`https://a.cz` [www.a.cz](https://a.cz)", '<code>https://a.cz</code> <a href="https://a.cz">www.a.cz</a>'),
        # blocks
        ("A\n:   b\n:   c", "<dl><dt>A</dt><dd>b</dd><dd>c</dd></dl>"),
        ("- [ ] a\n- [x] b", '<li class="task-list-item"><input type="checkbox" disabled checked> b</li>'),
        ("!!! tip\n    a", '<div class="admonition tip"><p class="admonition-title">Tip</p><p>a</p></div>'),
        ("> [!NOTE]\n> a", '<div class="admonition note"><p class="admonition-title">Note</p><p>a</p></div>'),
        ('!!! hint "B"\n    a', '<div class="admonition tip"><p class="admonition-title">B</p><p>a</p>'),
        ("Text\n|a|b|\n|-|-:|\n|1|2|\n- c", '<td class="align-right">2</td></tr></tbody></table></div><ul>'),
        ("|a|\n|-|\n|1|\n\nTable: B *c*", '<div class="scrolled"><table><caption>B <em>c</em></caption>'),
        ("Tabulka: B\n\n|a|\n|-|\n|1|", '<div class="scrolled"><table><caption>B</caption>'),
        ("|a|\n|-|\n|1|\n\n/// caption\nB\n///", "</table></div><figcaption><p>B</p></figcaption>"),
        ('![a](b.jpg "C")', "<figcaption>C</figcaption></figure>"),
        ("a[^x]\n\n[^x]: b", '<sup id="fnref-news-x-1"><a class="footnote-ref" href="\x06#fn-news-x-1">'),
        ("a[^1]\n\n[^1]: b\n    - c", '<li id="fn-news-x-1"><p>b</p><ul><li>c</li></ul>'),
    ],
)  # fmt: skip
def test_markdown_is_read_as_on_github(text: str, html: str) -> None:
    assert html in shape(html_of(text))
    assert told_of(text) == []


def test_a_table_says_of_what_its_headings_are_and_can_be_scrolled_with_the_keyboard() -> None:
    html = html_of("|a|\n|-|\n|1|\n\nTable: Prices")

    assert '<div aria-label="Prices" class="scrolled" role="region" tabindex="0">' in html
    assert '<th scope="col">a</th>' in html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a <!-- x\n\ny --> b", "<p>a b</p>"),
        ("- a\n<!-- x\n- y -->\n- b <!-- z -->", "<ul><li>a</li><li>b</li></ul>"),
        ("- a\n\n  <!-- x\n\n  y -->\n\n  b", "<ul><li><p>a</p><p>b</p></li></ul>"),
        ("a<!-- ``` -->\n\n```\nb\n```", '<p>a</p><pre class="highlight"><code>b</code></pre>'),
        ("<!-- ```\nx\n``` -->", ""),
        ("a <!-->b", "<p>a b</p>"),
        # in code they are shown
        ("`<!-- a -->`", "<p><code>&lt;!-- a --&gt;</code></p>"),
        ("```\n<!-- a\n```", '<pre class="highlight"><code>&lt;!-- a</code></pre>'),
        ("a\n\n    <!-- b -->", '<p>a</p><pre class="highlight"><code>&lt;!-- b --&gt;</code></pre>'),
        ("- a\n\n      <!-- b -->", '<p>a</p><pre class="highlight"><code>&lt;!-- b --&gt;</code></pre>'),
    ],
)
def test_comments_are_left_out(text: str, html: str) -> None:
    found = shape(html_of(text))

    assert html in found if html else not found
    assert "x" not in found.replace("news-x", "")
    assert told_of(text) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("`<!--`\n\n<!-- a --> b\n<!-- c", "4: '<!--' opens a comment that is not closed"),
        ("a\n\n```js\nb", "3: '```js' opens code that is not closed; write ``` below it"),
        ("`<div>`\n\n    <div>\n\n<div>\n</div>", "5: '<div>' is not allowed (HTML)"),
        ("a\n</div>", "2: '</div>' is not allowed (HTML)"),
        ('<b class="x">a</b>', "1: '<b class=\"x\">' is not allowed (HTML)"),
        ("a [[b]]", "1: '[[b]]' is a link of wikis; write [text](file.md)"),
        ("a\n\n::: note\nb", "3: '::: note' is a block that is not supported"),
        ('??? note "a"\n    b', "1: '??? note \"a\"' is a block that is not supported"),
        ("{% include a %}", "1: '{% include a %}' is a command of templates"),
        ("[a](https://a.cz){: .b}", "1: '{: .b}' are attributes"),
        ("![a](b.jpg){width=50%}", "1: '{width=50%}' are attributes"),
        ("$$\na\n$$", "1: '$$' is mathematics"),
        ("od $x_1$", "1: '$x_1$' is mathematics"),
        ("```mermaid\na\n```", "1: '```mermaid' draws something"),
        ("==a b==", "1: '==a b==' is not supported; write **bold**"),
        ("H~2~O", "1: '~2~' is not supported; write <sub>x</sub>"),
        ("m^2^", "1: '^2^' is not supported; write <sup>x</sup>"),
        ("a[^b]", "1: '[^b]' has no text; write it after [^b] and a colon"),
        ("a ^[b]", "1: '^[b]' is not supported; write [^1]"),
        ("a\n\n##B", "3: '##B' is no heading; write a space after ##"),
        ("*[EU]: Evropa", "1: '*[EU]: Evropa' is an abbreviation"),
        (":material-lock:", "1: ':material-lock:' is an icon"),
        ("|a|b|\n|1|2|", "1: '|a|b|' is no table; its second line must be | --- | --- |"),
        ("|a|\n|-|\n|b|c|", "3: '|b|c|' has more cells than the head of the table"),
        ("!!! note\nb", "1: the note 'note' has no text; indent it by four spaces"),
        ("<!DOCTYPE html>", "1: '<!DOCTYPE html>' is not allowed (HTML)"),
        ("a\n\n!!! nte\n    b", "3: unknown kind of note 'nte'; did you mean 'note'?"),
        ("a\n\n> [!NTE]\n> b", "3: unknown kind of note 'nte'; did you mean 'note'?"),
    ],
)
def test_what_is_not_supported_is_reported_with_its_line(text: str, told: str) -> None:
    assert [each[: len(told)] for each in told_of(text)][:1] == [told]


@pytest.mark.parametrize(
    "text", ["5 $ až 10 $", "C++ a R&D", "a < b > c", "x = y == z", "2 ** 3", "{a}", "#1", "a:b: c", "1 | 2"]
)
def test_signs_that_only_look_like_syntax_are_left_alone(text: str) -> None:
    assert told_of(text) == []


def test_an_extension_of_mkdocs_yml_is_not_reported_as_unsupported() -> None:
    converter = Converter(("abbr", "attr_list"))

    html, mentions = converter.convert("*EU*{: .x}\n\n*[EU]: Evropa", source="x.md", at=AT)

    assert html == '<p><em class="x"><abbr title="Evropa">EU</abbr></em></p>'
    assert mentions == []
