#!/usr/bin/env bash
# watermark-quality.sh PHOTO... : inside a mark, how near marked JPEGs are to the exact composition, beside JPEGs that Pillow encodes of
# that composition with the same tables. Pillow and NumPy by PYTHON (default /usr/bin/python3). Photos with colours, of one orientation tag.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
[ $# -gt 0 ] || { echo "usage: watermark-quality.sh PHOTO..." >&2; exit 2; }
python=${PYTHON:-/usr/bin/python3}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/jpeg" "$folder/png"

$python - "$folder" "$@" <<'PYTHON'
import sys
from PIL import Image
folder, *photos = sys.argv[1:]
for number, photo in enumerate(photos):
    for quality in (70, 85, 92, 95):
        name = f'{number}-{quality}'
        Image.open(photo).convert('RGB').save(f'{folder}/jpeg/{name}.jpg', quality=quality)
        Image.open(f'{folder}/jpeg/{name}.jpg').save(f'{folder}/png/{name}.png')
PYTHON

for kind in jpeg png; do
  "$here/../vivace" watermark text "© Jane Doe" --size 8% --opacity 0.6 "$folder/$kind" -o "$folder/marked-$kind" --quiet
done

$python - "$folder" <<'PYTHON'
import collections, glob, io, os, sys
import numpy as np
from PIL import Image
folder = sys.argv[1]

def pixels(picture):
    return np.asarray(picture.convert('RGB')).astype(float)

rows = collections.defaultdict(list)
for marked in sorted(glob.glob(f'{folder}/marked-jpeg/*.jpg')):
    name = os.path.basename(marked)[:-4]
    original = Image.open(f'{folder}/jpeg/{name}.jpg')
    exact = Image.open(f'{folder}/marked-png/{name}.png').convert('RGB')
    ideal = pixels(exact)
    inside = np.any(ideal != pixels(original), axis=2)
    anew = io.BytesIO()
    exact.save(anew, 'JPEG', qtables=original.quantization, subsampling=2)
    psnr = [10 * np.log10(255 ** 2 / ((pixels(Image.open(file)) - ideal)[inside] ** 2).mean()) for file in (marked, anew)]
    rows[int(name.split('-')[1])].append(psnr)
print('quality  Vivace  encoded anew  worst difference (dB)')
for quality, row in sorted(rows.items()):
    row = np.array(row)
    print('%7d  %6.2f  %12.2f  %+16.2f' % (quality, *row.mean(0), (row[:, 0] - row[:, 1]).min()))
PYTHON
