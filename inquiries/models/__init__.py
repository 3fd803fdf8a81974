"""The inquiry and everything around it, one module per idea."""

from .access import Access
from .asked import InquiryInterest, InquiryProgram
from .consent import Consent
from .delivery import Delivery
from .edition import Edition
from .form_option import FormOption
from .inquiry import Inquiry
from .note import Change, Note
from .prospect import Prospect
from .rate_bucket import RateBucket
from .routing import ProgramRouting
from .work import KeptSearch, SavedView, Visit

__all__ = [
    "Access",
    "Change",
    "Consent",
    "Delivery",
    "Edition",
    "FormOption",
    "Inquiry",
    "InquiryInterest",
    "InquiryProgram",
    "KeptSearch",
    "Note",
    "ProgramRouting",
    "Prospect",
    "RateBucket",
    "SavedView",
    "Visit",
]
