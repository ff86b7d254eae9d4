package ai.vivace.trees;

import ai.vivace.base.InputException;

/** Which rows, and which trees before it, a boosted tree learns from. */
public sealed interface BoostingVariant {
    /** All of them. */
    record Plain() implements BoostingVariant {
        /** As the compiler would write it, whose way takes tens of milliseconds at its first call. */
        @Override
        public String toString() {
            return "Plain[]";
        }
    }

    /**
     * Gradient-based one-side sampling (Ke 2017): all rows with large gradients, and few of the others, which count for more.
     *
     * @param top the share of rows that are kept for their gradient; LightGBM's default is 0.2
     * @param other the share of all rows that are drawn from the others; LightGBM's default is 0.1
     */
    record OneSideSampling(double top, double other) implements BoostingVariant {
        public OneSideSampling {
            double large = top;
            double small = other;
            InputException.require(
                    large > 0 && small > 0 && large + small <= 1,
                    () -> "The shares of one-side sampling must be above 0 and 1 at most together, but are " + large
                            + " and " + small + ".");
        }
    }

    /**
     * DART (Rashmi and Gilad-Bachrach 2015): each tree is grown as if some of those before it were not there, and then shares their place.
     *
     * @param share of the trees that is left out, each by chance; 0.1 is usual
     * @param skip the chance that none is left out
     */
    record Dropout(double share, double skip) implements BoostingVariant {
        public Dropout {
            double left = share;
            double none = skip;
            InputException.require(
                    left > 0 && left < 1 && none >= 0 && none <= 1,
                    () -> "Dropout's share must be above 0 and below 1 and its skip from 0 to 1, but they are " + left
                            + " and " + none + ".");
        }
    }
}
