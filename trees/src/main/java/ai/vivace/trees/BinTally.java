package ai.vivace.trees;

import ai.vivace.base.Rng;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The sums of a node's rows by the bins of one column, and the cuts between those bins. Only bins that have rows are looked at. */
final class BinTally {
    private final BinnedData data;
    private final Impurity impurity;
    private final int width;
    private final boolean forClasses;
    private final double[] sums;
    private final int[] counts;
    private final int[] present;
    private final double[] keys;
    private final long[] marks;
    private final double[] left;
    private final double[] right;
    /** For {@link Impurity#ABSOLUTE}; otherwise sides are told by their sums. */
    private final @Nullable Deviations deviations;

    private final int[] startOf;
    private int[] byBin = new int[0];
    private int[] rows = new int[0];
    private int begin;
    private int end;
    private int[] ownBins = new int[0];
    private double[] ownTargets = new double[0];
    private double[] ownWeights = new double[0];
    private double[] nodeSums = new double[0];
    private double nodeWeight;
    private int feature;
    private int first;
    private int last;
    private int bins;

    BinTally(BinnedData data, Impurity impurity, int classes, @Nullable Deviations deviations) {
        this.data = data;
        this.deviations = deviations;
        this.impurity = impurity;
        this.forClasses = classes > 0;
        this.width = forClasses ? classes : 2;
        int most = 0;
        for (int i = 0; i < data.features(); i++) {
            most = Math.max(most, data.bins(i).count());
        }
        sums = new double[most * width];
        counts = new int[most];
        present = new int[most + 1];
        keys = new double[most];
        marks = new long[(most + 63) / 64];
        left = new double[width];
        right = new double[width];
        startOf = new int[deviations == null ? 0 : most];
    }

    /** Takes the rows of a node, whose targets and weights are brought together once for all columns. */
    void enter(int[] nodeRows, int from, int to, double[] targets, double[] weights, NodeSums all) {
        rows = nodeRows;
        begin = from;
        end = to;
        if (ownTargets.length < to - from) {
            ownBins = new int[to - from];
            ownTargets = new double[to - from];
            ownWeights = new double[to - from];
        }
        for (int i = from; i < to; i++) {
            ownTargets[i - from] = targets[nodeRows[i]];
            ownWeights[i - from] = weights[nodeRows[i]];
        }
        nodeSums = all.sums();
        nodeWeight = all.weight();
        if (deviations != null) {
            deviations.enter(nodeRows, from, to, weights);
        }
    }

    /** Looks up the node's rows in a column; false when they are all in one bin. */
    boolean look(int column) {
        feature = column;
        int count = end - begin;
        if (data.isWide(column)) {
            look(data.wide(column), rows, begin, count, ownBins);
        } else {
            look(data.narrow(column), rows, begin, count, ownBins);
        }
        first = Integer.MAX_VALUE;
        last = 0;
        for (int i = 0; i < count; i++) {
            first = Math.min(first, ownBins[i]);
            last = Math.max(last, ownBins[i]);
        }
        return first < last;
    }

    /** Sums the node's rows by the column's bins. */
    private void tally() {
        for (int i = 0; i < bins; i++) {
            int bin = present[i];
            counts[bin] = 0;
            Arrays.fill(sums, bin * width, (bin + 1) * width, 0);
        }
        int count = end - begin;
        if (forClasses) {
            addClasses(count);
        } else {
            addNumbers(count);
        }
        bins = count < data.bins(feature).count() ? findFew(count) : findMany();
        if (deviations != null) {
            listByBin();
        }
    }

    /** Lists the node's rows, by their numbers in it, bin by bin. */
    private void listByBin() {
        if (byBin.length < end - begin) {
            byBin = new int[end - begin];
        }
        int next = 0;
        for (int i = 0; i < bins; i++) {
            startOf[present[i]] = next;
            next += counts[present[i]];
        }
        for (int i = begin; i < end; i++) {
            byBin[startOf[ownBins[i - begin]]++] = i - begin;
        }
        for (int i = 0; i < bins; i++) {
            startOf[present[i]] -= counts[present[i]];
        }
    }

    // Loops in methods of their own, so that each is compiled soon and by itself.

    private static void look(byte[] column, int[] rows, int from, int count, int[] bins) {
        for (int i = 0; i < count; i++) {
            bins[i] = column[rows[from + i]] & 0xFF;
        }
    }

    private static void look(char[] column, int[] rows, int from, int count, int[] bins) {
        for (int i = 0; i < count; i++) {
            bins[i] = column[rows[from + i]];
        }
    }

