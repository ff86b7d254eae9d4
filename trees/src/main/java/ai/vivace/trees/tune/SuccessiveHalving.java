package ai.vivace.trees.tune;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.trees.Features;
import ai.vivace.trees.Target;
import ai.vivace.trees.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * Tries many settings with few rounds or rows, and gives more to the better ones only (Jamieson and Talwalkar 2016): after each rung the
 * best of so many stay, and get so many times more, until the last rung has all. It looks at more settings than {@link RandomSearch} in the
 * same time, but loses those that are slow to become good.
 *
 * @param candidates how many are drawn; at least 2
 * @param factor of so many one stays, and gets so many times more; at least 2, default 3
 * @param judging how each is judged, how many trainings run at a time, and who hears of them; its first measure counts
 * @param seed what settings and rows are drawn from; default 42
 */
public record SuccessiveHalving(int candidates, int factor, CrossValidation judging, long seed) {
    public SuccessiveHalving {
        int count = candidates;
        int of = factor;
        InputException.require(count >= 2, () -> "Halving needs at least 2 candidates, but came " + count + ".");
        InputException.require(of >= 2, () -> "Of at least 2 candidates one stays, but came " + of + ".");
    }

    /** So many candidates of which each time a third stays, judged by {@link CrossValidation#standard}. */
    public static SuccessiveHalving of(int candidates) {
        return new SuccessiveHalving(candidates, 3, CrossValidation.standard(), 42);
    }

    /** The same with another factor. */
    public SuccessiveHalving factor(int newFactor) {
        return new SuccessiveHalving(candidates, newFactor, judging, seed);
    }

    /** The same judged otherwise. */
    public SuccessiveHalving judging(CrossValidation newJudging) {
        return new SuccessiveHalving(candidates, factor, newJudging, seed);
    }

    /** The same with another seed. */
    public SuccessiveHalving seed(long newSeed) {
        return new SuccessiveHalving(candidates, factor, judging, newSeed);
    }

    /**
     * Searches, giving more of a setting: {@code GradientBoosting::rounds}, {@code Forest::trees}.
     *
     * @param resource how settings are given a number of it
     * @param least what the first rung has at least; at least 1
     * @param most what the last rung has
     * @param trainer from settings to training
     * @throws InputException when the least is above the most, or no training of the last rung succeeds
     */
    public <S> SearchResult<S> in(
            Space<S> space,
            BiFunction<S, Integer, S> resource,
            int least,
            int most,
            Function<S, Trainer> trainer,
            Features features,
            Target target) {
        List<Integer> given = resources(least, most);
        Trials<S> trials = new Trials<>(judging, trainer, features, target, judged(given.size()));
        return climb(
                trials,
                space,
                given,
                (entries, rung) -> trials.run(
                        entries, rung, given.get(rung), settings -> resource.apply(settings, given.get(rung))));
    }

    /**
     * Searches, giving more rows to learn from. Those of a rung are among those of the next, and have classes in about the same shares, at
     * least one row of each.
     *
     * @param least how many rows the first rung learns from at least
     * @param trainer from settings to training
     * @throws InputException when folds have fewer rows, or no training of the last rung succeeds
     */
    public <S> SearchResult<S> in(
            Space<S> space, int least, Function<S, Trainer> trainer, Features features, Target target) {
        List<Fold> folds = judging.divide(features, target);
        int most = folds.stream().mapToInt(fold -> fold.training().size()).min().orElseThrow();
        List<Integer> given = resources(least, most);
        Trials<S> trials = new Trials<>(judging, trainer, features, target, judged(given.size()));
        List<int[]> orders = new ArrayList<>();
        for (int fold = 0; fold < folds.size(); fold++) {
            orders.add(order(
                    folds.get(fold).trainingRows(),
                    target,
                    Rng.of(seed).split("rows").split(fold)));
        }
        return climb(trials, space, given, (entries, rung) -> {
            boolean all = rung == given.size() - 1;
            IntFunction<int[]> training =
                    fold -> all ? folds.get(fold).trainingRows() : first(orders.get(fold), given.get(rung));
            return trials.run(entries, rung, given.get(rung), settings -> settings, training);
        });
    }

    /** Judges the candidates that a rung has. */
    @FunctionalInterface
    private interface Rung<S> {
        List<Trial<S>> run(List<Trials.Entry<S>> entries, int rung);
    }

    private <S> SearchResult<S> climb(Trials<S> trials, Space<S> space, List<Integer> given, Rung<S> judge) {
        List<Trials.Entry<S>> entries = Trials.draw(space, candidates, seed);
        List<Trial<S>> all = new ArrayList<>();
        for (int rung = 0; rung < given.size(); rung++) {
            List<Trial<S>> ranked = trials.ranked(judge.run(entries, rung));
            all.addAll(ranked);
            entries = ranked.stream()
                    .limit(remaining(rung + 1))
                    .map(trial -> new Trials.Entry<>(trial.number(), trial.candidate()))
                    .toList();
        }
        return new SearchResult<>(trials.measure(), trials.ranked(all));
    }

    private int judged(int rungs) {
        int judged = 0;
        for (int rung = 0; rung < rungs; rung++) {
            judged += remaining(rung);
        }
        return judged;
    }

    private int remaining(int rung) {
        int left = candidates;
        for (int i = 0; i < rung; i++) {
            left = Math.max(1, left / factor);
        }
        return left;
    }

    /** What each rung has: the last one all, each other a part of the next. No more rungs than it takes to have one candidate left. */
    private List<Integer> resources(int least, int most) {
        InputException.require(
                least >= 1 && least <= most,
                () -> "The first rung needs at least 1 and at most what the last one has, " + most + ", but came "
                        + least + ".");
        List<Integer> given = new ArrayList<>(List.of(most));
        while (given.get(0) / factor >= least && remaining(given.size() - 1) > 1) {
            given.add(0, given.get(0) / factor);
        }
        return List.copyOf(given);
    }

    /** Rows in an order whose every beginning has classes in about the shares of all; one row of each class comes first. */
    private static int[] order(int[] rows, Target target, Rng rng) {
        int[] drawn = rng.permutation(rows.length);
        int classes = target.task() instanceof Task.Classification task
                ? task.labels().size()
                : 1;
        int[] all = new int[classes];
        int[] seen = new int[classes];
        for (int row : rows) {
            all[classOf(target, row)]++;
        }
        double[] place = new double[rows.length];
        for (int i : drawn) {
            int own = classOf(target, rows[i]);
            place[i] = seen[own] == 0 ? -1 : (seen[own] + rng.nextDouble()) / all[own];
            seen[own]++;
        }
        return Arrays.stream(drawn)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> place[i]))
                .mapToInt(i -> rows[i])
                .toArray();
    }

    private static int classOf(Target target, int row) {
        return target.task() instanceof Task.Classification ? (int) target.value(row) : 0;
    }

    private static int[] first(int[] order, int count) {
        int[] chosen = Arrays.copyOf(order, count);
        Arrays.sort(chosen);
        return chosen;
    }
}
