#!/usr/bin/env bash
# recipes.sh FASHION [OUT] : accuracy against minutes of training on Fashion-MNIST, by the plain and by the strong recipe.
# FASHION is the folder with the four files of the data set. Runs `./vivace train` for each line of the table, one after the other; about
# 25 to 45 minutes on two cores. Lines of JSON go to OUT (default: benchmarks/target/recipes.jsonl). Use a machine that does nothing else.
set -euo pipefail
data=$(cd "${1:?usage: recipes.sh FASHION [OUT]}" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
out=${2:-$here/target/recipes.jsonl}
runs=$(mktemp -d)
trap 'rm -rf "$runs"' EXIT
mkdir -p "$(dirname "$out")"

# run RECIPE EPOCHS SEED
run() {
    local folder=$runs/$1-$2-$3
    local options=(--recipe "$1" --epochs "$2" --seed "$3" --out "$folder" --json --quiet)
    if [ "$1" = strong ]; then options+=(--flip); fi
    "$here/../vivace" train "$data" "${options[@]}" >"$folder.json"
    python3 - "$1" "$2" "$3" "$folder.json" <<'PYTHON' | tee -a "$out"
import json, sys
recipe, epochs, seed, file = sys.argv[1:]
run = json.load(open(file))
seconds = sum(epoch["seconds"] for epoch in run["history"])
print(json.dumps({"recipe": recipe, "epochs": int(epochs), "seed": int(seed), "minutes": round(seconds / 60, 2),
                  "accuracy": run["accuracy"]}))
PYTHON
}

for seed in 1 2 3; do run strong 12 "$seed"; done
for epochs in 1 2 4; do run strong "$epochs" 1; done
for epochs in 1 3 5 10 20; do run plain "$epochs" 1; done