    private void addClasses(int count) {
        for (int i = 0; i < count; i++) {
            int bin = ownBins[i];
            counts[bin]++;
            sums[bin * width + (int) ownTargets[i]] += ownWeights[i];
        }
    }

    private void addNumbers(int count) {
        for (int i = 0; i < count; i++) {
            int bin = ownBins[i];
            counts[bin]++;
            sums[2 * bin] += ownWeights[i];
            sums[2 * bin + 1] += ownWeights[i] * ownTargets[i];
        }
    }

    /** The bins of fewer rows than there are bins. */
    private int findFew(int count) {
        for (int i = 0; i < count; i++) {
            marks[ownBins[i] >> 6] |= 1L << ownBins[i];
        }
        int found = 0;
        for (int word = 0; word < marks.length; word++) {
            long mark = marks[word];
            marks[word] = 0;
            while (mark != 0) {
                present[found++] = (word << 6) + Long.numberOfTrailingZeros(mark);
                mark &= mark - 1;
            }
        }
        return found;
    }

    private int findMany() {
        int found = 0;
        for (int bin = first; bin <= last; bin++) {
            present[found] = bin;
            found += counts[bin] > 0 ? 1 : 0;
        }
        return found;
    }

    /**
     * The best cut of the column.
     *
     * @param least the purity that it must have; null when none has
     */
    @Nullable
    Cut bestCut(int rowsInLeaf, double least) {
        tally();
        if (data.bins(feature).isCategorical()) {
            return levelsCut(rowsInLeaf, least);
        }
        Cut best = scan(rowsInLeaf, least, false);
        if (present[0] == 0) {
            Cut other = scan(rowsInLeaf, least, true);
            if (best == null || (other != null && other.purity() > best.purity())) {
                best = other;
            }
        }
        return best;
    }

    private @Nullable Cut scan(int rowsInLeaf, double least, boolean missingLeft) {
        boolean missing = present[0] == 0;
        clear();
        int leftRows = 0;
        if (missing && missingLeft) {
            take(0);
            leftRows = counts[0];
        }
        double most = Double.NEGATIVE_INFINITY;
        int at = -1;
        int leftAtBest = 0;
        // With missing values on the right, all known ones may go left.
        int last = missing && !missingLeft ? bins - 1 : bins - 2;
        for (int i = missing ? 1 : 0; i <= last; i++) {
            int bin = present[i];
            take(bin);
            leftRows += counts[bin];
            if (leftRows < rowsInLeaf) {
                continue;
            }
            if (end - begin - leftRows < rowsInLeaf) {
                break;
            }
            double purity = purity();
            if (purity > most) {
                most = purity;
                at = i;
                leftAtBest = leftRows;
            }
        }
        if (at < 0 || most < least) {
            return null;
        }
        FeatureBins own = data.bins(feature);
        double threshold = at == bins - 1
                ? Double.POSITIVE_INFINITY
                : ((double) own.highest(present[at]) + own.lowest(present[at + 1])) / 2;
        boolean unknownLeft = missing ? missingLeft : 2 * leftAtBest >= end - begin;
        return new Cut(feature, present[at], threshold, null, unknownLeft, most);
    }

    /**
     * The column's cut at a number drawn between the least and the greatest one of the node.
     *
     * @param least the purity that it must have; null when it has not
     */
    @Nullable
    Cut randomCut(int rowsInLeaf, double least, Rng draws) {
        if (data.bins(feature).isCategorical()) {
            return randomLevels(rowsInLeaf, least, draws);
        }
        boolean missing = first == 0;
        int lowest = missing ? leastKnown() : first;
        if (lowest == last) {
            tally();
            return scan(rowsInLeaf, least, false);
        }
        FeatureBins own = data.bins(feature);
        double low = own.highest(lowest);
        double high = own.lowest(last);
        double drawn = low + draws.nextDouble() * (high - low);
        boolean missingLeft = missing && draws.nextInt(2) == 0;
        clear();
        int leftRows = 0;
        int at = lowest;
        for (int i = 0; i < end - begin; i++) {
            int bin = ownBins[i];
            if (bin == 0 ? missingLeft : bin == lowest || (bin < last && own.lowest(bin) <= drawn)) {
                takeRow(i);
                leftRows++;
                at = Math.max(at, bin);
            }
        }
        double purity = purity();
        if (leftRows < rowsInLeaf || end - begin - leftRows < rowsInLeaf || purity < least) {
            return null;
        }
        // A number inside a bin cannot be told from the others of it: the threshold moves to the bin's end.
        double threshold = Math.max(drawn, own.highest(at));
        boolean unknownLeft = missing ? missingLeft : 2 * leftRows >= end - begin;
        return new Cut(feature, at, threshold, null, unknownLeft, purity);
    }

