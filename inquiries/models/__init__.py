"""The inquiry and everything around it, one module per idea."""

from .access import Access
from .asked import InquiryInterest, InquiryProgram
from .consent import Consent
from .day_figures import ChangedDay, DayFigures, Reports
from .delivery import Delivery
from .edition import Edition
from .form_option import FormOption
from .inquiry import Inquiry
from .note import Change, Note
from .prospect import Prospect
from .rate_bucket import RateBucket
from .routing import ProgramRouting

__all__ = [
    "Access",
    "Change",
    "ChangedDay",
    "Consent",
    "DayFigures",
    "Delivery",
    "Edition",
    "FormOption",
    "Inquiry",
    "InquiryInterest",
    "InquiryProgram",
    "Note",
    "ProgramRouting",
    "Prospect",
    "RateBucket",
    "Reports",
]
