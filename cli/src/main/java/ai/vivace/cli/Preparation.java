package ai.vivace.cli;

import ai.vivace.data.BatchTransform;
import ai.vivace.data.ItemTransform;
import ai.vivace.data.Preprocessing;
import ai.vivace.tensor.Shape;
import ai.vivace.vision.augment.Augment;
import ai.vivace.vision.model.Architectures;
import ai.vivace.vision.model.ChannelStatistics;
import java.util.List;
import java.util.Optional;

/**
 * What happens to pictures on their way into a training.
 *
 * @param settings of the run
 */
record Preparation(RunSettings settings) {
    /**
     * What happens to each picture to learn from.
     *
     * @param picture the shape of one: [channels, height, width]
     */
    List<ItemTransform> augmentation(Shape picture) {
        return settings.recipe().augmentation(picture, settings.mirror());
    }

    /** What happens to whole batches of them. */
    List<BatchTransform> batchAugmentation() {
        return settings.augmented() ? List.of(Augment.standard()) : List.of();
    }

    /** The statistics that the weights are for; empty where those of the pictures are to be measured. */
    Optional<Preprocessing> preprocessing(Shape picture, double scale) {
        if (settings.weights().isEmpty()) {
            return Optional.empty();
        }
        ChannelStatistics statistics =
                Architectures.of(settings.architecture()).statistics().channels(Math.toIntExact(picture.size(0)));
        return Optional.of(new Preprocessing(picture, scale, statistics.mean(), statistics.deviation()));
    }
}
