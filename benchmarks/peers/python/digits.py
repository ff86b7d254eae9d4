"""The 8x8 digits from the CSV to the accuracy on a held-out fifth: small CNN, one-cycle, AdamW, DataLoader.

    OMP_WAIT_POLICY=passive python3 digits.py --data DIR [--epochs 10] [--batch 64] [--rate 1e-2] [--threads N] [--seed S]

DIR holds digits.csv (64 pixels of 0..16 and the label a row), or a folder digits with it.
"""
import common


def main():
    args = common.parse(epochs=10, batch=64, rate=1e-2, data="data")
    import numpy as np
    import torch
    from torch.utils.data import DataLoader, TensorDataset

    folder = common.data_folder(args.data)
    folder = folder / "digits" if (folder / "digits").is_dir() else folder
    table = torch.from_numpy(np.loadtxt(folder / "digits.csv", delimiter=",", dtype=np.float32))
    x, y = table[:, :64].reshape(-1, 1, 8, 8) / 16, table[:, 64].long()
    order = torch.randperm(len(x), generator=torch.Generator().manual_seed(args.seed))
    held, rest = order[:len(x) // 5], order[len(x) // 5:]
    mean, std = x[rest].mean(), x[rest].std()
    x = (x - mean) / std

    train = DataLoader(TensorDataset(x[rest], y[rest]), batch_size=args.batch, shuffle=True, drop_last=True)
    test = DataLoader(TensorDataset(x[held], y[held]), batch_size=2 * args.batch)
    model = common.simplecnn(channels=(1, 16, 32, 64))
    common.report("digits", args, **common.fit_one_cycle(model, train, test, args.epochs, args.rate))


if __name__ == "__main__":
    main()
