"""A web page's paragraphs and tables as PDF files by reportlab, typst and WeasyPrint, and as workbooks by openpyxl and
xlwt, in the shapes that offices send them in. usage: makers.py PAGE.html FOLDER FONT.ttf"""

import os
import random
import sys

import openpyxl
import typst
import weasyprint
import xlwt
from flat_page import Page, placed
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

blocks, folder = Page(sys.argv[1]).blocks, sys.argv[2]
pdfmetrics.registerFont(TTFont("Embedded", sys.argv[3]))
pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))


def number(canvas, document):
    canvas.setFont("Helvetica", 9)
    canvas.drawCentredString(A4[0] / 2, 30, f"- {document.page} -")


def pdf(name, font, size, paper=A4, lines=0.5, ruled="GRID"):
    style = ParagraphStyle("p", fontName=font, fontSize=size, leading=size * 1.6, wordWrap="CJK")
    small = ParagraphStyle("s", fontName=font, fontSize=size * 0.6, leading=size * 0.75, wordWrap="CJK")
    story = []
    for block in blocks:
        if isinstance(block, str):
            indented = not block.startswith(tuple("一二三四五六"))
            p = ParagraphStyle("i", parent=style, firstLineIndent=size * 2 if indented else 0)
            story.append(Paragraph(block.replace("&", "&amp;").replace("<", "&lt;"), p))
            continue
        cells, width = placed(block)
        data = [[""] * width for _ in block]
        look = [("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
        kinds = {"FRAMED": ["LINEAFTER", "BOX"], None: []}.get(ruled, [ruled])
        look += [(kind, (0, 0), (-1, -1), lines, "black") for kind in kinds]
        for r, c, rows, cols, text in cells:
            data[r][c] = Paragraph(text, small)
            look.append(("SPAN", (c, r), (c + cols - 1, r + rows - 1)))
        room = paper[0] - 120
        labels = 3 if width > 8 else 1
        wide = [room * 0.4 / labels] * labels + [room * 0.6 / (width - labels)] * (width - labels)
        story.append(Table(data, wide if width < 12 else [room / width] * width, style=look))
    page = SimpleDocTemplate(f"{folder}/{name}.pdf", pagesize=paper, leftMargin=60, rightMargin=60)
    page.build(story, onFirstPage=number, onLaterPages=number)


pdf("reportlab, font embedded", "Embedded", 11)
pdf("reportlab, font named", "STSong-Light", 12)
pdf("reportlab, landscape", "Embedded", 10, paper=landscape(A4))
pdf("reportlab, thick lines", "STSong-Light", 10, lines=2)
# Read where the sums prove it, else asked.
pdf("asked: reportlab, upright lines", "Embedded", 10, ruled="LINEAFTER")
pdf("asked: reportlab, upright lines in a frame", "Embedded", 10, ruled="FRAMED")
pdf("asked: reportlab, no lines", "Embedded", 10, ruled=None)
# So wide that every label stands in one line.
pdf("asked: reportlab, wide, no lines", "Embedded", 6, paper=(1800, 1200), ruled=None)


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def typeset(name, stroke):
    out = ['#set page(paper: "a4", margin: 2cm, numbering: "1")', '#set text(font: "Gongkai Kai", size: 11pt, lang: "zh")']
    for block in blocks:
        if isinstance(block, str):
            out.append(f"#par[#{quoted(block)}]")
            continue
        cells, width = placed(block)
        out.append(f"#table(columns: {width}, stroke: {stroke}, inset: 3pt,")
        for r, c, rows, cols, text in cells:
            place = f"x: {c}, y: {r}, rowspan: {rows}, colspan: {cols}"
            out.append(f"  table.cell({place})[#text(size: 6pt, {quoted(text)})],")
        out.append(")")
    source = f"{folder}/typst.typ"
    open(source, "w", encoding="utf-8").write("\n".join(out))
    fonts = [sys.argv[3].rsplit("/", 1)[0]]
    typst.compile(source, output=f"{folder}/{name}.pdf", font_paths=fonts)
    os.remove(source)


typeset("typst", "0.5pt")
typeset("asked: typst, no lines", "none")
weasyprint.HTML(sys.argv[1]).write_pdf(f"{folder}/WeasyPrint.pdf")


def value(text, numbers):
    if not numbers:
        return text
    try:
        v = float(text)
    except ValueError:
        return text
    # As programs that add up in binary fractions leave it.
    return v if v == int(v) else v * (1 + 2**-52)


def sheets(one):
    """Names of sheets, each with its paragraphs and tables."""
    if one:
        return [("报告", blocks)]
    out = [("说明", [])]
    for block in blocks:
        if isinstance(block, str):
            out[-1][1].append(block)
        else:
            head = [out[-1][1].pop()] if out[-1][1] else []
            out.append((f"表{len(out)}", head + [block]))
            out.append((f"其余{len(out)}", []))
    return [s for s in out if s[1]]


def xlsx(name, one, numbers, merged, offset, hidden_too=False):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, content in sheets(one):
        sheet, row = book.create_sheet(title), 1 + offset
        for block in content:
            if isinstance(block, str):
                sheet.cell(row, 1 + offset, block)
                row += 2
                continue
            for r, c, rows, cols, text in placed(block)[0]:
                sheet.cell(row + r, 1 + offset + c, value(text, numbers))
                if merged and rows * cols > 1:
                    last = (row + r + rows - 1, offset + c + cols)
                    sheet.merge_cells(None, row + r, 1 + offset + c, *last)
            row += len(block) + 1
            if hidden_too:
                # Last year's table, out of sight, right below.
                for r, c, rows, cols, text in placed(block)[0]:
                    sheet.cell(row - 1 + r, 1 + offset + c, "9" if text.isdigit() else text)
                    sheet.row_dimensions[row - 1 + r].hidden = True
                row += len(block)
        # A stray mark far down is common.
        sheet.cell(90_000, 200, " ")
    hidden = book.create_sheet("旧数据")
    hidden.sheet_state = "hidden"
    hidden.cell(1, 1, "不要读")
    book.save(f"{folder}/{name}.xlsx")


xlsx("openpyxl, one sheet", True, True, True, 0)
xlsx("openpyxl, a sheet a table", False, True, True, 2)
xlsx("openpyxl, numbers as text", True, False, True, 0)
xlsx("openpyxl, unmerged", True, True, False, 1)
xlsx("openpyxl, hidden rows", False, True, True, 0, True)

book = xlwt.Workbook(encoding="utf-8")
for title, content in sheets(False):
    sheet, row = book.add_sheet(title), 0
    for block in content:
        if isinstance(block, str):
            sheet.write(row, 0, block)
            row += 2
            continue
        for r, c, rows, cols, text in placed(block)[0]:
            sheet.write_merge(row + r, row + r + rows - 1, c, c + cols - 1, value(text, True))
        row += len(block) + 1
book.save(f"{folder}/xlwt.xls")
