"""Nothing of docs/ is published by accident: what is left aside is named, what looks like ours refused."""

import os
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from cluster.build.copied_files import as_published
from cluster.build.load import read_site
from cluster.build.source_files import sources
from cluster.checks.files import notes_on_files
from cluster.content.published_files import is_public_by_name
from cluster.pictures.metadata import without_metadata
from cluster.problems import Invalid
from PIL import Image, ImageChops, PngImagePlugin
from support.builds import different
from support.command_line import built, cluster
from support.sources import LANGUAGES, miniature, others, problems_of, read

# ---- What is read -------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project with an empty data/ and docs/events/."""
    (tmp_path / "data").mkdir()
    (tmp_path / "docs" / "events").mkdir(parents=True)
    return tmp_path


def problems_in(folder: Path) -> list[str]:
    return [str(each) for each in sources(folder, folder / "docs").problems]


LEFTOVERS = [
    *(
        "x.md~",
        "~$x.docx",
        "#x.md#",
        ".#x.md",
        ".x.md.swp",
        "x.md.swp",
        "x.swo",
        "x.bak",
        "x.MD.BAK",
        "x.md.orig",
    ),
    *("x.rej", "x.tmp", "~WRL0001.tmp", "x.old", "x.md.save", "Thumbs.db", "thumbs.DB", "ehthumbs.db"),
    *("desktop.ini", ".DS_Store", "._x.jpg", ".~lock.x.odt#", "x.crdownload", "x.lnk", "Icon\r"),
    *("x.sync-conflict-20270101-1.md", "x (Jan's conflicted copy).md", ".env", ".hidden.md"),
]


@pytest.mark.parametrize("name", LEFTOVERS)
@pytest.mark.parametrize("place", ["docs", "docs/events", "data"])
def test_backups_and_files_of_systems_are_left_aside(folder: Path, place: str, name: str) -> None:
    (folder / place / name).write_text("secret")

    found = sources(folder, folder / "docs")

    assert found.leftovers == [f"{place}/{name}"]
    assert not any([found.texts, found.others, found.unread, found.problems])


@pytest.mark.parametrize("name", ["__MACOSX", ".git", ".obsidian", "$RECYCLE.BIN"])
def test_folders_of_systems_are_left_aside_as_a_whole(folder: Path, name: str) -> None:
    (folder / "docs" / name).mkdir()
    (folder / "docs" / name / "x.md").write_text("secret")

    found = sources(folder, folder / "docs")

    assert found.leftovers == [f"docs/{name}/"]
    assert not any([found.texts, found.others, found.problems])


@pytest.mark.parametrize("name", ["old-hall.jpg", "tmp.pdf", "backup.pdf", "x.gitkeep.pdf", "bak", "a~b.pdf"])
def test_a_name_that_only_resembles_a_backup_is_a_file_like_any_other(folder: Path, name: str) -> None:
    (folder / "docs" / name).write_text("")

    assert sources(folder, folder / "docs").others == [f"docs/{name}"]


def test_a_file_that_keeps_a_folder_in_git_needs_no_word(folder: Path) -> None:
    (folder / "docs" / "events" / ".gitkeep").write_text("")

    assert sources(folder, folder / "docs") == ({}, [], [], [], [])


def pipe(path: Path) -> None:
    os.mkfifo(path)


UNREADABLE = [
    ("docs/pipe.pdf", pipe, "is neither a file nor a folder (a named pipe, a socket or a device); delete it"),
    (
        "docs/events/pipe.md",
        pipe,
        "is neither a file nor a folder (a named pipe, a socket or a device); delete",
    ),
    (
        "data/plan.yaml",
        pipe,
        "is neither a file nor a folder (a named pipe, a socket or a device); delete it",
    ),
    ("docs/loop", ".", "is a link to '.', a folder that contains it; delete it"),
    ("docs/events/up", "..", "is a link to '..', a folder that contains it; delete it"),
    ("docs/all", "../..", "is a link to '../..', a folder that contains it; delete it"),
    ("docs/self.md", "self.md", "is a link to 'self.md', which leads to no file; copy the file here"),
    ("docs/gone.pdf", "nowhere", "is a link to 'nowhere', which leads to no file; copy the file here"),
    ("docs/names.txt", "/etc/passwd", "is a link to '/etc/passwd', outside the project; copy the file here"),
    ("docs/etc", "/etc", "is a link to '/etc', outside the project; copy the file here"),
    ("docs/a\nb.pdf", None, "the name has characters that cannot be shown; rename the file"),
    ("docs/a\udcff.pdf", None, "the name has characters that cannot be shown; rename the file"),
]


