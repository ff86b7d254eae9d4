"""Trees of scikit-learn; prints a line of JSON as Vivace's TreeTraining does. For Debian's /usr/bin/python3 with python3-sklearn.

trees.py --sets FOLDER --set NAME --model leaves|lightgbm|forest|extra|tree|adaboost [--rounds 100] [--rows N] [--columns N]
         [--categories native|numbers] [--threads 1] [--seed 1] [--group NAME]
"""
import argparse
import json
import os
import time

parser = argparse.ArgumentParser()
for name, default in dict(sets="target/trees", set="collisions", model="leaves", rounds=100, rows=2**31 - 1, columns=0,
                          categories="native", threads=1, seed=1, group="").items():
    parser.add_argument("--" + name, type=type(default), default=default)
args = parser.parse_args()
os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = str(args.threads)

import numpy as np
import sklearn
from sklearn import ensemble, metrics, tree

properties = dict(line.strip().split("=") for line in open(f"{args.sets}/{args.set}.properties"))
classes, levels = int(properties["classes"]), [int(count) for count in properties["levels"].split(",")]


def part(name):
    values, targets = (np.fromfile(f"{args.sets}/{args.set}.{name}.{kind}", "<f4") for kind in ("values", "targets"))
    return values.reshape(len(targets), len(levels)), targets


(values, targets), (test, truth) = part("training"), part("test")
values, targets = values[:args.rows], targets[:args.rows]
suffix = "Classifier" if classes else "Regressor"
# As many columns as Vivace's forest looks at: the root of all for classes, all for numbers, unless told.
columns = args.columns or ("sqrt" if classes else 1.0)


def histograms(**settings):
    """HistGradientBoosting takes categories of at most 255 levels; others are numbers to it."""
    native = [i for i, count in enumerate(levels) if 0 < count <= 255] if args.categories == "native" else []
    return getattr(ensemble, "HistGradientBoosting" + suffix)(
        max_iter=args.rounds, learning_rate=0.1, max_bins=255, early_stopping=False, categorical_features=native or None,
        random_state=args.seed, **settings)


model = {
    # There is no least hessian to set: it is fixed at 0.001.
    "depth": lambda: histograms(max_depth=6, max_leaf_nodes=None, l2_regularization=1, min_samples_leaf=1),
    "leaves": lambda: histograms(max_leaf_nodes=64, l2_regularization=1, min_samples_leaf=1),
    "lightgbm": lambda: histograms(max_leaf_nodes=31, min_samples_leaf=20),
    "lightgbm64": lambda: histograms(max_leaf_nodes=64, min_samples_leaf=20),
    "forest": lambda: getattr(ensemble, "RandomForest" + suffix)(args.rounds, max_features=columns, n_jobs=args.threads, random_state=args.seed),
    "extra": lambda: getattr(ensemble, "ExtraTrees" + suffix)(args.rounds, max_features=columns, n_jobs=args.threads, random_state=args.seed),
    "tree": lambda: getattr(tree, "DecisionTree" + suffix)(random_state=args.seed),
    "adaboost": lambda: ensemble.AdaBoostClassifier(n_estimators=args.rounds, algorithm="SAMME", random_state=args.seed) if classes
    else ensemble.AdaBoostRegressor(n_estimators=args.rounds, random_state=args.seed),
}[args.model]()
if not args.model in ("depth", "leaves", "lightgbm", "lightgbm64"):
    values, test = (np.nan_to_num(numbers, nan=-1) for numbers in (values, test))  # they take no missing values

wall, cpu = time.perf_counter(), time.process_time()
model.fit(values, targets)
wall, cpu = time.perf_counter() - wall, time.process_time() - cpu

quality = {}
if classes == 2:
    quality["auc"] = metrics.roc_auc_score(truth, model.predict_proba(test)[:, 1])
if classes:
    quality["accuracy"] = metrics.accuracy_score(truth, model.predict(test))
else:
    quality["rmse"] = float(np.sqrt(((model.predict(test) - truth) ** 2).mean()))
print(json.dumps({"program": "sklearn_trees", "engine": "scikit-learn " + sklearn.__version__,
                  **{name: value for name, value in vars(args).items() if name != "sets"},
                  "cpu_s": round(cpu, 4), "wall_s": round(wall, 4), **{name: round(value, 6) for name, value in quality.items()},
                  "load1": round(os.getloadavg()[0], 2)}))
