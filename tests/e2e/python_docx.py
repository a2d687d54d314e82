"""A web page's paragraphs and tables as a Word file by python-docx, merged cells and all."""

import sys
from html.parser import HTMLParser

import docx


class Page(HTMLParser):
    def __init__(self):
        super().__init__()
        self.blocks, self.table, self.text = [], None, None

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag in ("p", "h1", "h2", "h3", "h4"):
            self.text = ""
        elif tag == "table":
            self.table = []
        elif tag == "tr":
            self.table.append([])
        elif tag in ("td", "th"):
            self.text = ""
            self.table[-1].append([int(attrs.get("rowspan", 1)), int(attrs.get("colspan", 1)), ""])

    def handle_endtag(self, tag):
        if tag in ("p", "h1", "h2", "h3", "h4"):
            self.blocks.append(self.text)
        elif tag in ("td", "th"):
            self.table[-1][-1][2] = self.text
        elif tag == "table":
            self.blocks.append(self.table)
            self.table = None

    def handle_data(self, data):
        if self.text is not None:
            self.text += data


page = Page()
page.feed(open(sys.argv[1], encoding="utf-8").read())
document = docx.Document()
for block in page.blocks:
    if isinstance(block, str):
        document.add_paragraph(block)
        continue
    taken, cells, width = set(), [], 0
    for r, row in enumerate(block):
        c = 0
        for rows, cols, text in row:
            while (r, c) in taken:
                c += 1
            taken |= {(r + i, c + j) for i in range(rows) for j in range(cols)}
            cells.append((r, c, rows, cols, text))
            width = max(width, c + cols)
    table = document.add_table(len(block), width)
    for r, c, rows, cols, text in cells:
        cell = table.cell(r, c)
        if rows > 1 or cols > 1:
            cell = cell.merge(table.cell(r + rows - 1, c + cols - 1))
        cell.text = text
document.save(sys.argv[2])
