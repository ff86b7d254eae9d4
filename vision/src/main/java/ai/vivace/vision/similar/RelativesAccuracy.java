package ai.vivace.vision.similar;

import ai.vivace.metric.Metric;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Tensor;

/**
 * The share of {@linkplain Relatives pairs or triplets} about which a network is right: see {@link SiameseLoss#decode}.
 *
 * @param loss which says what an output answers
 */
public record RelativesAccuracy(SiameseLoss loss) implements Metric {
    @Override
    public String name() {
        return "relatives_accuracy";
    }

    @Override
    public Direction direction() {
        return Direction.HIGHER;
    }

    @Override
    public Accumulator start() {
        return new Accumulator() {
            private double right;
            private long all;

            @Override
            public void add(Tensor output, Tensor target) {
                Tensor wanted = target.reshape(-1).to(DType.INT64);
                right += loss.decode(output).eq(wanted).sum().item();
                all += wanted.elements();
            }

            @Override
            public double value() {
                return all == 0 ? Double.NaN : right / all;
            }
        };
    }
}
