"""Writes the golden values of the Java test-suite, taken from PyTorch, torchvision and scikit-learn.

How it is run (Debian 12: python3-torch 1.13.1, python3-torchvision 0.14.1, python3-sklearn 1.2.1, python3-numpy 1.24.2):

    python3 make_goldens.py > goldens_torch.json

Takes a few seconds, no data and no network. Progress and a size report go to standard error. Inputs and parameters are
formulas (see ABOUT below), so the file holds results only.
"""
import json
import math
import sys

import numpy as np
import sklearn
import sklearn.metrics as skm
import torch
import torch.nn as nn
import torch.nn.functional as F
import torchvision

ABOUT = {
    "made_by": "make_goldens.py",
    "versions": {"debian": "python3-torch 1.13.1 (its __version__ reads 1.13.0a0), python3-torchvision 0.14.1, python3-sklearn 1.2.1",
                 "torch": torch.__version__, "torchvision": torchvision.__version__, "sklearn": sklearn.__version__},
    "wave": "wave(n, step)[i] = sin((i+1)*step) for i = 0..n-1, radians, float64, reshaped row-major to the shape given; "
            "'scale' multiplies it (before the rounding to float32)",
    "fill": "walk the parameters (not the buffers) in state-dict order, each row-major, one counter i from 0 over all of them: "
            "value = 0.5*sin(i+1). It overwrites everything, an embedding's padding row too. Buffers keep PyTorch's defaults",
    "precision": "every wave and fill value is computed in float64 and rounded to float32; the module then runs in float64 on "
                 "these values; results are rounded to 9 significant digits. So a float32 implementation sees the same inputs, "
                 "and only its own rounding stands between it and the golden value",
    "modules": "a fresh module in train mode unless said otherwise. output = module(input); loss = sum(output * "
               "wave(output.numel(), 0.37) reshaped); grad_input and grads (one flat list per parameter name) are that loss's gradients. "
               "'buffers' are the values after the one forward. 'eval_after' is the same module, in eval mode, after that forward, "
               "same input, gradients from zero",
    "losses": "reduction mean or sum: grad is the gradient of the loss itself; reduction none: the gradient of "
              "sum(loss * wave(loss.numel(), 0.37)). grad is with respect to the first argument (logits or prediction), flat, row-major",
    "optimizers": "p0 = wave(6, 0.7) as 2x3, gradient before step t = wave(6, 0.3*(t+1)) as 2x3, t = 0, 1, ...; lr 0.1 unless "
                  "'args' says otherwise; 'p' holds the parameter after each step. RAdam has 8 steps: the rectified branch begins at the sixth",
    "resnet18": "torchvision.models.resnet18(num_classes=10) in eval mode; walk the parameters (not the buffers) in state-dict order with one "
                "counter i from 0 over all of them: convolution weights, fc.weight and fc.bias 0.05*sin(i+1); batch-norm weights "
                "1+0.1*sin(i+1); batch-norm biases 0.1*sin(i+1); buffers default (running_mean 0, running_var 1). Input wave(6144, 0.01) as "
                "2x3x32x32. 'state' is the whole state dict in torchvision's order",
    "metrics": "scikit-learn on the data given in the section itself",
}

WAVE_OUT = 0.37


# ---------------------------------------------------------------------------------------------- numbers

def f32(values):
    """Float64 values rounded to float32, held in float64."""
    return torch.as_tensor(np.asarray(values, dtype=np.float64).astype(np.float32).astype(np.float64))


def sines(n, step=1.0):
    return np.sin((np.arange(n, dtype=np.float64) + 1.0) * step)


def wave(shape, step, scale=1.0):
    return f32(scale * sines(math.prod(shape), step)).reshape(shape)


def fill(module):
    """The parameter filler of ABOUT; returns the module in float64."""
    module = module.double()
    parameters = dict(module.named_parameters())
    i = 0
    with torch.no_grad():
        for name in module.state_dict():
            if name in parameters:
                p = parameters[name]
                p.copy_(f32(0.5 * np.sin(np.arange(i, i + p.numel(), dtype=np.float64) + 1.0)).reshape(p.shape))
                i += p.numel()
    return module


