"""Python calls, SQL statements and CPU of one request of each target, without any server.

The first two are the same however busy the machine is; the third is nearly so."""

import json
from pathlib import Path

from bench.serving import FLOOR, ROOT, python, shell

COUNTER = str(Path(__file__).with_name("one_request.py"))
OPTION = "from inquiries import choices; print(list(choices.options())[-1])"
ANSWERS = "first_name=Ada&last_name=Example&country=US&employer=Example+Ltd&programs=immunology"
FLOOR_ANSWERS = "subject=Brochure&your_name=Ada&your_email=ada@example.org&purpose=q&body=Please."
PAGES = {
    "home": "/",
    "programs": "/programs/",
    "program": "/programs/immunology/",
    "news": "/news/",
    "form": "/brochure/",
    "search": "/search/?q=immunology",
}
Counted = dict[str, dict[str, float]]


def report(env: dict[str, str], floor_env: dict[str, str]) -> None:
    interest = shell(env, OPTION)
    answers = f"{ANSWERS}&interests={interest}&email=ada-{{n}}@example.org"
    asked = PAGES | {"post": f"/brochure/?{answers}"}
    ours = count(ROOT, env, "hms_site.wsgi", asked)
    floors = count(FLOOR, floor_env, "wsgi", {"page": "/page/", "post": f"/form/?{FLOOR_ANSWERS}"})
    print(f"\n{'one request':14}{'calls':>8}{'statements':>12}{'CPU ms':>9}   of the floor")
    for name, figures in floors.items():
        line(f"floor {name}", figures)
    for name, figures in ours.items():
        floor = floors["post" if name == "post" else "page"]
        shares = (f"{figures[what] / floor[what]:.0%} {what}" for what in ("calls", "cpu"))
        line(name, figures, ", ".join(shares))


def line(name: str, figures: dict[str, float], shares: str = "") -> None:
    print(
        f"{name:14}{figures['calls']:>8}{figures['statements']:>12}{figures['cpu']:>9}   {shares}"
    )


def count(cwd: Path, env: dict[str, str], application: str, asked: dict[str, str]) -> Counted:
    targets = [f"{name}={path}" for name, path in asked.items()]
    said = python(cwd, env, COUNTER, application, *targets)
    counted: Counted = json.loads(said.splitlines()[-1])
    return counted
