#!/usr/bin/env bash
# pictures.sh FOLDER... : how quickly JPEG files become inputs of 224 x 224, by Vivace and by Pillow in turn, and prints the table.
# FOLDER: with .jpg files, however deep; PICTURES (default 2000) are read in a pass, those of a small folder several times. REPETITIONS=3: how often each is run. THREADS="1 2".
# Pillow by PYTHON (default /usr/bin/python3). Lines of JSON gather in target/pictures.jsonl.
set -euo pipefail
[ $# -gt 0 ] || { echo "usage: pictures.sh FOLDER..." >&2; exit 2; }
folders=()
for folder in "$@"; do folders+=("$(realpath "$folder")"); done
cd "$(dirname "$0")"
python=${PYTHON:-/usr/bin/python3}
pictures=${PICTURES:-2000}
results=target/pictures.jsonl

[ -n "${SKIP_BUILD:-}" ] || mvn -B -ntp -q -f .. -Pbenchmarks -pl benchmarks -am -DskipTests package
mkdir -p target

# named FOLDER COMMAND... : adds the folder's name to the line of JSON.
named() {
  local name
  name=$(basename "$1")
  shift
  "$@" | sed "s/^{/{\"folder\": \"$name\", /"
}

feed() {
  java -XX:+UseSerialGC -Xmx1g -cp target/benchmarks.jar ai.vivace.benchmarks.PictureFeed "$@"
}

measure() {
  for repetition in $(seq "${REPETITIONS:-3}"); do
    for folder in "${folders[@]}"; do
      for threads in ${THREADS:-1 2}; do
        for way in crop random; do
          named "$folder" feed --folder "$folder" --way "$way" --threads "$threads" --pictures "$pictures"
          # The allocator keeps memory, which else goes back to the system with each picture and makes page faults the most of the time.
          named "$folder" env MALLOC_MMAP_THRESHOLD_=1073741824 MALLOC_TRIM_THRESHOLD_=1073741824 PILLOW_BLOCKS_MAX=64 \
            "$python" peers/python/pictures.py "$folder" "$way" "$threads" "$pictures" 1 3
        done
        named "$folder" feed --folder "$folder" --way crop --threads "$threads" --pictures "$pictures" --cache memory
      done
    done
  done
}

measure | tee -a "$results" >&2
"$python" - "$results" <<'PYTHON'
import collections, json, statistics, sys

rows = collections.OrderedDict()
for line in open(sys.argv[1]):
    row = json.loads(line)
    rows.setdefault((row["folder"], row["way"], row["threads"], row["by"]), []).append(row)
print("| folder | way | threads | by | pictures per CPU second | per second |")
print("| --- | --- | ---: | --- | ---: | ---: |")
for key, runs in sorted(rows.items(), key=lambda item: item[0][:3]):
    middle = [statistics.median(run[name] for run in runs) for name in ("per_cpu_s", "per_s")]
    print("| %s | %s | %d | %s | %.0f | %.0f |" % (*key, *middle))
PYTHON
