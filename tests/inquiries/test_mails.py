"""The mails as a mail server took them: to whom, in whose name, with which words and links."""

import re

import pytest

from inquiries import emails
from inquiries.models import Delivery, Inquiry
from inquiries.outbox import SENDERS, deliver_due
from programs.models import Program
from tests.factories import (
    DeliveryFactory,
    InquiryProgramFactory,
    ProgramFactory,
    ProgramRoutingFactory,
    SiteFactsFactory,
)

pytestmark = pytest.mark.django_db
Kind = Delivery.Kind
TO_PEOPLE = [Kind.BROCHURE, Kind.CONFIRM, Kind.NEW_LINK, Kind.NEW_ADDRESS]
NOT_CONFIRMED = [Kind.CONFIRM, Kind.NEW_ADDRESS]
UNVERIFIED = {
    "captcha": Inquiry.Captcha.UNVERIFIED,
    "salutation": "Dr.",
    "first_name": "Visit",
    "last_name": "spam.example.org",
    "employer": "Buy here",
}


@pytest.fixture
def mail(mail_server, settings):
    """Sends the mail of a kind for an inquiry with these answers; as the server took it."""
    settings.SITE_URL = "https://masters.example.org"
    settings.INQUIRIES_EMAIL = "desk@example.org"
    settings.DEFAULT_FROM_EMAIL = "noreply@example.org"

    def send(kind=Kind.BROCHURE, programs=("Immunology", "Bioethics & Law"), address="", **answers):
        inquiry = {f"inquiry__{name}": value for name, value in answers.items()}
        delivery = DeliveryFactory(kind=kind, key="0123abc", address=address, **inquiry)
        for name in programs:
            program = Program.objects.filter(slug=name[:3].lower()).first() or ProgramFactory(
                official_name=f"Master of {name}", slug=name[:3].lower()
            )
            InquiryProgramFactory(inquiry=delivery.inquiry, program=program)
        deliver_due()
        delivery.refresh_from_db()
        assert delivery.state == Delivery.State.SENT, delivery.error
        (taken,) = mail_server.taken
        return taken

    return send


def text(mail, kind="plain"):
    return mail.get_body([kind]).get_content()


def words(mail):
    return " ".join(text(mail).split())


def addresses(said):
    """Each once, in their order."""
    return list(dict.fromkeys(re.findall(r"https://[^\s<>\"]+", said)))


def test_each_kind_to_a_person_has_its_mail():
    assert set(SENDERS) >= set(TO_PEOPLE)


@pytest.mark.parametrize("kind", TO_PEOPLE)
def test_mail_goes_from_the_site_to_the_person(mail, kind):
    taken = mail(kind, email="ada@example.org")

    assert taken["To"] == "ada@example.org"
    assert taken["From"] == "noreply@example.org"
    assert taken["Reply-To"] == "desk@example.org"
    assert taken["Cc"] is None


def test_question_about_a_new_address_goes_to_that_one(mail):
    assert mail(Kind.NEW_ADDRESS, address="new@example.org")["To"] == "new@example.org"


@pytest.mark.parametrize("kind", TO_PEOPLE)
def test_mail_says_that_a_machine_sent_it(mail, kind):
    taken = mail(kind)

    assert taken["Auto-Submitted"] == "auto-generated"
    assert taken["X-Auto-Response-Suppress"] == "All"
    assert taken["List-Id"] == "<inquiries.masters.example.org>"


