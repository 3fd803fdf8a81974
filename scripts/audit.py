"""What is more than a month behind among the pinned packages, and what has known holes.

Behind is a package of which the index had a newer release 30 days ago already, if pyproject.toml
allows it; uv finds that out by the dates of the index. pip-audit and npm ask for known holes.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from packaging.version import Version

ROOT = Path(__file__).parent.parent
TOOLS = ROOT / "var" / "uv" / "bin"
MONTH = timedelta(days=30)
PIN = re.compile(r"^([\w.-]+)==([^\s;]+)", re.M)
LOCKS: dict[str, list[str]] = {"requirements.txt": [], "requirements-dev.txt": ["--group", "dev"]}
ADVISORIES = {
    # strict: else what it could not ask about passes for sound
    "pip-audit": [
        f"{TOOLS}/pip-audit", "--strict", "--disable-pip", "--require-hashes",
        "--requirement", "requirements-dev.txt",
    ],
    "npm audit": ["npm", "audit"],
}  # fmt: skip


def main() -> int:
    day = datetime.now(UTC) - MONTH
    behind = [line for lock, options in LOCKS.items() for line in behind_in(lock, options, day)]
    print("\n".join(behind) or f"Nothing is behind what there was on {day:%B %-d, %Y}.")
    return max([1 if behind else 0, *(asked(name) for name in ADVISORIES)])


def behind_in(lock: str, options: list[str], day: datetime) -> Iterator[str]:
    ours, newest = pins((ROOT / lock).read_text()), pins(resolved(options))
    for name, version in newer(ours, newest).items():
        cutoff = f"{name}={day.isoformat(timespec='seconds')}"
        then = pins(resolved([*options, "--exclude-newer-package", cutoff]))
        if name in newer(ours, then):
            yield f"{lock}: {name} is {ours[name]}; {then[name]} is older than a month."
        else:
            print(f"{lock}: {name} is {ours[name]}; {version} is there, for less than a month.")


def newer(ours: dict[str, str], theirs: dict[str, str]) -> dict[str, str]:
    found = {name: theirs[name] for name in ours.keys() & theirs.keys()}
    return {name: v for name, v in sorted(found.items()) if Version(v) > Version(ours[name])}


def pins(text: str) -> dict[str, str]:
    return dict(PIN.findall(text))


def resolved(options: list[str]) -> str:
    """What `make lock ARGS=--upgrade` would write; nothing where no release is old enough."""
    command = [
        f"{TOOLS}/uv",
        "pip",
        "compile",
        "--quiet",
        "--universal",
        "--python-version",
        "3.11",
    ]
    command += ["--no-header", "--upgrade", "pyproject.toml", *options]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode and "exclude-newer" not in done.stderr:
        sys.exit(done.stderr)
    return done.stdout


def asked(name: str) -> int:
    """0 when no hole is known. A source that cannot be asked has not said so, which is a 1, too."""
    done = subprocess.run(ADVISORIES[name], cwd=ROOT, capture_output=True, text=True, check=False)
    print(f"{name}: {'not sure' if done.returncode else 'no hole is known'}")
    said = (done.stdout + done.stderr).strip().splitlines()
    print("\n".join(f"  {line}" for line in said[-8:] if done.returncode))
    return min(done.returncode, 1)


if __name__ == "__main__":
    sys.exit(main())
