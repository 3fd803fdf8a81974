"""Every mail, as valid HTML that the usual mail programs can show."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

from inquiries.models import Delivery, Inquiry
from inquiries.outbox import SENDERS
from tests.factories import (
    DeliveryFactory,
    InquiryProgramFactory,
    ReplyFactory,
    SiteFactsFactory,
)
from tests.journeys.conftest import not_here

pytestmark = pytest.mark.django_db
ROOT = Path(settings.BASE_DIR)
NODE_MODULES = ROOT / "node_modules"
CLIENTS = "gmail.*,outlook.*,apple-mail.*,yahoo.*"
# what may be missing without harm
DISPENSABLE = {
    "<body> element",  # replaced by some; it holds nothing but the lack of a margin
    "<style> element",  # the dark colors alone: all else stands in the elements
    "@media",
    "color-scheme meta tag",
    "role attribute",  # tells screen readers that the button's table is none
}
PEOPLE = {
    "title": {"salutation": "Dr.", "first_name": "Ada", "last_name": "Example"},
    "no title": {"first_name": "Ada", "last_name": "Example"},
    "one name": {"first_name": "Ada", "last_name": ""},
    "from right to left": {"first_name": "اسم", "last_name": "مثال"},
    "markup": {"first_name": "<b>&", "last_name": "\"'>"},
    "nobody we know": {"captcha": Inquiry.Captcha.UNVERIFIED},
}


# all that the text of a reply can hold
EVERYTHING = """Dear <b>&,

First line,
second line: https://example.org/?a=1&b=2 and ada@example.org.

- {{ brochure_link }}
- {{ my_inquiry_link }}
"""


@pytest.fixture
def mails(tmp_path):
    """A file for each mail to each of these people."""
    SiteFactsFactory()
    for number, answers in enumerate(PEOPLE.values()):
        delivery = DeliveryFactory(**{f"inquiry__{name}": said for name, said in answers.items()})
        InquiryProgramFactory.create_batch(2, inquiry=delivery.inquiry)
        for kind in (Delivery.Kind.BROCHURE, "confirm", "new_link", "new_address"):
            html, _ = SENDERS[Delivery.Kind(kind)](delivery).alternatives[0]
            (tmp_path / f"{kind}-{number}.html").write_text(html)
        reply = ReplyFactory(delivery__inquiry=delivery.inquiry, body=EVERYTHING, subject="<b>&")
        html, _ = SENDERS[Delivery.Kind.REPLY](reply.delivery).alternatives[0]
        (tmp_path / f"reply-{number}.html").write_text(html)
    return sorted(tmp_path.iterdir())


def run(*command):
    if not NODE_MODULES.joinpath(".bin/html-validate").exists() or not shutil.which("node"):
        not_here("html-validate or caniemail is missing: npm ci brings them.")
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)


def test_every_mail_is_valid_html(mails):
    config = ROOT / "tests/journeys/html-validate.json"

    done = run(NODE_MODULES / ".bin/html-validate", "--config", config, *mails)

    assert done.returncode == 0, done.stdout


def test_every_mail_can_be_shown_by_the_usual_programs(mails):
    done = run("node", ROOT / "tests/inquiries/caniemail.mjs", CLIENTS, *mails)

    found = json.loads(done.stdout)
    missing = {(each["title"], each["client"]) for each in found if each["kind"] == "errors"}
    assert {title for title, _ in missing} >= {"@media"}, "it looked at all programs"
    assert [each for each in missing if each[0] not in DISPENSABLE] == []


def test_no_mail_needs_pictures_or_anything_from_elsewhere(mails):
    for mail in mails:
        html = mail.read_text()
        assert not any(word in html for word in ("<img", "<script", "<link", "url(", "@import"))
