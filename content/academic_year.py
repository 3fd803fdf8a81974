from datetime import date

FIRST_MONTH = 7


def academic_year(day: date) -> int:
    """The calendar year in which the academic year of `day` began: 2026 for October 2026."""
    return day.year if day.month >= FIRST_MONTH else day.year - 1


def span(year: int) -> str:
    """The academic year that begins in `year`, as the school writes it: 2027–2028."""  # noqa: RUF002
    return f"{year}–{year + 1}"
