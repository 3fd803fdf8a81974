"""The web server: `python -m hms_site.web` takes granian's own flags, and needs no application.

Granian's processes are forks of one. Here that one has read the whole site before, so that they
share what is the same in all of them, and a process that takes another's place answers at once.
Nothing is asked of a database yet: a line that is open before a fork would be everybody's. A new
version needs a new start: after HUP the forks are of the site that was read.
"""

import gc
import sys
from pathlib import Path

from django.urls import get_resolver
from granian.cli import entrypoint

APPLICATION = "hms_site.wsgi:application"
# its lines go where the site's go, written as LOG_FORMAT says, and name nobody either
LOG_CONFIG = Path(__file__).parent / "insight" / "granian_log.json"


def main() -> None:
    read_the_site()
    ours = ["--interface", "wsgi", "--no-ws", "--log-config", str(LOG_CONFIG)]
    sys.argv[1:] = [*ours, *sys.argv[1:], APPLICATION]
    entrypoint()  # type: ignore[no-untyped-call]


def read_the_site() -> None:
    gc.disable()  # what is collected in between leaves holes
    from hms_site import wsgi  # noqa: F401

    list(get_resolver().reverse_dict)  # every address, and with it every view
    # passkeys: 14 MB, and each process has staff sign in
    from hms_site.sign_in import forms  # noqa: F401

    gc.collect()
    # what is there now is looked at no more: the collector would write into each shared page
    gc.freeze()
    gc.enable()


if __name__ == "__main__":
    main()
