"""How far inquiries got, and how soon they had their answer."""

from collections.abc import Mapping
from dataclasses import dataclass

from . import hiding
from .report import Part, Report
from .table import Row, Table, change, number, percent


@dataclass(frozen=True)
class Step:
    name: str
    label: str
    means: str


STEPS = [
    Step("asked", "Asked", "Sent the form. Spam is left out."),
    Step(
        "confirmed",
        "Confirmed",
        "Of these, the address is good: nobody doubted it, or the person confirmed it by the link "
        "in our mail, or staff released the inquiry. All other tables are of these.",
    ),
    Step("delivered", "Delivered", "The mail with the brochure has left, and did not come back."),
    Step(
        "opened",
        "Opened the brochure page",
        "Its web page was open in a browser with JavaScript, and somebody moved, scrolled or typed "
        "there. Who reads the PDF alone, or without JavaScript, is not counted, nor are staff.",
    ),
    Step("answered", "Answered", "A member of staff has marked it as answered."),
]
ALL_BUT = "all but fewer than 5"
HIDDEN = "hidden beside a number fewer than 5"


def funnel(report: Report) -> Table:
    return Table(
        "funnel",
        "From the form to the answer",
        "Each step counts the inquiries of this period, whenever they came that far.",
        "Step",
        ["Inquiries", "Share of those who asked", "Period before", "What it means"],
        [step_row(report, step) for step in STEPS],
    )


def step_row(report: Report, step: Step) -> Row:
    now, then = report.step(step.name), report.step_before(step.name)
    text = step_text(report, step.name, now, report.step("confirmed"))
    text_before = step_text(report, step.name, then, report.step_before("confirmed"))
    share = "" if text else percent(now, report.step("asked"))
    if report.is_filtered and hiding.is_small(report.step("unconfirmed")):
        share = ""  # it would say how many asked
    cells = [text or number(now), share, text_before or number(then), step.means]
    return Row(step.label, cells, None if text else now, None if text_before else then)


def step_text(report: Report, name: str, count: int, confirmed: int) -> str:
    """What stands in place of the count, since the number beside it says how many are missing."""
    if not report.is_filtered:
        return ""
    if hiding.is_small(count):
        return hiding.FEWER
    if hiding.is_small(abs(count - confirmed)):
        return HIDDEN if name == "asked" else ALL_BUT
    return ""


def timeline(report: Report) -> Table:
    """By day, week or month, beside the same place in the period before."""
    parts, before = report.parts, report.parts_before
    now = {str(place): confirmed(part) for place, part in enumerate(parts)}
    then = {str(place): confirmed(part) for place, part in enumerate(before)}
    texts, texts_before = (texts_of(report, counts) for counts in (now, then))
    rows = []
    for place, part in enumerate(parts):
        key = str(place)
        then_text = texts_before.get(key, "") or (number(then[key]) if key in then else "–")
        cells = [texts.get(key) or number(now[key]), then_text]
        is_shown = key in then and key not in texts_before
        cells.append(change(now[key], then[key]) if is_shown and key not in texts else "")
        rows.append(
            Row(
                str(part),
                cells,
                None if key in texts else now[key],
                then[key] if is_shown else None,
            )
        )
    says = f"By the {report.by} in which the form was sent, in Boston."
    columns = ["Inquiries", "Period before", "Change"]
    return Table("weeks", f"By {report.by}", says, report.by.capitalize(), columns, rows)


def confirmed(part: Part) -> int:
    return part.figures.get("step", {}).get("confirmed", 0)


def texts_of(report: Report, counts: Mapping[str, int]) -> hiding.Texts:
    return hiding.hidden(counts) if report.is_filtered else {}


def answer_times(report: Report) -> Table:
    """By the week in which they asked; the last row is the whole period."""
    whole = Part(report.period, report.now)
    answered = {str(place): number_answered(part) for place, part in enumerate(report.parts)}
    texts = texts_of(report, answered)
    rows = [
        answer_row(str(part), part, texts.get(str(place), ""))
        for place, part in enumerate(report.parts)
        if number_answered(part)
    ]
    of_all = hiding.FEWER if report.is_filtered and hiding.is_small(number_answered(whole)) else ""
    return Table(
        "answers",
        "How soon they were answered",
        "Of the inquiries of this period that have an answer, from the form to the first answer; "
        "nights and weekends count. In time: by the desk’s own clock, with its hours and holidays.",
        report.by.capitalize(),
        ["Answered", "Half of them within", "80% within", "In time"],
        [*rows, answer_row("The whole period", whole, of_all)],
    )


def answer_row(name: str, part: Part, hidden: str) -> Row:
    answered = number_answered(part)
    if hidden or not answered:
        return Row(name, [hidden or "0", "", "", ""])
    in_time = part.figures["step"].get("in_time", 0)
    hours = part.figures["hours"]
    cells = [lasting(within(hours, 0.5)), lasting(within(hours, 0.8)), percent(in_time, answered)]
    return Row(name, [number(answered), *cells], answered)


def number_answered(part: Part) -> int:
    return part.figures.get("step", {}).get("answered", 0)


def within(hours: Mapping[str, int], share: float) -> int:
    """In how many hours that share had its answer: each kept as the whole hours that had passed."""
    wanted, so_far = share * sum(hours.values()), 0
    for hour in sorted(map(int, hours)):
        so_far += hours[str(hour)]
        if so_far >= wanted:
            break
    return hour + 1


def lasting(hours: int) -> str:
    if hours < 48:
        return f"{hours} hour{'' if hours == 1 else 's'}"
    return f"{hours / 24:.1f} days"
