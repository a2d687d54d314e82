"""A web page's paragraphs and tables as a PDF file by cairo, as many Linux programs print through it.
usage: cairo_page.py PAGE.html OUT.pdf FONT.ttf"""

import os
import sys
import tempfile

conf = tempfile.NamedTemporaryFile("w", suffix=".conf", delete=False)
conf.write(f"<fontconfig><dir>{os.path.dirname(os.path.realpath(sys.argv[3]))}</dir></fontconfig>")
conf.close()
os.environ["FONTCONFIG_FILE"] = conf.name

import cairocffi as cairo  # noqa: E402
from flat_page import Page, placed  # noqa: E402

WIDE, HIGH, EDGE, SIZE, SMALL = 595, 842, 56, 11, 6.5
surface = cairo.PDFSurface(sys.argv[2], WIDE, HIGH)
c = cairo.Context(surface)
c.select_font_face("Gongkai Kai")
y = EDGE


def lines(text, size, room):
    c.set_font_size(size)
    out, line = [], ""
    for sign in text:
        if line and c.text_extents(line + sign)[4] > room:
            out.append(line)
            line = ""
        line += sign
    return out + [line]


def write(text, x, at, size):
    c.set_font_size(size)
    c.move_to(x, at)
    c.show_text(text)


def room_for(height):
    global y
    if y + height > HIGH - EDGE:
        c.show_page()
        y = EDGE


def table(block):
    global y
    cells, width = placed(block)
    labels = 3 if width > 8 else 1 if width < 8 else 0
    room = WIDE - 2 * EDGE
    share = [room * 0.4 / labels] * labels if labels else []
    share += [(room - sum(share)) / (width - labels)] * (width - labels)
    left = [EDGE + sum(share[:i]) for i in range(width + 1)]
    high = [SMALL * 1.4 + 4] * len(block)
    for r, k, rows, cols, text in cells:
        need = len(lines(text, SMALL, left[k + cols] - left[k] - 4)) * SMALL * 1.3 + 4
        high[r + rows - 1] += max(0, need - sum(high[r : r + rows]))
    # A page takes rows as long as no cell goes over its end.
    open_until, pieces = 0, [[]]
    for r in range(len(block)):
        pieces[-1].append(r)
        open_until = max([open_until] + [r0 + rows for r0, _, rows, _, _ in cells if r0 == r])
        if open_until <= r + 1:
            pieces.append([])
    for piece in filter(None, pieces):
        room_for(sum(high[r] for r in piece))
        for r, k, rows, cols, text in (cell for cell in cells if cell[0] in piece):
            top, tall = y + sum(high[piece[0] : r]), sum(high[r : r + rows])
            c.set_line_width(0.5)
            c.rectangle(left[k], top, left[k + cols] - left[k], tall)
            c.stroke()
            said = lines(text, SMALL, left[k + cols] - left[k] - 4)
            at = top + (tall - len(said) * SMALL * 1.3) / 2 + SMALL
            for line in said:
                write(line, left[k] + 2, at, SMALL)
                at += SMALL * 1.3
        y += sum(high[r] for r in piece)
    y += SIZE


for block in Page(sys.argv[1]).blocks:
    if not isinstance(block, str):
        table(block)
        continue
    for i, line in enumerate(lines("　　" + block, SIZE, WIDE - 2 * EDGE)):
        room_for(SIZE * 1.6)
        y += SIZE * 1.6
        write(line, EDGE, y - 4, SIZE)
surface.finish()
os.remove(conf.name)
