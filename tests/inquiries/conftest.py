import pytest
import trustme

from inquiries import verifying
from tests.factories import FormOptionFactory, ProgramFactory
from tests.fakes.crm import FOR_A_TEST, Crm
from tests.fakes.recaptcha import VerifyServer
from tests.fakes.smtp import MailServer
from tests.inquiries.pages import given_out


@pytest.fixture
def answers(db):
    """What a browser sends for a form that was filled in well."""
    program = ProgramFactory(official_name="Master of Immunology", slug="immunology")
    interest = FormOptionFactory(label="Student")
    return {
        "key": given_out(minutes=1),
        "salutation": "",
        "first_name": "Ada",
        "last_name": "Example",
        "email": "ada@example.org",
        "country": "",
        "employer": "",
        "programs": [program.slug],
        "interests": [str(interest.pk)],
    }


@pytest.fixture(scope="session")
def authority():
    return trustme.CA()


@pytest.fixture
def provider(authority, settings, monkeypatch, tmp_path):
    """The captcha switched on, and its provider on this machine."""
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    settings.RECAPTCHA_PUBLIC_KEY = "site-key"
    settings.RECAPTCHA_PRIVATE_KEY = "secret-key"
    settings.RECAPTCHA_VERIFY_REQUEST_TIMEOUT = 1
    # an outage of another test is over
    monkeypatch.setattr(verifying, "budget", verifying.Budget())
    with VerifyServer(authority.issue_cert("127.0.0.1")) as server:
        settings.RECAPTCHA_DOMAIN = server.address
        yield server


@pytest.fixture
def mail_server(settings):
    """Mails go to a server on this machine, over a real socket."""
    settings.EMAIL_BACKEND = "inquiries.mail_backend.EmailBackend"
    settings.EMAIL_TIMEOUT = 5
    with MailServer() as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        yield server


@pytest.fixture
def crm(settings):
    """Inquiries are passed on to a CRM on this machine, over a real socket."""
    settings.WEBHOOK_SECRET = FOR_A_TEST
    with Crm() as server:
        settings.WEBHOOK_URL = server.url
        yield server
