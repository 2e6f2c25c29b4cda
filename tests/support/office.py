"""The forms at /admin/, used as the office uses them: in Chromium, by what one sees."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from cluster.build.descriptions import descriptions_of
from cluster.build.forms_files import FILES
from cluster.forms.admin_page import admin_page
from cluster.forms.config import config_of
from cluster.forms.settings import Forms
from cluster.pictures.icons import ICON, OLD_ICON
from PIL import Image

from support.forge import REPO, TOKEN
from support.versions import version_on

EDITABLE = "input:visible, textarea:visible, [contenteditable=true]:visible"
NO_BACKUPS = """
  if (location.pathname === "/admin/") {
    const prefs = JSON.parse(localStorage.getItem("sveltia-cms.prefs") ?? "{}");
    localStorage.setItem("sveltia-cms.prefs", JSON.stringify({ ...prefs, useDraftBackup: false }));
  }
"""
HANDLE = """
  const handleOf = async (path) => {
    let folder = await navigator.storage.getDirectory();
    const names = path.split("/");
    const file = names.pop();
    for (const name of names) folder = await folder.getDirectoryHandle(name, { create: true });
    return folder.getFileHandle(file, { create: true });
  };
"""
WRITE = f"""async ([path, text]) => {{
  {HANDLE}
  const writer = await (await handleOf(path)).createWritable();
  await writer.write(text);
  await writer.close();
}}"""
READ = f"""async (path) => {{
  {HANDLE}
  return (await (await handleOf(path)).getFile()).text();
}}"""
FOLDER = "Pracovat s lokálním repozitářem"
SAVE, SIGN_IN = "Uložit", "Přihlásit se pomocí přístupového tokenu"


def at(host: str) -> Forms:
    """The setting for the repository of `support.forge`."""
    return Forms(backend="forgejo", repo=REPO, url=host.rstrip("/"))


def write_forms(site: Path, forms: Forms) -> None:
    """The forms of the miniature."""
    folder = site / "admin"
    folder.mkdir(parents=True, exist_ok=True)
    version = version_on()
    (folder / "index.html").write_bytes(admin_page(forms, version))
    (folder / "config.json").write_bytes(config_of(forms, version, descriptions_of("cs")))
    for file in FILES.iterdir():
        if not (folder / file.name).exists():
            (folder / file.name).symlink_to(file)
    (site / "assets").mkdir(exist_ok=True)
    Image.new("RGB", (64, 64), "navy").save(site / ICON)
    Image.new("RGB", (16, 16), "navy").save(site / OLD_ICON)


class Office:
    """Somebody at the forms."""

    def __init__(self, page: Any, address: str) -> None:
        self.page, self.address = page, address

    def sign_in(self, token: str = TOKEN) -> None:
        self.page.goto(f"{self.address}admin/")
        self.page.get_by_role("button", name=SIGN_IN).click()
        self.page.locator("[role=dialog] input, dialog input").first.fill(token)
        self.page.keyboard.press("Enter")

    def has_folder(self, files: dict[str, str]) -> None:
        """A folder under git that the browser may use: the one that it has for itself."""
        self.page.goto(f"{self.address}admin/")
        for name, text in {".git/HEAD": "ref: refs/heads/main", **files}.items():
            self.put(name, text)
        self.page.evaluate("window.showDirectoryPicker = () => navigator.storage.getDirectory()")

    def work_in_folder(self) -> None:
        self.page.get_by_role("button", name=FOLDER).click()

    def put(self, path: str, text: str) -> None:
        """What another program writes into a file of the folder."""
        self.page.evaluate(WRITE, [path, text])

    def text_of(self, path: str) -> str:
        """The text of a file of the folder."""
        return str(self.page.evaluate(READ, path))

    def open(self, path: str) -> None:
        """Open a form: `events/new`, `_singletons/entries/plan`."""
        self.page.get_by_role("button", name="Vytvořit").or_(
            self.page.locator("[data-key-path]")
        ).first.wait_for()
        self.page.goto(f"{self.address}admin/#/collections/{path}")
        self.page.locator("[data-key-path]").first.wait_for()

    def field(self, key: str, language: str = "cs") -> Any:
        """The field of a key, such as `title.cs`; of two forms side by side, that in a language."""
        fields = self.page.locator(f'[data-key-path="{key}"]')
        return fields.first if language == "cs" else fields.last

    def shown(self, key: str, language: str = "cs") -> Any:
        """The field of a key on the screen: what nobody can see yet is not made yet."""
        outer = key.rpartition(".")[0]
        if outer and not outer[-1].isdigit():
            self.field(outer, language).scroll_into_view_if_needed()
        return self.field(key, language)

    def write(self, key: str, text: str, language: str = "cs") -> None:
        self.shown(key, language).locator(EDITABLE).first.fill(text)

    def choose(self, key: str, name: str) -> None:
        """Choose one of a list, or tick a box."""
        field = self.field(key)
        box = field.get_by_role("combobox")
        if not box.count():
            field.get_by_text(name, exact=True).click()
            return
        box.first.click()
        self.page.get_by_role("option", name=name, exact=True).click()

    def tick(self, key: str) -> None:
        """Say that there is a value that need not be there."""
        self.field(key).get_by_role("checkbox").first.click()

    def translate(self, language: str) -> None:
        """Begin a text in another language, beside that in the first one."""
        self.page.get_by_role("button", name=language).last.click()

    def unfold(self, key: str) -> None:
        """Show the fields of the first entry of a list."""
        self.field(key).get_by_role("button", name="Rozbalit", exact=True).first.click()

    def add(self, key: str) -> None:
        """Add an entry at the end of a list."""
        self.field(key).get_by_role("button", name="Přidat").last.click()

    def save(self) -> None:
        self.page.get_by_role("button", name=SAVE, exact=True).click()

    def saved(self) -> None:
        """Save, and wait until the form closes."""
        self.save()
        self.page.locator("[data-key-path]").first.wait_for(state="detached")

    def attach(self, key: str, path: Path) -> None:
        """Put a file of one's own computer into a field."""
        self.shown(key).locator("input[type=file]").first.set_input_files(path)

    @property
    def wrong(self) -> list[str]:
        """The keys of the fields that are not filled in as they must be."""
        fields = self.page.locator("[data-key-path]:has(> .field-wrapper [aria-invalid=true])")
        return [each.get_attribute("data-key-path") for each in fields.all()]

    def hears(self, words: str) -> None:
        """Wait until something says it."""
        self.page.get_by_text(words).first.wait_for()

    @property
    def dialog(self) -> str:
        """What a dialog says."""
        return self._said("[role=dialog], [role=alertdialog], dialog[open]")

    def confirm(self) -> None:
        """Press the first button of a dialog, and wait until the form closes."""
        self.page.locator("[role=alertdialog]:visible, [role=dialog]:visible").last.get_by_role(
            "button"
        ).first.click()
        self.page.locator("[data-key-path]").first.wait_for(state="detached")

    def _said(self, selector: str) -> str:
        box = self.page.locator(selector).locator("visible=true").last
        box.wait_for()
        return str(box.inner_text())


@contextmanager
def office(chromium: Any, address: str) -> Iterator[Office]:
    """Somebody who has not used the forms before, with a computer of their own; faults as in `visitor`."""
    context = chromium.new_context(
        locale="cs-CZ", viewport={"width": 1280, "height": 1600}, reduced_motion="reduce"
    )
    page = context.new_page()
    page.faults = []
    page.set_default_timeout(20_000)
    page.add_init_script(NO_BACKUPS)  # of one test for the next
    page.on("console", lambda each: page.faults.append(each.text) if each.type == "error" else None)
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    own = (address, "data:", "blob:")
    page.on("request", lambda each: None if each.url.startswith(own) else page.faults.append(each.url))
    try:
        yield Office(page, address)
    finally:
        context.close()
