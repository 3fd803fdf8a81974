"""A brochure as its reader meets it: words in their order, bookmarks, links, tags."""

from io import BytesIO

from pypdf import PdfReader

from inquiries.brochure import document
from inquiries.brochure.contents import brochure_of
from inquiries.models import Inquiry

PAGE_URL = "/brochure/a-token/"


def drawn(inquiry):
    # as the view reads it: nothing of an earlier reading is kept
    return document.pdf(brochure_of(Inquiry.objects.get(pk=inquiry.pk), PAGE_URL))


class Pdf:
    def __init__(self, file):
        self.reader = PdfReader(BytesIO(file))
        self.pages = [" ".join(page.extract_text().split()) for page in self.reader.pages]
        self.text = " ".join(self.pages)
        self.catalog = self.reader.trailer["/Root"]

    @property
    def links(self):
        annotations = [
            annotation.get_object()
            for page in self.reader.pages
            for annotation in page.get("/Annots", [])
        ]
        return {annotation["/A"].get("/URI") for annotation in annotations if "/A" in annotation}

    @property
    def fonts_of_the_cover(self):
        fonts = self.reader.pages[0]["/Resources"]["/Font"].values()
        return {font.get_object()["/BaseFont"] for font in fonts}

    @property
    def bookmarks(self):
        return [entry.title for entry in self.reader.outline if not isinstance(entry, list)]

    @property
    def alternatives(self):
        """The texts that stand for figures."""
        return [node["/Alt"] for node in self.tags() if "/Alt" in node and node["/S"] == "/Figure"]

    def tags(self, node=None):
        node = node or self.catalog["/StructTreeRoot"]
        children = node.get("/K", [])
        for child in children if isinstance(children, list) else [children]:
            element = child.get_object() if hasattr(child, "get_object") else child
            if isinstance(element, dict) and "/S" in element:
                yield element
                yield from self.tags(element)
