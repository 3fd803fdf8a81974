"""A site of its own with all content, before anything goes wrong; and what came twice after it."""

from collections import Counter

from tests.journeys.site import Site

CODES = (
    "from inquiries.models import ProgramRouting; from programs.models import Program; "
    "[ProgramRouting.objects.create(program=p, crm_code=p.slug) for p in Program.objects.open()]"
)


def prepare(site: Site) -> None:
    site.manage("collectstatic", "--noinput", "--verbosity=0")
    site.manage("migrate", "--verbosity=0")
    site.manage("load_content")
    site.manage("shell", "-v0", "-c", CODES)


def doubled(counted: Counter[str]) -> int:
    return sum(times - 1 for times in counted.values())