def num(v):
    v = float(v)
    if abs(v) < 1e-15:
        return 0.0  # cancellation noise of float64
    return float(f"{v:.9g}")


def flat(t):
    t = t.detach().reshape(-1)
    return [num(v) for v in t] if t.is_floating_point() else [int(v) for v in t]


def tensor(t):
    return {"shape": list(t.shape), "data": flat(t)}


def formula(shape, step, scale=1.0):
    spec = {"wave": [math.prod(shape), step], "shape": list(shape)}
    if scale != 1.0:
        spec["scale"] = scale
    return spec


# ---------------------------------------------------------------------------------------------- modules

def forward_backward(module, x):
    """One forward and the gradients of sum(output * wave(numel, 0.37))."""
    module.zero_grad(set_to_none=True)
    differentiable = x.is_floating_point()
    if differentiable:
        x = x.clone().requires_grad_(True)
    out = module(x)
    (out * wave(out.shape, WAVE_OUT)).sum().backward()
    record = {"output": tensor(out)}
    if differentiable:
        record["grad_input"] = flat(x.grad)
    grads = {n: flat(p.grad) for n, p in module.named_parameters()}
    if grads:
        record["grads"] = grads
    return record


def module_case(make, shape=None, step=0.3, scale=1.0, indices=None, eval_after=False):
    module = fill(make()).train()
    if indices is None:
        x, spec = wave(shape, step, scale), formula(shape, step, scale)
    else:
        x = torch.tensor(indices)
        spec = {"indices": indices}
    parameters = dict(module.named_parameters())
    record = {"module": " ".join(repr(module).split()), "input": spec,
              "parameters": [[n, list(t.shape)] for n, t in module.state_dict().items() if n in parameters]}
    record.update(forward_backward(module, x))
    buffers = {n: tensor(b) for n, b in module.state_dict().items() if n not in parameters}
    if buffers:
        record["buffers"] = buffers
    if eval_after:
        record["eval_after"] = forward_backward(module.eval(), x)
    return record


