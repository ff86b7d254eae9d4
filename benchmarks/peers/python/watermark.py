"""Marks one picture again and again by Pillow, in memory: PICTURE WAY QUALITY WARM-UPS REPETITIONS.

box: only the rectangle of the text is composed, as somebody would who knows how; tutorial: a transparent layer of the picture's size, composed as a
whole, as tutorials do; tiled: the same with the text all over. Prints the CPU milliseconds of a picture.
"""
import io
import json
import statistics
import sys
import time

import PIL
from PIL import Image, ImageDraw, ImageFont

TEXT = "© Vivace 2026, all rights reserved"
picture, way, quality, warm_ups, repetitions = open(sys.argv[1], "rb").read(), sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), int(sys.argv[5])
fonts = {}


def font(width):
    """The font in which the text is three tenths of the picture's width."""
    if width not in fonts:
        size = 40
        wide = ImageFont.truetype("DejaVuSans.ttf", size).getlength(TEXT)
        fonts[width] = ImageFont.truetype("DejaVuSans.ttf", round(size * 0.3 * width / wide))
    return fonts[width]


def mark():
    image = Image.open(io.BytesIO(picture))
    chosen = font(image.width)
    left, top, right, bottom = chosen.getbbox(TEXT)
    wide, high = right - left, bottom - top
    margin = image.height // 50
    x, y = image.width - wide - margin, image.height - high - margin
    if way == "box":
        layer = Image.new("L", (wide, high))
        ImageDraw.Draw(layer).text((-left, -top), TEXT, font=chosen, fill=128)
        image.paste((255, 255, 255), (x, y, x + wide, y + high), layer)
    else:
        layer = Image.new("RGBA", image.size, (255, 255, 255, 0))
        draw = ImageDraw.Draw(layer)
        if way == "tutorial":
            draw.text((x - left, y - top), TEXT, font=chosen, fill=(255, 255, 255, 128))
        else:
            for row, down in enumerate(range(0, image.height, 4 * high)):
                for across in range(-(row % 2) * wide // 2, image.width, wide + 2 * high):
                    draw.text((across, down), TEXT, font=chosen, fill=(255, 255, 255, 128))
        image = Image.alpha_composite(image.convert("RGBA"), layer).convert("RGB")
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality, subsampling="4:2:0")
    return out.tell()


times = []
for i in range(warm_ups + repetitions):
    start = time.process_time()
    size = mark()
    if i >= warm_ups:
        times.append((time.process_time() - start) * 1000)
print(json.dumps({"by": "Pillow " + PIL.__version__, "way": way, "cpu_ms": round(statistics.median(times), 1), "bytes": size}))
