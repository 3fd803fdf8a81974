"""Public pages, drawn once and answered ready-compressed until content or the clock changes them.

`asking.py` says which requests and what of them, `page.py` what is kept and how it is answered,
`memory.py` and `shared.py` where, `middleware.py` puts them together, `figures.py` counts.
"""
