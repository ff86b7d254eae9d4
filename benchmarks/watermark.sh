#!/usr/bin/env bash
# watermark.sh PICTURE.jpg : marks one picture by Vivace and by others, in turn, and prints the table.
# PICTURE: a baseline JPEG, such as 4000 x 3000 pixels of quality QUALITY (default 95) with halved colours. REPETITIONS=3: how often each is run.
# Pillow by PYTHON (default /usr/bin/python3), ImageMagick and Thumbnailator are left out where they are missing. Lines of JSON gather in target/watermark.jsonl.
set -euo pipefail
picture=$(realpath "${1:?usage: watermark.sh PICTURE.jpg}")
cd "$(dirname "$0")"
python=${PYTHON:-/usr/bin/python3}
quality=${QUALITY:-95}
results=target/watermark.jsonl

[ -n "${SKIP_BUILD:-}" ] || {
  mvn -B -ntp -q -f .. -Pbenchmarks -pl benchmarks,cli -am -DskipTests package
  mvn -B -ntp -q -f peers/watermark package
}
mkdir -p target
$python -c "
from PIL import Image, ImageDraw, ImageFont
import sys
text, width = '© Vivace 2026, all rights reserved', Image.open(sys.argv[1]).width
font = ImageFont.truetype('DejaVuSans.ttf', 40)
font = ImageFont.truetype('DejaVuSans.ttf', round(40 * 0.3 * width / font.getlength(text)))
left, top, right, bottom = font.getbbox(text)
logo = Image.new('RGBA', (right - left, bottom - top), (255, 255, 255, 0))
ImageDraw.Draw(logo).text((-left, -top), text, font=font, fill=(255, 255, 255, 128))
logo.save('target/logo.png')" "$picture"

# cold BY COMMAND... : one process for one picture; the CPU and the clock are those of the shell, the memory is the kernel's.
cold() {
  local by=$1 times
  shift
  times=$($python -c "
import os, subprocess, sys, time
start = time.time()
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
wall = time.time() - start
import resource
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print('\"cpu_ms\": %.0f, \"wall_ms\": %.0f, \"rss_mb\": %.0f' % ((used.ru_utime + used.ru_stime) * 1000, wall * 1000, used.ru_maxrss / 1024))" "$@")
  echo "{\"by\": \"$by\", \"way\": \"cold\", $times}"
}

measure() {
  for repetition in $(seq "${REPETITIONS:-3}"); do
    for way in corner tiled; do
      java -XX:+UseSerialGC -Xmx200m -cp target/benchmarks.jar ai.vivace.benchmarks.WatermarkThroughput --picture "$picture" --way $way
    done
    for way in box tutorial; do $python peers/python/watermark.py "$picture" $way "$quality" 2 10; done
    java -XX:+UseSerialGC -jar peers/watermark/target/peers-watermark.jar "$picture" target/logo.png "$quality" 20 10
    cold "Vivace, text" ../vivace watermark text "© Vivace 2026, all rights reserved" "$picture" --size 2.3% --output target/marked.jpg --overwrite --quiet
    cold "Vivace, logo" ../vivace watermark logo target/logo.png "$picture" --output target/marked.jpg --overwrite --quiet
    if command -v composite >/dev/null; then
      cold ImageMagick composite -gravity southeast target/logo.png "$picture" -quality "$quality" target/composite.jpg
    fi
  done
}

measure | tee -a "$results" >&2
$python - "$results" <<'PYTHON'
import collections, json, statistics, sys

rows = collections.OrderedDict()
for line in open(sys.argv[1]):
    row = json.loads(line)
    rows.setdefault((row["way"], row["by"]), []).append(row)
print("| way | by | CPU ms | ms by the clock | MB |")
print("| --- | --- | ---: | ---: | ---: |")
for (way, by), runs in rows.items():
    middle = {key: statistics.median(run[key] for run in runs) for key in ("cpu_ms", "wall_ms", "rss_mb") if key in runs[0]}
    print("| %s | %s | %.0f | %s | %s |" % (way, by, middle["cpu_ms"], middle.get("wall_ms", ""), middle.get("rss_mb", "")))
PYTHON
