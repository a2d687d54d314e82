"""Reduces the fonts of this folder: reduce.py UNPACKED-PACKAGES OUT. See README.md."""
import bz2, re, shutil, sys
import cffsubr
from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

src, out = sys.argv[1], sys.argv[2]
chars = set()
for name in ("OtherMappings", "DictionaryLikeData", "DictionaryIndices"):
    with bz2.open(f"{src}/usr/share/unicode/Unihan_{name}.txt.bz2", "rt", encoding="utf-8") as f:
        chars |= {int(m[1], 16) for line in f if (m := re.match(r"U\+(\w+)\tkTGH\t", line))}
tgh = len(chars)
symbols = set(range(0x20, 0x7F)) | set(range(0xA0, 0x180)) | set(range(0x2000, 0x2070)) | set(range(0x3000, 0x3040))
symbols |= set(range(0xFF00, 0xFFF0)) | set(range(0x2460, 0x2500)) | set(range(0x2150, 0x2190)) | set(range(0x3200, 0x3244))
symbols |= set(range(0x2100, 0x2150)) | set(range(0x2200, 0x2270))
for a in range(0xA1, 0xF8):
    for b in range(0xA1, 0xFF):
        try:
            c = ord(bytes((a, b)).decode("gb2312"))
        except (UnicodeDecodeError, TypeError):
            continue
        (chars if a >= 0xB0 else symbols).add(c)
signs = set(range(0x2190, 0x2200)) | set(range(0x2500, 0x27C0))
print("kTGH", tgh, "all", len(chars | symbols))

def reduce(font, keep, target, name):
    options = subset.Options(hinting=False, notdef_outline=True, name_IDs=["*"], glyph_names=False)
    options.layout_features = ["fwid", "hwid", "lnum", "tnum"]
    options.drop_tables += ["DSIG", "vhea", "vmtx", "VORG", "BASE"]
    s = subset.Subsetter(options)
    s.populate(unicodes=keep)
    s.subset(font)
    licence = [n for n in font["name"].names if n.nameID in (0, 13, 14)]
    font["name"].names = [n for n in licence if n.platformID == 3 and n.langID == 0x409]
    for n in font["name"].names:
        n.string = str(n).replace("LXGW", "the original").replace("霞鹜", "")
    post = name.replace(" ", "") + "-Regular"
    for i, text in ((1, name), (2, "Regular"), (3, post), (4, name), (5, "Version 1.0"), (6, post)):
        font["name"].setName(text, i, 3, 1, 0x409)
    if "CFF " in font:
        # What strokes have in common is written once.
        cffsubr.subroutinize(font, keep_glyph_names=False)
        cff = font["CFF "].cff
        cff.fontNames[0] = post
        top = cff.topDictIndex[0]
        for key in ("FullName", "FamilyName", "Notice", "Copyright"):
            if key in top.rawDict:
                top.rawDict[key] = name
    font["head"].created = font["head"].modified = 3786912000
    font.recalcTimestamp = False
    font.save(f"{out}/{target}")

noto = f"{src}/usr/share/fonts/opentype/noto"
face = lambda file: next(f for f in TTCollection(f"{noto}/{file}").fonts if " SC" in f["name"].getDebugName(1))
reduce(face("NotoSerifCJK-Bold.ttc"), chars | symbols, "title.otf", "Gongkai Title")
reduce(face("NotoSansCJK-Regular.ttc"), chars | symbols | signs, "hei.otf", "Gongkai Hei")
reduce(face("NotoSerifCJK-Regular.ttc"), symbols, "song.otf", "Gongkai Song")
# Signs and foreign letters beside 楷体 are 宋.
stops = {c for c in symbols if c >> 8 in (0x20, 0x30, 0xFF) and not 0x3040 <= c < 0x3100} | set(range(0x20, 0x7F))
reduce(TTFont(f"{src}/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf"), chars | stops, "kai.ttf", "Gongkai Kai")
fandol = f"{src}/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/FandolFang-Regular.otf"
shutil.copy(fandol, f"{out}/FandolFang-Regular.otf")
# What the 仿宋 has not: all Hanzi of GBK and of extension A, and what more there is.
light = face("NotoSerifCJK-Light.ttc")
blocks = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3134F))
han = {c for c in light.getBestCmap() if any(a <= c <= b for a, b in blocks)}
reduce(light, han - set(TTFont(fandol).getBestCmap()), "rare.otf", "Gongkai Rare")
