package ai.vivace.trees;

import ai.vivace.base.Rng;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Finds how a node's rows are best divided by impurity, column by column. Not for several threads at once. */
final class CutSearch {
    private final BinnedData data;
    private final Impurity impurity;
    private final int rowsInLeaf;
    private final int classes;
    private final int width;
    private final NodeSample sample;
    private final BinTally tally;
    /** For most columns of most forests: by numbers, and by counts where the sample has those. */
    private final MeanCuts byNumbers;

    private final MeanCuts byCounts;
    private final boolean canTellByMeans;
    private final boolean isByCounts;
    private MeanCuts means;
    private final double[] keys;
    private final double[] left;
    private final double[] right;
    /** For {@link Impurity#ABSOLUTE}; otherwise sides are told by their sums. */
    private final @Nullable Deviations deviations;

    private int[] startOf = new int[0];
    private int[] byGroup = new int[0];
    private double[] nodeSums = new double[0];
    private double nodeWeight;
    private Cut best = new Cut();
    private int feature;
    private boolean byMeans;

    /**
     * A search in a table.
     *
     * @param sample has the node's rows
     * @param limits of what is tried
     * @param classes how many there are; 0 for numbers
     */
    CutSearch(
            BinnedData data,
            NodeSample sample,
            Impurity impurity,
            Limits limits,
            int classes,
            @Nullable Deviations deviations) {
        this.data = data;
        this.sample = sample;
        this.impurity = impurity;
        this.rowsInLeaf = limits.rowsInLeaf();
        this.classes = classes;
        this.deviations = deviations;
        tally = new BinTally(data, sample, classes);
        byNumbers = new MeanCuts(data, new NumberSums(sample), classes == 2);
        byCounts = new MeanCuts(data, new CountSums(sample), classes == 2);
        means = byNumbers;
        boolean byMeanOnly = impurity == Impurity.SQUARED || (impurity == Impurity.GINI && classes == 2);
        boolean all = limits.thresholds() == Limits.Thresholds.BEST && rowsInLeaf == 1;
        canTellByMeans = byMeanOnly && all;
        width = tally.width();
        int most = 0;
        boolean byCountsOnly = canTellByMeans && classes == 2;
        for (int i = 0; i < data.features(); i++) {
            byCountsOnly &= MeanCuts.suits(data, i);
            most = Math.max(most, data.bins(i).isCategorical() ? data.bins(i).count() : 0);
        }
        isByCounts = byCountsOnly;
        keys = new double[most];
        left = new double[width];
        right = new double[width];
    }

    /** Whether nothing is asked of a node's rows but their {@linkplain CountSums counts}. */
    boolean isByCounts() {
        return isByCounts;
    }

    /** Takes a node, whose cut the best one will be. */
    void enter(GrowingNode node, int[] rows, double[] weights) {
        nodeSums = node.sums.sums();
        nodeWeight = node.sums.weight();
        best = node.cut;
        best.clear();
        means = sample.isCounted() ? byCounts : byNumbers;
        means.enter(nodeWeight, nodeSums[1]);
        if (deviations != null) {
            deviations.enter(rows, node.begin, node.end, weights);
        }
    }

    /** Looks up the node's rows in a column; false when they are all in one bin. */
    boolean look(int column) {
        feature = column;
        byMeans = canTellByMeans && MeanCuts.suits(data, column);
        return byMeans ? means.look(column) : tally.look(column);
    }

    /** Tries all cuts of the column that was looked up. */
    void tryAll() {
        if (byMeans) {
            means.tryAll(best);
            return;
        }
        take();
        if (data.bins(feature).isCategorical()) {
            tryOrderedLevels();
            return;
        }
        scan();
    }

    /** Has the rows summed by their bins. */
    private void take() {
        tally.tally();
        if (deviations != null) {
            listByGroup();
        }
    }

    /** Lists the node's rows, by their numbers in it, group by group. */
    private void listByGroup() {
        int groups = tally.groups();
        if (byGroup.length < tally.rows()) {
            byGroup = new int[tally.rows()];
        }
        if (startOf.length <= groups) {
            startOf = new int[groups + 1];
        }
        int[] groupOf = new int[tally.last() + 1];
        int next = 0;
        for (int i = 0; i < groups; i++) {
            startOf[i] = next;
            groupOf[tally.binOf(i)] = i;
            next += tally.rowsOf(i);
        }
        for (int row = 0; row < tally.rows(); row++) {
            byGroup[startOf[groupOf[tally.bin(row)]]++] = row;
        }
        for (int i = 0; i < groups; i++) {
            startOf[i] -= tally.rowsOf(i);
        }
    }

    /** Tries all cuts between numbers, with missing values on the right side, then on the left. */
    private void scan() {
        int groups = tally.groups();
        int known = tally.binOf(0) == 0 ? 1 : 0;
        for (int missingLeft = 0; missingLeft <= known; missingLeft++) {
            clear();
            int leftRows = 0;
            if (missingLeft == 1) {
                move(0);
                leftRows = tally.rowsOf(0);
            }
            double most = Double.NEGATIVE_INFINITY;
            int at = -1;
            // With missing values on the right, all known ones may go left.
            int end = known > missingLeft ? groups : groups - 1;
            for (int group = known; group < end; group++) {
                move(group);
                leftRows += tally.rowsOf(group);
                if (leftRows < rowsInLeaf) {
                    continue;
                }
                if (tally.rows() - leftRows < rowsInLeaf) {
                    break;
                }
                double purity = purity();
                if (purity > most) {
                    most = purity;
                    at = group;
                }
            }
            if (at >= 0 && best.isWorseThan(most, feature)) {
                double threshold = at == groups - 1
                        ? Double.POSITIVE_INFINITY
                        : data.bins(feature).middle(tally.binOf(at), tally.binOf(at + 1));
                best.set(feature, tally.binOf(at), threshold, missing(known == 1, missingLeft == 1), most);
            }
        }
    }

