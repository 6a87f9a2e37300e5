"""The original's composite, for comparison: run by composite.ts, prints one line of JSON.

Usage: composite_pillow.py original|thumbnail-first FOLDER

`original` does what the original system does: open, convert to RGB, thumbnail, paste. `thumbnail-first` swaps two
calls so that Pillow may use the JPEG decoder's own shrinking, the best that Pillow can do.
CPU time is user and system time of this process around the work; starting Python and importing Pillow is left out.
"""

import json
import os
import sys
import time

from PIL import Image

COLUMNS, CELL, BACKGROUND = 5, 200, "#F0F0F0"


def thumbnail(path: str, mode: str) -> Image.Image:
    with Image.open(path) as image:
        if mode == "original":
            image = image.convert("RGB")
        image.thumbnail((CELL, CELL))
        return image.convert("RGB")


def composite(paths: list[str], mode: str, target: str) -> None:
    rows = (len(paths) + COLUMNS - 1) // COLUMNS
    canvas = Image.new("RGB", (COLUMNS * CELL, rows * CELL), BACKGROUND)
    for index, path in enumerate(paths):
        picture = thumbnail(path, mode)
        left = index % COLUMNS * CELL + (CELL - picture.width) // 2
        top = index // COLUMNS * CELL + (CELL - picture.height) // 2
        canvas.paste(picture, (left, top))
    canvas.save(target, "JPEG", quality=90)


def peak_rss_mb() -> float:
    with open("/proc/self/status", encoding="ascii") as status:
        peak = next(line for line in status if line.startswith("VmHWM"))
    return int(peak.split()[1]) / 1024


def cpu_ms(paths: list[str], mode: str) -> float:
    started = time.process_time()
    composite(paths, mode, os.devnull)
    return (time.process_time() - started) * 1000


def main() -> None:
    mode, folder = sys.argv[1:3]
    paths = sorted(os.path.join(folder, name) for name in os.listdir(folder))
    first = cpu_ms(paths, mode)
    peak = peak_rss_mb()
    cpu_ms(paths, mode)
    started = time.perf_counter()
    following = cpu_ms(paths, mode)
    print(json.dumps({
        "cpuMs": following,
        "wallMs": (time.perf_counter() - started) * 1000,
        "firstCpuMs": first,
        "peakRssMb": peak,
    }))


main()
