"""What the web processes of a server hold: proportional set size, each shared page by its share."""

import os
from pathlib import Path


def children(pid: int) -> list[int]:
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:  # it has ended
                continue
            if parent == pid:
                found.append(int(folder.name))
    return found


def pss(pid: int) -> float:
    """In megabytes."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    raise ValueError(f"The system does not say what process {pid} holds.")


def of_workers(pid: int) -> list[float]:
    """Of the processes that answer: those that granian's first one has started."""
    if not os.path.exists("/proc/self/smaps_rollup"):
        return []
    found = [pss(child) for child in children(pid)]
    return [size for size in found if size > 10]  # without multiprocessing's own helper
