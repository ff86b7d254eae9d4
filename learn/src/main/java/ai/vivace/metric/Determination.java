package ai.vivace.metric;

import ai.vivace.tensor.Tensor;

/** R²: 1 - Σ(y - x)² / Σ(y - ȳ)², with ȳ the mean of all targets; several outputs are taken as one list. */
record Determination() implements Metric {
    @Override
    public String name() {
        return "r2";
    }

    @Override
    public Direction direction() {
        return Direction.HIGHER;
    }

    @Override
    public Accumulator start() {
        return new Accumulator() {
            private long count;
            private double mean;
            private double spread;
            private double residual;

            @Override
            public void add(Tensor output, Tensor target) {
                double[] predicted = output.toDoubles();
                double[] actual = Answers.targets(output, target).toDoubles();
                for (int i = 0; i < actual.length; i++) {
                    // Welford's update: the plain sum of squares loses all digits for targets far from 0.
                    count++;
                    double difference = actual[i] - mean;
                    mean += difference / count;
                    spread += difference * (actual[i] - mean);
                    residual += (actual[i] - predicted[i]) * (actual[i] - predicted[i]);
                }
            }

            @Override
            public double value() {
                if (count < 2) {
                    return Double.NaN;
                }
                if (spread == 0) {
                    return residual == 0 ? 1 : 0;
                }
                return 1 - residual / spread;
            }
        };
    }
}
