"""Times how files of pictures become 224 x 224 red, green and blue by Pillow, as data loaders of Python do: FOLDER WAY PROCESSES PICTURES WARM-UPS REPETITIONS.

crop: the middle, by crop and resize, bilinear with antialias, as fastai's Resize in validation; random: torchvision's RandomResizedCrop. Two processes read every other
file each. Prints pictures in a second of processor time and of the clock: the median of the repetitions.
"""
import glob
import json
import math
import multiprocessing
import random
import statistics
import sys
import time

import PIL
from PIL import Image

folder, way = sys.argv[1], sys.argv[2]
processes, most, warm_ups, repetitions = (int(value) for value in sys.argv[3:7])
SIDE = 224
found = sorted(glob.glob(folder + "/**/*.jpg", recursive=True))
# As many as are asked for, those of a small folder again and again: a pass of a tenth of a second would say little.
files = [found[i % len(found)] for i in range(most)]


def part(width, height):
    """The box of the picture that is taken."""
    if way == "crop":
        side = min(width, height)
        return (width - side) // 2, (height - side) // 2, side, side
    for _ in range(10):
        area = random.uniform(0.08, 1) * width * height
        ratio = math.exp(random.uniform(math.log(3 / 4), math.log(4 / 3)))
        wide, high = round(math.sqrt(area * ratio)), round(math.sqrt(area / ratio))
        if wide <= width and high <= height:
            return random.randint(0, width - wide), random.randint(0, height - high), wide, high
    side = min(width, height)
    return (width - side) // 2, (height - side) // 2, side, side


def read(file):
    with Image.open(file) as picture:
        image = picture.convert("RGB")
    left, top, width, height = part(*image.size)
    return image.crop((left, top, left + width, top + height)).resize((SIDE, SIDE), Image.BILINEAR).tobytes()


def worker(offset):
    start = time.process_time()
    for file in files[offset::processes]:
        read(file)
    return time.process_time() - start


def epoch(pool):
    start = time.time()
    cpu = sum(pool.map(worker, range(processes), chunksize=1)) if pool else worker(0)
    return len(files) / cpu, len(files) / (time.time() - start)


if __name__ == "__main__":
    pool = multiprocessing.Pool(processes) if processes > 1 else None
    rates = [epoch(pool) for _ in range(warm_ups + repetitions)][warm_ups:]
    print(json.dumps({
        "by": "Pillow " + PIL.__version__,
        "way": way,
        "threads": processes,
        "per_cpu_s": round(statistics.median(rate[0] for rate in rates)),
        "per_s": round(statistics.median(rate[1] for rate in rates)),
    }))
