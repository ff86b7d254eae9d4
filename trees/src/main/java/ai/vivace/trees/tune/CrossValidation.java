package ai.vivace.trees.tune;

import ai.vivace.base.InputException;
import ai.vivace.trees.Features;
import ai.vivace.trees.Measure;
import ai.vivace.trees.Measures;
import ai.vivace.trees.Predictor;
import ai.vivace.trees.Target;
import ai.vivace.trees.Task;
import ai.vivace.trees.Workers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Judges a way of training by rows that it has not seen: each fold's model predicts for the fold's own rows.
 *
 * <pre>{@code
 * CrossValidated judged = CrossValidation.standard().of(GradientBoosting.standard().threads(1)::fit, features, target);
 * System.out.println(judged.table());
 * }</pre>
 *
 * <p>Folds are trained in parallel; give trainings one thread each. What comes out does not depend on the number of threads.
 *
 * @param folds how rows are divided; default five, stratified for classes
 * @param measures what models are judged by; default {@link Measures#of} the target's task where none are given
 * @param threads how many folds are trained at a time; default one for each processor
 * @param progress hears of each fold that has ended; default nothing
 */
public record CrossValidation(Folds folds, List<Measure> measures, int threads, Progress progress) {
    public CrossValidation {
        measures = List.copyOf(measures);
        int workers = threads;
        InputException.require(workers >= 1, () -> "At least 1 thread is needed, but came " + workers + ".");
    }

    /** Five folds by the seed 42. */
    public static CrossValidation standard() {
        return new CrossValidation(
                Folds.standard(5, 42), List.of(), Runtime.getRuntime().availableProcessors(), Progress.silent());
    }

    /** The same with other folds. */
    public CrossValidation folds(Folds newFolds) {
        return new CrossValidation(newFolds, measures, threads, progress);
    }

    /** The same with other measures. */
    public CrossValidation measures(Measure... newMeasures) {
        return new CrossValidation(folds, List.of(newMeasures), threads, progress);
    }

    /** The same with another number of threads. */
    public CrossValidation threads(int count) {
        return new CrossValidation(folds, measures, count, progress);
    }

    /** The same with another listener. */
    public CrossValidation progress(Progress newProgress) {
        return new CrossValidation(folds, measures, threads, newProgress);
    }

    /**
     * Trains and judges a model for each fold.
     *
     * @throws InputException when features and target do not fit each other, rows stand in groups for ranking, or a fold has no row of
     *     a class to learn from
     */
    public CrossValidated of(Trainer trainer, Features features, Target target) {
        List<Fold> divided = divide(features, target);
        List<Measure> judges = measures.isEmpty() ? List.of(Measures.of(target.task())) : measures;
        AtomicInteger done = new AtomicInteger();
        Judged[] results = new Judged[divided.size()];
        try (Workers workers = new Workers(threads)) {
            workers.run(results.length, (fold, thread) -> {
                Judged judged = judge(trainer, features, target, divided.get(fold), judges);
                results[fold] = judged;
                synchronized (done) {
                    progress.ended(
                            done.incrementAndGet(),
                            results.length,
                            "fold " + (fold + 1) + ": " + said(judged.scores()));
                }
            });
        }
        return gathered(List.of(results), divided, features.rows());
    }

    List<Fold> divide(Features features, Target target) {
        InputException.require(
                features.rows() == target.rows(),
                () -> "There are " + features.rows() + " rows of features, but " + target.rows() + " of the target.");
        InputException.require(
                !(target.task() instanceof Task.Ranking),
                () -> "Rows that stand in groups for ranking cannot be divided one by one. Validate on groups of their"
                        + " own.");
        List<Fold> divided = folds.of(target);
        if (target.task() instanceof Task.Classification task) {
            for (int i = 0; i < divided.size(); i++) {
                requireClasses(i, divided.get(i), target, task);
            }
        }
        return divided;
    }

    /** A class that a fold cannot learn would be judged as if it could. */
    private static void requireClasses(int number, Fold fold, Target target, Task.Classification task) {
        boolean[] all = new boolean[task.labels().size()];
        boolean[] learnt = new boolean[all.length];
        for (int row = 0; row < target.rows(); row++) {
            all[(int) target.value(row)] = true;
        }
        fold.training().forEach(row -> learnt[(int) target.value(row)] = true);
        for (int k = 0; k < all.length; k++) {
            int missing = k;
            InputException.require(
                    learnt[k] || !all[k],
                    () -> "Fold " + (number + 1) + " has no row of class \""
                            + task.labels().get(missing)
                            + "\" to learn from. Take stratified folds, and leave out classes with one row.");
        }
    }

    /** What came of one fold. */
    record Judged(Predictor model, Map<String, Double> scores, double[][] predicted) {}

    static Judged judge(Trainer trainer, Features features, Target target, Fold fold, List<Measure> judges) {
        return judge(trainer, features, target, fold.trainingRows(), fold.validationRows(), judges);
    }

    static Judged judge(
            Trainer trainer, Features features, Target target, int[] training, int[] validation, List<Measure> judges) {
        Predictor model = trainer.fit(features.rows(training), target.rows(training));
        double[][] predicted = model.predict(features.rows(validation));
        Target truth = target.rows(validation);
        Map<String, Double> scores = new LinkedHashMap<>();
        judges.forEach(judge -> scores.put(judge.name(), judge.of(truth, predicted)));
        return new Judged(model, scores, predicted);
    }

    private static CrossValidated gathered(List<Judged> results, List<Fold> folds, int rows) {
        List<double @Nullable []> outOfFold = new ArrayList<>(Collections.nCopies(rows, null));
        for (int fold = 0; fold < results.size(); fold++) {
            List<Integer> judged = folds.get(fold).validation();
            for (int i = 0; i < judged.size(); i++) {
                outOfFold.set(judged.get(i), results.get(fold).predicted()[i]);
            }
        }
        return new CrossValidated(
                results.stream().map(Judged::model).toList(),
                results.stream().map(Judged::scores).toList(),
                Collections.unmodifiableList(outOfFold));
    }

    private static String said(Map<String, Double> scores) {
        StringBuilder text = new StringBuilder();
        scores.forEach((name, score) -> text.append(text.length() == 0 ? "" : ", ")
                .append(name)
                .append(' ')
                .append(Math.round(score * 1e4) / 1e4));
        return text.toString();
    }
}