@pytest.mark.parametrize(("name", "makes", "said"), UNREADABLE)
def test_what_cannot_be_read_is_named_and_nothing_hangs(
    folder: Path, name: str, makes: Any, said: str
) -> None:
    if isinstance(makes, str):
        (folder / name).symlink_to(makes)
    else:
        (makes or Path.touch)(folder / name)

    [problem] = problems_in(folder)

    shown = name.replace("\n", "\\n").replace("\udcff", "\\udcff")
    assert problem.startswith(f"{shown}:1: {said}")


def test_two_folders_that_lead_into_each_other_are_named(folder: Path) -> None:
    for one, other in (("a", "b"), ("b", "a")):
        (folder / "docs" / one).mkdir()
        (folder / "docs" / one / "to").symlink_to(f"../{other}")

    assert problems_in(folder) == [
        "docs/a/to/to:1: is a link to '../a', a folder that contains it; delete it",
        "docs/b/to/to:1: is a link to '../b', a folder that contains it; delete it",
    ]


def test_a_link_within_the_project_is_followed(folder: Path) -> None:
    (folder / "docs" / "hall.pdf").write_text("hall")
    (folder / "docs" / "events" / "same.pdf").symlink_to("../hall.pdf")

    assert sources(folder, folder / "docs").others == ["docs/events/same.pdf", "docs/hall.pdf"]


@pytest.mark.parametrize("call", ["open", "os.scandir"])
def test_what_may_not_be_read_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    (folder / "docs" / "x.md").write_text("x")

    def forbidden(path: Any, *_: Any, **__: Any) -> Any:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("builtins.open" if call == "open" else call, forbidden)
    found = problems_in(folder)
    monkeypatch.undo()

    assert found == (
        ["docs/x.md:1: cannot be read: Permission denied"]
        if call == "open"
        else [f"{each}:1: the folder cannot be read: Permission denied" for each in ("data", "docs")]
    )


# ---- What looks like ours -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("docs/events/x.MD", "the name must end in .md; rename the file to docs/events/x.md"),
        ("docs/x.markdown", "the name must end in .md; rename the file to docs/x.md"),
        ("docs/x.Mkd", "the name must end in .md; rename the file to docs/x.md"),
        ("docs/x.md.txt", "the name must end in .md; rename the file to docs/x.md"),
        ("docs/x.en.MD", "the name must end in .md; rename the file to docs/x.en.md"),
        ("docs/x.md ", "the name must end in .md; rename the file to docs/x.md"),
    ],
)
def test_a_text_with_another_ending_is_refused(name: str, said: str) -> None:
    with pytest.raises(Invalid) as caught:
        read(miniature(), [*others(), name])

    assert [str(problem) for problem in caught.value.problems] == [f"{name}:1: {said}"]


