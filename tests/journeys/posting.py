"""The form as a program posts it: for what a browser cannot do, such as twenty times at once."""

import http.client
import re
import urllib.request
from contextlib import closing
from urllib.parse import urlencode, urlsplit


def prepared_form(site, email, **more):
    """The body and the headers of a valid post."""
    with urllib.request.urlopen(f"{site.url}/brochure/") as page:
        html = page.read().decode()
        cookies = [cookie.split(";")[0] for cookie in page.headers.get_all("Set-Cookie")]
    interest = re.search(r'name="interests" value="(\d+)"', html)[1]
    answers = {
        "csrfmiddlewaretoken": re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', html)[1],
        "key": re.search(r'name="key" value="([^"]+)"', html)[1],
        "first_name": "Ada",
        "last_name": "Example",
        "email": email,
        "programs": "bioethics",
        "interests": interest,
    } | more
    headers = {"Cookie": "; ".join(cookies), "Content-Type": "application/x-www-form-urlencoded"}
    return urlencode(answers), headers


def post(site, body, headers):
    with closing(http.client.HTTPConnection(urlsplit(site.url).netloc, timeout=30)) as connection:
        connection.request("POST", "/brochure/", body, headers)
        return connection.getresponse().status


def ask(site, email):
    assert post(site, *prepared_form(site, email)) == 303
