"""A sketchnote, drawn by nobody."""

import io
from math import cos, pi, sin

from PIL import Image, ImageDraw

PAPER, PEN, CARROT = "#fdfaf3", "#2f3a2c", "#c8551b"
SIZE = (1200, 800)


def sketchnote() -> bytes:
    """Three loops and a kettle, as a PNG."""
    sheet = Image.new("RGB", SIZE, PAPER)
    draw = ImageDraw.Draw(sheet)
    for number, words in enumerate(("say it", "ask it back", "what surprised?")):
        middle = (230 + 350 * number, 360)
        for turn in range(3):
            points = [spiral(middle, 130 - 6 * turn, step / 30 + turn) for step in range(58)]
            draw.line(points, fill=CARROT if number == 2 else PEN, width=5, joint="curve")
        draw.text((middle[0], middle[1] + 170), words, fill=PEN, font_size=44, anchor="mm")
    draw.text((600, 90), "THREE LOOPS OF A HANDOVER", fill=PEN, font_size=56, anchor="mm")
    draw.line([(330, 150), (870, 158)], fill=CARROT, width=6)
    draw.rounded_rectangle((1040, 610, 1130, 700), 24, outline=PEN, width=5)
    draw.arc((1050, 570, 1120, 650), 180, 360, fill=PEN, width=5)
    draw.line([(1040, 640), (1000, 610)], fill=PEN, width=5)
    file = io.BytesIO()
    sheet.save(file, "PNG")
    return file.getvalue()


def spiral(middle: tuple[int, int], radius: float, turn: float) -> tuple[float, float]:
    angle = turn * pi
    return middle[0] + radius * cos(angle), middle[1] + radius * 0.8 * sin(angle) + 4 * turn
