"""What a browser sends, and what a visitor or a screen reader finds in the answer.

Reads names, ids and ARIA references only, so that a page may be built anew around them.
"""

from datetime import timedelta
from urllib.parse import urlencode

from django.test.html import Element, parse_html
from django.utils import timezone

from inquiries.form_token import new_token

BROCHURE = "/brochure/"
# what the captcha's box adds to the form
TICKED = {"captcha-shown": "1", "g-recaptcha-response": "the-token"}


def send(client, answers, **extra):
    """Posts `answers` as a browser does."""
    body = urlencode({n: v for n, v in answers.items() if v is not None}, doseq=True)
    return client.post(BROCHURE, body, "application/x-www-form-urlencoded", **extra)


def given_out(**ago):
    """The token of a form that was given out so long ago."""
    return new_token(timezone.now() - timedelta(**ago))


def elements(node):
    if isinstance(node, Element):
        yield node
        for child in node.children:
            yield from elements(child)


def text_of(node):
    return node if isinstance(node, str) else " ".join(text_of(child) for child in node.children)


class Page:
    def __init__(self, response):
        self.root = parse_html(response.content.decode())
        self.all = [(element, dict(element.attributes)) for element in elements(self.root)]
        self.text = text_of(self.root)

    def with_id(self, wanted):
        return next((element for element, has in self.all if has.get("id") == wanted), None)

    def title(self):
        return next(text_of(element) for element, _ in self.all if element.name == "title")

    def main_form(self):
        """The form that posts to the brochure page."""
        return next(
            element
            for element, has in self.all
            if element.name == "form" and has.get("action") == BROCHURE
        )

    def would_send(self):
        """Name and value of each answer the form holds, as pressing its button would send them."""
        sent = {}
        for element in elements(self.main_form()):
            has = dict(element.attributes)
            if element.name == "select":
                options = [dict(o.attributes) for o in elements(element) if o.name == "option"]
                chosen = [o for o in options if "selected" in o] or options[:1]
                sent[has["name"]] = [o["value"] for o in chosen]
            elif element.name == "input" and "name" in has:
                ticks = has.get("type") in {"checkbox", "radio"}
                if not ticks or "checked" in has:
                    sent.setdefault(has["name"], []).append(has.get("value") or "on" * ticks)
        return sent

    def summary(self):
        """The messages of the summary on top, by the id that each one links to."""
        on_top = next(element for element, has in self.all if "data-error-summary" in has)
        links = [element for element in elements(on_top) if element.name == "a"]
        return {dict(link.attributes)["href"].lstrip("#"): text_of(link).strip() for link in links}

    def described(self, field):
        """What a screen reader adds when it comes to the control, or the group, of `field`."""
        about = [has for element, has in self.all if self._belongs_to(element, has, field)]
        ids = " ".join(has.get("aria-describedby") or "" for has in about).split()
        return " ".join(text_of(self.with_id(one)) for one in dict.fromkeys(ids))

    def _belongs_to(self, element, has, field):
        if element.name == "fieldset":
            return any(dict(e.attributes).get("name") == field for e in elements(element))
        return has.get("name") == field


def message_for(response, field):
    """The message about `field`: in the summary with a link to it, and beside the field."""
    assert response.status_code == 422
    page = Page(response)
    assert page.title().startswith("Error:")
    of_field = {f"id_{field}", f"id_{field}_0"}
    (message,) = [text for target, text in page.summary().items() if target in of_field]
    assert all(page.with_id(target) is not None for target in page.summary())
    assert message in page.described(field)
    return message


def kept(response, answers):
    """`answers` as the form in `response` holds them; equal to them when nothing was lost."""
    held = Page(response).would_send()
    return {
        name: held.get(name, []) if isinstance(value, list) else "".join(held.get(name, []))
        for name, value in answers.items()
    }
