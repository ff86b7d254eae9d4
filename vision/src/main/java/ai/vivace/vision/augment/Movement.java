package ai.vivace.vision.augment;

import ai.vivace.data.Batch;
import ai.vivace.data.Task;
import ai.vivace.tensor.Tensor;

/** A batch's pictures moved in place, and its targets after them. */
final class Movement {
    private Movement() {}

    /**
     * Moves what is in a batch.
     *
     * @param maps one for each item, from new places to old ones
     * @param sampling how pixels are taken
     */
    static Batch apply(Batch batch, Task task, Homography[] maps, Sampling sampling) {
        Tensor pictures = batch.input();
        sampling.move(pictures, maps);
        Tensor target =
                Targets.of(task).follow(batch.target(), maps, sampling, (int) pictures.size(2), (int) pictures.size(3));
        return new Batch(pictures, target, batch.indices());
    }
}
