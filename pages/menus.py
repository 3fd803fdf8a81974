"""The page tree as visitors move in it: menus, the trail to a place, what stands beside it.

Read once until content changes. A page that is not public is out, with all below it; an entry that
leads elsewhere carries the address where it ends, so that no menu sends anyone round.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from content.links import is_outside
from content.stamp import per_stamp

from .models import Page


@dataclass(frozen=True, eq=False)
class Node:
    """An entry of a menu. `children` are those that menus list, in their order."""

    label: str
    url: str
    summary: str = ""
    children: tuple["Node", ...] = ()

    @property
    def is_outside(self) -> bool:
        return is_outside(self.url)


@dataclass(frozen=True, eq=False)
class Place:
    """Where a visitor is: on `node`'s own page, or on one of those that belong below it."""

    node: Node
    trail: tuple[Node, ...]
    is_exact: bool

    @property
    def line(self) -> tuple[Node, ...]:
        """From the top of the tree down to the node."""
        return (*self.trail, self.node)

    @property
    def crumbs(self) -> tuple[Node, ...]:
        """What stands above the page that is shown."""
        return self.trail if self.is_exact else self.line

    @property
    def section(self) -> Node | None:
        """Whose entries stand beside the page: its parent's, or its own at the top and above."""
        section = self.crumbs[-1] if self.crumbs else self.node
        return section if section.children else None

    @property
    def above_section(self) -> tuple[Node, ...]:
        return self.crumbs[:-1]


@dataclass(frozen=True)
class Tree:
    main: tuple[Node, ...] = ()
    utility: tuple[Node, ...] = ()
    footer: tuple[Node, ...] = ()
    places: dict[str, tuple[Place, Place]] = field(default_factory=dict)  # on it, below it


@per_stamp
def tree() -> Tree:
    pages = read()
    ends = {pk: end for pk, page in pages.items() if (end := destination(page, pages))}
    nodes = listed(pages, ends)
    tops = {menu: [nodes[pk] for pk in tops_of(menu, pages) if pk in nodes] for menu in Page.Menu}
    return Tree(
        main=tuple(tops[Page.Menu.MAIN]),
        utility=tuple(tops[Page.Menu.UTILITY]),
        footer=tuple(tops[Page.Menu.FOOTER]),
        places=places(pages, nodes),
    )


@per_stamp
def read() -> dict[int, Page]:
    """All public pages, siblings in their order."""
    return {page.pk: page for page in Page.objects.without_tree_fields().published()}


@per_stamp
def by_path() -> dict[str, Page]:
    return {page.path: page for page in read().values()}


def destination(page: Page, pages: dict[int, Page]) -> str | None:
    """Where opening `page` ends. None: at a page that is not public, or nowhere, going round."""
    passed: set[int] = set()
    while page.leads_to_page_id or page.leads_to_address:
        passed.add(page.pk)
        following = next_step(page, pages)
        if following is None:
            return page.leads_to_address or None
        if following == page:
            break  # to its own address: it has a text after all
        if following.pk in passed:
            return None
        page = following
    return page.get_absolute_url()


def next_step(page: Page, pages: dict[int, Page]) -> Page | None:
    """The public page that `page` leads to, whether it names the page or its address."""
    if page.leads_to_page_id:
        return pages.get(page.leads_to_page_id)
    return next((each for each in pages.values() if each.path == page.leads_to_address), None)


def tops_of(menu: str, pages: dict[int, Page]) -> list[int]:
    return [
        page.pk
        for page in pages.values()
        if page.parent_id is None and page.menu == menu and page.in_menus
    ]


def listed(pages: dict[int, Page], ends: dict[int, str]) -> dict[int, Node]:
    """A node for each page that leads somewhere; of its children, those that menus show."""
    below = defaultdict(list)
    for page in pages.values():
        below[page.parent_id].append(page)
    nodes: dict[int, Node] = {}

    def add(page: Page) -> None:
        for child in below[page.pk]:
            add(child)
        if page.pk in ends:
            shown = [child for child in below[page.pk] if child.in_menus and child.pk in nodes]
            children = tuple(nodes[child.pk] for child in shown)
            nodes[page.pk] = Node(page.label, ends[page.pk], page.summary, children)

    for page in below[None]:
        add(page)
    return nodes


def places(pages: dict[int, Page], nodes: dict[int, Node]) -> dict[str, tuple[Place, Place]]:
    """By address. One address in several menus belongs where its page is, else to the main menu."""
    found: dict[str, tuple[Place, Place]] = {}
    for page in sorted(pages.values(), key=lambda page: precedence(page, pages)):
        node = nodes.get(page.pk)
        if node is None or node.is_outside:
            continue
        trail = tuple(nodes[each.pk] for each in above(page, pages) if each.pk in nodes)
        found.setdefault(node.url, (Place(node, trail, True), Place(node, trail, False)))
    return found


def precedence(page: Page, pages: dict[int, Page]) -> int:
    if not (page.leads_to_page_id or page.leads_to_address):
        return 0
    top = [*above(page, pages), page][0]
    return 1 + [Page.Menu.MAIN, Page.Menu.UTILITY, Page.Menu.FOOTER, ""].index(top.menu)


def above(page: Page, pages: dict[int, Page]) -> list[Page]:
    """The pages above `page`, from the top."""
    line: list[Page] = []
    while page.parent_id is not None:
        page = pages[page.parent_id]
        line.insert(0, page)
    return line


def find(path: str) -> Place | None:
    """The place at `path`, or at the nearest address above it that the tree knows."""
    known = tree().places
    if path in known:
        return known[path][0]
    while (path := path.rstrip("/").rpartition("/")[0] + "/") != "/":
        if path in known:
            return known[path][1]
    return None