def modules():
    image = (2, 3, 5, 5)
    pool = (2, 2, 6, 6)
    return {
        "linear": module_case(lambda: nn.Linear(5, 3), (4, 5)),
        "linear_no_bias": module_case(lambda: nn.Linear(5, 3, bias=False), (4, 5)),
        "linear_3d": module_case(lambda: nn.Linear(5, 3), (2, 3, 5)),
        "conv2d_k3_p1": module_case(lambda: nn.Conv2d(3, 4, 3, padding=1), image),
        "conv2d_k3_p1_stride2": module_case(lambda: nn.Conv2d(3, 4, 3, stride=2, padding=1), image),
        "conv2d_k3_p1_groups2": module_case(lambda: nn.Conv2d(4, 6, 3, padding=1, groups=2), (1, 4, 5, 5)),
        "conv2d_k3_p2_dilation2": module_case(lambda: nn.Conv2d(3, 4, 3, padding=2, dilation=2), (1, 3, 5, 5)),
        "conv2d_k3_p1_no_bias": module_case(lambda: nn.Conv2d(3, 4, 3, padding=1, bias=False), (1, 3, 5, 5)),
        "conv2d_k1": module_case(lambda: nn.Conv2d(3, 4, 1), (2, 3, 3, 3)),
        "batch_norm2d": module_case(lambda: nn.BatchNorm2d(3), (2, 3, 3, 3), eval_after=True),
        "batch_norm1d_2d_input": module_case(lambda: nn.BatchNorm1d(4), (5, 4), eval_after=True),
        "batch_norm1d_3d_input": module_case(lambda: nn.BatchNorm1d(4), (3, 4, 5), eval_after=True),
        "layer_norm_6": module_case(lambda: nn.LayerNorm(6), (4, 6)),
        "layer_norm_3x4": module_case(lambda: nn.LayerNorm([3, 4]), (2, 3, 4)),
        "embedding": module_case(lambda: nn.Embedding(7, 3), indices=[[0, 3], [6, 3]]),
        "embedding_padding_idx3": module_case(lambda: nn.Embedding(7, 3, padding_idx=3), indices=[[0, 3], [6, 3]]),
        "max_pool2d_2": module_case(lambda: nn.MaxPool2d(2), pool, 0.7),
        "max_pool2d_3_s2_p1": module_case(lambda: nn.MaxPool2d(3, 2, 1), pool, 0.7),
        "avg_pool2d_2": module_case(lambda: nn.AvgPool2d(2), pool, 0.7),
        "avg_pool2d_3_s2_p1": module_case(lambda: nn.AvgPool2d(3, 2, 1, count_include_pad=True), pool, 0.7),
        "avg_pool2d_3_s2_p1_exclude_pad": module_case(lambda: nn.AvgPool2d(3, 2, 1, count_include_pad=False), pool, 0.7),
        "adaptive_avg_pool2d_1": module_case(lambda: nn.AdaptiveAvgPool2d(1), (2, 3, 4, 5), 0.7),
        "adaptive_avg_pool2d_2x3": module_case(lambda: nn.AdaptiveAvgPool2d((2, 3)), (2, 2, 5, 7), 0.7),
        "adaptive_max_pool2d_1": module_case(lambda: nn.AdaptiveMaxPool2d(1), (2, 3, 4, 5), 0.7),
        "flatten": module_case(nn.Flatten, (2, 3, 2, 2)),
        "sequential": module_case(lambda: nn.Sequential(nn.Conv2d(1, 2, 3, padding=1), nn.BatchNorm2d(2), nn.ReLU(), nn.MaxPool2d(2),
                                                        nn.Flatten(), nn.Linear(8, 3)), (4, 1, 4, 4), 0.7, eval_after=True),
    }


class Function(nn.Module):
    """A functional operation as a module."""

    def __init__(self, f):
        super().__init__()
        self.f = f

    def forward(self, x):
        return self.f(x)


def activations():
    functions = {
        "relu": F.relu,
        "leaky_relu_0.01": lambda x: F.leaky_relu(x, 0.01),
        "leaky_relu_0.2": lambda x: F.leaky_relu(x, 0.2),
        "gelu": F.gelu,
        "gelu_tanh": lambda x: F.gelu(x, approximate="tanh"),
        "silu": F.silu,
        "mish": F.mish,
        "tanh": torch.tanh,
        "sigmoid": torch.sigmoid,
        "selu": F.selu,
        "elu": F.elu,
        "softplus": F.softplus,
        "hardswish": F.hardswish,
        "softmax_dim1": lambda x: F.softmax(x, 1),
        "log_softmax_dim1": lambda x: F.log_softmax(x, 1),
    }
    shape, step, scale = (3, 4), 0.9, 3.0
    x = wave(shape, step, scale)
    cases = {"input": formula(shape, step, scale)}
    for name, f in functions.items():
        cases[name] = forward_backward(Function(f), x)
    return cases


# ---------------------------------------------------------------------------------------------- losses

def loss_case(loss, x, args):
    """loss(x, reduction) with its gradient in x."""
    result = []
    for reduction in ("none", "mean", "sum"):
        z = x.clone().requires_grad_(True)
        value = loss(z, reduction)
        (value * wave(value.shape, WAVE_OUT)).sum().backward() if reduction == "none" else value.backward()
        result.append({**args, "reduction": reduction, "loss": tensor(value) if reduction == "none" else num(value), "grad": flat(z.grad)})
    return result


