"""The newsletter goes to each reader once, whatever happens on the way."""

import os
import resource
import signal
import socket
import ssl
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from threading import Thread
from zoneinfo import ZoneInfo

import pytest
from openpyxl import Workbook
from support.builds import copy_of_miniature
from support.command_line import built, cluster, command, environment
from support.mail_server import PASSWORD, Received, mail_server
from support.servers import free_port

ENGLISH = {"CLUSTER_LANGUAGE": "en"}


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_of_miniature(tmp_path_factory.mktemp("shared"))


@pytest.fixture
def project(shared: Path) -> Iterator[Path]:
    """The project of all tests here, of which only the settings may be changed: what one run has read, the
    next need not read again. Whoever changes more takes `own_project`."""
    path = shared / "data/cluster.yaml"
    raw = path.read_bytes()
    yield shared
    path.write_bytes(raw)


@pytest.fixture
def own_project(tmp_path: Path) -> Path:
    return copy_of_miniature(tmp_path)


@pytest.fixture
def received() -> Received:
    return Received()


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A folder outside the project."""
    folder = tmp_path / "office"
    folder.mkdir()
    return folder


def settings(project: Path, **mailing: object) -> None:
    """Write the settings of mailing into the project."""
    path = project / "data/cluster.yaml"
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("mailing:")]
    values = ", ".join(f"{key}: {value}" for key, value in mailing.items())
    path.write_text("\n".join([*lines, f"mailing: {{{values}}}", ""]), "utf-8")


def local(project: Path, port: int, **more: object) -> None:
    """The settings for a server on this computer that is fast."""
    settings(project, host="127.0.0.1", port=port, **{"encryption": "none", "rate": 1_000_000} | more)


def table(office: Path, *rows: str, name: str = "readers.csv") -> Path:
    path = office / name
    path.write_text("\n".join(("E-mail,Jazyk", *rows, "")), "utf-8")
    return path


def send(
    project: Path, *arguments: str | Path, edition: str = "2022-1", **env: str
) -> subprocess.CompletedProcess[str]:
    arguments = ("send", "newsletter", edition, *arguments)
    return cluster(project, *map(str, arguments), **ENGLISH | env)


@pytest.fixture(scope="module")
def usual_port() -> int:
    """The same in all tests, so that the settings are the same."""
    return free_port()


@pytest.fixture
def port(project: Path, received: Received, usual_port: int) -> Iterator[int]:
    """That of a running server, which the settings of the project name."""
    with mail_server(received, port=usual_port) as port:
        local(project, port)
        yield port


# ---- One mail each ------------------------------------------------------------------------------------


@pytest.mark.usefixtures("port")
def test_each_reader_gets_one_mail_in_their_language(project: Path, office: Path, received: Received) -> None:
    readers = table(
        office,
        "jana@a.example,cs",
        "John@b.example,EN",
        "x@c.example,",
        "d@d.example,de",
    )

    done = send(project, "--to", readers)

    assert done.returncode == 0, done.stderr
    assert "Newsletter 2022-1 goes to 4 readers (cs 2, en 2)." in done.stdout
    assert "Sent 4 mails." in done.stdout
    subjects = {
        address: str(mail["subject"])
        for address, mail in zip(received.addresses(), received.mails(), strict=True)
    }
    # The edition has no German text; German readers get what German pages show instead.
    assert subjects == {
        "jana@a.example": "Léto ve světle",
        "John@b.example": "A summer in light",
        "x@c.example": "Léto ve světle",
        "d@d.example": "A summer in light",
    }


@pytest.mark.usefixtures("port")
def test_a_mail_is_addressed_to_its_reader_alone_and_says_how_to_unsubscribe(
    project: Path, office: Path, received: Received
) -> None:
    readers = table(office, "jana@a.example", "petr@firma-příklad.example")

    assert send(project, "--to", readers).returncode == 0

    mail, other = received.mails()
    assert mail["to"] == "jana@a.example"
    assert other["to"] == "petr@xn--firma-pklad-ucb71l.example"
    assert mail["from"].addresses[0].addr_spec == "rada@cluster.example"
    assert mail["list-unsubscribe"] == "<mailto:rada@cluster.example?subject=unsubscribe>"
    assert mail["list-unsubscribe-post"] is None
    assert mail["x-unsent"] is None
    assert mail["date"].datetime == datetime(2022, 11, 1, 13, tzinfo=ZoneInfo("Europe/Prague"))
    assert mail["message-id"] != other["message-id"]
    for kind in ("plain", "html"):
        body = mail.get_body((kind,))
        assert body is not None
        assert "Milí přátelé," in body.get_content()


def test_the_sender_may_have_an_address_with_accents(project: Path, office: Path, received: Received) -> None:
    with mail_server(received) as port:
        local(project, port, sender="rada@klastr-příklad.example")
        done = send(project, "--to", table(office, "a@a.example"))

    assert done.returncode == 0, done.stderr
    [mail] = received.mails()
    assert mail["from"].addresses[0].addr_spec == "rada@xn--klastr-pklad-zfb52m.example"
    assert mail["list-unsubscribe"] == "<mailto:rada@xn--klastr-pklad-zfb52m.example?subject=unsubscribe>"


def test_a_service_unsubscribes_with_one_click(project: Path, office: Path, received: Received) -> None:
    with mail_server(received) as port:
        local(project, port, sender="zpravy@cluster.example", unsubscribe="https://lists.example/?list=1")
        assert send(project, "--to", table(office, "jana+news@a.example")).returncode == 0

    [mail] = received.mails()
    assert mail["from"].addresses[0].addr_spec == "zpravy@cluster.example"
    assert mail["list-unsubscribe"] == (
        "<mailto:zpravy@cluster.example?subject=unsubscribe>, "
        "<https://lists.example/?list=1&email=jana%2Bnews%40a.example>"
    )
    assert mail["list-unsubscribe-post"] == "List-Unsubscribe=One-Click"


@pytest.mark.usefixtures("port")
def test_a_second_run_sends_only_to_those_who_have_not_got_it(
    project: Path, office: Path, received: Received
) -> None:
    send(project, "--to", table(office, "a@a.example", "b@a.example"))
    # Another table in the folder, another spelling, a clock that went back.
    other = table(office, "A@a.example", "b@a.example", "c@a.example", name="new.csv")
    done = send(project, "--to", other, SOURCE_DATE_EPOCH="1664600000")

    assert done.returncode == 0, done.stderr
    assert "2 readers have it already." in done.stdout
    assert received.addresses() == Counter(["a@a.example", "b@a.example", "c@a.example"])

    send(project, "--to", other, edition="2022-2")
    assert received.addresses()["a@a.example"] == 1
    assert received.addresses()["A@a.example"] == 1


@pytest.mark.usefixtures("port")
def test_a_dry_run_says_who_would_get_it_and_sends_nothing(
    project: Path, office: Path, received: Received
) -> None:
    readers = table(office, "a@a.example", "b@a.example")

    done = send(project, "--to", readers, "--dry-run")

    assert done.returncode == 0, done.stderr
    assert "goes to 2 readers (cs 2)." in done.stdout
    assert not received.asked
    assert [path.name for path in office.iterdir()] == ["readers.csv"]


@pytest.mark.usefixtures("port")
def test_a_test_goes_to_one_address_in_each_language_and_is_not_logged(
    project: Path, office: Path, received: Received
) -> None:
    assert send(project, "--test", "me@a.example").returncode == 0
    done = send(project, "--test", "me@a.example")

    assert "to me@a.example as a test (cs, en)" in done.stdout
    assert [mail["content-language"] for mail in received.mails()] == ["cs", "en"] * 2
    assert list(office.iterdir()) == []


def test_the_rate_is_kept(project: Path, office: Path, received: Received) -> None:
    with mail_server(received) as port:
        local(project, port, rate=60)
        send(project, "--to", table(office, "a@a.example", "b@a.example", "c@a.example"))

    assert len(received.taken) == 3
    assert received.moments[-1] - received.moments[0] > 1  # of two seconds: the first may be late


# ---- What a mail server does --------------------------------------------------------------------------


@pytest.mark.usefixtures("port")
def test_what_the_server_refuses_is_said_with_its_answer(
    project: Path, office: Path, received: Received
) -> None:
    names = ("gone", "full", "early", "busy", "grey", "cut", "closing", "lost", "good")
    readers = table(office, *(f"{name}@a.example" for name in names))

    done = send(project, "--to", readers, "--pause", "0")

    assert done.returncode == 1
    assert "Sent 4 mails." in done.stdout
    for line in (
        "- gone@a.example: 550 5.1.1 No such user",
        "- full@a.example: 552 5.2.2 Mailbox full",
        "- early@a.example: 554 5.7.1 No mails to this one",
        "- busy@a.example: 451 4.7.1 Try again later",
        "- lost@a.example: the connection was closed before the answer",
    ):
        assert line in done.stderr
    assert received.addresses() == Counter(
        f"{each}@a.example" for each in ("grey", "cut", "closing", "lost", "good")
    )
    assert received.asked["busy@a.example"] == 3


@pytest.mark.usefixtures("port")
def test_a_mail_of_which_nobody_knows_is_sent_again_only_on_request(
    project: Path, office: Path, received: Received
) -> None:
    readers = table(office, "lost@a.example")
    send(project, "--to", readers)

    done = send(project, "--to", readers)
    assert done.returncode == 1
    assert "Newsletter 2022-1 goes to nobody." in done.stdout
    assert "add --retry-unknown:\n- lost@a.example" in done.stderr
    assert len(received.taken) == 1

    send(project, "--to", readers, "--retry-unknown")
    # A mail server that has the first one knows the second as the same.
    first, second = (mail["message-id"] for mail in received.mails())
    assert first == second


@pytest.mark.usefixtures("port")
def test_a_server_that_stops_in_the_middle_is_left_and_the_next_run_goes_on(
    project: Path, office: Path, received: Received
) -> None:
    readers = table(office, *(f"r{number}@a.example" for number in range(10)))
    received.takes = 5

    done = send(project, "--to", readers, "--pause", "0")
    assert done.returncode == 1
    assert "Sent 5 mails." in done.stdout
    assert "closed the connection 3 times in a row" in done.stderr
    assert "nobody gets two" in done.stderr

    received.takes = None
    assert send(project, "--to", readers, "--pause", "0").returncode == 0
    assert received.addresses() == Counter(f"r{number}@a.example" for number in range(10))


def test_nothing_is_sent_without_a_network(project: Path, office: Path) -> None:
    port = free_port()
    local(project, port)

    done = send(project, "--to", table(office, "a@a.example"))

    assert done.returncode == 1
    assert f"127.0.0.1:{port}: cannot be reached: Connection refused" in done.stderr
    assert "1 mail is not sent yet." in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("password", "message"),
    [
        ("wrong", "did not take user 'office' with the password in CLUSTER_MAIL_PASSWORD: 535"),
        ("", "data/cluster.yaml:"),
        ("přísně", "has letters with accents"),
        (PASSWORD, ""),
    ],
)
def test_the_password_comes_from_the_environment(
    project: Path, office: Path, received: Received, password: str, message: str
) -> None:
    with mail_server(received) as port:
        local(project, port, user="office")
        done = send(project, "--to", table(office, "a@a.example"), CLUSTER_MAIL_PASSWORD=password)

    assert message in done.stderr
    assert len(received.taken) == (password == PASSWORD)
    assert done.returncode == (password != PASSWORD)


def test_a_server_that_does_not_take_the_sender_is_left_at_once(
    project: Path, office: Path, received: Received
) -> None:
    with mail_server(received) as port:
        local(project, port, sender="foreign@b.example")
        done = send(project, "--to", table(office, "a@a.example", "b@a.example"))

    assert "takes no mails from foreign@b.example: 553 5.7.1 Not your address" in done.stderr
    assert "2 mails are not sent yet." in done.stderr
    assert not received.asked


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate of 127.0.0.1, with its key."""
    path = tmp_path_factory.mktemp("certificate") / "both.pem"
    asked = ["-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1"]
    files = ["-keyout", str(path), "-out", f"{path}.crt", "-addext", "subjectAltName=IP:127.0.0.1"]
    subprocess.run(["openssl", "req", *asked, *files], check=True, capture_output=True)
    path.write_text(path.read_text() + Path(f"{path}.crt").read_text())
    return path


