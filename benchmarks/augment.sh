#!/usr/bin/env bash
# augment.sh : changes a batch of 64 pictures by Vivace and by fastai's operations in PyTorch, in turn, and prints the table.
# REPETITIONS=3: how often each is run. THREADS="1 2". PYTHON (default /usr/bin/python3). Lines of JSON gather in target/augment.jsonl.
set -euo pipefail
cd "$(dirname "$0")"
python=${PYTHON:-/usr/bin/python3}
results=target/augment.jsonl
export OMP_WAIT_POLICY=passive

[ -n "${SKIP_BUILD:-}" ] || mvn -B -ntp -q -f .. -Pbenchmarks -pl benchmarks -am -DskipTests package
mkdir -p target
for repetition in $(seq "${REPETITIONS:-3}"); do
  for threads in ${THREADS:-1 2}; do
    for way in flip standard pipeline; do
      java -XX:+UseSerialGC -cp "${CLASSES:-target/benchmarks.jar}" ai.vivace.benchmarks.AugmentBatch --way $way --threads "$threads"
      $python peers/python/augment.py --way $way --threads "$threads"
    done
  done
done | tee -a "$results" >&2
$python - "$results" <<'PYTHON'
import collections, json, statistics, sys

rows = collections.OrderedDict()
for line in open(sys.argv[1]):
    row = json.loads(line)
    rows.setdefault((row["way"], row["threads"]), {}).setdefault(row["by"], []).append(row["cpu_ms"])
print("| what | threads | fastai's operations, CPU ms | Vivace, CPU ms | times |")
print("| --- | ---: | ---: | ---: | ---: |")
for (way, threads), by in rows.items():
    peer, ours = (statistics.median(by[name]) for name in ("fastai's operations", "Vivace"))
    print("| %s | %d | %.0f | %.1f | %.1f |" % (way, threads, peer, ours, peer / ours))
PYTHON