def cross_entropy():
    """Class indices (with and without ignored ones) and probabilities, times class weights, times label smoothing, times reductions."""
    weight = f32([1.0, 2.0, 0.5])
    logits = f32([[2, 1, .1], [.5, 2.5, -1], [0, 0, 0], [-1, 3, 2]])
    soft = f32([[.7, .2, .1], [0, 1, 0], [.25, .25, .5], [0, .5, .5]])
    deep = wave((2, 3, 4), 0.4, 2.0)
    deep_soft = f32(F.softmax(wave((2, 3, 4), 0.9, 1.5), 1))
    data = {
        "2d": {"logits": logits.tolist(), "targets": {"ignored": [0, 1, 2, -100], "all": [0, 1, 2, 1], "soft": soft.tolist()}},
        "3d": {"logits": formula((2, 3, 4), 0.4, 2.0),
               "targets": {"ignored": [[0, 1, 2, -100], [2, -100, 1, 0]], "soft": [[[num(v) for v in r] for r in m] for m in deep_soft]}},
        "weight": weight.tolist(),
    }
    cases = []
    for shape, z, soft_targets in (("2d", logits, soft), ("3d", deep, deep_soft)):
        for kind, target in data[shape]["targets"].items():
            y = soft_targets if kind == "soft" else torch.tensor(target)
            for weighted in (False, True):
                for smoothing in (0.0, 0.1):
                    cases += loss_case(lambda v, r: F.cross_entropy(v, y, weight if weighted else None, ignore_index=-100, reduction=r,
                                                                    label_smoothing=smoothing),
                                       z, {"logits": shape, "target": kind, "weight": weighted, "label_smoothing": smoothing})
    for weighted in (False, True):  # another ignore_index
        cases += loss_case(lambda v, r: F.cross_entropy(v, torch.tensor([0, 1, 2, 1]), weight if weighted else None, ignore_index=1, reduction=r),
                           logits, {"logits": "2d", "target": "all", "ignore_index": 1, "weight": weighted, "label_smoothing": 0.0})
    return {"data": data, "cases": cases}


def binary_cross_entropy():
    z = f32([[-2, 0, 3, 50], [1, -1, .5, -30], [.25, 4, -3, 2]])
    y = f32([[0, 1, 1, 0], [1, 0, .5, 0], [.2, 1, 0, 1]])
    weight = f32([[1, 2, .5, 1], [.5, 1, 1, 3], [1, 1, 2, .25]])
    pos_weight = f32([3, 1, .5, 2])
    cases = []
    for weighted in (False, True):
        for positive in (False, True):
            cases += loss_case(lambda v, r: F.binary_cross_entropy_with_logits(v, y, weight if weighted else None, reduction=r,
                                                                               pos_weight=pos_weight if positive else None),
                               z, {"weight": weighted, "pos_weight": positive})
    return {"data": {"logits": z.tolist(), "target": [[num(v) for v in r] for r in y], "weight": weight.tolist(), "pos_weight": pos_weight.tolist()},
            "cases": cases}


def regression():
    shape, x_step, y_step, scale = (3, 4), 0.5, 0.8, 3.0
    x, y = wave(shape, x_step, scale), wave(shape, y_step, scale)
    losses = {
        "mse": lambda v, r: F.mse_loss(v, y, reduction=r),
        "l1": lambda v, r: F.l1_loss(v, y, reduction=r),
        "smooth_l1_beta1": lambda v, r: F.smooth_l1_loss(v, y, reduction=r, beta=1.0),
        "smooth_l1_beta0.5": lambda v, r: F.smooth_l1_loss(v, y, reduction=r, beta=0.5),
        "huber_delta2": lambda v, r: F.huber_loss(v, y, reduction=r, delta=2.0),
    }
    return {"data": {"prediction": formula(shape, x_step, scale), "target": formula(shape, y_step, scale)},
            "cases": [case for name, f in losses.items() for case in loss_case(f, x, {"name": name})]}


# ---------------------------------------------------------------------------------------------- optimizers

