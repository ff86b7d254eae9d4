"""What the peer programs share: thread setting (must come before torch is imported), the models, the schedule, timing, one JSON line."""
import argparse
import gzip
import json
import math
import os
import resource
import statistics
import time
from pathlib import Path

STARTED = time.perf_counter()


def parse(**options):
    """--threads, --seed and --allocator plus the given options (name=default); sets torch's and OpenBLAS's threads.

    torch.set_num_threads does not reach OpenBLAS, which has a pool of its own and reads its size when it is loaded.

    allocator: glibc hands memory back to the system and takes it again in every step (100,000s of page faults, 15 to 35 % of a step)
    until the program has freed one big block, which raises its thresholds for good. Any program that has loaded a data set is past
    that point ("warm"); one that makes its batches itself is not ("cold").
    """
    parser = argparse.ArgumentParser()
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=42)
    parser.add_argument("--allocator", choices=("warm", "cold"), default="warm")
    for name, default in options.items():
        parser.add_argument("--" + name, type=type(default), default=default)
    args = parser.parse_args()
    os.environ["OPENBLAS_NUM_THREADS"] = str(args.threads)
    os.environ["OMP_NUM_THREADS"] = str(args.threads)
    import torch

    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    if args.allocator == "warm":
        block = torch.empty(31 << 20, dtype=torch.uint8)  # 32 MB is the most that glibc learns from
        del block
    return args


# ---------------------------------------------------------------------------------------------- models

def mlp():
    from torch import nn

    return nn.Sequential(nn.Flatten(), nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10))


def simplecnn(channels=(1, 16, 32, 64, 128), classes=10):
    """3x3 convolutions of stride 2, each with batch norm and ReLU, then average pooling and one linear layer."""
    from torch import nn

    layers = []
    for inputs, outputs in zip(channels, channels[1:]):
        layers += [nn.Conv2d(inputs, outputs, 3, stride=2, padding=1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU(inplace=True)]
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(channels[-1], classes))


def resnet18():
    import torchvision

    return torchvision.models.resnet18(num_classes=10)


# ---------------------------------------------------------------------------------------------- training

def cosine(start, end, position):
    return start + (end - start) * (1 - math.cos(math.pi * position)) / 2


def one_cycle(position, rate):
    """fastai's one-cycle at a position in [0, 1): (learning rate, momentum)."""
    if position < 0.25:
        up = position / 0.25
        return cosine(rate / 25, rate, up), cosine(0.95, 0.85, up)
    down = (position - 0.25) / 0.75
    return cosine(rate, rate / 1e5, down), cosine(0.85, 0.95, down)


def accuracy(model, loader):
    import torch

    model.eval()
    correct = total = 0
    with torch.no_grad():
        for x, y in loader:
            correct += (model(x).argmax(1) == y).sum().item()
            total += len(y)
    return correct / total


def fit_one_cycle(model, train, test, epochs, rate):
    """Trains with AdamW under the one-cycle schedule, testing after every epoch; returns the figures of the run."""
    import torch
    import torch.nn.functional as F

    optimizer = torch.optim.AdamW(model.parameters(), lr=rate, betas=(0.95, 0.99), eps=1e-5, weight_decay=0.01)
    total, done, accuracies, test_seconds = epochs * len(train), 0, [], 0.0
    steps, iterations = Clock(), Clock()
    begin, cpu_begin = time.perf_counter(), time.process_time()
    for _ in range(epochs):
        model.train()
        iterations.start()
        for x, y in train:
            steps.start()
            lr, momentum = one_cycle(done / total, rate)
            for group in optimizer.param_groups:
                group["lr"], group["betas"] = lr, (momentum, 0.99)
            loss = F.cross_entropy(model(x), y)
            loss.backward()
            optimizer.step()
            optimizer.zero_grad()
            done += 1
            steps.stop()
            iterations.stop()
            iterations.start()
        paused = time.perf_counter()
        accuracies.append(round(accuracy(model, test), 4))
        test_seconds += time.perf_counter() - paused
    return {
        "accuracy": accuracies[-1],
        "accuracies": accuracies,
        "steps": done,
        "fit_wall_s": round(time.perf_counter() - begin, 3),
        "fit_cpu_s": round(time.process_time() - cpu_begin, 3),
        "test_wall_s": round(test_seconds, 3),
        **steps.summary("step"),
        **iterations.summary("iteration"),
    }


# ---------------------------------------------------------------------------------------------- data

def read_idx(path):
    """An IDX file of unsigned bytes, gzip-compressed, as a uint8 tensor."""
    import numpy as np
    import torch

    raw = gzip.open(path).read()
    rank = raw[3]
    shape = [int.from_bytes(raw[4 + 4 * i:8 + 4 * i], "big") for i in range(rank)]
    return torch.from_numpy(np.frombuffer(raw, np.uint8, offset=4 + 4 * rank).reshape(shape).copy())


def data_folder(path):
    folder = Path(path)
    if not folder.is_dir():
        raise SystemExit(f"no such folder: {folder} (get-data.sh makes it)")
    return folder


# ---------------------------------------------------------------------------------------------- figures

class Clock:
    """Wall and process-CPU milliseconds of repeated intervals."""

    def __init__(self):
        self.wall, self.cpu = [], []

    def start(self):
        self.cpu0, self.wall0 = time.process_time_ns(), time.perf_counter_ns()

    def stop(self):
        self.wall.append((time.perf_counter_ns() - self.wall0) / 1e6)
        self.cpu.append((time.process_time_ns() - self.cpu0) / 1e6)

    def summary(self, name):
        return {
            f"{name}_wall_ms_median": round(statistics.median(self.wall), 4),
            f"{name}_wall_ms_min": round(min(self.wall), 4),
            f"{name}_cpu_ms_median": round(statistics.median(self.cpu), 4),
            f"{name}_cpu_ms_min": round(min(self.cpu), 4),
            f"{name}_cpu_ms_mean": round(statistics.fmean(self.cpu), 4),
        }


def report(program, args, **figures):
    """Prints the run as one JSON line."""
    import torch

    print(json.dumps({
        "program": program,
        "engine": "torch " + torch.__version__,
        **{k: v for k, v in vars(args).items() if k != "data"},
        **figures,
        "program_wall_s": round(time.perf_counter() - STARTED, 3),
        "program_cpu_s": round(time.process_time(), 3),
        "peak_rss_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
        "load1": round(os.getloadavg()[0], 2),
    }))