EVENT = "---\ntitle: Akce\nwhen: 2022-10-13\nkind: workshop\n---\n"
NEWS = "---\ntitle: Zpráva\ndate: 2022-10-13\nsummary: Krátce.\ntags: [optics]\n---\n"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        (
            "docs/events/x .md",
            EVENT,
            "'events/x ' cannot be an address; name the file with small letters a-z",
        ),
        ("docs/Events/x.md", EVENT, "digits and hyphens, such as docs/events/x.md"),
        ("docs/events/Den_S.EN.md", EVENT, "digits and hyphens, such as docs/events/den-s.en.md"),
        ("docs/x.md", EVENT, "this is an event (it has 'when', 'kind'); move the file to docs/events/x.md"),
        (
            "docs/event/x.md",
            EVENT,
            "this is an event (it has 'when', 'kind'); move the file to docs/events/x.md",
        ),
        (
            "docs/news/x.md",
            EVENT,
            "this is an event (it has 'when', 'kind'); move the file to docs/events/x.md",
        ),
        (
            "docs/events/x.md",
            NEWS,
            "this is a news item (it has 'date', 'tags'); move the file to docs/news/x.md",
        ),
        (
            "data/events.yml",
            "[]",
            "unknown file; write one Markdown file for each event: docs/events/NAME.md",
        ),
        ("data/plan.yml", "{}", "unknown file; did you mean 'data/plan.yaml'?"),
    ],
)
def test_a_file_in_the_wrong_place_is_refused_with_the_right_one(name: str, text: str, said: str) -> None:
    [problem] = problems_of({name: text})

    assert problem.startswith(f"{name}:1: ")
    assert said in problem


def test_a_data_file_with_another_ending_is_refused() -> None:
    from cluster.build.source_names import problems_of_names

    names = ["data/PLAN.YAML", "data/plan.yaml.txt", "data/notes.txt"]

    assert [str(each) for each in problems_of_names([], [], names)] == [
        "data/PLAN.YAML:1: the name must end in .yaml; rename the file to data/PLAN.yaml",
        "data/plan.yaml.txt:1: the name must end in .yaml; rename the file to data/plan.yaml",
    ]


# ---- What is published --------------------------------------------------------------------------------

PUBLIC = (
    "assets/own.woff2",
    "assets/deep/x.pdf",
    ".well-known/security.txt",
    "CNAME",
    "google12ab.html",
    "ads.txt",
)


