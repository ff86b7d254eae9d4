package ai.vivace.trees;

import ai.vivace.base.InputException;

/**
 * How levels are divided into two sets. Levels are ordered by gradient / (hessian + smoothing), and one side takes some from either end of
 * that order. The limits keep a split from learning noise: they are LightGBM's and so are the defaults.
 *
 * @param oneAgainstRest up to so many levels, each is tried against the rest instead; default 4
 * @param smallSide how many levels the smaller side may have; default 32
 * @param smoothing added to a level's hessian in the order, and the fewest rows of a level that takes part; default 10
 * @param penalty added to the L2 penalty; default 10
 * @param groupRows the fewest rows by which a side grows from one candidate to the next; default 100
 */
public record CategoryRules(int oneAgainstRest, int smallSide, double smoothing, double penalty, int groupRows) {
    private static final CategoryRules STANDARD = new CategoryRules(4, 32, 10, 10, 100);

    public CategoryRules {
        int small = smallSide;
        InputException.require(
                oneAgainstRest >= 0 && small >= 1 && smoothing >= 0 && penalty >= 0 && groupRows >= 0,
                () -> "Rules for categories must not be negative, and the smaller side has at least 1 level, but came "
                        + small + ".");
    }

    /** LightGBM's. */
    public static CategoryRules standard() {
        return STANDARD;
    }

    /** As the compiler would write it, whose way takes tens of milliseconds at its first call. */
    @Override
    public String toString() {
        return "CategoryRules[oneAgainstRest=" + oneAgainstRest + ", smallSide=" + smallSide + ", smoothing="
                + smoothing + ", penalty=" + penalty + ", groupRows=" + groupRows + "]";
    }
}