    private int leastKnown() {
        int least = last;
        for (int i = 0; i < end - begin; i++) {
            least = ownBins[i] == 0 ? least : Math.min(least, ownBins[i]);
        }
        return least;
    }

    private @Nullable Cut randomLevels(int rowsInLeaf, double least, Rng draws) {
        tally();
        clear();
        int leftRows = 0;
        long[] set = new long[(data.bins(feature).count() + 63) / 64];
        boolean missingLeft = false;
        for (int i = 0; i < bins; i++) {
            if (draws.nextInt(2) == 0) {
                int bin = present[i];
                take(bin);
                leftRows += counts[bin];
                set[bin >> 6] |= 1L << bin;
                missingLeft |= bin == 0;
            }
        }
        double purity = purity();
        if (leftRows < rowsInLeaf || end - begin - leftRows < rowsInLeaf || purity < least) {
            return null;
        }
        return new Cut(feature, 0, Double.NaN, set, missingLeft, purity);
    }

    /**
     * The best division of levels, among those that are stretches of an order: by the mean; for classes by the share of the last class for
     * two, where the best of all divisions is among them (Breiman 1984), and of the node's most frequent class for more. A missing value
     * counts as a level.
     */
    private @Nullable Cut levelsCut(int rowsInLeaf, double least) {
        int[] order = levelOrder();
        clear();
        int leftRows = 0;
        double most = Double.NEGATIVE_INFINITY;
        int taken = 0;
        for (int i = 0; i < bins - 1; i++) {
            int bin = order[i];
            take(bin);
            leftRows += counts[bin];
            if (leftRows >= rowsInLeaf && end - begin - leftRows >= rowsInLeaf) {
                double purity = purity();
                if (purity > most) {
                    most = purity;
                    taken = i + 1;
                }
            }
        }
        if (taken == 0 || most < least) {
            return null;
        }
        long[] set = new long[(data.bins(feature).count() + 63) / 64];
        for (int i = 0; i < taken; i++) {
            int bin = order[i];
            set[bin >> 6] |= 1L << bin;
        }
        return new Cut(feature, 0, Double.NaN, set, (set[0] & 1) != 0, most);
    }

    /** The bins that have rows, by their means or by their shares of the leading class. */
    private int[] levelOrder() {
        int leading = leadingClass();
        for (int i = 0; i < bins; i++) {
            int offset = present[i] * width;
            keys[present[i]] = sums[offset + leading] / weight(offset);
        }
        return LevelOrder.rising(Arrays.copyOf(present, bins), keys);
    }

    private int leadingClass() {
        if (!forClasses || width == 2) {
            return 1;
        }
        int most = 0;
        for (int i = 1; i < width; i++) {
            most = nodeSums[i] > nodeSums[most] ? i : most;
        }
        return most;
    }

    private double weight(int offset) {
        if (!forClasses) {
            return sums[offset];
        }
        double weight = 0;
        for (int i = 0; i < width; i++) {
            weight += sums[offset + i];
        }
        return weight;
    }

    /** Brings all rows to the right side. */
    private void clear() {
        Arrays.fill(left, 0);
        if (deviations != null) {
            deviations.clear();
        }
    }

    /** Moves a bin's rows to the left side. */
    private void take(int bin) {
        if (deviations != null) {
            for (int i = startOf[bin]; i < startOf[bin] + counts[bin]; i++) {
                deviations.move(byBin[i]);
            }
            return;
        }
        for (int i = 0; i < width; i++) {
            left[i] += sums[bin * width + i];
        }
    }

    /** Moves one of the node's rows to the left side. */
    private void takeRow(int row) {
        if (deviations != null) {
            deviations.move(row);
        } else if (forClasses) {
            left[(int) ownTargets[row]] += ownWeights[row];
        } else {
            left[0] += ownWeights[row];
            left[1] += ownWeights[row] * ownTargets[row];
        }
    }

    /** The purity of the left side and of what is left of the node. */
    private double purity() {
        if (deviations != null) {
            return -deviations.sum();
        }
        double leftWeight = 0;
        for (int i = 0; i < width; i++) {
            right[i] = nodeSums[i] - left[i];
            leftWeight += left[i];
        }
        double weight = forClasses ? leftWeight : left[0];
        return impurity.purity(left, 0, width, weight) + impurity.purity(right, 0, width, nodeWeight - weight);
    }
}
