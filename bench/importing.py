"""Times the import of 50,000 rows: python bench/importing.py [rows] [--xlsx]

Works on the database that the environment names, which should be one of its own: all of it stays
there. Prints how long the dry run and the storing take.
"""

import csv
import io
import os
import resource
import sys
import time
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hms_site.settings")

import django

django.setup()

from django.contrib.auth.models import User  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402
from openpyxl import Workbook  # noqa: E402

from inquiries.importing.work import work_next  # noqa: E402
from inquiries.models import FormOption, ImportRun, ImportUpload, Inquiry  # noqa: E402
from programs.models import Program  # noqa: E402

HEADINGS = ["Salutation", "First Name", "Last Name", "Email Address", "Country",
            "Current Employer", "Programs", "Interest", "Date"]  # fmt: skip
COUNTRIES = [
    "United States of America",
    "Germany",
    "Burma",
    "Swaziland",
    "Channel Islands",
    "Atlantis",
]
PEOPLE = 45_000  # some ask twice


def rows(number):
    programs = list(Program.objects.values_list("official_name", flat=True))
    interests = list(FormOption.objects.filter(kind="interest").values_list("label", flat=True))
    run = timezone.now().strftime("%H%M%S")
    for n in range(number):
        asked = "; ".join({programs[n % len(programs)], programs[n * 7 % len(programs)]})
        day = timezone.localtime() - timedelta(minutes=n * 10)
        yield ["Dr.", "Zoë" if n % 3 else "Ada", f"Example {n}",
               f"ada{run}.{n % PEOPLE}@example.org", COUNTRIES[n % len(COUNTRIES)],
               "A hospital", asked, interests[n % len(interests)],
               day.strftime("%Y-%m-%d %H:%M")]  # fmt: skip


def as_csv(number):
    file = io.StringIO()
    csv.writer(file).writerows([HEADINGS, *rows(number)])
    return file.getvalue().encode()


def as_xlsx(number):
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in (HEADINGS, *rows(number)):
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def timed(work):
    """By the clock, and of this process's CPU: on a busy machine the clock says little."""
    clock, cpu = time.monotonic(), time.process_time()
    work()
    return f"{time.monotonic() - clock:.1f} s ({time.process_time() - cpu:.1f} s CPU)"


def main(number, kind):
    call_command("migrate", verbosity=0)
    call_command("load_content", verbosity=0)
    user, _ = User.objects.get_or_create(username="bench", is_staff=True)
    content = {"csv": as_csv, "xlsx": as_xlsx}[kind](number)
    run = ImportRun.objects.create(by=user)
    ImportUpload.objects.create(run=run, name=f"bench.{kind}", content=content)
    read = timed(work_next)
    run.refresh_from_db()
    assert run.state == ImportRun.State.READY, run.problem
    ImportRun.objects.filter(pk=run.pk).update(state=ImportRun.State.CONFIRMED, confirmed_by=user)
    stored = timed(work_next)
    run.refresh_from_db()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{connection.vendor}, {kind}, {number:,} rows ({len(content) / 1e6:.1f} MB): "
        f"dry run {read}, storing {stored}; {run.imported:,} imported, "
        f"{run.new_people:,} new people, {run.bad:,} refused; {Inquiry.objects.count():,} in all; "
        f"{memory} MB at most"
    )


if __name__ == "__main__":
    words = [word for word in sys.argv[1:] if word.isdecimal()]
    main(int(words[0]) if words else 50_000, "xlsx" if "--xlsx" in sys.argv else "csv")
