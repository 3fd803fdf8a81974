"""Settings come from the environment, and a wrong one stops the start with a sentence."""

import ast
import json
import re
import subprocess
import sys

import pytest
from django.conf import settings

ROOT = settings.BASE_DIR
SETTINGS = ROOT / "hms_site" / "settings.py"
# all that a start needs, so that a developer's own .env decides nothing here
SOUND = {
    "DEBUG": "false",
    "SECRET_KEY": "only-for-this-test",
    "SITE_URL": "https://masters.example.org",
    "ALLOWED_HOSTS": "masters.example.org",
    "DATABASE_URL": "sqlite://:memory:",
    "EMAIL_URL": "memory:",
    "INQUIRY_RATE": "30",
    "TRUSTED_PROXY_COUNT": "1",
}


def run(*command, **environment):
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def start(**changes):
    return run("manage.py", "check", **(SOUND | changes))


def values(*names, **environment):
    """What production would see under these names."""
    wanted = ", ".join(f"settings.{name}" for name in names)
    code = f"import json; from hms_site import settings; print(json.dumps([{wanted}]))"
    said = run("-c", code, **environment)
    assert said.stderr == ""
    return json.loads(said.stdout)


def names_that_settings_read():
    """Every NAME of env.<kind>("NAME", ...) and required("NAME", ...)."""
    for node in ast.walk(ast.parse(SETTINGS.read_text())):
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            called = ast.unparse(node.func)
            if called == "required" or called.startswith("env."):
                yield node.args[0].value


@pytest.mark.parametrize(
    ("url", "secret", "sentence"),
    [
        ("ftp://crm.example.org/", "secret", "WEBHOOK_URL in the environment must be an https"),
        ("https://", "secret", "WEBHOOK_URL in the environment must be an https"),
        ("https://crm.example.org:port/", "secret", "WEBHOOK_URL in the environment must be an"),
        ("https://crm.example.org/", "", "Set WEBHOOK_SECRET in the environment"),
        ("https://crm.example.org/", "whsec_no base64!", "WEBHOOK_SECRET in the environment"),
    ],
)
def test_crm_that_could_not_be_called_stops_the_start(url, secret, sentence):
    said = start(WEBHOOK_URL=url, WEBHOOK_SECRET=secret).stderr

    assert sentence in said.splitlines()[-1]
    assert "crm.example.org" not in said.splitlines()[-1]


def test_sound_environment_starts():
    started = start()

    assert (started.returncode, started.stderr) == (0, "")


def test_development_needs_nothing_but_debug_and_a_key():
    needed = {"DEBUG": "true", "SECRET_KEY": "only-for-this-test"}

    assert run("manage.py", "check", **needed).returncode == 0
    assert values("SITE_URL", "ALLOWED_HOSTS", **needed) == [
        "http://127.0.0.1:8000",
        ["127.0.0.1", "localhost", "[::1]"],
    ]


@pytest.mark.parametrize("name", ["SECRET_KEY", "SITE_URL", "ALLOWED_HOSTS"])
def test_missing_setting_stops_the_start_with_a_sentence(name):
    refused = start(**{name: ""})

    assert refused.returncode == 1
    assert refused.stderr.startswith(f"Set {name} in the environment: ")
    assert refused.stderr.count("\n") == 1


@pytest.mark.parametrize("name", ["SECRET_KEY", "SITE_URL", "ALLOWED_HOSTS"])
def test_absent_setting_is_missed_like_an_empty_one(name):
    without = {key: value for key, value in SOUND.items() if key != name}

    refused = run("-c", "import hms_site.settings", **without)  # reads no .env

    last_line = refused.stderr.splitlines()[-1]
    assert last_line.startswith(
        f"django.core.exceptions.ImproperlyConfigured: Set {name} in the environment: "
    )


def test_key_is_needed_in_development_too():
    refused = start(DEBUG="true", SECRET_KEY="")

    assert refused.stderr.startswith("Set SECRET_KEY in the environment: ")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEBUG", "maybe"),
        ("LOG_FORMAT", "xml"),
        ("METRICS_PORT", "many"),
        ("SENTRY_DSN", "sentry.example.org"),
        ("DEBUG", ""),
        ("INQUIRY_RATE", "often"),
        ("TRUSTED_PROXY_COUNT", "one"),
        ("DATABASE_URL", "nonsense"),
        ("EMAIL_URL", "nonsense"),
        ("EMAIL_URL", ""),
        ("EMAIL_PROVIDER", "pigeons"),
        ("ANYMAIL", "POSTMARK_SERVER_TOKEN"),
        ("BROCHURE_ATTACHED", "maybe"),
        ("REPLY_ADDRESS", "masters@example.org"),
        ("REPLY_ADDRESS", "masters+{refrence}@example.org"),
        ("REPLY_ADDRESS", "masters@{reference}.example.org"),
        ("REPLY_ADDRESS", "{reference}{reference}@example.org"),
        ("REPLY_ADDRESS", "{reference}"),
        ("SITE_URL", "masters.example.org"),
    ],
)
def test_malformed_setting_stops_the_start_with_a_sentence(name, value):
    refused = start(**{name: value})

    assert refused.returncode == 1
    assert name in refused.stderr
    assert refused.stderr.count("\n") == 1