def tls_of(certificate: Path) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    return context


@pytest.mark.parametrize(
    ("trusts", "offers", "message"),
    [
        (True, True, ""),
        (False, True, "its certificate does not prove that it is 127.0.0.1"),
        (True, False, "offers no STARTTLS; try 'encryption: tls'"),
    ],
)
def test_mails_go_out_encrypted_or_not_at_all(
    project: Path,
    office: Path,
    received: Received,
    certificate: Path,
    trusts: bool,
    offers: bool,
    message: str,
) -> None:
    with mail_server(received, tls_of(certificate) if offers else None) as port:
        local(project, port, encryption="starttls")
        trusted = {"SSL_CERT_FILE": str(certificate)} if trusts else {}
        done = send(project, "--to", table(office, "a@a.example"), **trusted)

    assert message in done.stderr
    assert (len(received.taken), received.encrypted) == ((1, True) if not message else (0, False))


def talking(answers: dict[str, bytes]) -> int:
    """The port of a server that says what a test tells it to, by command; to all else, that it is well."""
    server = socket.create_server(("127.0.0.1", 0))

    def talk(connection: socket.socket) -> None:
        with suppress(OSError), connection, connection.makefile("rwb", 0) as lines:
            lines.write(answers.get("", b"220 mail.example\r\n"))
            while line := lines.readline():
                name = line.split()[0].decode().upper()
                lines.write(answers.get(name, b"354 go on\r\n" if name == "DATA" else b"250 OK\r\n"))
                while name == "DATA" and "DATA" not in answers and lines.readline() != b".\r\n":
                    pass
                if name == "DATA" and "DATA" not in answers:
                    lines.write(answers.get(".", b"250 OK\r\n"))

    def serve() -> None:
        while True:
            Thread(target=talk, args=(server.accept()[0],), daemon=True).start()

    Thread(target=serve, daemon=True).start()
    port: int = server.getsockname()[1]
    return port


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        (
            {"EHLO": b"250-x\r\n250 AUTH CRAM-MD5\r\n", "AUTH": b"334 abc\r\n"},
            "does not answer as a mail server; are 'host' and 'port' right?",
        ),
        (
            {"EHLO": b"250-x\r\n250 AUTH XOAUTH2\r\n"},
            "takes no password, only ways to log in that the program does not know",
        ),
        (
            {"": b"HTTP/1.1 400 Bad Request\r\n"},
            "does not answer as a mail server; are 'host' and 'port' right?",
        ),
        ({"": b"+OK POP3 ready\r\n"}, "does not answer as a mail server; are 'host' and 'port' right?"),
        ({"MAIL": b"hello\r\n250 OK\r\n"}, "closed the connection 3 times in a row"),
        ({"RCPT": b"hello\r\n"}, "closed the connection 3 times in a row"),
        ({"DATA": b"hello\r\n250 OK\r\n"}, "closed the connection 3 times in a row"),
    ],
    ids=["challenge", "login", "HTTP", "POP", "MAIL", "RCPT", "DATA"],
)
def test_a_server_that_answers_nonsense_is_left_in_one_line(
    project: Path, office: Path, answers: dict[str, bytes], message: str
) -> None:
    user = {"user": "office"} if "EHLO" in answers else {}
    local(project, talking(answers), **user)
    readers = table(office, *(f"r{number}@a.example" for number in range(5)))

    run = started(project, "--to", readers, "--pause", "0", CLUSTER_MAIL_PASSWORD=PASSWORD)
    try:
        output, errors = run.communicate(timeout=60)
    finally:
        run.kill()

    assert run.returncode == 1
    assert errors.count(message) == 1
    assert "Traceback" not in errors
    assert "Sent 0 mails." in output
    assert PASSWORD not in output + errors


