"""A store that speaks S3 on this machine: what boto3 asks when pictures come and go."""

from urllib.parse import parse_qs, unquote, urlsplit

from .serving import FakeService, QuietHandler

EMPTY = b""


class S3(FakeService):
    """Keeps in `objects` what was put, by bucket and key: the bytes and the headers they came with.

    `refuses` makes it answer 503 to everything.
    """

    def __init__(self):
        super().__init__(Handler)
        self.objects = {}
        self.refuses = False

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}"


class Handler(QuietHandler):
    protocol_version = "HTTP/1.1"

    @property
    def key(self):
        return unquote(urlsplit(self.path).path).lstrip("/")

    def do_PUT(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        # unsigned, anybody could write
        if not self.headers.get("Authorization", "").startswith("AWS4-HMAC-SHA256"):
            return self.answer(403)
        if not self.server.refuses:
            self.server.objects[self.key] = (body, dict(self.headers))
        return self.answer(200)

    def do_HEAD(self):
        found = self.server.objects.get(self.key)
        self.answer(200 if found else 404, *(found or ()))

    def do_GET(self):
        query = parse_qs(urlsplit(self.path).query)
        if "prefix" in query:
            self.answer(200, listing(self.server.objects, self.key, query["prefix"][0]))
        else:
            self.do_HEAD()

    def do_DELETE(self):
        self.server.objects.pop(self.key, None)
        self.answer(204)

    def answer(self, status, body=EMPTY, headers=None):
        status = 503 if self.server.refuses else status
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("ETag", '"1"')
        for name in ("Content-Type", "Cache-Control"):
            if name in (headers or {}):
                self.send_header(name, headers[name])
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


def listing(objects, bucket, prefix):
    """What lies directly below `prefix`, and the folders there."""
    below = [key for key in objects if key.startswith(f"{bucket}/{prefix}")]
    rest = {key.removeprefix(f"{bucket}/{prefix}") for key in below}
    files = "".join(f"<Contents><Key>{prefix}{x}</Key></Contents>" for x in rest if "/" not in x)
    folders = {f"{prefix}{x.partition('/')[0]}/" for x in rest if "/" in x}
    common = "".join(
        f"<CommonPrefixes><Prefix>{x}</Prefix></CommonPrefixes>" for x in sorted(folders)
    )
    return f"<ListBucketResult>{files}{common}</ListBucketResult>".encode()
