"""What fastai does to a batch of 64 coloured pictures of 224 x 224, by the operations that it makes of it in PyTorch.

    OMP_WAIT_POLICY=passive python3 augment.py --way flip|standard|pipeline [--threads N] [--repetitions N]

flip: a matrix for each picture, a grid, a bilinear sampling with reflection. standard: flip, warp, turn and zoom as one grid and one
sampling, brightness and contrast as one pass of logits, with fastai's defaults, drawn for each picture. pipeline: the same from bytes to
normalised numbers.
"""
import json
import math
import statistics
import time

import common

N, SIDE = 64, 224


def main():
    args = common.parse(way="standard", repetitions=15)
    import torch
    import torch.nn.functional as F

    def uniform(low, high):
        return torch.empty(N).uniform_(low, high)

    def at_random(values, probability, neutral=0.0):
        return (values - neutral) * torch.empty(N).bernoulli_(probability) + neutral

    def affine(xx, xy, x0, yx, yy, y0):
        rows = torch.zeros(N, 3, 3)
        for place, value in zip(((0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2)), (xx, xy, x0, yx, yy, y0)):
            rows[:, place[0], place[1]] = value
        rows[:, 2, 2] = 1
        return rows

    def flip():
        return affine(1 - 2 * at_random(torch.ones(N), 0.5), 0, 0, 0, 1, 0)

    def turn():
        angle = at_random(uniform(-10, 10), 0.75) * math.pi / 180
        return affine(angle.cos(), angle.sin(), 0, -angle.sin(), angle.cos(), 0)

    def zoom():
        scale = 1 / at_random(uniform(1, 1.1), 0.75, 1.0)
        return affine(scale, 0, (1 - scale) * (2 * uniform(0, 1) - 1), 0, scale, (1 - scale) * (2 * uniform(0, 1) - 1))

    def perspective(grid):
        x, y = at_random(uniform(-0.2, 0.2), 0.75), at_random(uniform(-0.2, 0.2), 0.75)
        corners = torch.tensor([[-1.0, -1], [-1, 1], [1, -1], [1, 1]]).expand(N, 4, 2)
        moved = torch.stack([torch.stack([-1 - y, -1 - x], 1), torch.stack([-1 + y, 1 + x], 1),
                             torch.stack([1 + y, -1 + x], 1), torch.stack([1 - y, 1 - x], 1)], 1)
        equations = torch.zeros(N, 8, 8)
        for i in range(4):
            for row, place in ((2 * i, 0), (2 * i + 1, 1)):
                equations[:, row, 3 * place:3 * place + 2] = moved[:, i]
                equations[:, row, 3 * place + 2] = 1
                equations[:, row, 6:] = -corners[:, i, place:place + 1] * moved[:, i]
        factors = torch.linalg.solve(equations, corners.reshape(N, 8, 1))[:, :, 0]
        factors = torch.cat([factors, torch.ones(N, 1)], 1).view(N, 3, 3)
        shape = grid.shape
        places = grid.view(N, -1, 2) @ factors[..., :2].transpose(1, 2) + factors[..., 2].unsqueeze(1)
        if (places[..., 2] == 0).any():
            return grid
        return (places / places[..., 2:])[..., :2].view(shape)

    def sample(pictures, grid):
        # fastai looks at how far the grid reaches, to shrink pictures first where that is better.
        (grid.max() - grid.min()).item()
        return F.grid_sample(pictures, grid, mode="bilinear", padding_mode="reflection", align_corners=True)

    def flipped(pictures):
        return sample(pictures, F.affine_grid(flip()[:, :2], pictures.shape, align_corners=True))

    def logit(values):
        return -(1 / values.clamp(1e-7, 1 - 1e-7) - 1).log()

    def standard(pictures):
        matrix = torch.eye(3).expand(N, 3, 3) @ flip() @ turn() @ zoom()
        pictures = sample(pictures, perspective(F.affine_grid(matrix[:, :2], pictures.shape, align_corners=True)))
        brightness = at_random(uniform(0.4, 0.6), 0.75, 0.5)
        contrast = at_random(uniform(math.log(0.8), -math.log(0.8)).exp(), 0.75, 1.0)
        logits = logit(pictures)
        logits.add_(logit(brightness[:, None, None, None]))
        logits.mul_(contrast[:, None, None, None])
        return torch.sigmoid(logits)

    pictures = torch.rand(N, 3, SIDE, SIDE)
    raw = (pictures * 255).to(torch.uint8)
    mean = torch.tensor([0.485, 0.456, 0.406])[None, :, None, None]
    deviation = torch.tensor([0.229, 0.224, 0.225])[None, :, None, None]
    ways = {
        "flip": lambda: flipped(pictures),
        "standard": lambda: standard(pictures),
        "pipeline": lambda: (standard(raw.float().div_(255)) - mean) / deviation,
    }
    milliseconds = []
    for i in range(-3, args.repetitions):
        start = time.process_time()
        ways[args.way]()
        if i >= 0:
            milliseconds.append((time.process_time() - start) * 1000)
    print(json.dumps({"by": "fastai's operations", "way": args.way, "threads": args.threads, "cpu_ms": round(statistics.median(milliseconds), 1),
                      "least_cpu_ms": round(min(milliseconds), 1)}))


if __name__ == "__main__":
    main()
