"""Bars and columns: their sizes follow the numbers, and what is hidden is not drawn."""

from inquiries.reports import charts
from inquiries.reports.table import Row, Table


def table_of(*rows):
    return Table("countries", "Countries", "", "Country", [], list(rows))


def test_longest_bar_has_the_whole_width():
    drawn = charts.bars(table_of(Row("A", ["8"], 8, 4), Row("B", ["2"], 2, 0)))

    assert [(bar.width, bar.width_before) for bar in drawn.bars] == [(100, 50), (25, 0)]


def test_hidden_count_has_no_bar():
    drawn = charts.bars(table_of(Row("A", ["8"], 8), Row("B", ["fewer than 5"], None)))

    assert [bar.name for bar in drawn.bars] == ["A"]
    assert drawn.left == 1


def test_table_of_nothing_has_no_chart():
    assert charts.bars(table_of()) is None
    assert charts.columns(table_of(Row("A", ["0"], 0, 0)), ["A"]) is None


def test_many_rows_are_left_to_the_table():
    drawn = charts.bars(table_of(*(Row(f"{n}", ["9"], 9) for n in range(20))))

    assert (len(drawn.bars), drawn.left) == (charts.MOST_BARS, 20 - charts.MOST_BARS)


def test_columns_lie_within_the_chart_with_few_labels():
    drawn = charts.columns(table_of(*(Row(f"{n}", [""], n, 1) for n in range(40))), ["L"] * 40)

    assert all(c.x >= 0 and c.x + c.width <= 100 and c.y >= 0 for c in drawn.columns)
    assert sum(bool(column.label) for column in drawn.columns) == charts.LABELS


def test_long_name_is_shortened_in_the_chart_alone():
    assert charts.short("Master of Medical Sciences in Clinical Investigation").endswith("…")
    assert len(charts.short("A" * 99)) == charts.LONGEST_NAME
