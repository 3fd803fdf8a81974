"""Our list of the second factor's pages is allauth's, and brings none of what they need."""

import subprocess
import sys

from allauth.mfa import urls as theirs
from django.urls import URLPattern, get_resolver

from hms_site.sign_in import second_factor_urls as ours


def addresses(patterns, above=""):
    """Each name with its address."""
    for entry in patterns:
        address = f"{above}{entry.pattern}"
        if isinstance(entry, URLPattern):
            yield entry.name, address
        else:
            yield from addresses(entry.url_patterns, address)


def test_list_has_all_pages_of_allauth_under_their_names():
    assert dict(addresses(ours.urlpatterns)) == dict(addresses(theirs.urlpatterns))


def test_every_view_is_there():
    for entry in ours.urlpatterns:
        assert get_resolver().reverse(entry.name, *[7] * ("pk" in str(entry.pattern)))
    for _, where in ours.PAGES:
        assert ours.import_string(f"allauth.mfa.{where}")


def test_addresses_of_the_site_bring_neither_sheets_nor_s3_nor_redis_nor_tests():
    """Each takes memory in every web process, and few use it."""
    code = (
        "import sys; from hms_site.web import read_the_site; read_the_site(); large = ("
        "'openpyxl', 'boto3', 'typst', 'icalendar', 'inscriptis', 'requests', 'redis', "
        "'unittest'); "
        "print([name for name in large if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
