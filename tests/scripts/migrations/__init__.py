"""What might be brought to the app `search` one day: a table, and a column that goes."""
