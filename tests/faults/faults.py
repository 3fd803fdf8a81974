"""What can fail, one function each: people send the form, something breaks, and is there again."""

import socket
import time
from collections.abc import Callable
from dataclasses import dataclass

from .people import People
from .processes import Forks, web
from .releases import two_releases
from .slow_clients import slow_clients
from .small_disk import fill
from .world import World, another

TICKED = {"captcha-shown": "1", "g-recaptcha-response": "the-token"}
DOWN = 3.0  # seconds
HELD = 6.0  # longer than a visitor waits for one answer of the database
KILLS, BETWEEN_KILLS = 5, 1.5
FULL = 4.0


@dataclass(frozen=True)
class Fault:
    name: str
    what: str
    happens: Callable[[World, People], None]
    world: str = "postgres"
    within: float = 5  # seconds in which all must be well again
    more: dict[str, str] | None = None  # is sent along with the form
    pages: float = 100  # percent of those who read must be shown theirs
    is_felt: bool = False  # some must have been refused, or it did not happen
    mails_go_on: bool = False  # `within` is for the mails as well


def web_killed(world: World, people: People) -> None:
    served = another(world.site, lambda site: Forks(site, "web"))
    with served as (site, forks), people.sending(site):
        for _ in range(KILLS):
            people.fails()
            forks.kill("web")
            time.sleep(BETWEEN_KILLS)


def worker_killed(world: World, people: People) -> None:
    with people.sending(world.site):
        for _ in range(KILLS):
            people.fails()
            world.workers.kill("worker")
            time.sleep(BETWEEN_KILLS)


def database_crashes(world: World, people: People) -> None:
    assert world.cluster
    with people.sending(world.site):
        world.cluster.crash()
        time.sleep(DOWN)
        world.cluster.start()


def database_restarts(world: World, people: People) -> None:
    assert world.cluster
    with people.sending(world.site):
        world.cluster.restart()


def disk_full(world: World, people: People) -> None:
    assert world.disk
    with people.sending(world.site):
        ballast = fill(world.disk)
        time.sleep(FULL)
        people.wait_until_felt()  # what was there already takes in a few forms
        ballast.unlink()
        if world.cluster:
            world.cluster.start_if_it_gave_up()


def link_cut(world: World, people: People) -> None:
    assert world.line
    with people.sending(world.site):
        world.line.cut()
        time.sleep(DOWN)
        world.line.open()


def link_slow(world: World, people: People) -> None:
    assert world.line
    with people.sending(world.site):
        world.line.slow()
        time.sleep(HELD)
        world.line.open()


def link_hangs(world: World, people: People) -> None:
    assert world.line
    with people.sending(world.site):
        world.line.hold()
        time.sleep(HELD)
        world.line.open()


def redis_gone(world: World, people: People) -> None:
    with people.sending(world.site):
        world.redis.stop()
        time.sleep(DOWN)
        world.redis.start()


def mail_hangs(world: World, people: People) -> None:
    with people.sending(world.site):
        world.mail_line.hold()
        time.sleep(HELD)
        world.mail_line.open()


def captcha_hangs(world: World, people: People) -> None:
    """Its provider takes every line, and then says nothing to it."""
    with socket.create_server(("127.0.0.1", 0), backlog=128) as silent:
        keys = {"RECAPTCHA_PUBLIC_KEY": "public", "RECAPTCHA_PRIVATE_KEY": "private"}
        keys["RECAPTCHA_DOMAIN"] = f"127.0.0.1:{silent.getsockname()[1]}"
        with another(world.site, web, **keys) as (site, _), people.sending(site):
            time.sleep(HELD)


# what a killed web process had in hand goes with it
WITH_THE_PROCESS = 95.0
FAULTS = (
    Fault("web", "kill -9 of web processes", web_killed, pages=WITH_THE_PROCESS),
    Fault("worker", "kill -9 of workers", worker_killed, within=2, mails_go_on=True),
    Fault("crash", "PostgreSQL crashes, 3 s down", database_crashes, is_felt=True),
    Fault("restart", "PostgreSQL restarts", database_restarts),
    Fault("cut", "line to the database cut, 3 s", link_cut, is_felt=True),
    Fault("slow", "line slow, 30 ms a question", link_slow),
    Fault("hang", "line hangs, 6 s", link_hangs),
    Fault("redis", "Redis gone, 3 s", redis_gone),
    Fault("mail", "mail server hangs, 6 s", mail_hangs),
    Fault("captcha", "captcha's provider hangs", captcha_hangs, more=TICKED),
    Fault("releases", "two releases, with a migration", two_releases),
    Fault("clients", "200 slow clients through nginx", slow_clients),
    Fault("disk", "PostgreSQL's disk full, 4 s", disk_full, world="small disk", is_felt=True),
    Fault(
        "sqlite-web", "SQLite: kill -9 of web processes", web_killed,
        world="sqlite", pages=WITH_THE_PROCESS,
    ),
    Fault(
        "sqlite-worker", "SQLite: kill -9 of workers", worker_killed,
        world="sqlite", within=2, mails_go_on=True,
    ),
    Fault("sqlite-disk", "SQLite: disk full, 4 s", disk_full, world="sqlite", is_felt=True),
)  # fmt: skip
