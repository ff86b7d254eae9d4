package ai.vivace.trees.tune;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.trees.Features;
import ai.vivace.trees.Measure;
import ai.vivace.trees.Measures;
import ai.vivace.trees.Target;
import ai.vivace.trees.Workers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Judges many settings by the same folds; each fold of each candidate is a piece of the work. */
final class Trials<S> {
    private final CrossValidation judging;
    private final Function<S, Trainer> trainer;
    private final Features features;
    private final Target target;
    private final List<Fold> folds;
    private final Measure measure;
    private final int pieces;
    private int done;

    /**
     * Trials on some data.
     *
     * @param all how many candidates will be judged, counting each as often as it is
     */
    Trials(CrossValidation judging, Function<S, Trainer> trainer, Features features, Target target, int all) {
        this.judging = judging;
        this.trainer = trainer;
        this.features = features;
        this.target = target;
        this.folds = judging.divide(features, target);
        this.measure = judging.measures().isEmpty()
                ? Measures.of(target.task())
                : judging.measures().get(0);
        this.pieces = all * folds.size();
    }

    /** Settings that are to be tried. */
    record Entry<S>(int number, Space.Candidate<S> candidate) {}

    /** What one fold of one candidate gave: a score, or why there is none. */
    private record Outcome(double score, Optional<String> failure) {}

    /** As many candidates as are wanted, each drawn from a stream of its own. */
    static <S> List<Entry<S>> draw(Space<S> space, int count, long seed) {
        Rng rng = Rng.of(seed).split("search");
        return IntStream.range(0, count)
                .mapToObj(number -> new Entry<>(number, space.draw(rng.split(number))))
                .toList();
    }

    String measure() {
        return measure.name();
    }

    List<Fold> folds() {
        return folds;
    }

    /** Judges candidates on all rows that folds have for training. */
    List<Trial<S>> run(List<Entry<S>> entries, int rung, int resource, Function<S, S> prepare) {
        return run(entries, rung, resource, prepare, fold -> folds.get(fold).trainingRows());
    }

    /**
     * Judges candidates.
     *
     * @param prepare what their settings are given before
     * @param training by fold, the rows that they learn from
     */
    List<Trial<S>> run(
            List<Entry<S>> entries, int rung, int resource, Function<S, S> prepare, IntFunction<int[]> training) {
        Outcome[][] outcomes = new Outcome[entries.size()][folds.size()];
        try (Workers workers = new Workers(judging.threads())) {
            workers.run(entries.size() * folds.size(), (piece, thread) -> {
                int entry = piece / folds.size();
                int fold = piece % folds.size();
                Outcome outcome = judge(entries.get(entry), fold, prepare, training.apply(fold));
                outcomes[entry][fold] = outcome;
                tell(entries.get(entry).number(), fold, outcome);
            });
        }
        List<Trial<S>> trials = new ArrayList<>();
        for (int i = 0; i < outcomes.length; i++) {
            trials.add(trial(entries.get(i), rung, resource, List.of(outcomes[i])));
        }
        return trials;
    }

    private Outcome judge(Entry<S> entry, int fold, Function<S, S> prepare, int[] training) {
        try {
            S settings = prepare.apply(entry.candidate().settings());
            Map<String, Double> scores = CrossValidation.judge(
                            trainer.apply(settings),
                            features,
                            target,
                            training,
                            folds.get(fold).validationRows(),
                            List.of(measure))
                    .scores();
            return new Outcome(scores.getOrDefault(measure.name(), Double.NaN), Optional.empty());
        } catch (InputException e) {
            // Settings that do not go together are one bad trial, not the end of the search.
            return new Outcome(Double.NaN, Optional.of(String.valueOf(e.getMessage())));
        }
    }

    private synchronized void tell(int number, int fold, Outcome outcome) {
        done++;
        judging.progress()
                .ended(
                        done,
                        pieces,
                        "trial " + number + ", fold " + (fold + 1) + ": "
                                + outcome.failure().orElse(measure.name() + " " + outcome.score()));
    }

    private static <S> Trial<S> trial(Entry<S> entry, int rung, int resource, List<Outcome> outcomes) {
        Optional<String> failure =
                outcomes.stream().flatMap(outcome -> outcome.failure().stream()).findFirst();
        double mean = outcomes.stream().mapToDouble(Outcome::score).sum() / outcomes.size();
        double squares = outcomes.stream()
                .mapToDouble(outcome -> (outcome.score() - mean) * (outcome.score() - mean))
                .sum();
        double deviation = outcomes.size() == 1 ? 0 : Math.sqrt(squares / (outcomes.size() - 1));
        return new Trial<>(entry.number(), rung, resource, entry.candidate(), mean, deviation, failure);
    }

    /** The best first, failures last; of equal ones the one drawn first. */
    List<Trial<S>> ranked(List<Trial<S>> trials) {
        double sign = measure.isHigherBetter() ? -1 : 1;
        // Not a number is greater than any: last.
        return trials.stream()
                .sorted(Comparator.comparingInt((Trial<S> trial) -> -trial.rung())
                        .thenComparingDouble(trial -> sign * trial.score())
                        .thenComparingInt(Trial::number))
                .toList();
    }
}
