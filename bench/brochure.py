"""Measures the brochure of all programs against its budgets: python bench/brochure.py

Reads the site's settings from the environment, and changes nothing in the database they name.
"""

import os
import sys
import time
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hms_site.settings")

import django

django.setup()

from bench.memory import pss  # noqa: E402
from inquiries.brochure import document, editions, facts  # noqa: E402
from inquiries.brochure.contents import Brochure, standing  # noqa: E402
from inquiries.models import Edition, Inquiry  # noqa: E402

PEOPLE = 40
MOST_MS, MOST_KB = 100, 300


def main() -> None:
    spent = [drawn(f"Ada Example {number}") for number in range(PEOPLE)]
    first, others = spent[0], spent[1:]
    programs = len(facts.current()["programs"])
    print(f"A brochure of {programs} programs, each time for somebody else:")
    print(f"first of a process   {first[0]:5.0f} ms, of which CPU {first[1]:4.0f} ms")
    wall, cpu = (median(one[n] for one in others) for n in (0, 1))
    print(f"each one after it    {wall:5.0f} ms, of which CPU {cpu:4.0f} ms   budget {MOST_MS} ms")
    size = max(one[2] for one in spent)
    print(f"size                 {size / 1000:5.0f} kB                     budget {MOST_KB} kB")
    print(f"memory it adds       {pss(setter()):5.0f} MB in typst's process")


def drawn(name: str) -> tuple[float, float, int]:
    """Milliseconds by the clock and of the CPU, and the size of the file."""
    brochure = brochure_for(name)
    wall, cpu = time.perf_counter(), spent_on_it()
    file = document.pdf(brochure)
    assert file is not None
    return (time.perf_counter() - wall) * 1000, (spent_on_it() - cpu) * 1000, len(file)


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


def setter() -> int:
    """The process that sets the pages; 0 before the first one."""
    process = document.press().process
    return process.pid if process else 0


def spent_on_it() -> float:
    """Seconds of CPU, of this process and of the one that sets the pages."""
    if not (pid := setter()):
        return time.process_time()
    used = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    return time.process_time() + sum(map(int, used)) / os.sysconf("SC_CLK_TCK")


main()
