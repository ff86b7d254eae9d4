package ai.vivace.vision.segment;

import ai.vivace.data.TrainingData;
import ai.vivace.learn.Learner;
import ai.vivace.learn.LearnerBuilder;
import ai.vivace.nn.UnaryLayer;

/**
 * Starts learners of masks.
 *
 * <pre>{@code
 * try (var learner = SegmentationLearner.of(data, UNet.of(1, 2).padded().build()).seed(42).build()) {
 *     learner.fitOneCycle(20, 3e-3);
 * }
 * }</pre>
 */
public final class SegmentationLearner {
    private SegmentationLearner() {}

    /**
     * A learner with the {@linkplain SegmentationLoss#standard loss of pixels} and the metrics {@code dice}, {@code mean_iou} and {@code
     * pixel_accuracy}; a {@link DynamicUnet} has its body as first parameter group. All of it can be changed.
     *
     * @param data pictures and masks of int64 class numbers, where 255 does not count
     * @param network from pictures to logits [N, classes, height, width]
     */
    public static LearnerBuilder of(TrainingData data, UnaryLayer network) {
        LearnerBuilder builder = Learner.of(data, network)
                .loss(SegmentationLoss.standard())
                .metrics(
                        SegmentationMetrics.meanDice(),
                        SegmentationMetrics.meanIntersectionOverUnion(),
                        SegmentationMetrics.pixelAccuracy());
        return network instanceof DynamicUnet ? builder.splitter(DynamicUnet.splitter()) : builder;
    }
}