@pytest.fixture
def full(project: Path) -> Path:
    """The miniature with files of every kind that a folder gathers."""
    news = project / "docs/news/light-day-report.md"
    news.write_text(
        news.read_text("utf-8") + "\n\n[PDF](linked.pdf), [jinde](https://cluster.example/by%20web.pdf)\n"
    )
    names = (
        *PUBLIC,
        "news/linked.pdf",
        "by web.pdf",
        "unused.pdf",
        "news/unused.jpg",
        "events/x.txt",
        "x.md~",
    )
    for name in names:
        (project / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (project / "docs" / name).write_text(f"secret {name}")
    (project / "data" / "notes.txt").write_text("secret notes")
    return project


def test_only_what_something_refers_to_or_what_has_a_public_name_is_published(full: Path) -> None:
    site = built(full)
    secrets = {name for name, raw in site.items() if raw.startswith(b"secret ")}

    assert secrets == {*PUBLIC, "news/linked.pdf", "by web.pdf"}
    assert different(site, built(full, CLUSTER_FAST="0")) == []


NOTES = [
    "Note: not published, as nothing refers to them: docs/news/unused.jpg, docs/unused.pdf. Link to them or "
    "delete them; what others fetch by their names belongs in docs/assets/.",
    "Note: not published, as pages are Markdown: docs/events/x.txt. Rename it to .md, link to it or delete "
    "it.",
    "Note: neither read nor published: data/notes.txt, docs/x.md~. Delete them if nobody needs them.",
]


@pytest.mark.parametrize("env", [{}, {"CLUSTER_FAST": "0"}], ids=["fast", "engine"])
@pytest.mark.parametrize("command", ["check", "build"])
def test_what_is_left_aside_is_named_in_a_line_for_each_reason(
    full: Path, command: str, env: dict[str, str]
) -> None:
    done = cluster(full, command, **env)

    assert done.returncode == 0, done.stderr
    assert [line for line in done.stdout.splitlines() if line.startswith("Note: ")] == NOTES


def test_a_site_without_such_files_has_no_notes() -> None:
    site = read(miniature(), others())

    assert list(notes_on_files(site, site, [], [])) == []


def test_many_files_are_counted() -> None:
    site = read(miniature(), others())
    [note] = notes_on_files(site, site, [f"docs/{number}.bak" for number in range(7)], [])

    assert "docs/3.bak, docs/4.bak and 2 more. " in note


def test_what_settings_name_is_used(project: Path) -> None:
    site = read(miniature(), [*others(), "docs/own/own.css"])

    assert list(notes_on_files(site, site, [], ["own/own.css"])) == []
    assert len(list(notes_on_files(site, site, [], []))) == 1


def test_an_icon_that_phones_would_show_on_black_is_named(project: Path) -> None:
    see_through, opaque = (Image.new("RGBA", (180, 180), (0, 90, 0, alpha)) for alpha in (0, 255))
    see_through.save(project / "docs/apple-touch-icon.png")
    opaque.save(project / "docs/assets/touch-icon.png")
    see_through.save(project / "docs/assets/lines.png")

    done = cluster(project, "check")

    notes = [each for each in (done.stdout + done.stderr).splitlines() if each.startswith("Note:")]
    assert notes == [
        "Note: partly transparent, where phones show black: docs/apple-touch-icon.png. "
        "Fill it with a colour, or delete it; the program makes one itself."
    ]


def test_a_photograph_that_the_program_cannot_clean_is_named() -> None:
    page = "---\ntitle: Sál\n---\n[Sál](hall.heic)"
    site = read(miniature() | {"docs/hall.md": page.encode()}, [*others(), "docs/hall.heic"])

    [note] = notes_on_files(site, site, [], [])
    assert note.startswith(
        "Note: published with all that the camera noted, perhaps the place: docs/hall.heic. "
    )


@pytest.mark.parametrize(
    "link",
    [
        "[PDF](../a%20%26%20b.pdf)",
        "[PDF](/a%20&%20b.pdf)",
        "[PDF](https://cluster.example/a%20%26%20b.pdf)",
        "[PDF](<https://cluster.example/a & b.pdf#page=2>)",
    ],
)
def test_a_file_is_published_however_a_text_leads_to_it(link: str) -> None:
    """But not if its name only stands there."""
    for text, is_published in ((link, True), ("a & b.pdf on https://other.example/a%20%26%20b.pdf", False)):
        page = f"---\ntitle: Sál\n---\n{text}\n".encode()
        site = read_site(
            miniature() | {"docs/hall/page.md": page},
            LANGUAGES,
            others=[*others(), "docs/a & b.pdf"],
            site_url="https://cluster.example/",
        )

        assert ("a & b.pdf" in site.copied) == is_published


def test_a_file_that_only_a_draft_uses_waits_with_it_wherever_it_is() -> None:
    draft = "---\ntitle: Sál\ndraft: true\n---\n[PDF](assets/a.pdf), [PDF](b.pdf), [PDF](c.pdf)\n"
    page = "---\ntitle: Sál\n---\n[PDF](c.pdf)\n"
    names = {"assets/a.pdf", "b.pdf", "c.pdf"}
    files = miniature() | {"docs/draft.md": draft.encode(), "docs/page.md": page.encode()}
    whole = read(files, [*others(), *(f"docs/{name}" for name in names)])
    public = whole.as_of(datetime(2022, 11, 1, tzinfo=UTC))

    assert names.intersection(whole.copied) == names
    assert names.intersection(public.copied) == {"c.pdf"}
    assert list(notes_on_files(whole, public, [], [])) == []


@pytest.mark.parametrize(
    "name", ["hall.jpg", "notes.txt", "news/CNAME", "assets.pdf", "x/assets/y", "index2.html"]
)
def test_no_other_name_is_public(name: str) -> None:
    assert not is_public_by_name(name)


# ---- What a file tells --------------------------------------------------------------------------------


def photograph(format: str, orientation: int = 1) -> bytes:
    """A photograph that tells where, with what and by whom it was taken."""
    exif, file = Image.Exif(), BytesIO()
    exif[0x0112], exif[0x013B] = orientation, "SecretName"
    exif.get_ifd(0x8825).update({1: "N", 2: (49.0, 11.0, 42.0)})
    more: dict[str, Any] = {"xmp": b"<x>SecretXmp</x>"}
    if format == "JPEG":
        more["comment"] = b"SecretComment"
    if format == "PNG":
        more["pnginfo"] = PngImagePlugin.PngInfo()
        more["pnginfo"].add_text("Comment", "SecretComment")
    image = Image.radial_gradient("L").convert("RGB")
    extra = {"save_all": True, "append_images": [image]} if format == "MPO" else {}
    image.save(file, format, exif=exif, **more, **extra)
    return file.getvalue()


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "MPO"])
@pytest.mark.parametrize("orientation", [1, 6])
def test_a_photograph_that_is_published_as_it_is_tells_nothing(format: str, orientation: int) -> None:
    raw = photograph(format, orientation)
    assert b"SecretName" in raw

    clean = without_metadata(raw)

    assert b"Secret" not in clean
    before, after = (Image.open(BytesIO(each)) for each in (raw, clean))
    exif = dict(after.getexif())
    assert exif == ({0x0112: 6} if orientation == 6 else {})
    assert after.size == before.size
    _, most = ImageChops.difference(before.convert("L"), after.convert("L")).getextrema()
    assert most <= (0 if format == "PNG" else 12)  # type: ignore[operator]


