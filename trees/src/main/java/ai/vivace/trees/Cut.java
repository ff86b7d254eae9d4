package ai.vivace.trees;

import org.jspecify.annotations.Nullable;

/** How the rows of a node would best be divided by impurity, of all that has been tried. One object serves many nodes, one after the other. */
final class Cut {
    private static final int NONE = -1;

    private int feature = NONE;
    private int bin;
    private double threshold;
    private long @Nullable [] levels;
    private boolean missingLeft;
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
    void set(int column, int last, double limit, boolean missing, double itsPurity) {
        feature = column;
        bin = last;
        threshold = limit;
        levels = null;
        missingLeft = missing;
        purity = itsPurity;
    }

    /**
     * Takes a cut between levels.
     *
     * @param bins that go left, that of missing values among them, as a bit set
     */
    void set(int column, long[] bins, double itsPurity) {
        set(column, 0, Double.NaN, (bins[0] & 1) != 0, itsPurity);
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

    boolean missingLeft() {
        return missingLeft;
    }

    /** The sum of both sides'; -∞ while there is no cut. */
    double purity() {
        return purity;
    }
}
