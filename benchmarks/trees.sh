#!/usr/bin/env bash
# trees.sh DATA [GROUP...] : trains trees by Vivace and by others, in turn, and prints the tables.
# DATA holds fashion-mnist/, tabular/, digits/ and adult/ (README.md says whence); sets without files are left out. GROUP: any of
# boosting categories wide missing forest quality cold (default: all). REPETITIONS=3: how often each is run. THREADS="1" leaves out boosting with two.
# Lines of JSON gather in target/trees.jsonl, the tables are printed and kept in target/trees.md. Use a machine that does nothing else.
set -euo pipefail
data=$(cd "${1:?usage: trees.sh DATA [GROUP...]}" && pwd)
groups=("${@:2}")
[ ${#groups[@]} -gt 0 ] || groups=(boosting categories wide missing forest quality cold)
cd "$(dirname "$0")"
repetitions=${REPETITIONS:-3}
# A process is stopped after so many seconds of CPU time.
longest=${LONGEST:-240}
python=${PYTHON:-/usr/bin/python3}
sets=target/trees
results=target/trees.jsonl
export OMP_WAIT_POLICY=passive

[ -n "${SKIP_BUILD:-}" ] || {
  mvn -B -ntp -q -f .. -Pbenchmarks -pl benchmarks -am -DskipTests package
  mvn -B -ntp -q -f peers/trees package
}
if ! $python -c 'import sklearn' 2>/dev/null; then
  echo "scikit-learn is left out: $python does not have it." >&2
  python=
fi

wanted() { [[ " ${groups[*]} " == *" $1 "* ]]; }
has() { [ -f "$sets/$1.properties" ]; }

# run ENGINE OPTIONS... : one training in a process of its own.
run() {
  local engine=$1
  shift
  local java=(java -XX:+UseSerialGC -Xmx4g)
  case $engine in
    vivace | xgboost | lightgbm)
      timed "$engine" "$@" -- "${java[@]}" -cp target/benchmarks.jar ai.vivace.benchmarks.TreeTraining --by "$engine" --again yes "$@" ;;
    sklearn)
      if [ -n "$python" ]; then timed scikit-learn "$@" -- "$python" peers/python/trees.py "$@"; fi ;;
    *)
      timed "$engine" "$@" -- "${java[@]}" -XX:ActiveProcessorCount=1 -jar peers/trees/target/peers-trees.jar --by "$engine" "$@" ;;
  esac
}

# timed ENGINE OPTIONS... -- COMMAND... : a line of JSON, also when the command is stopped, which the shell tells by SIGXCPU or SIGKILL.
timed() {
  local engine=$1 line='' status=0
  shift
  local options=()
  while [ "$1" != -- ]; do options+=("$1"); shift; done
  shift
  line=$(ulimit -t "$longest" && "$@" --sets "$sets" 2>>target/trees.log | tail -n 1) || status=$?
  if [ "$status" -eq 0 ]; then
    echo "$line"
  elif [ "$status" -eq $((128 + 24)) ] || [ "$status" -eq $((128 + 9)) ]; then
    printf '{"engine": "%s", "stopped": true, "cpu_s": %s' "$(called "$engine")" "$longest"
    printf ', "%s": "%s"' $(printf '%s\n' "${options[@]}" | sed 's/^--//')
    printf '}\n'
  else
    echo "$engine ${options[*]}: failed, see target/trees.log" >&2
  fi
}

# The names that the programs give themselves.
called() {
  case $1 in
    vivace) echo Vivace ;;
    xgboost) echo "XGBoost 3.1.1" ;;
    lightgbm) echo "LightGBM 4.1" ;;
    smile) echo "Smile 3.1.1" ;;
    weka) echo "Weka 3.8.6" ;;
    tribuo) echo "Tribuo 4.3.2" ;;
    *) echo "$1" ;;
  esac
}

# The processes of a small program, timed from outside.
cold() {
  local engine=$1 before after cpu
  shift
  before=${EPOCHREALTIME/[.,]/}
  cpu=$( { TIMEFORMAT='%U %S'; time "$@" >>target/trees.log 2>&1; } 2>&1 )
  after=${EPOCHREALTIME/[.,]/}
  awk -v engine="$engine" -v wall=$((after - before)) -v cpu="$cpu" 'BEGIN {
    split(cpu, parts, " ")
    printf "{\"group\": \"cold\", \"engine\": \"%s\", \"wall_s\": %.3f, \"cpu_s\": %.3f}\n", engine, wall / 1e6, parts[1] + parts[2] }'
}

