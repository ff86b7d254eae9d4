package ai.vivace.vision.augment;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.data.Batch;
import ai.vivace.data.Task;
import ai.vivace.tensor.Functional.Interpolation;
import ai.vivace.tensor.Functional.Padding;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Tensor;
import java.util.function.ToDoubleFunction;

/** One operation for each picture of a batch, drawn for each. */
final class Operations {
    private static final Operation[] ALL = Operation.values();
    private static final Sampling NEAREST = new Sampling(Interpolation.NEAREST, Padding.ZEROS);

    private Operations() {}

    /**
     * Changes a batch in place.
     *
     * @param ranges how far operations go
     * @param level how far of that, from 0 to 1, by an item's stream
     */
    static Batch apply(Batch batch, Task task, Rng rng, Operation.Ranges ranges, ToDoubleFunction<Rng> level) {
        Tensor pictures = batch.input();
        Pixels.require(pictures);
        int height = (int) pictures.size(2);
        int width = (int) pictures.size(3);
        Homography[] maps = new Homography[batch.size()];
        for (int i = 0; i < maps.length; i++) {
            Rng item = rng.split(batch.indices()[i]);
            Operation operation = ALL[item.nextInt(ALL.length)];
            double far = level.applyAsDouble(item);
            double signed = operation.isSigned() && item.nextInt(2) == 1 ? -far : far;
            maps[i] = operation.map(ranges, signed, height, width);
            try (Scope scope = Scope.open()) {
                Tensor picture = pictures.select(0, i);
                Tensor changed = operation.apply(ranges, signed, picture);
                if (changed != picture) {
                    picture.copyFrom(changed);
                }
            }
        }
        return Movement.apply(batch, task, maps, NEAREST);
    }

    static void checkBins(int bins) {
        InputException.require(bins >= 2, () -> "There must be at least 2 levels, but came " + bins + ".");
    }
}
