package ai.vivace.trees;

import org.jspecify.annotations.Nullable;

/** How the rows of a node would best be divided by impurity, of all that has been tried. One object serves many nodes, one after the other. */
final class Cut {
    private static final int NONE = -1;

    /** Where missing values go. */
    enum Missing {
        LEFT,
        RIGHT,
        /** Where most of the node's rows go, of which none has one. */
        WITH_MOST
    }

    private int feature = NONE;
    private int bin;
    private double threshold;
    private long @Nullable [] levels;
    private Missing missing = Missing.RIGHT;
    private double purity;

    /** Forgets what has been tried. */
    void clear() {
        feature = NONE;
        purity = Double.NEGATIVE_INFINITY;
    }

    /** Whether there is no way to divide the rows. */
    boolean isNone() {
        return feature == NONE;
    }

    /** Whether another cut is better: purer, or as pure and of an earlier column, so that the order of search does not matter. */
    boolean isWorseThan(double itsPurity, int itsFeature) {
        return isNone() || itsPurity > purity || (itsPurity == purity && itsFeature < feature);
    }

    /**
     * Takes a cut between numbers.
     *
     * @param last values of this bin and of those before it go left
     * @param limit what numbers that go left do not exceed
     */
    void set(int column, int last, double limit, Missing itsMissing, double itsPurity) {
        feature = column;
        bin = last;
        threshold = limit;
        levels = null;
        missing = itsMissing;
        purity = itsPurity;
    }

    /**
     * Takes a cut between levels.
     *
     * @param bins that go left, that of missing values among them, as a bit set
     */
    void set(int column, long[] bins, double itsPurity) {
        set(column, 0, Double.NaN, (bins[0] & 1) != 0 ? Missing.LEFT : Missing.RIGHT, itsPurity);
        levels = bins;
    }

    int feature() {
        return feature;
    }

    /** The last bin that goes left; 0 for levels. */
    int bin() {
        return bin;
    }

    /** What numbers that go left do not exceed; NaN for levels. */
    double threshold() {
        return threshold;
    }

    /** The bins that go left; null for numbers. */
    long @Nullable [] levels() {
        return levels;
    }

    /** Whether missing values go left, where so many rows of the node do. */
    boolean missingLeft(int left, int all) {
        return missing == Missing.WITH_MOST ? 2 * left >= all : missing == Missing.LEFT;
    }

    /** The first bin that goes left, where the node has rows in it. */
    int firstBin() {
        return missing == Missing.LEFT ? 0 : 1;
    }

    /** The sum of both sides'; -∞ while there is no cut. */
    double purity() {
        return purity;
    }
}
