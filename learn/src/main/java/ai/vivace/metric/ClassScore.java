package ai.vivace.metric;

import ai.vivace.tensor.Tensor;

/** A score of the confusion matrix of all batches. */
record ClassScore(String name, ConfusionMatrix.Score score, Averaging averaging) implements Metric {
    @Override
    public Direction direction() {
        return Direction.HIGHER;
    }

    @Override
    public Accumulator start() {
        return new Accumulator() {
            private long[][] counts = new long[0][0];

            @Override
            public void add(Tensor output, Tensor target) {
                if (counts.length == 0) {
                    int classes = Answers.classes(output);
                    counts = new long[classes][classes];
                }
                Tensor predicted = Answers.predicted(output);
                ConfusionMatrix.count(counts, predicted.toLongs(), target.toLongs());
            }

            @Override
            public double value() {
                return counts.length == 0
                        ? Double.NaN
                        : ConfusionMatrix.of(counts).score(score, averaging);
            }
        };
    }
}
