"""reCAPTCHA on this machine: the fake that judges tokens also serves a script with a tick box."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import trustme

from tests.fakes.recaptcha import Handler, VerifyServer

SCRIPT = """
window.grecaptcha = {
  render(box) {
    const label = document.createElement("label");
    const tick = Object.assign(document.createElement("input"), { type: "checkbox" });
    const token = Object.assign(document.createElement("input"), {
      type: "hidden", name: "g-recaptcha-response",
    });
    tick.addEventListener("change", () => (token.value = crypto.randomUUID()));
    label.append(tick, "I’m not a robot");
    box.append(label, token);
  },
};
window[new URL(document.currentScript.src).searchParams.get("onload")]();
"""


class Provider(Handler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/javascript; charset=utf-8")
        self.end_headers()
        self.wfile.write(SCRIPT.encode())


@contextmanager
def provider(folder: Path, *, silent: bool = False) -> Iterator[dict[str, str]]:
    """The settings of a site whose reCAPTCHA is here, trusted by its certificate."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(folder / "authority.pem")
    with VerifyServer(authority.issue_cert("127.0.0.1")) as server:
        server.RequestHandlerClass = Provider
        server.silent = silent
        yield {
            "RECAPTCHA_PUBLIC_KEY": "public",
            "RECAPTCHA_PRIVATE_KEY": "private",
            "RECAPTCHA_DOMAIN": server.address,
            "SSL_CERT_FILE": str(folder / "authority.pem"),
        }
