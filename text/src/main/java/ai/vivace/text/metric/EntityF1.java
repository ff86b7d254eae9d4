package ai.vivace.text.metric;

import ai.vivace.base.InputException;
import ai.vivace.loss.CrossEntropy;
import ai.vivace.metric.Metric;
import ai.vivace.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * F1 of entities: outputs are logits [N, T, classes] and targets int64 class numbers [N, T], of which {@link CrossEntropy#IGNORED} does not
 * count, so that each word has one label.
 *
 * @param labels the classes' names, such as O, B-PER, I-PER
 * @param reading how labels are taken together
 */
public record EntityF1(List<String> labels, EntityReading reading) implements Metric {
    /** Reads labels as {@link EntityReading#LENIENT} does. */
    public static EntityF1 of(List<String> labels) {
        return new EntityF1(labels, EntityReading.LENIENT);
    }

    public EntityF1 {
        labels = List.copyOf(labels);
        labels.forEach(label -> EntityReading.LENIENT.of(List.of(label)));
    }

    @Override
    public String name() {
        return "entity_f1";
    }

    @Override
    public Direction direction() {
        return Direction.HIGHER;
    }

    @Override
    public Accumulator start() {
        return new Accumulator() {
            private EntityScores scores = EntityScores.none();
            private boolean empty = true;

            @Override
            public void add(Tensor output, Tensor target) {
                InputException.require(
                        output.rank() == 3 && output.size(2) == labels.size(),
                        () -> "There are " + labels.size() + " labels, but the answers are " + output.shape() + ".");
                long[] classes = output.argmax(2).toLongs();
                long[] truths = target.toLongs();
                int width = (int) target.size(1);
                for (int from = 0; from < truths.length; from += width) {
                    scores = scores.with(entities(classes, truths, from, width), entities(truths, truths, from, width));
                    empty = false;
                }
            }

            @Override
            public double value() {
                return empty ? Double.NaN : scores.all().f1();
            }
        };
    }

    /** Those of the words that count. */
    private List<Entity> entities(long[] classes, long[] truths, int from, int width) {
        List<String> words = new ArrayList<>();
        for (int i = from; i < from + width; i++) {
            if (truths[i] != CrossEntropy.IGNORED) {
                words.add(labels.get((int) classes[i]));
            }
        }
        return reading.of(words);
    }
}
