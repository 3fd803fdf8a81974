"""The inquiry and everything around it, one module per idea."""

from .access import Access
from .asked import InquiryInterest, InquiryProgram
from .consent import Consent
from .delivery import Delivery
from .edition import Edition
from .form_option import FormOption
from .inquiry import Inquiry
from .merge import Merge, NotTheSame
from .move import Move
from .note import Change, Note
from .prospect import Prospect
from .rate_bucket import RateBucket
from .reply import Reply, ReplyTemplate
from .routing import ProgramRouting

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
    "Merge",
    "Move",
    "NotTheSame",
    "Note",
    "ProgramRouting",
    "Prospect",
    "RateBucket",
    "Reply",
    "ReplyTemplate",
]
