"""The inquiry and everything around it, one module per idea."""

from .absence import Absence
from .access import Access
from .asked import InquiryInterest, InquiryProgram
from .assignment_rule import AssignmentRule
from .consent import Consent
from .day_figures import ChangedDay, DayFigures, Reports
from .delivery import Delivery
from .desk_settings import DeskSettings
from .edition import Edition
from .export_choice import ExportChoice
from .form_option import FormOption
from .hours import Holiday, OfficeHours
from .import_run import ImportRow, ImportRun, ImportUpload
from .inquiry import Inquiry
from .merge import Merge, NotTheSame
from .move import Move
from .note import Change, Note
from .prospect import Prospect
from .rate_bucket import RateBucket
from .reply import Reply, ReplyTemplate
from .routing import ProgramRouting
from .team import Team, TeamMember, Turn
from .work import KeptSearch, SavedView, Visit

__all__ = [
    "Absence",
    "Access",
    "AssignmentRule",
    "Change",
    "ChangedDay",
    "Consent",
    "DayFigures",
    "Delivery",
    "DeskSettings",
    "Edition",
    "ExportChoice",
    "FormOption",
    "Holiday",
    "ImportRow",
    "ImportRun",
    "ImportUpload",
    "Inquiry",
    "InquiryInterest",
    "InquiryProgram",
    "KeptSearch",
    "Merge",
    "Move",
    "NotTheSame",
    "Note",
    "OfficeHours",
    "ProgramRouting",
    "Prospect",
    "RateBucket",
    "Reply",
    "ReplyTemplate",
    "Reports",
    "SavedView",
    "Team",
    "TeamMember",
    "Turn",
    "Visit",
]