def optimizers():
    cases = {
        "sgd": ("SGD", {}),
        "sgd_weight_decay": ("SGD", {"weight_decay": 0.01}),
        "sgd_momentum": ("SGD", {"momentum": 0.9}),
        "sgd_momentum_weight_decay": ("SGD", {"momentum": 0.9, "weight_decay": 0.01}),
        "sgd_momentum_dampening": ("SGD", {"momentum": 0.9, "dampening": 0.5}),
        "sgd_nesterov": ("SGD", {"momentum": 0.9, "nesterov": True}),
        "sgd_nesterov_weight_decay": ("SGD", {"momentum": 0.9, "nesterov": True, "weight_decay": 0.01}),
        "adam": ("Adam", {}),
        "adam_weight_decay": ("Adam", {"weight_decay": 0.01}),
        "adam_amsgrad": ("Adam", {"amsgrad": True}),
        "adamw": ("AdamW", {"weight_decay": 0.1}),
        "adamw_eps_betas": ("AdamW", {"weight_decay": 0.01, "eps": 1e-5, "betas": [0.95, 0.99]}),
        "rmsprop": ("RMSprop", {}),
        "rmsprop_momentum_centered": ("RMSprop", {"momentum": 0.9, "centered": True}),
        "radam": ("RAdam", {}),
        "radam_weight_decay": ("RAdam", {"weight_decay": 0.01}),
    }
    result = {}
    for name, (kind, args) in cases.items():
        p = nn.Parameter(wave((2, 3), 0.7))
        optimizer = getattr(torch.optim, kind)([p], lr=0.1, **args)
        path = []
        for t in range(8 if kind == "RAdam" else 5):
            p.grad = wave((2, 3), 0.3 * (t + 1))
            optimizer.step()
            path.append(flat(p))
        result[name] = {"optimizer": kind, "args": {"lr": 0.1, **args}, "p": path}
    return result


# ---------------------------------------------------------------------------------------------- resnet

def resnet18():
    net = torchvision.models.resnet18(num_classes=10).double().eval()
    norms = {n for n, m in net.named_modules() if isinstance(m, nn.BatchNorm2d)}
    parameters = dict(net.named_parameters())
    i = 0
    with torch.no_grad():
        for name in net.state_dict():
            if name not in parameters:
                continue
            p = parameters[name]
            v = np.sin(np.arange(i, i + p.numel(), dtype=np.float64) + 1.0)
            i += p.numel()
            owner, _, leaf = name.rpartition(".")
            v = (1 + 0.1 * v if leaf == "weight" else 0.1 * v) if owner in norms else 0.05 * v
            p.copy_(f32(v).reshape(p.shape))
        shape = (2, 3, 32, 32)
        x = wave(shape, 0.01)
        out = net(x)
        drift = (net.float()(x.float()).double() - out).abs().max().item()
    print(f"resnet18: {i} parameters, outputs within {out.abs().max().item():.3g}, float32 differs by {drift:.2g}", file=sys.stderr)
    return {"parameter_count": i, "input": formula(shape, 0.01), "output": tensor(out),
            "state": [[n, list(t.shape)] for n, t in net.state_dict().items()]}


# ---------------------------------------------------------------------------------------------- metrics

def plain(v):
    return [plain(x) for x in v] if isinstance(v, (list, tuple, np.ndarray)) else int(v) if isinstance(v, (int, np.integer)) else num(v)


def classification(y, predicted, classes):
    labels = list(range(classes))
    scores = {"accuracy": skm.accuracy_score(y, predicted), "balanced_accuracy": skm.balanced_accuracy_score(y, predicted),
              "matthews": skm.matthews_corrcoef(y, predicted), "cohen_kappa": skm.cohen_kappa_score(y, predicted),
              "confusion_rows_true": skm.confusion_matrix(y, predicted, labels=labels)}
    for average in ("macro", "micro", "weighted", None):
        p, r, f, _ = skm.precision_recall_fscore_support(y, predicted, labels=labels, average=average, zero_division=0)
        key = average or "per_class"
        scores[f"precision_{key}"], scores[f"recall_{key}"], scores[f"f1_{key}"] = p, r, f
    return {k: plain(v) for k, v in scores.items()}