def test_what_a_server_answers_cannot_move_the_cursor(project: Path, office: Path) -> None:
    local(project, talking({"RCPT": b"550 \x1b[2J\x07no such user\r\n"}))

    done = send(project, "--to", table(office, "a@a.example"))

    assert "- a@a.example: 550 [2Jno such user" in done.stderr
    assert "\x1b" not in done.stderr + next(office.glob("*.log")).read_text("utf-8")


@pytest.mark.parametrize("pause", ["nan", "inf", "1e300"])
def test_a_pause_that_is_none_is_refused(project: Path, office: Path, pause: str) -> None:
    done = send(project, "--to", table(office, "a@a.example"), "--pause", pause)

    assert done.returncode == 2
    assert "Invalid value for '--pause'" in done.stderr


# ---- Bad input ----------------------------------------------------------------------------------------


@pytest.mark.usefixtures("port")
def test_every_address_that_is_none_is_named_and_nothing_sent(
    project: Path, office: Path, received: Received
) -> None:
    readers = table(
        office,
        "jana@a",
        "<x>,cs",
        "ok@a.example,xx",
        "jiří@a.example",
        ",cs",
        "b@a.example",
    )

    done = send(project, "--to", readers)

    assert done.returncode == 1
    lines = done.stderr.splitlines()
    assert lines == [
        f"{readers}:2: expected an e-mail address, found 'jana@a'",
        f"{readers}:3: expected an e-mail address, found '<x>'",
        f"{readers}:4: the site has no language 'xx' (there are: cs, en, de)",
        f"{readers}:5: expected an e-mail address without accents before the '@', found 'jiří@a.example'",
        f"{readers}:6: no e-mail address in this row; write one, or delete the row",
        "Nothing was sent. Fix the problems above and try again.",
    ]
    assert not received.asked


