package ai.vivace.text.metric;

import ai.vivace.base.InputException;
import ai.vivace.loss.CrossEntropy;
import ai.vivace.metric.Metric;
import ai.vivace.tensor.Tensor;
import java.util.List;

/**
 * The share of texts that are right from beginning to end: outputs are logits [N, T, classes] and targets int64 class numbers [N, T], of
 * which {@link CrossEntropy#IGNORED} does not count. For models that answer texts, each token is told with the right ones before it.
 */
public record ExactMatch() implements Metric {
    /**
     * The share of answers that are the reference, but for blanks at both ends.
     *
     * @throws InputException when there are none, or not as many of both
     */
    public static double share(List<String> answers, List<String> references) {
        TextCounts.check(answers, references.stream().map(List::of).toList());
        int equal = 0;
        for (int i = 0; i < answers.size(); i++) {
            equal += answers.get(i).strip().equals(references.get(i).strip()) ? 1 : 0;
        }
        return (double) equal / answers.size();
    }

    @Override
    public String name() {
        return "exact_match";
    }

    @Override
    public Direction direction() {
        return Direction.HIGHER;
    }

    @Override
    public Accumulator start() {
        return new Accumulator() {
            private long right;
            private long texts;

            @Override
            public void add(Tensor output, Tensor target) {
                Tensor wrong = output.argmax(2).eq(target).not().and(target.ne((double) CrossEntropy.IGNORED));
                right += (long) wrong.sum(1).eq(0).sum().item();
                texts += target.size(0);
            }

            @Override
            public double value() {
                return texts == 0 ? Double.NaN : (double) right / texts;
            }
        };
    }
}
