package ai.vivace.vision.augment;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.data.Batch;
import ai.vivace.data.BatchTransform;
import ai.vivace.data.Task;

/**
 * RandAugment (Cubuk 2019), as torchvision defines it: a few of fourteen operations in a row, all at one level, drawn for each picture.
 *
 * @param operations how many; at least 1; default 2
 * @param level how far they go, from 0; below the number of levels; default 9
 * @param levels how many levels there are; at least 2; default 31
 */
public record RandAugment(int operations, int level, int levels) implements BatchTransform {
    private static final Operation.Ranges RANGES = new Operation.Ranges(0.3, 150.0 / 331, 0, 30, 0.9, 4);

    public RandAugment {
        Operations.checkBins(levels);
        int count = operations;
        InputException.require(count >= 1, () -> "There must be at least 1 operation, but came " + count + ".");
        int given = level;
        int below = levels;
        InputException.require(
                given >= 0 && given < below,
                () -> "The level must be from 0 to " + (below - 1) + ", but was " + given + ".");
    }

    /** Two operations at level 9 of 31. */
    public static RandAugment standard() {
        return new RandAugment(2, 9, 31);
    }

    /** The same at another level. */
    public RandAugment level(int other) {
        return new RandAugment(operations, other, levels);
    }

    @Override
    public Batch apply(Batch batch, Task task, Rng rng) {
        Batch changed = batch;
        for (int i = 0; i < operations; i++) {
            changed = Operations.apply(changed, task, rng.split(i), RANGES, item -> (double) level / (levels - 1));
        }
        return changed;
    }
}