@pytest.mark.usefixtures("port")
def test_an_address_that_stands_twice_gets_one_mail(project: Path, office: Path, received: Received) -> None:
    readers = table(office, "a@a.example", "A@A.example", "a@a.example")

    done = send(project, "--to", readers)

    assert received.addresses() == Counter(["a@a.example"])
    assert f"{readers}:3: 'A@A.example' stands in row 2 already; it gets one mail" in done.stderr
    assert f"{readers}:4:" in done.stderr


@pytest.mark.parametrize(
    "raw",
    [
        b"\xef\xbb\xbfemail;jm\xc3\xa9no\r\na@a.example;Ji\xc5\x99\xc3\xad\r\n",
        "jméno;E-mail\nŠtěpán;a@a.example\n".encode("cp1250"),
        b"sep=,\nName,Email Address\nX,a@a.example\n",
        b"email\ta\na@a.example\tb",
    ],
    ids=["BOM", "Windows-1250", "sep", "tabs"],
)
@pytest.mark.usefixtures("port")
def test_tables_are_read_as_programs_write_them(
    project: Path, office: Path, received: Received, raw: bytes
) -> None:
    readers = office / "readers.csv"
    readers.write_bytes(raw)

    done = send(project, "--to", readers)

    assert done.returncode == 0, done.stderr
    assert received.addresses() == Counter(["a@a.example"])