def metrics():
    n, classes = 24, 4
    y = [(7 * i + i * i // 3) % classes for i in range(n)]
    probabilities = np.exp(1.5 * sines(n * classes, 0.77).reshape(n, classes))
    for i in range(n):
        probabilities[i, y[i]] *= 2.0
    probabilities = np.round(probabilities / probabilities.sum(1, keepdims=True), 4)
    probabilities[:, -1] = np.round(1 - probabilities[:, :-1].sum(1), 4)
    predicted = probabilities.argmax(1)
    never = [0, 1, 1, 0, 3, 3, 1, 0, 1, 1]  # class 2 is never predicted: its precision is 0/0, counted as 0
    truth = [0, 1, 2, 0, 3, 1, 1, 2, 0, 1]
    binary_y = [0, 1, 1, 0, 1, 0, 0, 1, 1, 0, 1, 0, 0, 1, 0, 1]
    binary_scores = [.1, .4, .4, .4, .8, .3, .5, .5, .9, .2, .3, .1, .5, .7, .7, .5]
    target = 2.0 * sines(10, 0.6) + 1
    guess = np.round(target + 0.3 * sines(10, 1.7), 6)
    target = np.round(target, 6)
    return {
        "multiclass": {"y": y, "probabilities": plain(probabilities), "predicted": plain(predicted), **classification(y, predicted, classes),
                       "top_k_accuracy": {k: num(skm.top_k_accuracy_score(y, probabilities, k=k, labels=range(classes))) for k in (1, 2, 3)},
                       "roc_auc_ovr_macro": num(skm.roc_auc_score(y, probabilities, multi_class="ovr", average="macro")),
                       "roc_auc_ovr_weighted": num(skm.roc_auc_score(y, probabilities, multi_class="ovr", average="weighted")),
                       "log_loss": num(skm.log_loss(y, probabilities))},
        "multiclass_class_never_predicted": {"y": truth, "predicted": never, **classification(truth, never, classes)},
        "binary": {"y": binary_y, "scores": binary_scores, "roc_auc": num(skm.roc_auc_score(binary_y, binary_scores)),
                   "average_precision": num(skm.average_precision_score(binary_y, binary_scores)),
                   "brier": num(skm.brier_score_loss(binary_y, binary_scores))},
        "regression": {"y": plain(target), "predicted": plain(guess), "r2": num(skm.r2_score(target, guess)),
                       "rmse": num(skm.mean_squared_error(target, guess, squared=False)), "mse": num(skm.mean_squared_error(target, guess)),
                       "mae": num(skm.mean_absolute_error(target, guess))},
    }


# ---------------------------------------------------------------------------------------------- file

def write(value, out, indent=0, depth=2):
    """JSON with objects broken into lines down to `depth` and everything below on one line."""
    dense = json.dumps(value, separators=(",", ":"), allow_nan=False)
    if depth == 0 or not isinstance(value, (dict, list)) or len(dense) < 160:
        out.write(dense)
        return
    pad = " " * (indent + 1)
    items = list(value.items()) if isinstance(value, dict) else [(None, v) for v in value]
    out.write("{\n" if isinstance(value, dict) else "[\n")
    for k, (name, v) in enumerate(items):
        out.write(pad + ("" if name is None else json.dumps(str(name)) + ": "))
        write(v, out, indent + 1, depth - 1)
        out.write(",\n" if k + 1 < len(items) else "\n")
    out.write(" " * indent + ("}" if isinstance(value, dict) else "]"))


def main():
    torch.set_num_threads(1)
    goldens = {
        "_about": ABOUT,
        "modules": modules(),
        "activations": activations(),
        "cross_entropy": cross_entropy(),
        "binary_cross_entropy_with_logits": binary_cross_entropy(),
        "regression_losses": regression(),
        "optimizers": optimizers(),
        "resnet18": resnet18(),
        "metrics": metrics(),
    }
    write(goldens, sys.stdout, depth=3)
    sys.stdout.write("\n")
    for name, value in goldens.items():
        print(f"{name}: {len(json.dumps(value, separators=(',', ':')))} characters", file=sys.stderr)


if __name__ == "__main__":
    main()
