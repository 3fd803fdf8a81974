"""Two releases while people send the form: forward to a version with a migration, and back again.

The next version is a copy of the code with one more column and its migration, of the kind that
releases may bring: one that the code before it can live with. First the database is migrated,
under the old code; then each web process and each worker is replaced, one after the other, and
nginx passes over the one that is away. Then all of them once more, by the old code: a release
that is taken back finds the newer database.
"""

import shutil
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.journeys.site import BASE_DIR, Site, new_address

from .nginx import nginx
from .people import People
from .processes import Kept, wait_for, web
from .world import World

SECONDS = 60  # more than migrating and replacing all twice take where nothing else runs
PASSED_OVER = 6  # seconds for which nginx asks no more who was away; deploy/ready waits for as long
LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv", "node_modules", "var", "__pycache__", ".*_cache", "docs", "bench"
)
# rows that are there, and those that the present version adds, stay without
COLUMN = "models.CharField(max_length=10, null=True, editable=False)"
IN_CODE = COLUMN.replace("null=True", 'null=True, default="next"')
BEFORE = "    submission_key = models"
MIGRATION = """from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("inquiries", "{last}")]
    operations = [migrations.AddField("inquiry", "of_version", {column})]
"""
BY_VERSION = (
    "SELECT count(of_version), count(*) - count(of_version) FROM inquiries_inquiry"
    " WHERE email LIKE %s"
)


class Instance:
    """A process that can be replaced by one of other code."""

    def __init__(self, stack: ExitStack, site: Site, *command: str) -> None:
        self.stack, self.site, self.command = stack, site, command
        self.running = self.begin(BASE_DIR)

    def begin(self, code: Path) -> Kept:
        if self.command:
            return self.stack.enter_context(Kept(self.site, *self.command, code=code))
        kept = self.stack.enter_context(web(self.site, workers=1, code=code))
        wait_for(self.site.answers)
        time.sleep(PASSED_OVER)
        return kept

    def replace(self, code: Path) -> None:
        self.running.__exit__()
        self.running = self.begin(code)


def two_releases(world: World, people: People) -> None:
    with next_version() as code, ExitStack() as stack:
        sites = [world.site.configured(SITE_URL=new_address()) for _ in range(2)]
        instances = [Instance(stack, site) for site in sites]
        instances.append(Instance(stack, world.site, "manage.py", "deliver"))
        address = stack.enter_context(nginx(*(site.url for site in sites)))
        with people.sending(world.site.configured(SITE_URL=address), SECONDS):
            migrate(world, code)
            for release in (code, BASE_DIR):
                for instance in instances:
                    instance.replace(release)
        [(by_next, by_old)] = world.query(BY_VERSION, f"{people.prefix}%")
        people.remarks.append(f"stored by the next version {by_next}, by the present one {by_old}")
    if not (by_next and by_old):
        people.missed.append("the forms were all in before both versions had their turn")
    world.query("ALTER TABLE inquiries_inquiry DROP COLUMN of_version")
    world.query("DELETE FROM django_migrations WHERE name = '9999_of_version'")


@contextmanager
def next_version() -> Iterator[Path]:
    with TemporaryDirectory() as folder:
        code = Path(folder) / "code"
        shutil.copytree(BASE_DIR, code, ignore=LEFT_OUT, symlinks=True)
        (code / "node_modules").symlink_to(BASE_DIR / "node_modules")
        model = code / "inquiries" / "models" / "inquiry.py"
        text = model.read_text()
        assert text.count(BEFORE) == 1
        model.write_text(text.replace(BEFORE, f"    of_version = {IN_CODE}\n{BEFORE}"))
        migrations = code / "inquiries" / "migrations"
        last = max(file.stem for file in migrations.glob("[0-9]*.py"))
        file = migrations / "9999_of_version.py"
        file.write_text(MIGRATION.format(last=last, column=COLUMN))
        yield code


def migrate(world: World, code: Path) -> None:
    with Kept(world.bare, "manage.py", "migrate", "inquiries", code=code) as migrating:
        migrating.over.set()
        assert migrating.process.wait(300) == 0
    time.sleep(1)  # under the old code