@pytest.mark.usefixtures("port")
def test_a_workbook_is_read_but_not_what_nobody_sees_in_it(
    project: Path, office: Path, received: Received
) -> None:
    book = Workbook()
    for row in (["Name", "Email"], ["A", "a@a.example"], ["B", "b@a.example"]):
        book.active.append(row)
    book.active.row_dimensions[3].hidden = True
    book.save(office / "readers.xlsx")

    done = send(project, "--to", office / "readers.xlsx")
    assert (
        "readers.xlsx:3: sheet 'Sheet', hidden row 3; show it (remove filters), or delete it" in done.stderr
    )
    assert not received.asked

    book.active.delete_rows(3)
    book.active.row_dimensions[3].hidden = False
    book.save(office / "readers.xlsx")
    assert send(project, "--to", office / "readers.xlsx").returncode == 0
    assert received.addresses() == Counter(["a@a.example"])


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "the file is empty"),
        (b"name,address\nJana,a@a.example\n", "no column 'email'; expected a row with the names of columns"),
        (b"email\n", "no readers below the names of columns"),
        (None, "no such file; expected a table of readers (.csv, .xlsx or .ods)"),
    ],
)
@pytest.mark.usefixtures("port")
def test_a_file_that_is_no_table_of_readers_is_refused(
    project: Path, office: Path, raw: bytes | None, message: str
) -> None:
    if raw is not None:
        (office / "readers.csv").write_bytes(raw)

    done = send(project, "--to", office / "readers.csv")

    assert done.returncode == 1
    assert f"readers.csv:1: {message}" in done.stderr
    assert len(done.stderr.splitlines()) == 2


