package ai.vivace.vision.augment;

import ai.vivace.base.Rng;
import ai.vivace.data.Batch;
import ai.vivace.data.BatchTransform;
import ai.vivace.data.Task;

/**
 * TrivialAugment with wide ranges (Müller and Hutter 2021), as torchvision defines it: one of fourteen operations at a random level, drawn
 * for each picture. There is nothing to tune.
 *
 * @param levels how many levels there are; at least 2; default 31
 */
public record TrivialAugment(int levels) implements BatchTransform {
    private static final Operation.Ranges RANGES = new Operation.Ranges(0.99, 0, 32, 135, 0.99, 6);

    public TrivialAugment {
        Operations.checkBins(levels);
    }

    /** With 31 levels. */
    public static TrivialAugment standard() {
        return new TrivialAugment(31);
    }

    @Override
    public Batch apply(Batch batch, Task task, Rng rng) {
        return Operations.apply(batch, task, rng, RANGES, item -> (double) item.nextInt(levels) / (levels - 1));
    }
}
