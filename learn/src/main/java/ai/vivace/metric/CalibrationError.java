package ai.vivace.metric;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Tensor;

/** The expected calibration error (Guo 2017), over bins of equal width of the likeliest class's probability. */
record CalibrationError(int bins) implements Metric {
    CalibrationError {
        int given = bins;
        InputException.require(bins >= 1, () -> "A calibration error needs at least 1 bin, but came " + given + ".");
    }

    @Override
    public String name() {
        return "calibration_error";
    }

    @Override
    public Direction direction() {
        return Direction.LOWER;
    }

    @Override
    public Accumulator start() {
        return new Accumulator() {
            /** Of each bin, how many are right less the sum of their probabilities. */
            private final double[] surplus = new double[bins];

            private long count;

            @Override
            public void add(Tensor output, Tensor target) {
                Tensor probabilities = Answers.classesLast(output).softmax(-1);
                Tensor predicted = probabilities.argmax(-1);
                double[] sure = probabilities.max(-1).toDoubles();
                long[] answers = predicted.toLongs();
                long[] right = Answers.targets(predicted, target).toLongs();
                for (int i = 0; i < sure.length; i++) {
                    if (Double.isNaN(sure[i])) {
                        surplus[0] = Double.NaN;
                    } else {
                        int bin = (int) Math.ceil(sure[i] * bins) - 1;
                        surplus[Math.min(Math.max(bin, 0), bins - 1)] += (answers[i] == right[i] ? 1 : 0) - sure[i];
                    }
                }
                count += sure.length;
            }

            @Override
            public double value() {
                double sum = 0;
                for (double bin : surplus) {
                    sum += Math.abs(bin);
                }
                return sum / count;
            }
        };
    }
}
