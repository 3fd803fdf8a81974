from .alert import Alert
from .blocks import (
    Block,
    CallToAction,
    Contact,
    Figures,
    LinkList,
    Picture,
    Quotation,
    RichText,
)
from .facts import ResourceLink, SchoolFigure, SiteFacts, SocialLink
from .home import HomeBlock, HomeFeature, HomeLink
from .page import Page

__all__ = [
    "Alert",
    "Block",
    "CallToAction",
    "Contact",
    "Figures",
    "HomeBlock",
    "HomeFeature",
    "HomeLink",
    "LinkList",
    "Page",
    "Picture",
    "Quotation",
    "ResourceLink",
    "RichText",
    "SchoolFigure",
    "SiteFacts",
    "SocialLink",
]
