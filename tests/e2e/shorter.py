"""The same Word file on paper of another height, and in another font: its pages break elsewhere.
usage: shorter.py IN.docx OUT.docx MILLIMETRES [FONT]"""

import re
import sys
import zipfile

source, target, height = sys.argv[1:4]
font = sys.argv[4] if len(sys.argv) > 4 else None
with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
    for name in old.namelist():
        text = old.read(name)
        if name.endswith(".xml"):
            text = text.decode("utf-8")
            twips = round(int(height) / 25.4 * 1440)
            text = re.sub(r'(<w:pgSz [^>]*w:h=")\d+', rf"\g<1>{twips}", text)
            if font:
                text = re.sub(r'(w:(?:ascii|hAnsi|eastAsia|cs)=")[^"]+', rf"\g<1>{font}", text)
            text = text.encode("utf-8")
        new.writestr(name, text)
