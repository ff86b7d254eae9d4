"""Fashion-MNIST from the IDX files to the test accuracy: one-cycle, AdamW, DataLoader.

    OMP_WAIT_POLICY=passive python3 fashion.py --data DIR [--model mlp|simplecnn] [--epochs 3] [--batch 64] [--rate 3e-3] [--threads N] [--seed S]

DIR holds the four *-ubyte.gz files, or a folder fashion-mnist with them.
"""
import common


def images(folder, part):
    """Pixels in 0..1, normalised with the training set's mean and standard deviation, and the labels."""
    x = common.read_idx(folder / f"{part}-images-idx3-ubyte.gz").unsqueeze(1).float().div_(255).sub_(0.2860).div_(0.3530)
    return x, common.read_idx(folder / f"{part}-labels-idx1-ubyte.gz").long()


def main():
    args = common.parse(model="simplecnn", epochs=3, batch=64, rate=3e-3, data="data")
    from torch.utils.data import DataLoader, TensorDataset

    folder = common.data_folder(args.data)
    folder = folder / "fashion-mnist" if (folder / "fashion-mnist").is_dir() else folder
    train = DataLoader(TensorDataset(*images(folder, "train")), batch_size=args.batch, shuffle=True, drop_last=True, num_workers=0)
    test = DataLoader(TensorDataset(*images(folder, "t10k")), batch_size=2 * args.batch, num_workers=0)
    model = getattr(common, args.model)()
    common.report("fashion", args, **common.fit_one_cycle(model, train, test, args.epochs, args.rate))


if __name__ == "__main__":
    main()
