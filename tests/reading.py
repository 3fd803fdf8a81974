"""A page as a visitor meets it: what its main part says and where it leads, whatever the markup."""

from html.parser import HTMLParser

SILENT = {"script", "style", "template"}


class Page(HTMLParser):
    """`text`, `headings` and `links` of <main>, in order; words stand one blank apart."""

    def __init__(self, response):
        super().__init__()
        self.open, self.words, self.headings, self.links = [], [], [], []
        self.feed(response.content.decode())
        self.text = " ".join(" ".join(self.words).split())
        self.headings = [" ".join(heading.split()) for heading in self.headings]

    def handle_starttag(self, tag, attrs):
        if tag == "main" or self.open:
            self.open.append(tag)
        if self.open and tag == "a":
            self.links.append(dict(attrs).get("href"))
        if self.open and tag in {"h1", "h2", "h3"}:
            self.headings.append("")

    def handle_endtag(self, tag):
        if tag in self.open:  # what was left open inside, such as <br>, closes with it
            del self.open[len(self.open) - 1 - self.open[::-1].index(tag) :]

    def handle_data(self, data):
        if not self.open or SILENT.intersection(self.open):
            return
        self.words.append(data)
        if {"h1", "h2", "h3"}.intersection(self.open):
            self.headings[-1] += f" {data}"
