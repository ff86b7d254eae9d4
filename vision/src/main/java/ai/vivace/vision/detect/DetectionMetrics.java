package ai.vivace.vision.detect;

import ai.vivace.metric.Metric;
import ai.vivace.tensor.Tensor;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Metrics of a {@link Detector}, of all pictures together; see {@link AveragePrecision}. */
public final class DetectionMetrics {
    private DetectionMetrics() {}

    /** The mean average precision at an overlap of a half: {@code map50}. */
    public static Metric map50(Grid grid, int classes) {
        return new OfBoxes("map50", grid, classes, found -> found.mean(0.5));
    }

    /** The mean average precision over overlaps of .5 to .95, COCO's AP: {@code map50_95}. */
    public static Metric map50To95(Grid grid, int classes) {
        return new OfBoxes("map50_95", grid, classes, AveragePrecision::mean);
    }

    private record OfBoxes(String name, Grid grid, int classes, ToDoubleFunction<AveragePrecision> score)
            implements Metric {
        @Override
        public Direction direction() {
            return Direction.HIGHER;
        }

        @Override
        public Accumulator start() {
            AveragePrecision found = AveragePrecision.of(classes);
            return new Accumulator() {
                @Override
                public void add(Tensor output, Tensor target) {
                    List<List<Detection>> detections = Decoding.measuring().of(output, grid);
                    List<List<TrueBox>> things = TrueBox.of(target, classes);
                    for (int i = 0; i < things.size(); i++) {
                        found.add(detections.get(i), things.get(i));
                    }
                }

                @Override
                public double value() {
                    return score.applyAsDouble(found);
                }
            };
        }
    }
}
