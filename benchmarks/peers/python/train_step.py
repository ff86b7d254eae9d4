"""Times whole training steps (forward, cross-entropy, backward, AdamW, zero_grad) on ready random batches.

    OMP_WAIT_POLICY=passive python3 train_step.py --model mlp|simplecnn|resnet18 [--batch N] [--threads N] [--steps N] [--optimizer adamw|sgd]
"""
import common

# batch, input shape, warm-up steps, timed steps, ready batches
DEFAULTS = {
    "mlp": (64, (784,), 200, 2000, 32),
    "simplecnn": (64, (1, 28, 28), 50, 300, 32),
    "resnet18": (32, (3, 64, 64), 3, 15, 4),
}


def main():
    args = common.parse(model="mlp", batch=0, steps=0, warmup=-1, optimizer="adamw")
    import torch
    import torch.nn.functional as F

    batch, shape, warmup, steps, ready = DEFAULTS[args.model]
    args.batch = args.batch or batch
    args.steps = args.steps or steps
    args.warmup = warmup if args.warmup < 0 else args.warmup

    model = getattr(common, args.model)().train()
    optimizer = {"adamw": torch.optim.AdamW, "sgd": torch.optim.SGD}[args.optimizer](model.parameters(), lr=1e-3)
    batches = [(torch.randn(args.batch, *shape), torch.randint(10, (args.batch,))) for _ in range(ready)]

    def step(x, y):
        loss = F.cross_entropy(model(x), y)
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
        return loss.detach()

    for i in range(args.warmup):
        step(*batches[i % ready])
    clock = common.Clock()
    for i in range(args.steps):
        clock.start()
        loss = step(*batches[i % ready])
        clock.stop()
    program = "train_step" if args.allocator == "warm" else "train_step (as it comes)"
    common.report(program, args, loss=round(loss.item(), 6), **clock.summary("step"))


if __name__ == "__main__":
    main()
