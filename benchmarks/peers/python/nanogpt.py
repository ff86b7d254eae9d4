"""Trains nanoGPT's small configuration for characters in plain PyTorch, as its README has it for a CPU: 4 layers, 4 heads, 128 wide, context 64,
batches of 12, 2,000 steps, no dropout, no biases; prints the loss on the whole last tenth, and on twenty random batches of it, which is how nanoGPT judges.

    OMP_WAIT_POLICY=passive python3 nanogpt.py --text tinyshakespeare/input.txt [--rate 1e-3] [--seed N] [--threads N]
"""
import math
from pathlib import Path

import common

LAYERS, HEADS, WIDTH, CONTEXT, BATCH, STEPS, WARM_UP = 4, 4, 128, 64, 12, 2000, 100


def main():
    args = common.parse(text="input.txt", rate=1e-3)
    import torch
    import torch.nn.functional as F
    from torch import nn

    text = Path(args.text).read_text(encoding="utf-8")
    numbers = {character: number for number, character in enumerate(sorted(set(text)))}
    tokens = torch.tensor([numbers[character] for character in text])
    split = int(0.9 * len(tokens))
    training, validation = tokens[:split], tokens[split:]
    seen = torch.tril(torch.ones(CONTEXT, CONTEXT)) == 1

    def linear(inputs, outputs, deviation=0.02):
        layer = nn.Linear(inputs, outputs, bias=False)
        nn.init.normal_(layer.weight, 0, deviation)
        return layer

    class Norm(nn.Module):
        def __init__(self):
            super().__init__()
            self.weight = nn.Parameter(torch.ones(WIDTH))

        def forward(self, x):
            return F.layer_norm(x, (WIDTH,), self.weight, None, 1e-5)

    class Block(nn.Module):
        def __init__(self):
            super().__init__()
            self.first, self.second = Norm(), Norm()
            self.maps, self.up = linear(WIDTH, 3 * WIDTH), linear(WIDTH, 4 * WIDTH)
            self.output = linear(WIDTH, WIDTH, 0.02 / math.sqrt(2 * LAYERS))
            self.down = linear(4 * WIDTH, WIDTH, 0.02 / math.sqrt(2 * LAYERS))

        def forward(self, x):
            rows, length, _ = x.shape
            parts = self.maps(self.first(x)).split(WIDTH, dim=2)
            q, k, v = (part.view(rows, length, HEADS, WIDTH // HEADS).transpose(1, 2) for part in parts)
            scores = (q @ k.transpose(-2, -1) / math.sqrt(WIDTH // HEADS)).masked_fill(~seen, float("-inf"))
            x = x + self.output((scores.softmax(-1) @ v).transpose(1, 2).reshape(rows, length, WIDTH))
            return x + self.down(F.gelu(self.up(self.second(x))))

    class Gpt(nn.Module):
        def __init__(self):
            super().__init__()
            self.embedding, self.places = nn.Embedding(len(numbers), WIDTH), nn.Embedding(CONTEXT, WIDTH)
            nn.init.normal_(self.embedding.weight, 0, 0.02)
            nn.init.normal_(self.places.weight, 0, 0.02)
            self.blocks = nn.Sequential(*(Block() for _ in range(LAYERS)))
            self.norm = Norm()

        def forward(self, x):
            x = self.norm(self.blocks(self.embedding(x) + self.places.weight))
            return F.linear(x, self.embedding.weight)

    model = Gpt()
    matrices = [p for p in model.parameters() if p.dim() >= 2]
    rest = [p for p in model.parameters() if p.dim() < 2]
    groups = [{"params": matrices, "weight_decay": 0.1}, {"params": rest, "weight_decay": 0.0}]
    optimizer = torch.optim.AdamW(groups, lr=args.rate, betas=(0.9, 0.99))

    def batch(part):
        starts = torch.randint(len(part) - CONTEXT, (BATCH,))
        return tuple(torch.stack([part[s + shift:s + shift + CONTEXT] for s in starts]) for shift in (0, 1))

    def loss(x, y):
        return F.cross_entropy(model(x).flatten(0, 1), y.flatten())

    for step in range(STEPS):
        if step < WARM_UP:
            share = step / WARM_UP
        else:
            share = 0.1 + 0.45 * (1 + math.cos(math.pi * (step - WARM_UP) / (STEPS - WARM_UP)))
        for group in optimizer.param_groups:
            group["lr"] = args.rate * share
        optimizer.zero_grad()
        loss(*batch(training)).backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()

    with torch.no_grad():
        sampled = sum(loss(*batch(validation)).item() for _ in range(20)) / 20
        count = (len(validation) - 1) // CONTEXT
        x, y = validation[:count * CONTEXT].view(-1, CONTEXT), validation[1:count * CONTEXT + 1].view(-1, CONTEXT)
        whole = sum(loss(x[i:i + 64], y[i:i + 64]).item() * len(x[i:i + 64]) for i in range(0, count, 64)) / count
    common.report("nanogpt", args, loss=round(whole, 4), loss_of_twenty_batches=round(sampled, 4))


if __name__ == "__main__":
    main()
