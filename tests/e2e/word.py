"""The Word files beside the PDFs of the same reports: pages, and the words of each line of text, as LibreOffice sets
them with our faces under the official names.

usage: word.py FOLDER [-v]  FOLDER has NAME.pdf and NAME.docx. A line is compared with the lines of the other file in
order; words in tables and captions (type smaller than the text's) are not. The pages are judged, one in twenty may
differ. Lines are counted twice. "As it is": LibreOffice 7.4 sets neighbouring marks （，“） no closer. "As Word": they are
half as wide, as Word reads in the file (compressPunctuation) and as on our pages.
"""

import difflib
import pathlib
import re
import subprocess
import sys
import tempfile
from xml.etree import ElementTree

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
FACES = {
    "仿宋_GB2312": "FandolFang",
    "楷体_GB2312": "Gongkai Kai",
    "黑体": "Gongkai Hei",
    "宋体": "Gongkai Song",
    "方正小标宋简体": "Gongkai Title",
}
# The text is of 16 pt; tables of 10.5, captions and page numbers of 14.
TEXT = 15


def fonts(folder):
    """A fontconfig file by which our faces stand for the official ones."""
    match = "".join(
        f'<match target="pattern"><test name="family"><string>{name}</string></test>'
        f'<edit name="family" mode="assign" binding="same"><string>{face}</string></edit></match>'
        for name, face in FACES.items()
    )
    path = folder / "fonts.conf"
    path.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<dir>{ROOT / 'assets/fonts'}</dir><dir>/usr/share/fonts</dir><cachedir>{folder / 'cache'}</cachedir>"
        f"{match}</fontconfig>"
    )
    return path


def lines(pdf):
    """Pages, each a list of lines of text."""
    command = ["pdftohtml", "-xml", "-i", "-stdout", "-zoom", "1", pdf]
    tree = ElementTree.fromstring(subprocess.run(command, check=True, capture_output=True).stdout)
    sizes, pages = {}, []
    for page in tree.iter("page"):
        sizes.update({f.get("id"): int(f.get("size")) for f in page.iter("fontspec")})
        found = []
        for t in page.iter("text"):
            words = "".join(t.itertext()).replace(" ", "")
            if sizes[t.get("font")] < TEXT or not words:
                continue
            middle, left = int(t.get("top")) + int(t.get("height")) / 2, int(t.get("left"))
            line = next((l for l in found if abs(l[0] - middle) < 8), None)
            if line is None:
                found.append((middle, [(left, words)]))
            else:
                line[1].append((left, words))
        pages.append(["".join(w for _, w in sorted(parts)) for _, parts in sorted(found)])
    return pages


# Marks with a blank half at their right, and at their left.
CLOSERS, OPENERS = "，。、；：）》〉〕】」』”’", "（《〈〔【「『“‘"
PAIR = re.compile(f"[{CLOSERS}](?=[{OPENERS}{CLOSERS}])|[{OPENERS}](?=[{OPENERS}])")
HALF = (
    '<style:style style:name="Half" style:family="text"><style:text-properties style:text-scale="50%"/></style:style>'
)


def as_word(odt):
    """A document with its neighbouring marks set closer."""
    head, body = odt.split("<office:text", 1)
    half = lambda mark: f'<text:span text:style-name="Half">{mark.group(0)}</text:span>'
    body = re.sub(">([^<]+)<", lambda words: f">{PAIR.sub(half, words.group(1))}<", body)
    end = "</office:automatic-styles>"
    return head.replace(end, HALF + end, 1) + "<office:text" + body


def same(a, b):
    """The lines of two files, and the share of them that are equal."""
    a, b = ([line for page in pages for line in page] for pages in (a, b))
    equal = sum(m.size for m in difflib.SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks())
    return a, b, equal / max(len(a), len(b), 1)


def main(folder):
    folder, bad = pathlib.Path(folder), False
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        files = sorted(folder.glob("*.docx"))
        environment = {"FONTCONFIG_FILE": str(fonts(work)), "HOME": str(work), "PATH": "/usr/bin:/bin"}

        def convert(form, sources, into=work):
            subprocess.run(
                ["soffice", "--headless", f"-env:UserInstallation=file://{work}/profile", "--convert-to", form,
                 "--outdir", into, *sources],
                check=True, capture_output=True, env=environment,
            )

        # Pages are those of the file itself: on the way through its own format LibreOffice forgets which tables it may not cut.
        convert("pdf", files, work / "pages")
        # LibreOffice reads no autoSpaceDE, by which Word sets no blank between Chinese and digits: it is told so.
        convert("fodt", files)
        for odt in list(work.glob("*.fodt")):
            text = odt.read_text().replace('text-autospace="ideograph-alpha"', 'text-autospace="none"')
            odt.write_text(text)
            (work / f"word-{odt.name}").write_text(as_word(text))
        convert("pdf", sorted(work.glob("*.fodt")))
        print(f"{'report':24} pages ours, Word  lines  as it is  as Word")
        for file in files:
            ours, theirs = lines(file.with_suffix(".pdf")), lines(work / f"{file.stem}.pdf")
            word = lines(work / f"word-{file.stem}.pdf")
            (a, b, share), (_, told, closer) = same(ours, theirs), same(ours, word)
            pages = lines(work / "pages" / f"{file.stem}.pdf")
            bad = bad or abs(len(ours) - len(pages)) * 20 > len(ours)
            count = max(len(a), len(b))
            print(f"{file.stem:24} {len(ours):10}, {len(pages):4} {count:6}  {share:8.1%} {closer:8.1%}")
            if "-v" in sys.argv:
                for line in difflib.unified_diff(a, told, lineterm="", n=0):
                    print("   ", line)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
