"""The style sheet of production: one file, with a name that changes when its parts do."""

import pytest
from django.conf import settings as project
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.test import override_settings

from hms_site.static_storage import squeezed

STORAGES = project.STORAGES | {
    "staticfiles": {"BACKEND": "hms_site.static_storage.SiteStaticFilesStorage"}
}
FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]  # the admin's files take long
SHEET = '@import url("tokens.css");\n@import url("components/card.css");\nbody { margin: 0 }\n'


@pytest.fixture
def files(tmp_path):
    """A small static folder, under the settings of production."""
    source = tmp_path / "source"
    (source / "css" / "components").mkdir(parents=True)
    (source / "css" / "site.css").write_text(SHEET)
    (source / "css" / "tokens.css").write_text(":root { --ink: black }\n")
    (source / "css" / "components" / "card.css").write_text(".card { color: var(--ink) }\n")
    with override_settings(
        STORAGES=STORAGES,
        STATIC_ROOT=tmp_path / "collected",
        STATICFILES_DIRS=[source],
        STATICFILES_FINDERS=FINDERS,
    ):
        yield source


def collect(**options):
    """Collects the files; gives the sheet that pages link to, and its text."""
    call_command("collectstatic", interactive=False, verbosity=0, **options)
    return stored("css/site.css")


def stored(name):
    hashed = staticfiles_storage.stored_name(name)
    with staticfiles_storage.open(hashed) as file:
        return hashed, file.read().decode()


def test_sheet_holds_its_parts_in_order(files):
    _, text = collect()

    assert "@import" not in text
    parts = [text.index(part) for part in (":root", ".card", "body")]
    assert parts == sorted(parts)


def test_sheet_gets_a_new_name_when_only_a_part_changes(files):
    before, _ = collect()
    (files / "css" / "components" / "card.css").write_text(".card { color: red }\n")

    after, text = collect()

    assert after != before
    assert "color: red" in text


def test_collecting_again_changes_nothing(files):
    assert collect() == collect()


def test_missing_part_stops_the_collection(files):
    (files / "css" / "tokens.css").unlink()

    with pytest.raises(FileNotFoundError, match=r"tokens\.css"):
        collect()


def test_names_inside_modules_are_hashed_too(files):
    (files / "js").mkdir()
    (files / "js" / "part.js").write_text("export const one = 1;\n")
    (files / "js" / "page.js").write_text('import { one } from "./part.js";\n')

    collect()

    (_, page), (part, _) = stored("js/page.js"), stored("js/part.js")
    assert part != "js/part.js"
    assert f'"./{part.removeprefix("js/")}"' in page


def test_sheet_of_the_site_is_joined_without_rest(files):
    css = project.BASE_DIR / "static" / "css"
    # the fonts come from npm, which a test run does not need
    with override_settings(STATICFILES_DIRS=[("css", css)], HAS_VENDOR_FILES=False):
        _, text = collect(ignore_patterns=["fonts.css"])
        for sheet in ("alert", "home", "lists", "brochure", "programs", "planner", "search"):
            text += stored(f"css/{sheet}.css")[1]
        # by itself: the search for countries brings it along
        text += squeezed(stored("css/components/autocomplete.css")[1])

    assert "@import" in (css / "site.css").read_text()
    assert "@import" not in text
    for part in css.glob("components/*.css"):
        assert squeezed(part.read_text()).strip() in text


def test_squeezed_sheet_loses_comments_and_indentation_alone():
    css = 'a,\nb {\n  /* why */\n  grid: "x  y"\n    "z";\n}\n'

    assert squeezed(css) == 'a,b {grid: "x  y"\n    "z";}'
