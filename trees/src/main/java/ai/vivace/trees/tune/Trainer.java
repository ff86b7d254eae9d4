package ai.vivace.trees.tune;

import ai.vivace.trees.Features;
import ai.vivace.trees.Predictor;
import ai.vivace.trees.Target;

/**
 * Anything that makes a model of rows: {@code GradientBoosting.standard().threads(1)::fit}, a forest's, a tree's, or a program's own. It
 * must allow several threads at once, and give the same model for the same rows.
 */
@FunctionalInterface
public interface Trainer {
    /** Trains a model. */
    Predictor fit(Features features, Target target);
}
