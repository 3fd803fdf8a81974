"""A mail shown in a page of the desk, whose policy allows no styles but those of files."""

import base64
import hashlib
import html
import re

from django.http import HttpResponse

STYLES = re.compile(r'\sstyle="([^"]*)"|<style[^>]*>(.*?)</style>', re.DOTALL)


def allowing_its_styles(response: HttpResponse, mail: str) -> HttpResponse:
    """Lets in exactly the styles that stand in `mail`, by their hashes, and no others.

    It is shown in a frame that holds its text (srcdoc), so that what is not stored yet needs no
    address of its own; such a frame has the policy of the page around it.
    """
    styles = {html.unescape(found[1]) if found[1] else found[2] for found in STYLES.finditer(mail)}
    hashes = [f"'sha256-{digest(style)}'" for style in sorted(filter(None, styles))]
    response._csp_update = {"style-src": ["'unsafe-hashes'", *hashes]}  # type: ignore[attr-defined]
    return response


def digest(style: str) -> str:
    return base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
