"""Fetch what the pages borrow from others, cut it to size, and lay it in version-named folders.

    .venv/bin/python scripts/vendor.py

Everything is pinned to one version and one SHA-512; a second run changes nothing. Packages come through
the `npm pack` client, so that whoever runs this decides where they come from.
"""

import base64
import hashlib
import io
import json
import logging
import shutil
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

STATIC = Path(__file__).resolve().parent.parent / "src" / "allotment" / "web" / "static"
VENDOR = STATIC / "vendor"
FONT_FACES = STATIC / "css" / "fonts.css"

type Axes = dict[str, float | tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Package:
    name: str
    version: str
    integrity: str  # as npm writes it: "sha512-" and the digest in base64
    licence: str

    @property
    def folder(self) -> str:
        short = self.name.rsplit("/", 1)[-1].removesuffix(".org")
        return f"{short}-{self.version}"


@dataclass(frozen=True, slots=True)
class Face:
    """One font file to make: which source, which axes it keeps, how CSS calls it."""

    source: str  # file name inside the package, with {subset} for the alphabet
    family: str
    style: str
    weight: str  # as CSS writes it: "400 700" for a range
    axes: Axes
    features: tuple[str, ...]
    file: str  # file name to write, with {subset}


HTMX = Package(
    "htmx.org",
    "4.0.1",
    "sha512-oF7JgXhDW9UXCy/k1ZYFUQgzu/rm19ORWPSPNL91vPluB2PB9+MV55tyQdH/w7o2EAbTYUG5SDW1R60mdkdqGg==",
    "0BSD",
)
ATKINSON = Package(
    "@fontsource-variable/atkinson-hyperlegible-next",
    "5.3.0",
    "sha512-UnLzNUy1RWoLDfydAatP4NaRm99X/WbQEph7q/PymJnCFIOOwKOx3pBmp5ys8trO0dM+CKGuJgeZP9fAR4mQpA==",
    "OFL-1.1",
)
FRAUNCES = Package(
    "@fontsource-variable/fraunces",
    "5.3.0",
    "sha512-9BYGySn4AHEJdgp9Z28tQ3X+laJMEOITXkQarZXeloWQZDq5oOvXJ3kDA8c7MGIfpogIaZfjrQBqmda8POOCKA==",
    "OFL-1.1",
)
CAVEAT = Package(
    "@fontsource-variable/caveat",
    "5.3.0",
    "sha512-Q3mjghoYIlXgwqBPJKZ4q6f3zu921Gq7UU76r9Z+NAmhapHfX130GIFpOCYf8vt2SIcgCi9RHDT7anfJKg/kiA==",
    "OFL-1.1",
)

FEATURES = ("kern", "mark", "mkmk", "ccmp", "locl", "liga", "rvrn")
# A title is always of one weight; what varies is the cut for its size, and a little softness for warmth.
TITLE_AXES: Axes = {"wght": 550, "SOFT": 50, "WONK": 0, "opsz": (18, 72)}
# Caveat's alternates ("calt") double the file and make some words harder to read; the margin does without.
FACES: dict[Package, tuple[Face, ...]] = {
    ATKINSON: (
        Face(
            "atkinson-hyperlegible-next-{subset}-wght-normal.woff2",
            "Atkinson Hyperlegible Next",
            "normal",
            "400 700",
            {"wght": (400, 700)},
            FEATURES,
            "{subset}.woff2",
        ),
        Face(
            "atkinson-hyperlegible-next-{subset}-wght-italic.woff2",
            "Atkinson Hyperlegible Next",
            "italic",
            "400",
            {"wght": 400},
            FEATURES,
            "{subset}-italic.woff2",
        ),
    ),
    FRAUNCES: (
        Face(
            "fraunces-{subset}-full-normal.woff2",
            "Fraunces",
            "normal",
            "550",
            TITLE_AXES,
            FEATURES,
            "{subset}.woff2",
        ),
    ),
    CAVEAT: (
        Face(
            "caveat-{subset}-wght-normal.woff2",
            "Caveat",
            "normal",
            "560",
            {"wght": 560},
            FEATURES,
            "{subset}.woff2",
        ),
    ),
}
SUBSETS = ("latin", "latin-ext")


def unpack(package: Package, into: Path) -> Path:
    """Pack, check against the pinned digest, unpack; the folder of the package's files."""
    npm = shutil.which("npm")
    if npm is None:
        sys.exit("This needs npm, to fetch packages by name. Install Node.js and run it again.")
    done = subprocess.run(
        [npm, "pack", "--json", "--pack-destination", str(into), f"{package.name}@{package.version}"],
        check=True,
        capture_output=True,
        text=True,
    )
    archive = into / json.loads(done.stdout)[0]["filename"]
    digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if f"sha512-{digest}" != package.integrity:
        sys.exit(f"{package.name} {package.version} is not what was pinned. Nothing was changed.")
    folder = into / package.folder
    with tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")
    return folder / "package"


def cut(font_file: Path, face: Face) -> bytes:
    """The font with only the axes and features of the face, as WOFF2."""
    font = instantiateVariableFont(TTFont(font_file, recalcTimestamp=False), face.axes)
    font = _reread(font)  # the subsetter misreads tables that the instancer left half lazy
    options = Options(
        layout_features=list(face.features),
        hinting=False,
        name_IDs=[0, 1, 2, 13, 14],  # whose it is and under which licence
        notdef_outline=True,
    )
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=font.getBestCmap())
    subsetter.subset(font)
    font.flavor = "woff2"
    return _saved(font)