def test_readers_in_the_project_are_refused_as_personal_data(own_project: Path, office: Path) -> None:
    project = own_project
    local(project, free_port())
    (project / "link.csv").symlink_to(table(office, "a@a.example"))
    table(project, "a@a.example")
    above = table(project.parent, "a@a.example")

    for path in ("readers.csv", "link.csv", "data/../readers.csv"):
        done = send(project, "--to", path)
        assert done.returncode == 1
        assert "personal data, which do not belong into git; move the file out of" in done.stderr
    assert send(project, "--to", above, "--dry-run").returncode == 0
    (office / ".git").mkdir()
    elsewhere = send(project, "--to", table(office, "a@a.example"), "--dry-run")
    assert f"do not belong into git; move the file out of {office}" in elsewhere.stderr
    (project.parent / ".git").mkdir()
    assert "personal data" in send(project, "--to", above, "--dry-run").stderr


@pytest.mark.parametrize(
    ("edition", "message"),
    [
        ("2022-11", "there is no newsletter '2022-11'; did you mean '2022-1'?"),
        ("spring", "there is no newsletter 'spring' (there are: 2022-2, 2022-1)"),
        ("2022-3", "newsletter '2022-3' comes out on 2022-12-20, and today is 2022-11-01"),
        ("2022-4", "newsletter '2022-4' is a draft; finish it, and delete 'draft: true'"),
    ],
)
def test_an_edition_that_is_not_out_is_not_sent(
    own_project: Path, office: Path, edition: str, message: str
) -> None:
    draft = "---\ndraft: true\ntitle: T\nnumber: 4\ndate: 2022-10-30\nsummary: S.\n---\n"
    (own_project / "docs/newsletter/2022-4.md").write_text(draft)

    done = send(own_project, "--to", table(office, "a@a.example"), edition=edition)

    assert done.returncode == 1
    assert message in done.stderr
    assert "Sent" not in done.stdout