    private static Cut.Missing missing(boolean some, boolean left) {
        if (!some) {
            return Cut.Missing.WITH_MOST;
        }
        return left ? Cut.Missing.LEFT : Cut.Missing.RIGHT;
    }

    /** Tries the column's cut at a number drawn between the least and the greatest one of the node. */
    void tryRandom(Rng draws) {
        if (data.bins(feature).isCategorical()) {
            tryRandomLevels(draws);
            return;
        }
        boolean missing = tally.first() == 0;
        int last = tally.last();
        int lowest = missing ? leastKnown() : tally.first();
        if (lowest == last) {
            take();
            scan();
            return;
        }
        FeatureBins own = data.bins(feature);
        double low = own.highest(lowest);
        double high = own.lowest(last);
        double drawn = low + draws.nextDouble() * (high - low);
        boolean missingLeft = missing && draws.nextInt(2) == 0;
        clear();
        int leftRows = 0;
        int at = lowest;
        for (int row = 0; row < tally.rows(); row++) {
            int bin = tally.bin(row);
            if (bin == 0 ? missingLeft : bin == lowest || (bin < last && own.lowest(bin) <= drawn)) {
                moveRow(row);
                leftRows++;
                at = Math.max(at, bin);
            }
        }
        double purity = purity();
        if (isEnough(leftRows) && best.isWorseThan(purity, feature)) {
            // A number inside a bin cannot be told from the others of it: the threshold moves to the bin's end.
            double threshold = Math.max(drawn, own.highest(at));
            best.set(feature, at, threshold, missing(missing, missingLeft), purity);
        }
    }

    private boolean isEnough(int leftRows) {
        return leftRows >= rowsInLeaf && tally.rows() - leftRows >= rowsInLeaf;
    }

    private int leastKnown() {
        int least = tally.last();
        for (int row = 0; row < tally.rows(); row++) {
            int bin = tally.bin(row);
            least = bin == 0 ? least : Math.min(least, bin);
        }
        return least;
    }

    private void tryRandomLevels(Rng draws) {
        take();
        clear();
        int leftRows = 0;
        long[] set = noLevels();
        for (int i = 0; i < tally.groups(); i++) {
            if (draws.nextInt(2) == 0) {
                move(i);
                leftRows += tally.rowsOf(i);
                add(set, i);
            }
        }
        double purity = purity();
        if (isEnough(leftRows) && best.isWorseThan(purity, feature)) {
            best.set(feature, set, purity);
        }
    }

    private long[] noLevels() {
        return new long[(data.bins(feature).count() + 63) / 64];
    }

    private void add(long[] set, int group) {
        int bin = tally.binOf(group);
        set[bin >> 6] |= 1L << bin;
    }

    /**
     * Tries divisions of levels that are stretches of an order: by the mean; for classes by the share of the last class for two, where the
     * best of all divisions is among them (Breiman 1984), and of the node's most frequent class for more. A missing value counts as a
     * level.
     */
    private void tryOrderedLevels() {
        int[] order = groupOrder();
        clear();
        int leftRows = 0;
        double most = Double.NEGATIVE_INFINITY;
        int taken = 0;
        for (int i = 0; i < order.length - 1; i++) {
            move(order[i]);
            leftRows += tally.rowsOf(order[i]);
            if (isEnough(leftRows)) {
                double purity = purity();
                if (purity > most) {
                    most = purity;
                    taken = i + 1;
                }
            }
        }
        if (taken > 0 && best.isWorseThan(most, feature)) {
            long[] set = noLevels();
            for (int i = 0; i < taken; i++) {
                add(set, order[i]);
            }
            best.set(feature, set, most);
        }
    }

    /** The groups by their means or by their shares of the leading class. */
    private int[] groupOrder() {
        int leading = leadingClass();
        int[] groups = new int[tally.groups()];
        for (int i = 0; i < groups.length; i++) {
            groups[i] = i;
            keys[i] = tally.sums()[i * width + leading] / weight(i);
        }
        return LevelOrder.rising(groups, keys);
    }

    private int leadingClass() {
        if (classes <= 2) {
            return 1;
        }
        int most = 0;
        for (int i = 1; i < width; i++) {
            most = nodeSums[i] > nodeSums[most] ? i : most;
        }
        return most;
    }

    private double weight(int group) {
        double[] sums = tally.sums();
        if (classes == 0) {
            return sums[group * width];
        }
        double weight = 0;
        for (int i = 0; i < width; i++) {
            weight += sums[group * width + i];
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

    /** Moves a group's rows to the left side. */
    private void move(int group) {
        if (deviations != null) {
            for (int i = startOf[group]; i < startOf[group] + tally.rowsOf(group); i++) {
                deviations.move(byGroup[i]);
            }
            return;
        }
        double[] sums = tally.sums();
        for (int i = 0; i < width; i++) {
            left[i] += sums[group * width + i];
        }
    }

    /** Moves one of the node's rows to the left side. */
    private void moveRow(int row) {
        if (deviations != null) {
            deviations.move(row);
        } else {
            tally.addRow(row, left, 0);
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
        double weight = classes > 0 ? leftWeight : left[0];
        return impurity.purity(left, 0, width, weight) + impurity.purity(right, 0, width, nodeWeight - weight);
    }
}
