"""What one request costs: Python calls and SQL statements, the same however busy the machine is.

Run by bench/calls.py in the folder and environment of the site, or of the floor:
python one_request.py hms_site.wsgi home=/ form=/brochure/ post=/brochure/?first_name=Ada
A target of the name `post` sends what stands behind the question mark, as a form.
"""

import cProfile
import io
import json
import os
import pstats
import re
import sys
import time
from importlib import import_module
from statistics import median
from typing import Any

sys.path.insert(0, os.getcwd())
REQUESTS = 40
WARM = 3  # the first requests of a process read what it keeps
Answer = tuple[str, dict[str, str], bytes]


def ask(application: Any, path: str, body: bytes = b"", cookies: str = "") -> Answer:
    path, _, query = path.partition("?")
    environ = {
        "REQUEST_METHOD": "POST" if body else "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "HTTP_HOST": "127.0.0.1",
        "HTTP_ACCEPT_ENCODING": "gzip, br",
        "HTTP_COOKIE": cookies,
        "HTTP_AUTHORIZATION": "none",  # no page cache answers it
        "REMOTE_ADDR": "127.0.0.1",
        "CONTENT_TYPE": "application/x-www-form-urlencoded",
        "CONTENT_LENGTH": str(len(body)),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr,
    }
    said: dict[str, Any] = {}

    def start(status: str, headers: list[tuple[str, str]]) -> None:
        said.update(status=status, headers=headers)

    response = application(environ, start)
    content = b"".join(response)
    response.close()
    cookies_set = "; ".join(
        value.partition(";")[0] for name, value in said["headers"] if name == "Set-Cookie"
    )
    return said["status"], {"cookies": cookies_set, **dict(said["headers"])}, content


def posted(application: Any, path: str) -> tuple[str, Any, str]:
    """The address, what makes a body for the n-th post, and the cookies that go with it."""
    path, _, answers = path.partition("?")
    _, headers, page = ask(application, path)
    hidden = dict(re.findall(rb'name="(csrfmiddlewaretoken|key)" value="([^"]+)"', page))
    token = b"csrfmiddlewaretoken=" + hidden[b"csrfmiddlewaretoken"]
    key = b"&key=" + hidden.get(b"key", b"")

    def body(n: int) -> bytes:
        return token + key + b"&" + answers.replace("{n}", str(n)).encode()

    return path, body, headers["cookies"]


def main() -> None:
    application = import_module(sys.argv[1]).application
    show = os.environ.get("SHOW")
    from django.db import connection

    counted = {}
    for target in sys.argv[2:]:
        name, _, path = target.partition("=")
        body, cookies = (lambda n: b""), ""
        if name == "post":
            path, body, cookies = posted(application, path)
        for n in range(WARM):
            ask(application, path, body(n), cookies)
        profile, statements = cProfile.Profile(), []

        def note(execute: Any, sql: str, *rest: Any, kept: list[str] = statements) -> Any:
            kept.append(sql)
            return execute(sql, *rest)

        sent = body(WARM)
        with connection.execute_wrapper(note):
            ask(application, path, body(WARM + 1), cookies)
        profile.enable()
        status, _, _ = ask(application, path, sent, cookies)
        profile.disable()
        taken = []
        for n in range(REQUESTS):
            sent, start = body(WARM + 2 + n), time.process_time()
            ask(application, path, sent, cookies)
            taken.append((time.process_time() - start) * 1000)
        stats = pstats.Stats(profile)
        counted[name] = {
            "status": status,
            "calls": stats.total_calls,  # type: ignore[attr-defined]
            "statements": len(statements),
            "cpu": round(median(taken), 2),  # milliseconds
        }
        if show == name:
            print("\n".join(sql[:170] for sql in statements), file=sys.stderr)
            stats.stream = sys.stderr  # type: ignore[attr-defined]
            stats.sort_stats("cumulative").print_stats(90)
    print(json.dumps(counted))


if __name__ == "__main__":
    main()