data() { java -XX:+UseSerialGC -Xmx4g -cp target/benchmarks.jar ai.vivace.benchmarks.TreeData --data "$data" --sets "$sets" --names "$1"; }

mkdir -p "$sets"
if wanted boosting || wanted missing || wanted forest; then data collisions; fi
if wanted missing; then data gaps; fi
if wanted categories; then data customers; fi
if wanted wide; then data pictures; fi
if wanted forest || wanted quality; then data adult,diamonds,breast-cancer,digits,diabetes,churn; fi

measure() {
  for repetition in $(seq "$repetitions"); do
    if wanted boosting; then
      for threads in ${THREADS:-1 2}; do
        common=(--group boosting --set collisions --threads "$threads")
        for engine in vivace xgboost; do run $engine "${common[@]}" --model depth; done
        for engine in vivace xgboost lightgbm sklearn; do run $engine "${common[@]}" --model leaves; done
      done
    fi
    if wanted categories; then
      for engine in vivace lightgbm sklearn; do run $engine --group categories --set customers --model lightgbm64; done
    fi
    if wanted wide && has pictures; then
      for engine in vivace xgboost lightgbm; do run $engine --group wide --set pictures --model depth --rounds 30; done
    fi
    if wanted missing; then
      for engine in vivace xgboost; do
        for set in collisions gaps; do run $engine --group missing --set $set --model depth; done
      done
    fi
    if wanted forest; then
      for work in "collisions 50000 10 5" "collisions 50000 100 5" "adult 2147483647 100 3" "diamonds-1 2147483647 100 3"; do
        read -r set rows rounds columns <<<"$work"
        has "$set" || continue
        common=(--group forest --threads 1 --set "$set" --rows "$rows" --rounds "$rounds" --columns "$columns" --model forest --seed "$repetition")
        run vivace "${common[@]}" --categories numbers
        run sklearn "${common[@]}" --categories numbers
        # They take minutes.
        if [ "$repetition" = 1 ]; then
          for engine in smile weka tribuo; do run $engine "${common[@]}"; done
        fi
      done
    fi
    if wanted quality; then
      for set in breast-cancer digits diabetes churn adult diamonds; do
        name=$set-$repetition
        if [ "$set" = adult ]; then name=adult; fi
        has "$name" || continue
        common=(--group quality --set "$name" --seed "$repetition")
        for engine in vivace xgboost; do
          for model in depth xgboost; do run $engine "${common[@]}" --model $model; done
        done
        for engine in vivace lightgbm sklearn; do run $engine "${common[@]}" --model lightgbm; done
        for model in forest extra tree; do
          for engine in vivace sklearn; do run $engine "${common[@]}" --model $model; done
        done
        for engine in vivace sklearn; do run $engine "${common[@]}" --model adaboost --rounds 50; done
      done
    fi
    if wanted cold && [ -f "$data/tabular/breast-cancer.csv" ]; then
      file=target/breast-cancer.csv
      tail -n +2 "$data/tabular/breast-cancer.csv" >$file
      classes=$(ls target/lib/vivace-{trees,table,plot,base}-*.jar target/lib/fastcsv-*.jar target/lib/jspecify-*.jar | paste -sd:):target/benchmarks.jar
      program=(-XX:+UseSerialGC -cp "$classes" ai.vivace.benchmarks.TreeColdStart $file)
      archived=(-XX:SharedArchiveFile=target/trees.jsa)
      [ "$repetition" -gt 1 ] || java -XX:ArchiveClassesAtExit=target/trees.jsa "${program[@]}" >>target/trees.log 2>&1
      cold Vivace java "${program[@]}"
      cold "Vivace, classes archived" java "${archived[@]}" "${program[@]}"
      cold "Vivace, archived, first compiler" java "${archived[@]}" -XX:TieredStopAtLevel=1 "${program[@]}"
      cold "Vivace, archived, first compiler, large pages" \
        java "${archived[@]}" -XX:TieredStopAtLevel=1 -XX:+UseTransparentHugePages "${program[@]}"
      if [ -n "$python" ]; then cold scikit-learn "$python" peers/python/trees_cold.py $file; fi
    fi
  done
}

measure | tee -a "$results" | cut -c1-200 >&2
java -cp target/benchmarks.jar ai.vivace.benchmarks.TreeTable --results "$results" | tee target/trees.md
