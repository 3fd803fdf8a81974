"""The inquiry and everything around it, one module per idea."""

from .delivery import Delivery
from .form_option import FormOption
from .inquiry import Inquiry, InquiryInterest, InquiryProgram, Note, Prospect
from .rate_bucket import RateBucket

__all__ = [
    "Delivery",
    "FormOption",
    "Inquiry",
    "InquiryInterest",
    "InquiryProgram",
    "Note",
    "Prospect",
    "RateBucket",
]
