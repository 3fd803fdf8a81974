"""The mail that tells a person that the inquiry has arrived."""

import pytest

from inquiries.emails import brochure
from inquiries.models import Inquiry
from inquiries.outbox import deliver_due
from tests.factories import DeliveryFactory, InquiryProgramFactory, SiteFactsFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def mail(mail_server, settings):
    """Sends the mail for an inquiry with these answers; the mail as the server took it."""
    settings.SITE_URL = "https://masters.example.org"
    settings.INQUIRIES_EMAIL = "desk@example.org"
    settings.DEFAULT_FROM_EMAIL = "noreply@example.org"

    def send(**answers):
        inquiry = {f"inquiry__{name}": value for name, value in answers.items()}
        delivery = DeliveryFactory(key="0123abc", **inquiry)
        for name in ("Master of Immunology", "Master of Bioethics & Law"):
            InquiryProgramFactory(
                inquiry=delivery.inquiry,
                program__official_name=name,
                program__slug=name[10:13].lower(),
            )
        deliver_due()
        (taken,) = mail_server.taken
        return taken

    return send


def text(mail, kind="plain"):
    return mail.get_body([kind]).get_content()


def test_mail_goes_from_the_site_to_the_person(mail):
    taken = mail(email="ada@example.org")

    assert taken["To"] == "ada@example.org"
    assert taken["From"] == "noreply@example.org"
    assert taken["Reply-To"] == "desk@example.org"
    assert taken["Cc"] is None


def test_mail_says_that_a_machine_sent_it(mail):
    assert mail()["Auto-Submitted"] == "auto-generated"


def test_message_id_is_the_deliverys_key(mail):
    assert mail()["Message-ID"] == "<0123abc@masters.example.org>"


def test_message_id_is_the_same_each_time_it_is_made():
    delivery = DeliveryFactory()

    ids = {brochure(delivery).message()["Message-ID"] for _ in range(2)}

    assert len(ids) == 1


@pytest.mark.parametrize("kind", ["plain", "html"])
def test_each_part_says_reference_programs_and_whom_to_ask(mail, kind):
    said = text(mail(reference="ACDEFGHJ"), kind)

    assert "ACDEFGHJ" in said
    assert "Master of Immunology" in said
    assert "Master of Bioethics" in said
    assert "desk@example.org" in said


@pytest.mark.parametrize("kind", ["plain", "html"])
def test_each_part_links_to_the_programs_on_our_site(mail, kind):
    said = text(mail(), kind)

    assert "https://masters.example.org/programs/imm/" in said
    assert "https://masters.example.org/programs/bio/" in said


def test_subject_names_the_reference(mail):
    assert "ACDEFGHJ" in mail(reference="ACDEFGHJ")["Subject"]


@pytest.mark.parametrize(
    ("answers", "greeting"),
    [
        ({"salutation": "Dr.", "first_name": "Ada", "last_name": "Example"}, "Dear Dr. Example,"),
        ({"first_name": "Ada", "last_name": "Example"}, "Dear Ada Example,"),
        ({"salutation": "Dr.", "first_name": "Ada", "last_name": ""}, "Dear Ada,"),
        ({"first_name": "اسم", "last_name": "👩🏽‍🔬"}, "Dear اسم 👩🏽‍🔬,"),
        ({"captcha": Inquiry.Captcha.OFF}, "Hello,"),
    ],
)
@pytest.mark.parametrize("kind", ["plain", "html"])
def test_greeting_names_the_person(mail, kind, answers, greeting):
    assert greeting in text(mail(**answers), kind)


@pytest.mark.parametrize("kind", ["plain", "html"])
def test_unverified_person_is_greeted_without_the_name(mail, kind):
    """Else anyone could have us send a text of theirs, as a name, to anybody."""
    taken = mail(
        captcha=Inquiry.Captcha.UNVERIFIED,
        salutation="Dr.",
        first_name="Visit",
        last_name="spam.example.org",
        employer="Buy here",
    )

    said = text(taken, kind) + str(taken["Subject"])
    assert "Hello," in said
    for typed in ("Dr.", "Visit", "spam.example.org", "Buy here"):
        assert typed not in said


def test_html_part_shows_markup_in_names_as_text(mail):
    taken = mail(first_name="<img src=x>", last_name='"&')

    assert "Dear &lt;img src=x&gt; &quot;&amp;," in text(taken, "html")
    assert 'Dear <img src=x> "&,' in text(taken, "plain")


def test_international_domain_is_spelled_as_mail_servers_know_it(mail, mail_server):
    mail(email="ada@bücher.example")

    assert mail_server.asked == ["ada@xn--bcher-kva.example"]


def test_longest_names_pass(mail):
    taken = mail(first_name="字" * 200, last_name="👩🏽‍🔬" * 50)

    assert "字" * 200 in text(taken).replace("\n", "")


def test_no_line_of_the_mail_is_longer_than_mail_allows(mail):
    taken = mail(first_name="x" * 200, last_name="y" * 200, email=f"{'a' * 64}@{'b' * 60}.org")

    assert max(len(line) for line in taken.as_bytes().splitlines()) <= 998


def test_address_for_questions_is_the_one_that_staff_wrote(mail):
    SiteFactsFactory(inquiries_email="masters@example.org")

    sent = mail()

    assert sent["Reply-To"] == "masters@example.org"
    assert "write to masters@example.org" in " ".join(text(sent).split())
