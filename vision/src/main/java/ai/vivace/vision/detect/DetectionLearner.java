package ai.vivace.vision.detect;

import ai.vivace.data.TrainingData;
import ai.vivace.learn.Learner;
import ai.vivace.learn.LearnerBuilder;

/**
 * Starts learners of boxes.
 *
 * <pre>{@code
 * Detector detector = Detector.of(body, data.inputShape(), 3).channels(64).build();
 * try (var learner = DetectionLearner.of(data, detector).seed(42).build()) {
 *     learner.fineTune(10, 1e-3);
 * }
 * }</pre>
 */
public final class DetectionLearner {
    private DetectionLearner() {}

    /**
     * A learner with {@link DetectionLoss}, the metrics {@code map50} and {@code map50_95}, and the body as first parameter group. All
     * of it can be changed.
     *
     * @param data pictures of one size and boxes [most, 5] of (class, left, top, right, bottom) in pixels, rows of class -1 for none
     */
    public static LearnerBuilder of(TrainingData data, Detector detector) {
        Grid grid = detector.grid(data.inputShape());
        int classes = detector.classes();
        return Learner.of(data, detector)
                .loss(DetectionLoss.of(grid, classes))
                .metrics(DetectionMetrics.map50(grid, classes), DetectionMetrics.map50To95(grid, classes))
                .splitter(Detector.splitter());
    }
}
