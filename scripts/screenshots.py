"""Takes the pictures of docs/editors.md, on a site of its own that lives for a minute.

Run it when a staff page has changed: `make screenshots`. It needs Chromium.
"""

import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from scripts.serve import ROOT, is_taken, web

PICTURES = ROOT / "docs/editors"
WIDTH, HEIGHT = 1280, 800
COLORS = 64  # few enough for small files, and the pages have no photographs
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
SECONDS_TO_START = 60
# what floats over the page would lie across a picture that is longer than the window
STYLE = ".submit-row { position: static !important } * { caret-color: transparent !important }"
Steps = Callable[[Page], None]


@dataclass(frozen=True)
class Shot:
    """A picture of `part` of the page at `address`, after `steps`; at most a window high."""

    name: str
    address: str
    part: str = "#content"
    steps: Steps | None = None


def fieldset(title: str) -> str:
    return f"fieldset:has(> :is(h2, details):has-text('{title}'))"


def choose_a_picture(page: Page) -> None:
    with tempfile.NamedTemporaryFile(suffix=".png") as file:
        Image.linear_gradient("L").resize((900, 600)).save(file.name)
        page.set_input_files("#id_image", file.name)
    page.fill("#id_image_alt", "Students at a long table, with a model of the heart.")


def choose_two_items(page: Page) -> None:
    for box in page.locator("input.action-select").all()[:2]:
        box.check()
    page.select_option("select[name=action]", index=2)


def open_the_kinds_of_block(page: Page) -> None:
    page.locator(".order-machine-insert-target").first.click()
    page.locator(".plugin-button").first.wait_for()


def ask_for_too_many_credits(page: Page) -> None:
    page.fill("#id_total_credits", "99")
    page.get_by_role("button", name="Save and continue editing").click()


def choose_a_place(page: Page) -> None:
    page.select_option("select[name=place]", "first")
    page.select_option("select[name=target]", index=1)


def shots(ids: dict[str, int]) -> list[Shot]:
    draft = f"/admin/news/newsitem/{ids['draft']}"
    page = f"/admin/pages/page/{ids['page']}"
    program = "/admin/programs/program/1/change/"
    rule = f"/admin/programs/creditrule/{ids['rule']}/change/"
    return [
        Shot("front-page", "/admin/", "body"),
        Shot("news-text", f"{draft}/change/"),
        Shot("news-picture", f"{draft}/change/", fieldset("Picture"), choose_a_picture),
        Shot("news-when", f"{draft}/change/", fieldset("When it is public")),
        Shot("preview", f"/news/teaching-labs/?preview={ids['draft']}", "body"),
        Shot("news-list", "/admin/news/newsitem/", steps=choose_two_items),
        Shot("event-when", f"/admin/events/event/{ids['event']}/change/", fieldset("When")),
        Shot("event-list", "/admin/events/event/"),
        Shot("page-list", "/admin/pages/page/"),
        Shot("page-form", f"{page}/change/"),
        Shot("page-blocks", f"{page}/change/", ".order-machine-wrapper", open_the_kinds_of_block),
        Shot("page-move", f"{page}/move/", steps=choose_a_place),
        Shot("alert", f"/admin/pages/alert/{ids['alert']}/change/"),
        Shot("home-features", "/admin/pages/homefeature/add/"),
        Shot("home-blocks", "/admin/pages/homeblock/"),
        Shot("program", program),
        Shot("credit-rule", rule, steps=ask_for_too_many_credits),
        Shot("resources", "/admin/pages/resourcelink/"),
        Shot("scheduled", "/admin/scheduled/"),
        Shot("links", "/admin/links/"),
        Shot("searches", "/admin/search/query/?answer=nothing"),
        Shot("history", f"{draft}/history/"),
    ]


def main(names: list[str]) -> int:
    """Takes all pictures, or those with these names."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if not chromium:
        print("Chromium is missing. On Debian: apt install chromium", file=sys.stderr)
        return 1
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        os.environ.update(settings(Path(folder), port))
        ids = prepared()
        links = preview_links(ids)
        with served(port), sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
            wanted = [shot for shot in shots(ids) if not names or shot.name in names]
            take(browser, f"http://127.0.0.1:{port}", wanted, links)
            browser.close()
    return 0


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def settings(folder: Path, port: int) -> dict[str, str]:
    """All that an `.env` could change, so that everybody's pictures look the same."""
    return {
        "DJANGO_SETTINGS_MODULE": "hms_site.settings",
        "DEBUG": "true",
        "SECRET_KEY": secrets.token_hex(32),
        "SITE_URL": f"http://127.0.0.1:{port}",
        "ALLOWED_HOSTS": "127.0.0.1",
        "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
        "REDIS_URL": "",
        "SECOND_FACTOR": "false",
        "EMAIL_URL": f"file:///{folder}/mail",
        "RECAPTCHA_PUBLIC_KEY": "",
        "RECAPTCHA_PRIVATE_KEY": "",
    }


def prepared() -> dict[str, int]:
    """The ids of the rows that are photographed; Django can be imported only here."""
    import django

    django.setup()
    from django.core.management import call_command

    from scripts import placeholders

    call_command("migrate", verbosity=0)
    call_command("load_content", verbosity=0)
    return placeholders.make()


def preview_links(ids: dict[str, int]) -> dict[str, str]:
    from content import preview
    from news.models import NewsItem

    return {"preview": preview.link(NewsItem.objects.get(pk=ids["draft"]))}


@contextmanager
def served(port: int) -> Iterator[None]:
    process = subprocess.Popen(web(port), cwd=ROOT)
    try:
        deadline = time.monotonic() + SECONDS_TO_START
        while not is_taken(port) and time.monotonic() < deadline:
            time.sleep(0.2)
        yield
    finally:
        process.terminate()
        process.wait()


def take(browser: Browser, site: str, wanted: list[Shot], links: dict[str, str]) -> None:
    context = browser.new_context(
        base_url=site,
        viewport={"width": WIDTH, "height": HEIGHT},
        color_scheme="light",
        locale="en-US",
        timezone_id="America/New_York",
        reduced_motion="reduce",
        bypass_csp=True,  # for STYLE
    )
    page = context.new_page()
    page.goto("/admin/")
    store(page, "sign-in", "body")
    sign_in(page)
    page.evaluate("localStorage.setItem('django.admin.navSidebarIsOpen', 'false')")
    for shot in wanted:
        page.goto(links.get(shot.name, shot.address))
        page.add_style_tag(content=STYLE)
        if shot.steps:
            shot.steps(page)
        page.wait_for_load_state("networkidle")
        store(page, shot.name, shot.part)
    context.close()


def sign_in(page: Page) -> None:
    from scripts.placeholders import PASSWORD, USERNAME

    page.fill("#id_login", USERNAME)
    page.fill("#id_password", PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()
    page.locator("#user-tools").wait_for()


def store(page: Page, name: str, part: str) -> None:
    page.evaluate("scrollTo(0, 0)")  # the box is measured from the window's corner
    box = page.locator(part).first.bounding_box()
    if box is None:
        raise SystemExit(f"{name}: nothing is shown at {part}")
    file = PICTURES / f"{name}.png"
    clip = {**box, "height": min(box["height"], HEIGHT)}
    page.screenshot(path=file, clip=clip, full_page=True)  # type: ignore[arg-type]
    with Image.open(file) as picture:
        few = picture.convert("RGB").quantize(COLORS, dither=Image.Dither.NONE)
    few.save(file, optimize=True)
    print(f"{file.relative_to(ROOT)}: {file.stat().st_size // 1024} kB")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
