package ai.vivace.vision.model;

import ai.vivace.base.InputException;
import java.util.ArrayList;
import java.util.List;

/**
 * Mean and standard deviation of each channel of the pictures that weights were trained on, with values from 0 to 1. Pictures go
 * into a network minus the mean, divided by the deviation.
 *
 * @param mean one for each channel, red first
 * @param deviation likewise; positive
 */
public record ChannelStatistics(List<Double> mean, List<Double> deviation) {
    /** Those of ImageNet, which nearly all published weights are for. */
    public static final ChannelStatistics IMAGENET =
            new ChannelStatistics(List.of(0.485, 0.456, 0.406), List.of(0.229, 0.224, 0.225));

    /** Those of CIFAR-10's training pictures. */
    public static final ChannelStatistics CIFAR10 =
            new ChannelStatistics(List.of(0.4914, 0.4822, 0.4465), List.of(0.2470, 0.2435, 0.2616));

    /** From 0 and 1 to -1 and 1: Inception's, MobileNetV2's in Keras, and those of ViTs with augmented training. */
    public static final ChannelStatistics HALVES =
            new ChannelStatistics(List.of(0.5, 0.5, 0.5), List.of(0.5, 0.5, 0.5));

    public ChannelStatistics {
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
        List<Double> means = mean;
        List<Double> deviations = deviation;
        InputException.require(
                !means.isEmpty()
                        && means.size() == deviations.size()
                        && means.stream().allMatch(Double::isFinite)
                        && deviations.stream().allMatch(d -> d > 0 && Double.isFinite(d)),
                () -> "Channels need a mean and a positive deviation each, but came " + means + " and " + deviations
                        + ".");
    }

    /** How many channels they are for. */
    public int channels() {
        return mean.size();
    }

    /**
     * The same for pictures of another number of channels: the average for grey ones, else the first ones where there are fewer, and
     * the average for those beyond.
     *
     * @param count how many; at least 1
     */
    public ChannelStatistics channels(int count) {
        InputException.require(count > 0, () -> "Pictures have at least 1 channel, but came " + count + ".");
        if (count == channels()) {
            return this;
        }
        if (count == 1) {
            return new ChannelStatistics(List.of(average(mean)), List.of(average(deviation)));
        }
        return new ChannelStatistics(resized(mean, count), resized(deviation, count));
    }

    private static List<Double> resized(List<Double> values, int count) {
        List<Double> resized = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            resized.add(i < values.size() ? values.get(i) : average(values));
        }
        return resized;
    }

    private static double average(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }
}
