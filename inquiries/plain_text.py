"""Plain text as HTML for a mail: paragraphs, lists and links, nothing else."""

import re
from collections.abc import Mapping
from itertools import groupby

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from .reply_fields import LINKS
from .reply_text import FIELD

EMPTY_LINES = re.compile(r"\n(?:[ \t]*\n)+")
ITEM = re.compile(r"[-*•][ \t]+")
# an address ends before the full stop of its sentence; each begins where a word does
LEADS_SOMEWHERE = re.compile(
    rf"(?P<field>{FIELD.pattern})"
    r"|(?P<url>https?://[^\s<>\"“”]*[^\s<>\"“”.,;:!?)\]’'])"
    r"|(?<![\w.+-])(?P<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
)


def as_html(text: str, addresses: Mapping[str, str]) -> SafeString:
    """`addresses` are those of the links that the text may name as fields."""
    blocks = (
        block(kept, list(lines), addresses)
        for part in EMPTY_LINES.split(text.strip())
        for kept, lines in groupby(part.splitlines(), lambda line: bool(ITEM.match(line)))
    )
    return format_html_join("\n", "{}", ((made,) for made in blocks))


def block(is_list: bool, lines: list[str], addresses: Mapping[str, str]) -> SafeString:
    if is_list:
        items = ((linked(ITEM.sub("", line, count=1), addresses),) for line in lines)
        return format_html("<ul>\n{}\n</ul>", format_html_join("\n", "<li>{}</li>", items))
    breaks = format_html_join(mark_safe("<br>\n"), "{}", ((linked(x, addresses),) for x in lines))
    return format_html("<p>{}</p>", breaks)


def linked(line: str, addresses: Mapping[str, str]) -> SafeString:
    """`line` escaped, and whatever leads somewhere as a link."""
    made, seen = [], 0
    for found in LEADS_SOMEWHERE.finditer(line):
        made += [format_html("{}", line[seen : found.start()]), link(found, addresses)]
        seen = found.end()
    return format_html_join("", "{}", ((part,) for part in [*made, line[seen:]]))


def link(found: re.Match[str], addresses: Mapping[str, str]) -> SafeString:
    if found["field"]:
        name = found[2]  # of FIELD, within the group of this name
        return format_html('<a href="{}">{}</a>', addresses[name], LINKS[name].words)
    address = f"mailto:{found['mail']}" if found["mail"] else found["url"]
    return format_html('<a href="{}">{}</a>', address, found[0])