def test_brochure_tells_mail_programs_how_to_end_further_mail(mail):
    taken = mail(reference="ACDEFGHJ")
    by_mail, by_link = taken["List-Unsubscribe"].strip().split(", ")

    assert by_mail == "<mailto:desk@example.org?subject=No%20further%20mail%20%28ACDEFGHJ%29>"
    assert by_link.startswith("<https://masters.example.org/brochure/no-mail/")
    assert taken["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_mail_to_an_address_that_is_not_theirs_yet_holds_no_way_to_the_inquiry(mail, monkeypatch):
    monkeypatch.setattr(Inquiry, "mine_url", lambda *_, **__: "/all-that-we-hold/")

    taken = mail(Kind.NEW_ADDRESS, address="new@example.org")

    assert taken["List-Unsubscribe"] is None
    assert "/all-that-we-hold/" not in str(taken)


@pytest.mark.parametrize("kind", TO_PEOPLE)
def test_message_id_is_the_deliverys_key(mail, kind):
    assert mail(kind)["Message-ID"] == "<0123abc@masters.example.org>"


def test_message_id_is_the_same_each_time_it_is_made():
    delivery = DeliveryFactory()

    ids = {emails.brochure(delivery).message()["Message-ID"] for _ in range(2)}

    assert len(ids) == 1


@pytest.mark.parametrize("part", ["plain", "html"])
def test_each_part_says_reference_programs_and_whom_to_ask(mail, part):
    said = text(mail(reference="ACDEFGHJ"), part)

    assert "ACDEFGHJ" in said
    assert "Master of Immunology" in said
    assert "Master of Bioethics" in said
    assert "desk@example.org" in said


@pytest.mark.parametrize("part", ["plain", "html"])
def test_each_part_links_to_the_programs_on_our_site(mail, part):
    said = text(mail(), part)

    assert "https://masters.example.org/programs/imm/" in said
    assert "https://masters.example.org/programs/bio/" in said


@pytest.mark.parametrize("kind", TO_PEOPLE)
def test_both_parts_hold_the_same_addresses(mail, kind):
    taken = mail(kind)

    found = addresses(text(taken))
    assert found == addresses(text(taken, "html"))
    assert all(address.startswith("https://masters.example.org/") for address in found)


@pytest.mark.parametrize(
    ("kind", "leads_to"),
    [
        (Kind.BROCHURE, ["brochure_url", "brochure_pdf_url", "mine_url"]),
        (Kind.CONFIRM, ["mine_url"]),
        (Kind.NEW_LINK, ["mine_url"]),
        (Kind.NEW_ADDRESS, ["new_address_url"]),
    ],
)
def test_mail_leads_where_its_kind_says(mail, monkeypatch, kind, leads_to):
    for name in ("brochure_url", "brochure_pdf_url", "mine_url", "new_address_url"):
        monkeypatch.setattr(Inquiry, name, lambda *_, name=name, **__: f"/{name}/")

    found = addresses(text(mail(kind, programs=())))

    site = "https://masters.example.org"
    assert found == [*(f"{site}/{name}/" for name in leads_to), f"{site}/"]


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
@pytest.mark.parametrize("kind", [Kind.BROCHURE, Kind.NEW_LINK])
@pytest.mark.parametrize("part", ["plain", "html"])
def test_greeting_names_the_person(mail, kind, part, answers, greeting):
    assert greeting in text(mail(kind, **answers), part)


@pytest.mark.parametrize("kind", TO_PEOPLE)
@pytest.mark.parametrize("part", ["plain", "html"])
def test_unverified_person_is_greeted_without_the_name(mail, kind, part):
    """Else anyone could have us send a text of theirs, as a name, to anybody."""
    taken = mail(kind, **UNVERIFIED)

    said = text(taken, part) + str(taken["Subject"])
    assert "Hello," in said
    for typed in ("Dr.", "Visit", "spam.example.org", "Buy here"):
        assert typed not in said


@pytest.mark.parametrize("kind", NOT_CONFIRMED)
def test_address_that_nobody_confirmed_gets_nothing_that_was_typed(mail, kind):
    taken = mail(kind, salutation="Dr.", first_name="Ada", last_name="Lovely", employer="Buy here")

    said = text(taken) + text(taken, "html") + str(taken["Subject"])
    for typed in ("Dr.", "Ada", "Lovely", "Buy here", "Master of Immunology"):
        assert typed not in said


def test_html_part_shows_markup_in_names_as_text(mail):
    taken = mail(first_name="<img src=x>", last_name='"&')

    assert 'Dear &lt;img src=x&gt; "&amp;,' in text(taken, "html")
    assert 'Dear <img src=x> "&,' in text(taken)


def test_line_break_in_what_the_subject_says_makes_no_header(mail):
    taken = mail(reference="A\r\nBcc:e")

    assert taken["Bcc"] is None
    assert taken["Subject"].endswith("(A Bcc:e)")


def test_international_domain_is_spelled_as_mail_servers_know_it(mail, mail_server):
    mail(email="ada@bücher.example")

    assert mail_server.asked == ["ada@xn--bcher-kva.example"]


@pytest.mark.parametrize("where", ["email", "address"])
def test_mail_goes_to_the_domain_that_was_written_and_to_none_alike(mail, mail_server, where):
    """IDNA 2003 has straße.de as strasse.de, which is another."""
    mail(Kind.NEW_ADDRESS, **{where: "ada@straße.de"})

    assert mail_server.asked == ["ada@xn--strae-oqa.de"]


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
    assert "write to masters@example.org" in words(sent)


def test_question_about_one_program_goes_to_its_own_people(mail):
    ProgramRoutingFactory(program__slug="imm", recipients="ada@example.org\neve@example.org")

    sent = mail(programs=["Immunology"])

    assert sent["Reply-To"] == "ada@example.org"
    assert "write to ada@example.org" in words(sent)


@pytest.mark.parametrize(
    ("recipients", "programs"),
    [("", ["Immunology"]), ("ada@example.org", ["Immunology", "Bioethics"])],
)
def test_other_questions_go_to_the_school(mail, recipients, programs):
    ProgramRoutingFactory(program__slug="imm", recipients=recipients)

    assert mail(programs=programs)["Reply-To"] == "desk@example.org"


def test_foot_says_where_the_school_is(mail):
    SiteFactsFactory(street="1 Example Street", city="Boston", state="MA", zip="02115")

    assert "1 Example Street, Boston, MA 02115" in words(mail())


def test_no_pdf_is_attached_unless_it_is_wanted(mail):
    assert list(mail().iter_attachments()) == []


def test_pdf_is_attached_when_the_site_says_so(mail, settings):
    settings.BROCHURE_ATTACHED = True

    taken = mail(reference="ACDEFGHJ")

    [pdf] = taken.iter_attachments()
    assert pdf.get_filename() == "harvard-medical-school-brochure.pdf"
    assert pdf.get_content().startswith(b"%PDF")
    assert "attached to this mail" in words(taken)
