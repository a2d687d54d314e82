"""The Word files beside the PDFs of the same reports: pages, and the words of each line of text, as LibreOffice sets
them with our faces under the official names.

usage: word.py FOLDER [-v]  FOLDER has NAME.pdf and NAME.docx. A line is compared with the lines of the other file in
order; words in tables and captions (type smaller than the text's) are not. One in twenty of the pages may differ, and
of the lines as Word has them, all together. Lines are counted twice. "As it is": LibreOffice 7.4 reads neither that no
mark stands over a line's end nor the spacing behind the last character of a run. "As Word": it is told.
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
            words = re.sub("[ \u200b\u2060]", "", "".join(t.itertext()))
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


# What LibreOffice's own file says of a character style's spacing, of our text's type, and of a run of digits and letters.
SPACED = re.compile(r'(style:family="text">\s*<style:text-properties[^>]*?)fo:letter-spacing="(-?[\d.]+)in"')
TYPE = re.compile(r'fo:font-size="16pt" fo:letter-spacing="(-?[\d.]+)in"')
LATIN = re.compile(r"(?:&\w+;|[!-%'-;=?-~])+")
# It ends no line between a closing mark and digits or letters, as Word does, but parts dots from the number they follow.
PARTED = re.compile("(?<=[、，。）》〉〕】」』”’])(?=(?:<[^>]+>)*[!-%'-;=?-~])")
JOINED = re.compile("(?<=[!-;=?-~])(?=…)")


def as_word(odt):
    """A document whose characters are as wide as Word makes them: spacing counts behind each, the last of a run too.
    Hanzi and marks are as wide as their type, so that is made smaller; the rest of a run takes on its last one's."""
    odt = odt.replace('style:punctuation-wrap="hanging"', 'style:punctuation-wrap="simple"')
    points = lambda inches: 16 + 72 * float(inches)
    size = next((points(found.group(1)) for found in TYPE.finditer(odt)), 16)
    odt = TYPE.sub('fo:font-size="16pt"', odt).replace('font-size-asian="16pt"', f'font-size-asian="{size:.2f}pt"')
    head, body = odt.split("<office:text", 1)
    share = lambda inches: round(points(inches) / size * 100)
    head = SPACED.sub(lambda style: f'{style.group(1)}style:text-scale="{share(style.group(2))}%"', head)
    runs = set()

    def latin(run):
        length = len(re.sub(r"&\w+;", "&", run.group(0)))
        runs.add(length)
        return f'<text:span text:style-name="Run{length}">{run.group(0)}</text:span>'

    body = JOINED.sub("\u2060", PARTED.sub("\u200b", body))
    body = re.sub(">([^<]+)<", lambda words: f">{LATIN.sub(latin, words.group(1))}<", body)
    closer = lambda n: f'fo:letter-spacing="{(size - 16) * n / (n - 1):.3f}pt"' if n > 1 else 'style:text-scale="97%"'
    style = lambda n: f'<style:style style:name="Run{n}" style:family="text"><style:text-properties {closer(n)}/></style:style>'
    end = "</office:automatic-styles>"
    return head.replace(end, "".join(map(style, sorted(runs))) + end, 1) + "<office:text" + body


def same(a, b):
    """The lines of two files, and how many of them are equal: what a reader gives in another order is."""
    a, b = ([line for page in pages for line in page] for pages in (a, b))
    known = lambda lines: ["".join(sorted(line)) for line in lines]
    blocks = difflib.SequenceMatcher(None, known(a), known(b), autojunk=False).get_matching_blocks()
    return a, b, sum(m.size for m in blocks)


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
        all_lines, all_equal = 0, 0
        print(f"{'report':24} pages ours, Word  lines  as it is  as Word")
        for file in files:
            ours, theirs = lines(file.with_suffix(".pdf")), lines(work / f"{file.stem}.pdf")
            word = lines(work / f"word-{file.stem}.pdf")
            (a, b, equal), (_, told, closer) = same(ours, theirs), same(ours, word)
            pages = lines(work / "pages" / f"{file.stem}.pdf")
            bad = bad or abs(len(ours) - len(pages)) * 20 > len(ours)
            count, as_it_is = max(len(a), len(told), 1), max(len(a), len(b), 1)
            all_lines, all_equal = all_lines + count, all_equal + closer
            print(f"{file.stem:24} {len(ours):10}, {len(pages):4} {count:6}  {equal / as_it_is:8.1%} {closer / count:8.1%}")
            if "-v" in sys.argv:
                for line in difflib.unified_diff(a, told, lineterm="", n=0):
                    print("   ", line)
        print(f"{'together':24} {'':23} {all_equal / max(all_lines, 1):18.1%}")
        bad = bad or all_equal < 0.95 * all_lines
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
