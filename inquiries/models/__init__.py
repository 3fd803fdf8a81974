"""The inquiry and everything around it, one module per idea."""

from .access import Access
from .asked import InquiryInterest, InquiryProgram
from .consent import Consent
from .delivery import Delivery
from .edition import Edition
from .export_choice import ExportChoice
from .form_option import FormOption
from .import_run import ImportRow, ImportRun, ImportUpload
from .inquiry import Inquiry
from .note import Change, Note
from .prospect import Prospect
from .rate_bucket import RateBucket
from .routing import ProgramRouting

__all__ = [
    "Access",
    "Change",
    "Consent",
    "Delivery",
    "Edition",
    "ExportChoice",
    "FormOption",
    "ImportRow",
    "ImportRun",
    "ImportUpload",
    "Inquiry",
    "InquiryInterest",
    "InquiryProgram",
    "Note",
    "ProgramRouting",
    "Prospect",
    "RateBucket",
]
