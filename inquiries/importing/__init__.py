"""The old form's export in: read, shown, decided upon, stored.

reading.py makes of a file its rows' fates, a batch at a time; nothing of the desk changes. What a
person then confirms, storing.py writes in one short transaction. work.py is what the worker calls.
"""