@pytest.mark.parametrize(
    ("mailing", "messages"),
    [
        ({"email": "a@a.example"}, ["nothing says which mail server sends the newsletter"]),
        (
            {
                "host": "smtp.a.example",
                "user": "office",
                "encryption": "none",
                "unsubscribe": "http://a.example",
            },
            [
                "'user' needs a password, which CLUSTER_MAIL_PASSWORD does not hold",
                "'encryption: none' would send the password for all to read",
                "expected a web address (https://…), found 'http://a.example'",
            ],
        ),
        ({"host": "a", "pasword": "x"}, ["unknown field 'pasword'"]),
        ({"host": "a", "port": 5870000}, ["expected the number of a port (1–65535), found 5870000"]),
        (
            {"host": "a", "sender": "jiří@a.example"},
            ["without accents before the '@', found 'jiří@a.example'"],
        ),
    ],
)
def test_settings_with_which_nothing_can_be_sent_are_named(
    project: Path, office: Path, mailing: dict[str, object], messages: list[str]
) -> None:
    settings(project, **mailing)

    done = send(project, "--to", table(office, "a@a.example"))

    assert done.returncode == 1
    for message in messages:
        assert message in done.stderr
    assert all("data/cluster.yaml:" in line for line in done.stderr.splitlines() if "'" in line)


@pytest.mark.usefixtures("port")
def test_readers_get_no_edition_as_of_another_day(project: Path, office: Path, received: Received) -> None:
    """It may tell them what is under embargo; whoever tries it may have it."""
    readers = table(office, "a@a.example")

    done = send(project, "--to", readers, edition="2022-3", TODAY="2022-12-20")
    assert done.returncode == 1
    assert (
        "a newsletter as of another day (TODAY=2022-12-20) is not sent to readers; unset TODAY" in done.stderr
    )
    assert not received.asked

    assert send(project, "--test", "a@a.example", edition="2022-3", TODAY="2022-12-20").returncode == 0


def test_the_site_tells_nobody_through_which_account_it_is_sent(own_project: Path) -> None:
    settings(
        own_project,
        email="rada@cluster.example",
        sender="news@a.example",
        host="smtp.a.example",
        user="secretary",
    )

    made = built(own_project)

    telling = [b"smtp.a.example", b"secretary"]
    assert [name for name, raw in made.items() if any(each in raw for each in telling)] == []


# ---- Two runs, and runs that end ----------------------------------------------------------------------


