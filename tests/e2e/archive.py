"""PDFs as an archive would judge them: PDF/A-2a and PDF/UA-1 by an independent validator.

usage: archive.py FILE.pdf…  Two rules are judged here instead: the validator reads no widths from reduced CFF faces
(it takes each for 0), so every width in the PDF is compared with the face's own; and it takes a stream's last byte for
the end of a line where it is a carriage return, so every length is counted.
"""

import io
import re
import sys

import page
import pikepdf
from fontTools.cffLib import CFFFontSet
from fontTools.pens.basePen import NullPen

PROFILES = (page.ValidationProfile.PDF_A_2A, page.ValidationProfile.PDF_UA_1)


def widths_said(font):
    """Character number to width, as the PDF has it."""
    said, entries = {}, list(font.get("/W", []))
    while entries:
        first, second = int(entries[0]), entries[1]
        if isinstance(second, pikepdf.Array):
            said.update({first + i: float(w) for i, w in enumerate(second)})
            entries = entries[2:]
        else:
            said.update({n: float(entries[2]) for n in range(first, int(second) + 1)})
            entries = entries[3:]
    return said


def wrong_widths(path):
    """Glyphs whose width in the PDF is not the face's."""
    wrong, seen = [], 0
    with pikepdf.open(path) as pdf:
        composed = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/DescendantFonts" in o]
        for font in (o.DescendantFonts[0] for o in composed):
            if "/FontFile3" not in font.FontDescriptor:
                continue
            face = CFFFontSet()
            face.decompile(io.BytesIO(font.FontDescriptor.FontFile3.read_bytes()), None)
            top = face[0]
            scale = 1000 * (top.FontMatrix[0] if hasattr(top, "FontMatrix") else 0.001)
            for number, said in widths_said(font).items():
                glyph = top.CharStrings[top.charset[number]]
                glyph.draw(NullPen())
                seen += 1
                if abs(glyph.width * scale - said) > 1:
                    wrong.append(f"{font.BaseFont} {number}: {said}, in the face {glyph.width}")
    return wrong, seen


def wrong_lengths(path):
    """Streams that don't end where the PDF says."""
    with open(path, "rb") as f:
        data = f.read()
    streams = re.finditer(rb"/Length (\d+)(?:[^>]|>(?!>))*>>\s*stream\r?\n", data)
    ends = [(m.start(), data[m.end() + int(m[1]) :][:12]) for m in streams]
    wrong = [f"the stream at {at} does not end where it should" for at, end in ends if not end.lstrip().startswith(b"endstream")]
    return wrong or ([] if ends else ["no stream was found"])


def main(paths):
    bad = False
    for path in paths:
        said = []
        for profile in PROFILES:
            for failure in page.validate_pdf(path, profile=profile).failures:
                if "GLYPH-WIDTH" in failure.rule_id and "CIDFontType0C" in failure.message:
                    continue
                if "STREAM-LENGTH" in failure.rule_id:
                    continue
                said.append(f"{profile.name} {failure.rule_id}: {failure.message}")
        wrong, seen = wrong_widths(path)
        said += wrong + wrong_lengths(path)
        if not seen:
            said.append("no reduced face was found")
        bad = bad or bool(said)
        print(f"{path}: " + ("; ".join(said) if said else f"PDF/A-2a and PDF/UA-1 hold, {seen} widths are the faces' own"))
    return 1 if bad or not paths else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
