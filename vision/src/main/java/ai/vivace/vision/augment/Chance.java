package ai.vivace.vision.augment;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;

/** What parts of an augmentation have in common: numbers that are checked, and draws. */
final class Chance {
    private Chance() {}

    static void checkProbability(String of, double probability) {
        InputException.require(
                probability >= 0 && probability <= 1,
                () -> "The probability of " + of + " must be from 0 to 1, but was " + probability + ".");
    }

    /** Makes sure that a number is at least a bound and below another. */
    static void checkRange(String what, double value, double least, double below) {
        InputException.require(
                value >= least && value < below,
                () -> what + " must be at least " + least + " and below " + below + ", but was " + value + ".");
    }

    static boolean happens(Rng rng, double probability) {
        return rng.nextDouble() < probability;
    }

    static double uniform(Rng rng, double low, double high) {
        return low + (high - low) * rng.nextDouble();
    }
}
