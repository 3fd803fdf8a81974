"""What starts the processes: systemd's units, the containers, the scripts they share."""

import re
import shutil
import subprocess

import pytest
import yaml
from django.core.management import get_commands

from hms_site.settings import BASE_DIR, MEDIA_ROOT, VAR_DIR

DEPLOY = BASE_DIR / "deploy"
UNITS = DEPLOY / "systemd"
HOME = "/srv/hms-masters/current"
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
OURS = [name for name, each in COMPOSE["services"].items() if "hms-masters:" in each["image"]]
INSTANCES = [
    "hms-web@1.service", "hms-worker@1.service", "hms-purge@inquiries.service",
    "hms-purge@inquiries.timer", "hms-backup.service", "hms-backup.timer",
]  # fmt: skip


@pytest.fixture(scope="module")
def units(tmp_path_factory):
    """As they are installed, but leading to this copy of the project."""
    folder = shutil.copytree(UNITS, tmp_path_factory.mktemp("units"), dirs_exist_ok=True)
    for file in folder.rglob("*.*"):
        if file.is_file():
            file.write_text(file.read_text().replace(HOME, str(BASE_DIR)))
    return folder


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not here")
def test_systemd_takes_the_units(units):
    done = subprocess.run(
        ["systemd-analyze", "verify", *INSTANCES],
        env={"SYSTEMD_UNIT_PATH": f"{units}:", "PATH": "/usr/bin:/bin"},
        cwd=units, capture_output=True, text=True,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")


def test_what_the_units_start_is_there():
    commands = re.findall(r"^Exec\w+=(.*)$", "".join(map(str, texts())), re.MULTILINE)
    assert len(commands) == 6
    for command in commands:
        program = command.split()[0]
        assert program == "/bin/kill" or (BASE_DIR / program.removeprefix(f"{HOME}/")).exists()


def texts():
    return [file.read_text() for file in sorted(UNITS.rglob("*.service"))]


def test_each_purge_has_its_timer_in_the_manual_and_its_turn_at_night():
    purges = {name.removeprefix("purge_") for name in get_commands() if name.startswith("purge_")}
    manual = (BASE_DIR / "docs" / "deploy.md").read_text()
    nightly = re.search(r"for what in (.*); do", (DEPLOY / "nightly").read_text())[1]
    assert set(re.findall(r"hms-purge@(\w+)\.timer", manual)) == purges
    assert set(nightly.split()) == purges


def test_backup_is_the_same_by_timer_and_by_container_and_has_its_folder():
    unit = (UNITS / "hms-backup.service").read_text()
    command = re.search(r"manage\.py (backup (\S+) --keep \d+)$", unit, re.MULTILINE)
    assert f"run {command[1]}\n" in (DEPLOY / "nightly").read_text()
    assert f"ReadWritePaths={command[2]}\n" in unit
    assert f"backups:{command[2]}" in COMPOSE["services"]["nightly"]["volumes"]
    for manual in ("deploy.md", "runbook.md"):
        text = (BASE_DIR / "docs" / manual).read_text()
        assert set(re.findall(r"manage\.py (backup /\S+ --keep \d+)", text)) == {command[1]}, manual


def test_containers_keep_who_was_erased():
    """Whoever erases writes to one list, outside of the database."""
    for name in OURS:
        service = COMPOSE["services"][name]
        folder = service["environment"]["ERASED_FILE"].rpartition("/")[0]
        assert name == "release" or f"erased:{folder}" in service["volumes"], name


def test_web_servers_flags_stand_in_one_place():
    """Whoever starts granian in production starts deploy/web."""
    others = [DEPLOY / "Containerfile", DEPLOY / "compose.yaml", BASE_DIR / "docs" / "deploy.md"]
    for file in [*others, *UNITS.rglob("*.service")]:
        assert not re.search(
            r"--interface|--blocking-threads|-m (granian|hms_site.web)", file.read_text()
        ), file


def test_sockets_of_units_and_containers_are_those_that_nginx_asks():
    asked = set(re.findall(r"unix:(\S+)", (DEPLOY / "nginx" / "nginx.conf").read_text()))
    from_systemd = {f"/run/hms-masters/web-{number}.sock" for number in (1, 2)}
    from_compose = {
        word
        for name in ("web-1", "web-2")
        for word in COMPOSE["services"][name]["command"]
        if word.endswith(".sock")
    }
    assert asked == from_systemd == from_compose
    assert "web-%i.sock" in (UNITS / "hms-web@.service").read_text()


def test_next_process_is_stopped_only_when_nginx_asks_the_first_again():
    passed_over = re.search(r"^PASSED_OVER = (\d+)", (DEPLOY / "ready").read_text(), re.MULTILINE)
    config = (DEPLOY / "nginx" / "nginx.conf").read_text()
    waits = {int(seconds) for seconds in re.findall(r"fail_timeout=(\d+)s", config)}
    assert int(passed_over[1]) > max(waits)


def test_containers_know_no_setting_that_is_not_documented():
    documented = re.findall(
        r"^#? ?([A-Z_]+)=", (BASE_DIR / ".env.example").read_text(), re.MULTILINE
    )
    for name in OURS:
        assert set(COMPOSE["services"][name]["environment"]) <= set(documented), name


def test_containers_hold_no_secret():
    text = (DEPLOY / "compose.yaml").read_text() + (DEPLOY / "Containerfile").read_text()
    for name, value in re.findall(r"(?<![{\w])(\w*(?:PASSWORD|SECRET|KEY)\w*)[:=] ?(\S+)", text):
        assert value.startswith("${") or value == "while-it-is-built", name


def test_containers_run_what_there_is():
    for name in OURS:
        program = COMPOSE["services"][name]["command"][0]
        assert program == ".venv/bin/python" or (BASE_DIR / program).stat().st_mode & 0o100, name


def test_every_container_is_watched_and_kept():
    for name, each in COMPOSE["services"].items():
        assert each["restart"] == ("no" if name == "release" else "unless-stopped"), name
        if name not in ("release", "worker", "nightly"):  # who answers nobody
            assert each["healthcheck"]["test"], name


def test_containers_see_the_same_pictures():
    volumes = {name: COMPOSE["services"][name]["volumes"] for name in ("web-1", "web-2", "front")}
    inside = MEDIA_ROOT.relative_to(VAR_DIR)
    assert "media:/srv/app/var/media" in volumes["web-1"]
    assert volumes["web-1"] == volumes["web-2"]
    assert f"media:/var/lib/hms-masters/{inside}:ro" in volumes["front"]
