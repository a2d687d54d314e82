"""A web page's paragraphs and tables as a Word file by python-docx, merged cells and all."""

import sys

import docx
from flat_page import Page, placed

document = docx.Document()
for block in Page(sys.argv[1]).blocks:
    if isinstance(block, str):
        document.add_paragraph(block)
        continue
    cells, width = placed(block)
    table = document.add_table(len(block), width)
    for r, c, rows, cols, text in cells:
        cell = table.cell(r, c)
        if rows > 1 or cols > 1:
            cell = cell.merge(table.cell(r + rows - 1, c + cols - 1))
        cell.text = text
document.save(sys.argv[2])
