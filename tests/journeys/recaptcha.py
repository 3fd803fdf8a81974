"""reCAPTCHA on this machine: a script with a plain tick box, and a verdict on its token."""

import json
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs

import trustme

TOKEN = "a-token-of-the-fake-provider"
SCRIPT = f"""
window.grecaptcha = {{
  render(box, {{ sitekey }}) {{
    const label = document.createElement("label");
    const tick = Object.assign(document.createElement("input"), {{ type: "checkbox" }});
    const answer = Object.assign(document.createElement("input"), {{
      type: "hidden", name: "g-recaptcha-response",
    }});
    tick.addEventListener("change", () => (answer.value = "{TOKEN}"));
    label.append(tick, "I’m not a robot");
    box.append(label, answer);
  }},
}};
window[new URL(document.currentScript.src).searchParams.get("onload")]();
"""


class Provider(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.answer("text/javascript; charset=utf-8", SCRIPT)

    def do_POST(self) -> None:
        asked = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        verdict = {"success": asked["response"] == [TOKEN]}
        self.answer("application/json", json.dumps(verdict))

    def answer(self, content_type: str, text: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", content_type)
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_: object) -> None:
        """Nothing: pytest would show it among the results."""


@contextmanager
def provider(folder: Path) -> Iterator[dict[str, str]]:
    """The settings of a site whose reCAPTCHA is here, trusted by its certificate."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(folder / "authority.pem")
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    with ThreadingHTTPServer(("127.0.0.1", 0), Provider) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        Thread(target=server.serve_forever).start()
        yield {
            "RECAPTCHA_PUBLIC_KEY": "public",
            "RECAPTCHA_PRIVATE_KEY": "private",
            "RECAPTCHA_DOMAIN": f"127.0.0.1:{server.server_port}",
            "SSL_CERT_FILE": str(folder / "authority.pem"),
        }
        server.shutdown()