def test_a_picture_without_notes_is_published_byte_for_byte() -> None:
    file = BytesIO()
    Image.new("RGB", (9, 9)).save(file, "PNG")
    raw = file.getvalue()

    assert without_metadata(raw) is raw
    assert without_metadata(b"%PDF Exif\0\0") == b"%PDF Exif\0\0"


@pytest.mark.parametrize(
    ("name", "raw", "said"),
    [
        ("x.jpg", photograph("JPEG")[:900], "docs/x.jpg is damaged or truncated; export it again"),
        (
            "x.svg",
            b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
            "line 1: a script is not allowed",
        ),
        ("x.pdf", None, "cannot be read: No such file or directory"),
    ],
)
def test_a_linked_file_that_is_not_safe_is_refused(
    tmp_path: Path, name: str, raw: bytes | None, said: str
) -> None:
    if raw is not None:
        (tmp_path / name).write_bytes(raw)

    with pytest.raises(Invalid) as caught:
        as_published(name, tmp_path / name)
    assert str(caught.value).startswith(f"docs/{name}:1: ")
    assert said in str(caught.value)


def test_all_linked_files_that_are_not_safe_are_refused_at_once(project: Path) -> None:
    (project / "docs/press/logo-dark.svg").write_text("<svg>", "utf-8")
    (project / "data/members.yaml").unlink()  # shows the drawing as a logo
    (project / "data/equipment.yaml").unlink()
    (project / "docs/assets").mkdir(exist_ok=True)
    (project / "docs/assets/x.jpg").write_bytes(photograph("JPEG")[:900])

    done = cluster(project, "check")

    assert done.returncode == 1
    assert [line[:30] for line in done.stderr.splitlines()[1:]] == [
        "docs/assets/x.jpg:1: docs/asse",
        "docs/press/logo-dark.svg:1: do",
    ]


@pytest.mark.parametrize("format", ["WEBP", "PNG"])
def test_an_animation_keeps_its_frames_and_its_pace(format: str) -> None:
    exif, file = Image.Exif(), BytesIO()
    exif[0x013B] = "SecretName"
    first, *rest = [Image.new("RGB", (9, 9), (shade, 0, 0)) for shade in (10, 90, 200)]
    first.save(file, format, save_all=True, append_images=rest, duration=[100, 200, 300], exif=exif)

    clean = without_metadata(file.getvalue())

    assert b"Secret" not in clean
    image = Image.open(BytesIO(clean))
    paces = []
    for number in range(image.n_frames):
        image.seek(number)
        image.load()
        paces.append(image.info["duration"])
    assert paces == [100, 200, 300]
