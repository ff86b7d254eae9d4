"""Prints the tables of RESULTS.md from lines of JSON: summary.py RESULTS.JSONL. Ratios first; below 1 Vivace needs less."""
import json
import statistics
import sys
from collections import defaultdict

VIVACE, LEARNER, BARE, CLASS = "vivace_train_step", "vivace_train_step (learner)", "bare_step", "bare_step (class)"
PYTHON, PLAIN, DJL = "train_step", "train_step (as it comes)", "djl_train_step"
FIGURES = ("step_wall_ms_median", "step_wall_ms_min", "step_cpu_ms_min", "peak_rss_mb")


def main(path):
    runs = defaultdict(list)
    for line in open(path):
        run = json.loads(line)
        runs[run["program"], run.get("model"), run["threads"]].append(run)
    steps(runs)
    programs(runs)
    overhead(runs)


def best(runs, key, figure):
    values = [run[figure] for run in runs.get(key, []) if figure in run]
    return min(values) if values else None


def ratio(a, b):
    return f"{a / b:.2f}" if a and b else "-"


def row(*cells):
    print("| " + " | ".join(str(cell) for cell in cells) + " |")


def head(*cells):
    print()
    row(*cells)
    row(*["---"] * len(cells))


def cases(runs, program):
    return sorted({key[1:] for key in runs if key[0] == program}, key=str)


def steps(runs):
    print("Ratios of one training step: the least of the runs' medians, in brackets of their shortest steps.")
    head("model", "threads", "hand / Python", "hand / Python, allocator taught", "hand / DJL", "hand / bare libtorch", "learner / hand")
    for model, threads in cases(runs, VIVACE):
        def of(a, b):
            pairs = [ratio(best(runs, (a, model, threads), f), best(runs, (b, model, threads), f)) for f in FIGURES[:2]]
            return f"{pairs[0]} ({pairs[1]})"
        row(model, threads, of(VIVACE, PLAIN), of(VIVACE, PYTHON), of(VIVACE, DJL), of(VIVACE, BARE), of(LEARNER, VIVACE))
    head("program", "model", "threads", "runs", "wall ms, medians: least / median", "shortest", "CPU ms, least block", "peak MB")
    for key in sorted(runs, key=str):
        if key[0] in (VIVACE, LEARNER, BARE, CLASS, PYTHON, PLAIN, DJL):
            medians = [run["step_wall_ms_median"] for run in runs[key]]
            row(*key, len(medians), f"{min(medians):.3f} / {statistics.median(medians):.3f}",
                *(best(runs, key, figure) for figure in FIGURES[1:]))


def programs(runs):
    head("whole program", "model", "threads", "runs", "wall s", "CPU s", "peak MB", "peak MB / Python", "wall / Python", "accuracies", "mean")
    for program in ("vivace_fashion", "fashion"):
        for model, threads in cases(runs, program):
            own = runs[program, model, threads]
            peer = runs.get(("fashion", model, threads), [])
            figure = {name: statistics.median(run[name] for run in own) for name in ("program_wall_s", "program_cpu_s", "peak_rss_mb")}
            other = {name: statistics.median(run[name] for run in peer) if peer else None for name in figure}
            accuracies = [run["accuracy"] for run in own]
            row(program, model, threads, len(own), *(round(value, 1) for value in figure.values()),
                ratio(figure["peak_rss_mb"], other["peak_rss_mb"]), ratio(figure["program_wall_s"], other["program_wall_s"]),
                ", ".join(f"{accuracy:.4f}" for accuracy in accuracies), f"{statistics.fmean(accuracies):.4f}")


def overhead(runs):
    head("loop", "threads", "plain ms a batch", "learner ms a batch", "overhead ms (least / median of runs)")
    for key in sorted(runs, key=str):
        if key[0] == "vivace_overhead":
            for name in ("2tensors", "62tensors"):
                own = runs[key]
                cost = [run[f"overhead_{name}_ms_min"] for run in own]
                row(name, key[2], min(run[f"plain_{name}_ms_min"] for run in own), min(run[f"learner_{name}_ms_min"] for run in own),
                    f"{min(cost):.3f} / {statistics.median(cost):.3f}")


if __name__ == "__main__":
    main(sys.argv[1])
