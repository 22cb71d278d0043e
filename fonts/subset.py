#!/usr/bin/env python3
"""Makes the fonts of this folder from their originals; see README.md."""

import pathlib
import sys

from fontTools import subset
from fontTools.ttLib import TTFont

# In this order a character is looked for, but for emoji: whatever an earlier font draws, a later
# one need not.
SCRIPTS = """Arabic Hebrew Armenian Georgian Devanagari Bengali Gurmukhi Gujarati Oriya Tamil
Telugu Kannada Malayalam Sinhala Thai Lao Khmer Myanmar Ethiopic Thaana NKo Cherokee
CanadianAboriginal Yi Mongolian Syriac Tifinagh Balinese Javanese OlChiki MeeteiMayek Adlam Vai
Lisu Symbols Symbols2 Math""".split()

# Needed by every font that shapes: space, no-break space, joiners, dandas, dotted circle.
EVERYWHERE = {0x20, 0xA0, 0x200C, 0x200D, 0x964, 0x965, 0x25CC} | set(range(0x300, 0x370))


def wanted(name, has, drawn):
    if name == "Twemoji":
        return has
    if name == "NotoSansSymbols2":  # without game pieces and old computers
        has = {c for c in has if c < 0x10000 or 0x1F780 <= c < 0x1F900}
    return {c for c in has if c not in drawn or c in EVERYWHERE}


def main(noto, droid, twemoji, target):
    noto = pathlib.Path(noto)
    jobs = [("NotoSans", noto / "NotoSans-Regular.ttf")]
    jobs += [(f"NotoSans{s}", noto / f"NotoSans{s}-Regular.ttf") for s in SCRIPTS]
    jobs += [("NotoSerifTibetan", noto / "NotoSerifTibetan-Regular.ttf")]
    jobs += [("DroidSansFallback", droid), ("Twemoji", twemoji)]
    drawn = set()
    for name, path in jobs:
        font = TTFont(path, recalcTimestamp=False)
        font.flavor = None
        has = set(font.getBestCmap())
        options = subset.Options()
        options.hinting = False
        options.notdef_outline = False
        options.glyph_names = False
        options.name_IDs = ["*"]
        options.name_languages = [0x409]
        options.layout_scripts = ["*"]
        if name != "NotoSans":  # small capitals and old-style figures are not asked for
            options.layout_features = ["*"]
        options.drop_tables += ["FFTM", "meta", "DSIG"]
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=wanted(name, has, drawn))
        subsetter.subset(font)
        font.save(pathlib.Path(target) / f"{name}.ttf")
        drawn |= has


if __name__ == "__main__":
    main(*sys.argv[1:])
