"""The page tree, the home page and the school's facts from pages/data/."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from content.loading import Loader, delete, read, save

from .models import (
    Alert,
    Block,
    HomeBlock,
    HomeFeature,
    HomeLink,
    Page,
    ResourceLink,
    SchoolFigure,
    SiteFacts,
    SocialLink,
)
from .models.blocks import KINDS

LISTED: list[tuple[str, Any, str]] = [
    ("figures", SchoolFigure, "counted"),
    ("social", SocialLink, "name"),
    ("resources", ResourceLink, "label"),
    ("alerts", Alert, "title"),
]
KIND_OF = {kind.KIND: kind for kind in KINDS}
TEXTS = ("heading", "text", "byline", "figures", "link_label", "link_url")
Row = dict[str, Any]
# what a page has when its data file does not say otherwise
PLAIN: Row = {
    "state": Page.State.PUBLISHED,
    "menu": Page.Menu.NONE,
    "menu_label": "",
    "in_menus": True,
    "summary": "",
    "leads_to_address": "",
}


def load(loader: Loader) -> None:
    for facts in read("pages", "facts"):
        loader.load(SiteFacts, {"pk": 1}, facts)
    for name, model, key in LISTED:
        for values in read("pages", name):
            loader.load(model, {key: values.pop(key)}, values)
    load_tree(loader, read("pages", "pages"))
    load_home(loader)


def load_tree(loader: Loader, tree: list[Row]) -> None:
    """Entries that lead to another page come last: it must be there by then."""
    entries = list(in_order(tree))
    for path, position, values in sorted(entries, key=lambda entry: "leads_to" in entry[2]):
        load_page(loader, path, position, values)


def in_order(tree: list[Row], above: str = "/") -> Iterator[tuple[str, int, Row]]:
    """Each page's path, place among its siblings and values; parents before children."""
    for position, values in enumerate(tree, start=1):
        path = f"{above}{values['slug']}/"
        below = values.pop("children", [])
        yield path, position, values
        yield from in_order(below, path)


def load_page(loader: Loader, path: str, position: int, values: Row) -> None:
    """A page and its blocks are loaded together, or kept together as staff left them.

    What would stand below a page that staff moved or deleted, or lead to one, is left out.
    """
    blocks = values.pop("blocks", [])
    leads_to = values.pop("leads_to", "")
    above = path.removesuffix(f"{values['slug']}/")
    near = Page._base_manager.filter(path__in=[above, path, leads_to])
    there = {page.path: page for page in near}
    if {above, leads_to} - {"/", ""} - set(there):
        return
    touched = loader.touched_by_staff
    if touched(Page, {"path": path}) or touched(Block, {"parent": there.get(path)}):
        loader.keep()
        return
    values = PLAIN | values
    values |= {"parent": there.get(above), "leads_to_page": there.get(leads_to)}
    page = loader.load(Page, {"path": path}, values, at_first={"position": 10 * position})
    load_blocks(loader, page, blocks)


def load_blocks(loader: Loader, page: Page, rows: list[Row]) -> None:
    """All anew when any differs: which block of old is which of new nobody can say."""
    before = list(Block.objects.filter(parent=page))
    wanted = [tuple(row.get(name, "") for name in ("kind", *TEXTS)) for row in rows]
    if [tuple(getattr(block, name) for name in ("kind", *TEXTS)) for block in before] == wanted:
        loader.counts["unchanged"] += len(before)
        return
    for block in before:
        delete(block)
    for position, row in enumerate(rows, start=1):
        kind = KIND_OF[Block.Kind(row.pop("kind"))]
        block = kind(parent=page, region="main", ordering=10 * position, **row)
        block.full_clean()
        save(block)
    loader.counts["refreshed" if before else "new"] += len(rows)


def load_home(loader: Loader) -> None:
    for values in read("pages", "home"):
        model = {"feature": HomeFeature, "block": HomeBlock}[values.pop("model")]
        key = "headline" if model is HomeFeature else "heading"
        links = values.pop("links", [])
        values["state"] = model.State.PUBLISHED
        if "date" in values:
            values["date"] = date.fromisoformat(values["date"])
        row = loader.load(model, {key: values.pop(key)}, values)
        for position, link in enumerate(links if row else [], start=1):
            named = {"block": row, "label": link["label"]}
            loader.load(HomeLink, named, {"url": link["url"], "position": position})
