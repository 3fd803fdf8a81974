"""Everything around the form fails, one thing after the other, while people send it.

    python -m tests.faults              # all of it, in about ten minutes
    python -m tests.faults disk hang    # these; --list names them all

Three hundred people each time, a tenth of them twice, and each sends again until thanked. Nothing
that was thanked for may be lost, nothing may be there twice or in half, and all must be well again
within seconds. On this machine alone, with processes of its own, which end with it; it stops by
itself after --minutes. Exit 1 when any of that does not hold.
"""

import argparse
import shutil
import signal
import sys
import time
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

from .faults import FAULTS, Fault
from .figures import Figures, head
from .people import People
from .world import World, world

NEEDED = ("redis-server", "nginx")


def main() -> int:
    chosen, minutes = read_options()
    signal.signal(signal.SIGALRM, lambda *_: sys.exit(f"Not over after {minutes} minutes."))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # what was started ends with us
    signal.alarm(minutes * 60)
    began = time.monotonic()
    print(head(), flush=True)
    done: list[Figures] = []
    wrong: list[str] = []
    with TemporaryDirectory() as store:
        for kind, faults in groupby(chosen, key=lambda fault: fault.world):
            with world(kind, Path(store)) as around:
                for fault in faults:
                    done.append(run(fault, around))
                    wrong += [f"{fault.name}: {what}" for what in done[-1].wrong()]
                wrong += mails(kind, around)
    total(done, time.monotonic() - began)
    for what in wrong:
        print(f"WRONG: {what}")
    return 1 if wrong else 0


def read_options() -> tuple[list[Fault], int]:
    summary, explained = __doc__.split("\n", 1)
    layout = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=summary, epilog=explained, formatter_class=layout)
    parser.add_argument("names", nargs="*", help="which; left out: all")
    parser.add_argument("--list", action="store_true", help="only say which there are")
    parser.add_argument("--minutes", type=int, default=14, help="stop after these (14)")
    options = parser.parse_args()
    if options.list:
        print(*(f"{fault.name:14} {fault.what}" for fault in FAULTS), sep="\n")
        sys.exit()
    if unknown := set(options.names) - {fault.name for fault in FAULTS}:
        parser.error(f"No such fault: {', '.join(unknown)}. --list names them.")
    if missing := [name for name in NEEDED if not shutil.which(name)]:
        sys.exit(f"Missing here: {', '.join(missing)} (apt-get install {' '.join(missing)}).")
    chosen = [fault for fault in FAULTS if not options.names or fault.name in options.names]
    return chosen, options.minutes


def run(fault: Fault, around: World) -> Figures:
    people = People(fault.name, fault.more)
    fault.happens(around, people)
    figures = Figures.of(fault, around, people)
    print(figures.line(), *figures.remarks, sep="\n    ", flush=True)
    return figures


def mails(kind: str, around: World) -> list[str]:
    came = around.settle()
    print(f"    {kind}: " + ", ".join(f"{what} {number}" for what, number in came.items()))
    return [f"{kind}: mails {what}" for what in ("lost", "unknown") if came[what]]


def total(done: list[Figures], seconds: float) -> None:
    print(
        f"{len(done)} faults, {sum(f.posts for f in done)} posts, "
        f"{sum(f.thanked for f in done)} people thanked, {sum(f.lost for f in done)} lost, "
        f"{sum(f.doubled for f in done)} doubled, {sum(f.half for f in done)} in half; "
        f"{seconds:.0f} seconds"
    )


if __name__ == "__main__":
    sys.exit(main())
