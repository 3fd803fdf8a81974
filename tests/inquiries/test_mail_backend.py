"""SMTP over TLS keeps to its timeout, too."""

import smtplib
import socket
import ssl
import time
from threading import Thread

import pytest
from django.core.mail import EmailMessage

from inquiries.mail_backend import EmailBackend


@pytest.fixture
def dripping(authority, monkeypatch, tmp_path):
    """The port of a server that encrypts, and then greets by one letter at a time."""
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)

    def drip():
        line, _ = server.accept()
        with line, context.wrap_socket(line, server_side=True) as encrypted:
            try:
                for _ in range(200):
                    encrypted.sendall(b"2")
                    time.sleep(0.05)
            except OSError:
                return  # the other side had enough

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = Thread(target=drip)
        thread.start()
        yield server.getsockname()[1]
        thread.join()


def test_server_that_drips_over_tls_is_left_after_the_timeout(dripping):
    backend = EmailBackend("127.0.0.1", dripping, use_ssl=True, use_tls=False, timeout=1)
    start = time.monotonic()

    with pytest.raises(smtplib.SMTPServerDisconnected):
        backend.send_messages([EmailMessage("Hello", "", "ada@example.org", ["eve@example.org"])])

    assert time.monotonic() - start < 5
