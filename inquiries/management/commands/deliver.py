"""Works off what waits until it is told to stop: the outbox, imports, days to be counted."""

import signal
import threading
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from inquiries.importing.work import work_next
from inquiries.outbox import deliver_due
from inquiries.reports.kept import count_changed_days
from inquiries.standing import standing, warn_if_needed
from inquiries.worker import work

THREADS = 4


class Command(BaseCommand):
    help = (
        "Sends due deliveries, brings in files, counts days for the reports. Without --once until "
        "SIGTERM; then it finishes its items."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="work off what is due, then stop")
        parser.add_argument(
            "--threads", type=int, default=THREADS, help=f"sends at the same time ({THREADS})"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["once"]:
            warn_if_needed()
            while deliver_due():
                pass
            while work_next():
                pass
            count_changed_days()
            self.stdout.write(str(standing()))
            return
        if settings.METRICS_PORT:
            from hms_site.insight import metrics

            metrics.start("worker")
        stop = threading.Event()
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: stop.set())
        work(options["threads"], stop)
