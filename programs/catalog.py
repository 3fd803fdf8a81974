"""The programs as lists show them: a dozen rows that every page wants and that seldom change."""

from content.stamp import per_stamp

from .models import DegreeType, Program


@per_stamp
def by_degree_type() -> list[tuple[DegreeType, list[Program]]]:
    """Degree types in their order, each with its public programs in the listing's order."""
    return Program.objects.public().by_degree_type()
