package ai.vivace.metric;

import ai.vivace.tensor.Tensor;
import java.util.function.DoubleUnaryOperator;

/** A metric that is a function of a mean: sums and counts are added up, so batches of any sizes count rightly. */
record RunningMean(String name, Direction direction, Part part, DoubleUnaryOperator finish) implements Metric {
    /** A batch's share in the mean. */
    record Share(double sum, double count) {}

    /** Computes a batch's share. */
    @FunctionalInterface
    interface Part {
        Share of(Tensor output, Tensor target);
    }

    static RunningMean of(String name, Direction direction, Part part) {
        return new RunningMean(name, direction, part, mean -> mean);
    }

    @Override
    public Accumulator start() {
        return new Accumulator() {
            private double sum;
            private double count;

            @Override
            public void add(Tensor output, Tensor target) {
                Share share = part.of(output, target);
                sum += share.sum;
                count += share.count;
            }

            @Override
            public double value() {
                return finish.applyAsDouble(sum / count);
            }
        };
    }
}
