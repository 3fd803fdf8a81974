"""The desk's work list: what stands in it, how it is narrowed and searched, and what is counted.

The admin shows it (inquiries/admin/worklist.py); here is what it means. Made for a million rows:
nothing counts them all, and nothing reads more than it shows.
"""
