"""Pages as pictures: small files, with a palette of at most 256 inks."""

import base64
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, Page

WIDE: Final = 1280
PHONE: Final = 360
HEIGHTS: Final = {WIDE: 860, PHONE: 720}

REDUCE: Final = """
async (picture) => {
  const image = new Image();
  image.src = `data:image/png;base64,${picture}`;
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height);
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  const dots = new Uint32Array(context.getImageData(0, 0, image.width, image.height).data.buffer);
  const times = new Map();
  for (const dot of dots) times.set(dot, (times.get(dot) ?? 0) + 1);
  const inks = [...times].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([dot]) => dot);
  const kept = inks.slice(0, 256);
  const parts = (dot) => [dot & 255, (dot >> 8) & 255, (dot >> 16) & 255];
  const palette = kept.map(parts);
  const nearest = new Map(kept.map((dot, place) => [dot, place]));
  for (const dot of inks.slice(256)) {
    const [red, green, blue] = parts(dot);
    let best = 0;
    let least = Infinity;
    palette.forEach(([r, g, b], place) => {
      const far = (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2;
      if (far < least) [least, best] = [far, place];
    });
    nearest.set(dot, best);
  }
  const places = new Uint8Array(dots.length);
  dots.forEach((dot, number) => { places[number] = nearest.get(dot); });
  let text = "";
  for (let from = 0; from < places.length; from += 32768) {
    text += String.fromCharCode(...places.subarray(from, from + 32768));
  }
  return { width: image.width, height: image.height, palette: palette.flat(), places: btoa(text) };
}
"""
"""The commonest 256 colours stay as they are, and every other becomes the nearest of them: on pages of words nobody
sees a difference, and the file is a third as large."""


@dataclass(slots=True)
class Camera:
    """Takes pictures of the pages of one installation and puts them into a folder."""

    browser: Browser
    address: str
    folder: Path
    cookies: list[Any]
    darkroom: Page

    @contextmanager
    def page(self, *, width: int = WIDE, dark: bool = False) -> Iterator[Page]:
        """A window of its own, signed in like the others."""
        context = self.browser.new_context(
            base_url=self.address,
            viewport={"width": width, "height": HEIGHTS[width]},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            locale="en-GB",
            timezone_id="Europe/London",
            service_workers="block",
        )
        context.add_cookies(self.cookies)
        yield context.new_page()
        context.close()

    def take(self, page: Page, name: str, *, height: int | None = None) -> None:
        """What the window shows; with a height, as much of the page from its top."""
        page.wait_for_load_state("networkidle")
        page.evaluate("document.fonts.ready")
        if height:
            size = page.viewport_size or {"width": WIDE, "height": HEIGHTS[WIDE]}
            page.set_viewport_size({"width": size["width"], "height": height})
        self.develop(page.screenshot(animations="disabled", caret="hide"), name)

    def develop(self, picture: bytes, name: str) -> None:
        reduced = self.darkroom.evaluate(REDUCE, base64.b64encode(picture).decode("ascii"))
        (self.folder / f"{name}.png").write_bytes(png(reduced))
        print(f"{name}.png", flush=True)


def png(reduced: dict[str, Any]) -> bytes:
    """https://www.w3.org/TR/png-3/, colour type 3, no filter."""
    width, height = reduced["width"], reduced["height"]
    places = base64.b64decode(reduced["places"])
    lines = b"".join(b"\0" + places[row * width : (row + 1) * width] for row in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    chunks = [
        (b"IHDR", header),
        (b"PLTE", bytes(reduced["palette"])),
        (b"IDAT", zlib.compress(lines, 9)),
        (b"IEND", b""),
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(map(chunk, chunks))


def chunk(named: tuple[bytes, bytes]) -> bytes:
    name, body = named
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
