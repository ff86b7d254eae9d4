package ai.vivace.vision.segment;

import ai.vivace.metric.Metric;
import ai.vivace.tensor.Tensor;
import java.util.function.ToDoubleFunction;

/**
 * Metrics of masks, over all pixels of all pictures together: see {@link PixelConfusion}, also for classes that do not occur. They take
 * logits [N, classes, height, width] and masks [N, height, width]; 255 does not count.
 */
public final class SegmentationMetrics {
    private SegmentationMetrics() {}

    /** Dice's coefficient of one class: {@code dice_1}. */
    public static Metric dice(int number) {
        return new OfPixels("dice_" + number, pixels -> pixels.dice(number));
    }

    /** The mean of Dice's coefficient over the classes that occur: {@code dice}. */
    public static Metric meanDice() {
        return new OfPixels("dice", PixelConfusion::meanDice);
    }

    /** Intersection over union of one class: {@code iou_1}. */
    public static Metric intersectionOverUnion(int number) {
        return new OfPixels("iou_" + number, pixels -> pixels.intersectionOverUnion(number));
    }

    /** The mean of intersection over union over the classes that occur: {@code mean_iou}. */
    public static Metric meanIntersectionOverUnion() {
        return new OfPixels("mean_iou", PixelConfusion::meanIntersectionOverUnion);
    }

    /** The share of pixels whose answer is right: {@code pixel_accuracy}. */
    public static Metric pixelAccuracy() {
        return new OfPixels("pixel_accuracy", PixelConfusion::accuracy);
    }

    private record OfPixels(String name, ToDoubleFunction<PixelConfusion> score) implements Metric {
        @Override
        public Direction direction() {
            return Direction.HIGHER;
        }

        @Override
        public Accumulator start() {
            PixelConfusion pixels = new PixelConfusion();
            return new Accumulator() {
                @Override
                public void add(Tensor output, Tensor target) {
                    pixels.add(output, target);
                }

                @Override
                public double value() {
                    return pixels.classes() == 0 ? Double.NaN : score.applyAsDouble(pixels);
                }
            };
        }
    }
}