def _saved(font: TTFont) -> bytes:
    buffer = io.BytesIO()
    font.save(buffer)
    return buffer.getvalue()


def _reread(font: TTFont) -> TTFont:
    font.flavor = None
    return TTFont(io.BytesIO(_saved(font)), recalcTimestamp=False)


def font_face(package: Package, face: Face, subset: str, unicode_range: str) -> str:
    return (
        "@font-face {\n"
        f'  font-family: "{face.family}";\n'
        f"  font-style: {face.style};\n"
        f"  font-weight: {face.weight};\n"
        "  font-display: swap;\n"
        f'  src: url("../vendor/{package.folder}/{face.file.format(subset=subset)}") format("woff2");\n'
        f"  unicode-range: {', '.join(unicode_range.split(','))};\n"
        "}\n"
    )


def lay_fonts(package: Package, source: Path, target: Path) -> list[str]:
    ranges: dict[str, str] = json.loads((source / "unicode.json").read_text())
    rules = []
    for face in FACES[package]:
        for subset in SUBSETS:
            made = cut(source / "files" / face.source.format(subset=subset), face)
            (target / face.file.format(subset=subset)).write_bytes(made)
            rules.append(font_face(package, face, subset, ranges[subset]))
    return rules


def lay_out(work: Path, vendor: Path) -> str:
    """Fill the vendor folder anew; the style sheet that names the fonts."""
    rules = ["/* Written by scripts/vendor.py: change it there. */\n"]
    for package in (HTMX, *FACES):
        source, target = unpack(package, work), vendor / package.folder
        target.mkdir(parents=True)
        shutil.copyfile(source / "LICENSE", target / "LICENSE")
        if package is HTMX:
            shutil.copyfile(source / "dist" / "htmx.min.js", target / "htmx.min.js")
        else:
            rules.extend(lay_fonts(package, source, target))
    (vendor / "README.md").write_text(contents_page(), encoding="utf-8")
    return "\n".join(rules)


def contents_page() -> str:
    lines = [
        "# Borrowed files",
        "",
        "Written by `scripts/vendor.py`, which says how each file was cut. Licences lie beside the files.",
        "",
        "| package | version | licence | SHA-512 of the package |",
        "|---|---|---|---|",
    ]
    lines += [f"| {p.name} | {p.version} | {p.licence} | `{p.integrity}` |" for p in (HTMX, *FACES)]
    return "\n".join([*lines, ""])


def main() -> None:
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory() as folder:
        work, fresh = Path(folder), Path(folder) / "vendor"
        fresh.mkdir()
        faces = lay_out(work, fresh)
        shutil.rmtree(VENDOR, ignore_errors=True)
        shutil.copytree(fresh, VENDOR)
    FONT_FACES.write_text(faces, encoding="utf-8")
    for path in sorted(VENDOR.rglob("*")):
        if path.is_file():
            print(f"{path.stat().st_size:>8}  {path.relative_to(VENDOR)}")


if __name__ == "__main__":
    main()
