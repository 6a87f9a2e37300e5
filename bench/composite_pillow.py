"""The original's composite, for comparison: run by composite.ts, prints one line of JSON.

Usage: composite_pillow.py original|thumbnail-first FOLDER

`original` does what the original system does, call by call: open, convert to RGB, `thumbnail` with LANCZOS, paste
centred into a cell on #F0F0F0, draw the cell's label, save as JPEG of quality 90. `thumbnail-first` is the same job with
two calls swapped, so that Pillow may use the JPEG decoder's own shrinking: the best that Pillow can do. Where there was
a choice, the one that is cheaper for Pillow was taken; each says so.

CPU time is user and system time of this process around the work; starting Python and importing Pillow is left out.
"""

import json
import os
import sys
import time

from PIL import Image, ImageDraw, ImageFont

COLUMNS, CELL, BACKGROUND, INK = 5, 200, "#F0F0F0", "#101010"

# The strip of our own sheet (core/report/sheet-geometry.ts), so that both sides encode the same number of pixels.
LABEL = 28

# As ours: after two composites code is compiled and libraries are loaded, and the mean of three holds what collecting
# garbage costs.
WARM_UPS, MEASURED = 2, 3


def thumbnail(path: str, mode: str) -> Image.Image:
    with Image.open(path) as image:
        # Converting decodes the file at its full size, which is why the order of these two calls matters.
        if mode == "original":
            image = image.convert("RGB")
        # LANCZOS is named by the original; Pillow's default is BICUBIC. `reducing_gap` stays at its default of 2.0, which
        # first shrinks by whole numbers and is twice as fast as without.
        image.thumbnail((CELL, CELL), Image.LANCZOS)
        return image.convert("RGB")


def composite(paths: list[str], mode: str, target: str) -> None:
    rows = (len(paths) + COLUMNS - 1) // COLUMNS
    canvas = Image.new("RGB", (COLUMNS * CELL, rows * (CELL + LABEL)), BACKGROUND)
    draw = ImageDraw.Draw(canvas)
    # Pillow's own bitmap font: cheaper than any TrueType font, and always there.
    font = ImageFont.load_default()
    for index, path in enumerate(paths):
        picture = thumbnail(path, mode)
        left = index % COLUMNS * CELL
        top = index // COLUMNS * (CELL + LABEL)
        canvas.paste(picture, (left + (CELL - picture.width) // 2, top + (CELL - picture.height) // 2))
        label = f"#{index + 1}"
        width = draw.textlength(label, font=font)
        draw.text((left + (CELL - width) // 2, top + CELL + 8), label, fill=INK, font=font)
    # Default subsampling (4:2:0) and Huffman tables, as in ours.
    canvas.save(target, "JPEG", quality=90)


def peak_rss_mb() -> float:
    with open("/proc/self/status", encoding="ascii") as status:
        peak = next(line for line in status if line.startswith("VmHWM"))
    return int(peak.split()[1]) / 1024


def cpu_ms(paths: list[str], mode: str, times: int) -> float:
    """Mean over `times` composites."""
    started = time.process_time()
    for _ in range(times):
        composite(paths, mode, os.devnull)
    return (time.process_time() - started) * 1000 / times


def main() -> None:
    mode, folder = sys.argv[1:3]
    paths = sorted(os.path.join(folder, name) for name in os.listdir(folder))
    first = cpu_ms(paths, mode, 1)
    peak = peak_rss_mb()
    cpu_ms(paths, mode, WARM_UPS - 1)
    started = time.perf_counter()
    following = cpu_ms(paths, mode, MEASURED)
    print(json.dumps({
        "cpuMs": following,
        "wallMs": (time.perf_counter() - started) * 1000 / MEASURED,
        "firstCpuMs": first,
        "peakRssMb": peak,
    }))


main()
