"""A web page's paragraphs and tables, to be written by other programs."""

from html.parser import HTMLParser


class Page(HTMLParser):
    """`blocks`: words of a paragraph, or rows of cells, each with rows, columns and words."""

    def __init__(self, path):
        super().__init__()
        self.blocks, self.table, self.text = [], None, None
        self.feed(open(path, encoding="utf-8").read())

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


def placed(table):
    """Row, column, rows, columns and words of each cell; how many columns there are."""
    taken, cells, width = set(), [], 0
    for r, row in enumerate(table):
        c = 0
        for rows, cols, text in row:
            while (r, c) in taken:
                c += 1
            taken |= {(r + i, c + j) for i in range(rows) for j in range(cols)}
            cells.append((r, c, rows, cols, text))
            width = max(width, c + cols)
    return cells, width
