package ai.vivace.trees.tune;

import ai.vivace.base.InputException;
import ai.vivace.trees.Features;
import ai.vivace.trees.Target;
import java.util.function.Function;

/**
 * Tries settings drawn at random, each by cross-validation (Bergstra and Bengio 2012): with the same number of trials better than a grid,
 * as it tries more different values of the settings that matter.
 *
 * <pre>{@code
 * SearchResult<GradientBoosting> found = RandomSearch.of(40).in(space, settings -> settings::fit, features, target);
 * TreeEnsemble model = found.best().settings().fit(features, target);
 * }</pre>
 *
 * <p>The best score is the best of many and therefore better than it will be on new rows.
 *
 * @param trials how many; at least 1
 * @param judging how each is judged, how many trainings run at a time, and who hears of them; its first measure counts
 * @param seed what settings are drawn from; default 42
 */
public record RandomSearch(int trials, CrossValidation judging, long seed) {
    public RandomSearch {
        int count = trials;
        InputException.require(count >= 1, () -> "A search makes at least 1 trial, but came " + count + ".");
    }

    /** So many trials, judged by {@link CrossValidation#standard}. */
    public static RandomSearch of(int trials) {
        return new RandomSearch(trials, CrossValidation.standard(), 42);
    }

    /** The same judged otherwise. */
    public RandomSearch judging(CrossValidation newJudging) {
        return new RandomSearch(trials, newJudging, seed);
    }

    /** The same with another seed. */
    public RandomSearch seed(long newSeed) {
        return new RandomSearch(trials, judging, newSeed);
    }

    /**
     * Searches. The result does not depend on the number of threads.
     *
     * @param trainer from settings to training
     * @throws InputException when no trial's training succeeds; it says why the first did not
     */
    public <S> SearchResult<S> in(Space<S> space, Function<S, Trainer> trainer, Features features, Target target) {
        Trials<S> all = new Trials<>(judging, trainer, features, target, trials);
        return new SearchResult<>(
                all.measure(), all.ranked(all.run(Trials.draw(space, trials, seed), 0, 0, settings -> settings)));
    }
}
