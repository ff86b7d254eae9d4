package ai.vivace.learn;

import ai.vivace.learn.Finding.Kind;
import ai.vivace.nn.DropoutLayer;
import ai.vivace.nn.Stochastic;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Compares the losses of training and validation epoch by epoch. A training loss that stays above the other is a finding where something
 * is known that acts in training only; without, the validation part may just be easier.
 *
 * <p>The training loss is that of an epoch's second half, as the weights of its beginning are not those that are validated.
 */
final class TrainingGap {
    /** Losses of different items differ by some percent. */
    private static final double TIMES_VALIDATION = 1.1;

    private static final int EPOCHS = 2;

    private final List<String> causes;
    private double sum;
    private int steps;
    private int epochs;

    private TrainingGap(List<String> causes) {
        this.causes = causes;
    }

    static TrainingGap of(Learner learner) {
        List<String> causes = new ArrayList<>();
        TreeMap<String, Integer> layers = new TreeMap<>();
        learner.model().walk((path, layer) -> {
            boolean off = layer instanceof DropoutLayer dropout && dropout.probability() == 0;
            if (layer instanceof Stochastic && !off) {
                layers.merge(layer.getClass().getSimpleName(), 1, Integer::sum);
            }
        });
        layers.forEach((type, count) -> causes.add(type + (count == 1 ? "" : " in " + count + " layers")));
        learner.callbacks().all().stream()
                .filter(callback -> callback.phase() == Phase.INPUT)
                .map(callback -> callback.getClass().getSimpleName())
                .filter(name -> !name.isEmpty())
                .forEach(causes::add);
        int more = learner.data().training().transforms().size()
                - learner.data().validation().transforms().size();
        if (more > 0) {
            causes.add("augmentation of the training items");
        }
        return new TrainingGap(causes);
    }

    void startEpoch() {
        sum = 0;
        steps = 0;
    }

    void add(BatchContext batch) {
        if (2 * batch.fit().batch() >= batch.fit().batchesPerEpoch()) {
            sum += batch.loss();
            steps++;
        }
    }

    /** Takes an epoch's end in. */
    Optional<Finding> judge(double validation) {
        double training = sum / steps;
        epochs = validation > 0 && training > TIMES_VALIDATION * validation ? epochs + 1 : 0;
        if (epochs < EPOCHS || causes.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                Kind.TRAINING_ABOVE_VALIDATION,
                "loss",
                String.format(
                        Locale.ROOT,
                        "it is %.4f in training and %.4f in validation; in training only act: %s.",
                        training,
                        validation,
                        String.join(", ", causes))));
    }
}
