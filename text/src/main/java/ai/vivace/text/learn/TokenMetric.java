package ai.vivace.text.learn;

import ai.vivace.loss.CrossEntropy;
import ai.vivace.metric.Metric;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Tensor;

/**
 * A metric of classes for each token: outputs are logits [N, T, classes] and targets int64 class numbers [N, T], of which {@link
 * CrossEntropy#IGNORED} does not count.
 *
 * @param base a metric of rows, such as accuracy or perplexity
 */
public record TokenMetric(Metric base) implements Metric {
    @Override
    public String name() {
        return base.name();
    }

    @Override
    public Direction direction() {
        return base.direction();
    }

    @Override
    public Accumulator start() {
        Accumulator rows = base.start();
        return new Accumulator() {
            @Override
            public void add(Tensor output, Tensor target) {
                for (TokenRows part : TokenRows.of(output, target).parts()) {
                    try (Scope scope = Scope.open()) {
                        TokenRows counted = part.counted();
                        if (counted.target().elements() > 0) {
                            rows.add(counted.logits(), counted.target());
                        }
                    }
                }
            }

            @Override
            public double value() {
                return rows.value();
            }
        };
    }
}
