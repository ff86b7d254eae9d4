#!/usr/bin/env bash
# run.sh DATA [REPETITIONS] [PROGRAM...] : builds, runs every program interleaved at 1 and 2 threads, and prints the table.
# DATA holds fashion-mnist/. Lines of JSON go to target/results.jsonl, the table to target/table.md. PROGRAM: any of
# steps resnet overhead fashion (default: all). THREADS="1" leaves out the runs with two. Use a machine that does nothing else.
set -euo pipefail
data=$(cd "${1:?usage: run.sh DATA [REPETITIONS] [PROGRAM...]}" && pwd)
repetitions=${2:-3}
programs=("${@:3}")
[ ${#programs[@]} -gt 0 ] || programs=(steps resnet overhead fashion)
cd "$(dirname "$0")"
export OMP_WAIT_POLICY=passive DJL_OFFLINE=${DJL_OFFLINE:-false}
python=${PYTHON:-/usr/bin/python3}
[ -n "${SKIP_BUILD:-}" ] || {
  mvn -B -ntp -q -f .. -Pbenchmarks -pl benchmarks -am -DskipTests package
  mvn -B -ntp -q -f peers/djl package
}
results=target/results.jsonl

# The collector that the vivace command chooses.
vivace() { java -XX:+UseSerialGC -cp target/benchmarks.jar "ai.vivace.benchmarks.$1" "${@:2}"; }
wanted() { [[ " ${programs[*]} " == *" $1 "* ]]; }

for repetition in $(seq "$repetitions"); do
  for threads in ${THREADS:-1 2}; do
    models=()
    if wanted steps; then models+=(mlp simplecnn); fi
    if wanted resnet; then models+=(resnet18); fi
    for model in ${models[@]+"${models[@]}"}; do
      vivace TrainStep --model "$model" --threads "$threads"
      vivace BareStep --model "$model" --threads "$threads"
      $python peers/python/train_step.py --model "$model" --threads "$threads"
      $python peers/python/train_step.py --model "$model" --threads "$threads" --allocator cold
      vivace TrainStep --model "$model" --loop learner --threads "$threads"
      vivace BareStep --model "$model" --optimizer class --threads "$threads"
      if [ "$model" != resnet18 ]; then
        steps=400
        if [ "$model" = mlp ]; then steps=6000; fi # the compiler is busy for the first thousand
        java -jar peers/djl/target/peers-djl.jar --model "$model" --threads "$threads" --steps $steps
      fi
    done
    if wanted overhead; then vivace Overhead --threads "$threads"; fi
    if wanted fashion; then
      for model in mlp simplecnn; do
        vivace Fashion --model $model --threads "$threads" --seed "$repetition" --data "$data"
        $python peers/python/fashion.py --model $model --threads "$threads" --seed "$repetition" --data "$data"
      done
    fi
  done
done | tee -a "$results" | cut -c1-160 >&2
$python summary.py "$results" | tee target/table.md
