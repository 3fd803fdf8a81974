"""Text with headings, lists and links: edited as it will look, sanitized on the server."""

import re
from html import unescape
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.html import strip_tags
from django_prose_editor.fields import ProseEditorField, create_sanitizer

from .links import leads_somewhere

EXTENSIONS: dict[str, Any] = {
    "Bold": True,
    "Italic": True,
    "Heading": {"levels": [2, 3]},
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Blockquote": True,
    "HardBreak": True,
    "Link": {"enableTarget": False, "protocols": ["https", "http", "mailto", "tel"]},
}
WITHIN_A_LINE = re.compile(r"</?(?:strong|b|em|i|a)\b[^>]*>")
HREF = re.compile(r' href="([^"]*)"')  # as the sanitizer writes it
LINKS = {name: EXTENSIONS[name] for name in ("BulletList", "ListItem", "Link")}


class RichTextField(ProseEditorField):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        extensions = kwargs.pop("extensions", EXTENSIONS)
        sanitize = [without_dangerous_links, create_sanitizer]  # the last one first
        super().__init__(*args, extensions=extensions, sanitize=sanitize, **kwargs)

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        """Sanitized on every way into the database: templates print it as it is."""
        clean: str = self.sanitize(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, clean)
        return clean


def without_dangerous_links(html: str) -> str:
    """Takes the address out of links that a browser would read in another way than an editor."""
    return HREF.sub(lambda found: found[0] if is_safe(unescape(found[1])) else "", html)


def is_safe(address: str) -> bool:
    try:
        leads_somewhere(address)
    except ValidationError:
        return address.startswith(("#", "?"))
    return True


def plain(html: str) -> str:
    """The words of `html`, for search, descriptions and feeds; paragraphs and the like stay apart,
    a word that is partly bold stays one."""
    parts = WITHIN_A_LINE.sub("", html).replace("<", " <")
    return " ".join(unescape(strip_tags(parts)).split())
