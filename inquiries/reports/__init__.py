"""Reports: numbers about inquiries, never about one.

`counting.py` says what one inquiry counts as, `kept.py` keeps the figures of days, `report.py` adds
them up for a period, `breakdowns.py`, `funnel.py` and `dead_letters.py` make tables of them, with
small numbers hidden by `hiding.py`; `charts.py` and `export.py` show the tables.
"""
