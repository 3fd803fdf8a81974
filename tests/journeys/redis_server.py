"""A Redis of our own, on a free port, that keeps nothing."""

import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from .site import new_address, wait_until

PROGRAM = shutil.which("redis-server")


@contextmanager
def running() -> Iterator[str]:
    """Its address, for REDIS_URL."""
    address = urlsplit(new_address())
    where = ["--bind", address.hostname, "--port", str(address.port)]
    process = subprocess.Popen(
        [PROGRAM, *where, "--save", "", "--appendonly", "no"], stdout=subprocess.DEVNULL
    )
    try:
        wait_until(lambda: is_open(address.port))
        yield f"redis://{address.netloc}/0"
    finally:
        process.terminate()
        process.wait(10)


def is_open(port: int | None) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