POSTMARK = {
    "EMAIL_PROVIDER": "postmark",
    "ANYMAIL": "POSTMARK_SERVER_TOKEN=the-key,WEBHOOK_SECRET=name:password",
}


def test_mail_provider_takes_the_place_of_smtp():
    backend, values_of_it = values("EMAIL_BACKEND", "ANYMAIL", **SOUND | POSTMARK)

    assert backend == "anymail.backends.postmark.EmailBackend"
    assert values_of_it["POSTMARK_SERVER_TOKEN"] == "the-key"
    assert values_of_it["REQUESTS_TIMEOUT"] == 20


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ("WEBHOOK_SECRET=name:the-password", "POSTMARK_SERVER_TOKEN"),
        ("POSTMARK_SERVER_TOKEN=the-key", "WEBHOOK_SECRET"),
        ("POSTMARK_SERVER_TOKEN=the-key,WEBHOOK_SECRET=the-password", "WEBHOOK_SECRET"),
    ],
)
def test_mail_provider_without_what_it_needs_stops_the_start(given, missing):
    refused = start(**POSTMARK | {"ANYMAIL": given})

    assert refused.returncode == 1
    assert missing in refused.stderr
    assert refused.stderr.count("\n") == 1
    assert "the-" not in refused.stderr


def test_provider_reports_to_one_address_and_to_no_other():
    code = (
        "import django; django.setup(); from django.urls import resolve; "
        "print([resolve(f'/anymail/{name}/').view_name for name in "
        "('postmark/tracking', 'mailgun/tracking', 'postmark/inbound')])"
    )

    asked = run("-c", code, **SOUND | POSTMARK, DJANGO_SETTINGS_MODULE="hms_site.settings")

    names = ["anymail:postmark_tracking_webhook", "pages:page", "pages:page"]
    assert asked.stdout.strip() == str(names)


def test_what_is_not_asked_for_is_not_loaded():
    code = (
        "import sys, hms_site.wsgi, hms_site.urls; "
        "print({'sentry_sdk', 'prometheus_client'} & set(sys.modules))"
    )

    assert run("-c", code, **SOUND).stdout == "set()\n"


def test_host_names_may_be_written_with_blanks():
    [hosts] = values("ALLOWED_HOSTS", **SOUND | {"ALLOWED_HOSTS": "a.example, b.example"})

    assert hosts == ["a.example", "b.example"]


def test_slash_at_the_end_of_the_address_is_not_doubled_in_links():
    [address] = values("SITE_URL", **SOUND | {"SITE_URL": "https://a.example/"})

    assert address == "https://a.example"


@pytest.mark.parametrize(("scheme", "secure"), [("https", True), ("http", False)])
def test_https_address_switches_on_what_https_needs(scheme, secure):
    names = "SECURE_SSL_REDIRECT SESSION_COOKIE_SECURE CSRF_COOKIE_SECURE SECURE_HSTS_SECONDS"
    environment = SOUND | {"SITE_URL": f"{scheme}://masters.example.org"}

    found = values(*names.split(), **environment)

    assert [bool(value) for value in found] == [secure] * 4


def test_pictures_may_come_from_the_bucket_and_from_nowhere_else():
    bucket = {"S3_BUCKET": "masters", "MEDIA_URL": "https://media.example.org/masters/"}

    policy, storages = values("CONTENT_SECURITY_POLICY", "STORAGES['default']['BACKEND']", **SOUND)
    assert policy["DIRECTIVES"]["img-src"] == ["'self'", "data:"]
    assert storages == "django.core.files.storage.FileSystemStorage"

    [policy] = values("CONTENT_SECURITY_POLICY", **SOUND | bucket)
    assert policy["DIRECTIVES"]["img-src"] == ["'self'", "data:", bucket["MEDIA_URL"]]


def test_nobody_may_claim_https_when_no_proxy_is_trusted():
    [header] = values("SECURE_PROXY_SSL_HEADER", **SOUND | {"TRUSTED_PROXY_COUNT": "0"})

    assert header is None


def test_sqlite_writes_to_disk_and_waits_for_its_turn(tmp_path):
    asked = run(
        "-c",
        "import django; django.setup(); from django.db import connection as c; "
        "print([c.cursor().execute(f'PRAGMA {n}').fetchone()[0] for n in "
        "('journal_mode', 'synchronous', 'busy_timeout')], c.transaction_mode)",
        **SOUND | {"DATABASE_URL": f"sqlite:///{tmp_path}/db.sqlite3"},
        DJANGO_SETTINGS_MODULE="hms_site.settings",
    )

    full = 2
    assert asked.stdout.strip() == f"{['wal', full, 20_000]} IMMEDIATE"


def test_example_lists_exactly_the_settings_that_are_read():
    example = (ROOT / ".env.example").read_text()
    listed = re.findall(r"^(?:# )?([A-Z][A-Z0-9_]+)=", example, re.M)

    assert sorted(listed) == sorted(names_that_settings_read())
