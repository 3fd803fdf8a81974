"""The table that a run ends with: what each target cost, and whether its budget held."""

import os
from statistics import median

from bench.targets import Target

POST_P99_MS = 150
MOST_MB = {"at first": 60, "after the run": 80}  # the run works at the desk, too (ADR 28)
Row = dict[str, float]
Rows = dict[str, list[Row]]


def report(asked: dict[str, Target], rows: Rows, idle: list[float], busy: list[float]) -> bool:
    """Prints it; whether all budgets held."""
    print(f"\nload {os.getloadavg()[0]:.1f}; each figure the median of the rounds")
    head = ("target", "CPU ms", "req/s", "p50 ms", "p99 ms", "of its reference", "budget", "")
    print("{:14}{:>8}{:>9}{:>9}{:>9}   {:38}{:10}{}".format(*head))
    kept = [line(name, target, rows) for name, target in asked.items()]
    if "post" in rows:
        kept.append(said("post, p99", middle(rows["post"], "p99"), POST_P99_MS, "ms"))
    for (when, most), sizes in zip(MOST_MB.items(), (idle, busy), strict=True):
        if sizes:
            kept.append(said(f"memory of a web process {when}", max(sizes), most, "MB"))
    return all(kept)


def said(what: str, measured: float, most: float, unit: str) -> bool:
    held = measured <= most
    verdict = "" if held else "MISSED"
    print(f"{what}: {measured:.0f} {unit}, budget {most:.0f} {unit} {verdict}")
    return held


def line(name: str, target: Target, rows: Rows) -> bool:
    figures = [middle(rows[name], column) for column in ("cpu", "rps", "p50", "p99")]
    shares, budget, held = compared(name, target, rows)
    cells = "{:>8.2f}{:>9.0f}{:>9.1f}{:>9.1f}".format(*figures)
    print(f"{name:14}{cells}   {shares:38}{budget:10}{'' if held else 'MISSED'}", flush=True)
    return held


def compared(name: str, target: Target, rows: Rows) -> tuple[str, str, bool]:
    """The share of the reference, paired by round; the budget; whether it held."""
    if not target.against:
        return "", "", True
    column, least = ("rps", target.rate) if target.rate else ("cpu", None)
    pairs = zip(rows[name], rows[target.against], strict=True)
    shares = [ours[column] / theirs[column] for ours, theirs in pairs]
    share = median(shares)
    what = "CPU" if column == "cpu" else "req/s"
    span = f"[{min(shares):.0%}..{max(shares):.0%}]"
    text = f"{share:.0%} {span} {what} of {target.against}"
    if least:
        return text, f">= {least:.0%}", share >= least
    return text, f"<= {target.cpu:.0%}" if target.cpu else "", share <= (target.cpu or share)


def middle(rows: list[Row], column: str) -> float:
    return median(row[column] for row in rows)
