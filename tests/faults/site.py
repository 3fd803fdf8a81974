"""A site of its own with all content, before anything goes wrong; and what came twice after it."""

from collections import Counter

from tests.journeys.site import Site

CODES = (
    "from inquiries.models import ProgramRouting; from programs.models import Program; "
    "[ProgramRouting.objects.create(program=p, crm_code=p.slug) for p in Program.objects.open()]"
)


# in one process: each needs more than a second to start
PREPARATION = (
    "from django.core.management import call_command as call; "
    "call('collectstatic', interactive=False, verbosity=0); call('migrate', verbosity=0); "
    f"call('load_content', verbosity=0); {CODES}"
)


def prepare(site: Site) -> None:
    site.manage("shell", "-v0", "-c", PREPARATION)


def doubled(counted: Counter[str]) -> int:
    return sum(times - 1 for times in counted.values())
