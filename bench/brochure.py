"""Measures the brochure of all programs against its budgets: python bench/brochure.py

Reads the site's settings from the environment, and changes nothing in the database they name.
"""

import os
import resource
import sys
import time
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hms_site.settings")

import django

django.setup()

from inquiries.brochure import document, editions, facts  # noqa: E402
from inquiries.brochure.contents import Brochure, standing  # noqa: E402
from inquiries.models import Edition, Inquiry  # noqa: E402

PEOPLE = 40
MOST_MS, MOST_KB = 100, 300


def main() -> None:
    before = peak_mb()
    spent = [drawn(f"Ada Example {number}") for number in range(PEOPLE)]
    first, others = spent[0], spent[1:]
    programs = len(facts.current()["programs"])
    print(f"A brochure of {programs} programs, each time for somebody else:")
    print(f"first of a process   {first[0]:5.0f} ms, of which CPU {first[1]:4.0f} ms")
    wall, cpu = (median(one[n] for one in others) for n in (0, 1))
    print(f"each one after it    {wall:5.0f} ms, of which CPU {cpu:4.0f} ms   budget {MOST_MS} ms")
    size = max(one[2] for one in spent)
    print(f"size                 {size / 1000:5.0f} kB                     budget {MOST_KB} kB")
    print(f"memory it adds       {peak_mb() - before:5.0f} MB a process")


def drawn(name: str) -> tuple[float, float, int]:
    """Milliseconds by the clock and of the CPU, and the size of the file."""
    brochure = brochure_for(name)
    wall, cpu = time.perf_counter(), time.process_time()
    file = document.pdf(brochure)
    assert file is not None
    return (time.perf_counter() - wall) * 1000, (time.process_time() - cpu) * 1000, len(file)


def brochure_for(name: str) -> Brochure:
    found = facts.current()
    inquiry = Inquiry(pk=1, first_name=name, captcha=Inquiry.Captcha.PASSED)
    return Brochure(
        inquiry=inquiry,
        edition=Edition(version=editions.version_of(found)),
        school=found["school"],
        programs=found["programs"],
        applications=standing(found["programs"]),
        ended=[],
        page_url=inquiry.brochure_url(),
    )


def peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


main()