def started(project: Path, *arguments: str | Path, **env: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        command("send", "newsletter", "2022-1", *map(str, arguments)),
        cwd=project,
        env=environment(**ENGLISH | env),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def wait_for(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 120
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)


@pytest.mark.usefixtures("port")
def test_two_runs_do_not_send_at_once(project: Path, office: Path, received: Received) -> None:
    readers = table(office, *(f"r{number}@a.example" for number in range(8)))
    received.delay = 0.2

    with started(project, "--to", readers) as first:
        wait_for(lambda: len(received.taken) > 0)
        second = send(project, "--to", readers)
        first.communicate()

    assert second.returncode == 1
    assert "this newsletter is being sent already; wait until that is done" in second.stderr
    assert first.returncode == 0
    assert set(received.addresses().values()) == {1}


@pytest.mark.usefixtures("port")
def test_a_mail_that_was_handed_over_when_the_computer_crashed_is_named_and_not_sent_again(
    project: Path, office: Path, received: Received
) -> None:
    readers = table(office, "a@a.example", "b@a.example")
    received.delay = 60
    with started(project, "--to", readers) as run:
        wait_for(lambda: len(received.taken) > 0)
        os.kill(run.pid, signal.SIGKILL)
    received.delay = 0

    done = send(project, "--to", readers)

    assert done.returncode == 1
    assert "1 reader perhaps has it." in done.stdout
    assert "- a@a.example" in done.stderr
    assert received.addresses() == Counter(["a@a.example", "b@a.example"])


@pytest.fixture
def can_be_interrupted() -> Iterator[None]:
    """A shell starts what runs in the background so that Ctrl+C is ignored, also by all that it starts."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("port", "can_be_interrupted")
def test_ctrl_c_ends_a_run_with_what_is_left(project: Path, office: Path, received: Received) -> None:
    readers = table(office, *(f"r{number}@a.example" for number in range(50)))
    received.delay = 0.1

    with started(project, "--to", readers) as run:
        wait_for(lambda: len(received.taken) > 1)
        run.send_signal(signal.SIGINT)
        _, errors = run.communicate()

    assert run.returncode == 1
    assert "Stopped by Ctrl+C" in errors
    assert "mails are not sent yet." in errors


@pytest.mark.usefixtures("port")
def test_a_log_that_somebody_damaged_is_refused_and_half_a_line_of_a_crash_is_not(
    project: Path, office: Path, received: Received
) -> None:
    readers = table(office, "a@a.example")
    send(project, "--to", readers)
    [log] = office.glob("*.log")
    whole = log.read_text("utf-8")
    assert log.name == "newsletter-2022-1-cluster.example.log"
    assert log.stat().st_mode & 0o077 == 0

    log.write_text(whole + "2022-11-01T10:00:00+00:00\tb@a.exa", "utf-8")
    assert send(project, "--to", readers).returncode == 0
    assert log.read_text("utf-8") == whole

    log.write_text(whole.replace("\t", ";"), "utf-8")
    done = send(project, "--to", readers)
    assert done.returncode == 1
    assert f"{log}:2: not as it was written" in done.stderr
    assert len(received.taken) == 1


@pytest.mark.usefixtures("port")
@pytest.mark.parametrize(("room", "taken"), [(10, 0), (70, 1)], ids=["before", "after"])
def test_a_log_that_does_not_fit_on_the_disk_stops_the_run(
    project: Path, office: Path, received: Received, room: int, taken: int
) -> None:
    """If it was handed over before, the next run cannot know whether it was taken."""
    readers = table(office, "a@a.example", "b@a.example")
    log = office / "newsletter-2022-1-cluster.example.log"
    log.write_text(f"# {'x' * 20_000_000}\n")  # more than the program writes elsewhere
    size = log.stat().st_size + room
    small = {"preexec_fn": lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))}

    done = cluster(project, "send", "newsletter", "2022-1", "--to", str(readers), options=small, **ENGLISH)

    assert done.returncode == 1
    assert "The log cannot be written: File too large" in done.stderr
    assert "Traceback" not in done.stderr
    assert len(received.taken) == taken
    rest = send(project, "--to", readers)
    assert ("- a@a.example" in rest.stderr) == bool(taken)
    assert received.addresses() == Counter(["a@a.example", "b@a.example"])


def test_of_a_thousand_readers_each_gets_one_mail_or_is_named_also_after_crashes(
    project: Path, office: Path, received: Received
) -> None:
    faults = {7: "gone", 11: "full", 13: "busy", 17: "grey", 19: "cut", 23: "lost", 29: "closing"}
    kinds = [
        next((name for step, name in faults.items() if number % step == 0), "r") for number in range(1000)
    ]
    addresses = [f"{kind}{number}@a.example" for number, kind in enumerate(kinds)]
    readers = table(office, *addresses)

    with mail_server(received) as port:
        local(project, port)
        for crash in (200, 450):
            with started(project, "--to", readers, "--pause", "0") as run:
                wait_for(lambda most=crash: len(received.taken) >= most)  # type: ignore[misc]
                os.kill(run.pid, signal.SIGKILL)
        done = send(project, "--to", readers, "--pause", "0")

    named = {
        line.removeprefix("- ").partition(":")[0] for line in done.stderr.splitlines() if line[:2] == "- "
    }
    got = received.addresses()
    assert set(got.values()) == {1}
    assert set(addresses) == got.keys() | named
    # Besides those who are always refused or unknown, each crash may have left one of whom nobody knows.
    cut_off = {each for each in named if not each.startswith(("gone", "full", "busy", "lost"))}
    assert len(cut_off) <= 2
