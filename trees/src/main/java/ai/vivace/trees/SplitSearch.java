package ai.vivace.trees;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Finds how a node's rows are best divided, by the second-order gain of Chen and Guestrin 2016. */
final class SplitSearch {
    private final BinnedData data;
    private final Growth growth;
    private final Growth categoryGrowth;
    private final int[] directions;
    private final boolean constrained;
    private GradientUnits units = new GradientUnits(1, 1);

    /**
     * A search.
     *
     * @param directions of each column, see {@link Constraints#directions}
     */
    SplitSearch(BinnedData data, Growth growth, int[] directions) {
        this.data = data;
        this.growth = growth;
        this.categoryGrowth = growth.l2(growth.l2() + growth.categories().penalty());
        this.directions = directions;
        this.constrained = Arrays.stream(directions).anyMatch(direction -> direction != 0);
    }

    /** What the packed sums of the next tree stand for. */
    void units(GradientUnits next) {
        units = next;
    }

    /**
     * The best split of a node by one column, if there is any that gains.
     *
     * @param counts rows for each bin of the column; null to take them as in proportion to the hessian
     */
    @Nullable
    Split best(Node node, Histogram histogram, int feature, int @Nullable [] counts) {
        int lane = data.lane(feature);
        long[] sums;
        int offset;
        if (data.isWide(feature)) {
            sums = histogram.wide(feature);
            offset = 0;
        } else if (lane >= 0) {
            sums = histogram.group(lane / BinnedData.LANES);
            offset = lane % BinnedData.LANES * Histogram.LANE;
        } else {
            return null;
        }
        Side side = new Side(node, counts);
        return data.bins(feature).isCategorical()
                ? byLevels(side, feature, sums, offset)
                : byThreshold(side, feature, sums, offset);
    }

    private @Nullable Split byThreshold(Side node, int feature, long[] sums, int offset) {
        boolean missing = sums[offset] != 0;
        Split right = scan(node, feature, sums, offset, 0, missing);
        return missing ? Split.better(right, scan(node, feature, sums, offset, sums[offset], true)) : right;
    }

    private @Nullable Split scan(Side node, int feature, long[] sums, int offset, long start, boolean missing) {
        int last = data.bins(feature).count() - (missing && start == 0 ? 1 : 2);
        long left = start;
        int rows = start == 0 ? 0 : node.count(0);
        double most = 0;
        int bin = 0;
        long best = 0;
        for (int i = 1; i <= last; i++) {
            long here = sums[offset + i];
            if (here == 0) {
                continue;
            }
            left += here;
            rows += node.count(i);
            double hessian = units.hessian(left);
            double rest = node.hessian - hessian;
            if (hessian < growth.leastHessian() || node.rows(hessian, rows) < growth.leastRows()) {
                continue;
            }
            if (rest < growth.leastHessian() || node.node.rows() - node.rows(hessian, rows) < growth.leastRows()) {
                break;
            }
            double gradient = units.gradient(left);
            double gain = constrained
                    ? node.boundedGain(growth, gradient, hessian, directions[feature])
                    : growth.score(gradient, hessian) + growth.score(node.gradient - gradient, rest) - node.score;
            if (gain > most) {
                most = gain;
                bin = i;
                best = left;
            }
        }
        if (bin == 0 || most <= 2 * growth.leastGain()) {
            return null;
        }
        boolean missingLeft = missing ? start != 0 : 2 * units.hessian(best) >= node.hessian;
        return new Split(feature, bin, null, missingLeft, most / 2, best);
    }

    private @Nullable Split byLevels(Side node, int feature, long[] sums, int offset) {
        int bins = data.bins(feature).count();
        CategoryRules rules = growth.categories();
        if (bins - 1 <= rules.oneAgainstRest()) {
            return oneAgainstRest(node, feature, sums, offset, bins);
        }
        Integer[] order = new Integer[bins];
        double[] key = new double[bins];
        int used = 0;
        for (int i = 1; i < bins; i++) {
            long sum = sums[offset + i];
            if (sum != 0 && node.rows(units.hessian(sum), node.count(i)) >= rules.smoothing()) {
                order[used++] = i;
                key[i] = units.gradient(sum) / (units.hessian(sum) + rules.smoothing());
            }
        }
        Integer[] levels = Arrays.copyOf(order, used);
        Arrays.sort(levels, (a, b) -> key[a] != key[b] ? Double.compare(key[a], key[b]) : Integer.compare(a, b));
        Split rising = growSide(node, feature, sums, offset, bins, levels, 1);
        return Split.better(rising, growSide(node, feature, sums, offset, bins, levels, -1));
    }

    private @Nullable Split growSide(
            Side node, int feature, long[] sums, int offset, int bins, Integer[] levels, int step) {
        CategoryRules rules = growth.categories();
        int most = Math.min(rules.smallSide(), (levels.length + 1) / 2);
        long left = 0;
        int rows = 0;
        double inGroup = 0;
        double bestGain = 0;
        int bestCount = 0;
        long bestLeft = 0;
        for (int i = 0; i < most; i++) {
            int bin = levels[step > 0 ? i : levels.length - 1 - i];
            left += sums[offset + bin];
            rows += node.count(bin);
            inGroup += node.rows(units.hessian(sums[offset + bin]), node.count(bin));
            double hessian = units.hessian(left);
            double leftRows = node.rows(hessian, rows);
            double rest = node.hessian - hessian;
            double rightRows = node.node.rows() - leftRows;
            if (leftRows < growth.leastRows() || hessian < growth.leastHessian()) {
                continue;
            }
            if (rightRows < Math.max(growth.leastRows(), rules.groupRows()) || rest < growth.leastHessian()) {
                break;
            }
            if (inGroup < rules.groupRows()) {
                continue;
            }
            inGroup = 0;
            double gradient = units.gradient(left);
            double gain = categoryGrowth.score(gradient, hessian)
                    + categoryGrowth.score(node.gradient - gradient, rest)
                    - node.score;
            if (gain > bestGain) {
                bestGain = gain;
                bestCount = i + 1;
                bestLeft = left;
            }
        }
        if (bestCount == 0 || bestGain <= 2 * growth.leastGain()) {
            return null;
        }
        long[] set = new long[(bins + 63) / 64];
        for (int i = 0; i < bestCount; i++) {
            int bin = levels[step > 0 ? i : levels.length - 1 - i];
            set[bin >> 6] |= 1L << bin;
        }
        return new Split(feature, 0, set, false, bestGain / 2, bestLeft);
    }

    private @Nullable Split oneAgainstRest(Side node, int feature, long[] sums, int offset, int bins) {
        double most = 0;
        int best = 0;
        for (int i = 1; i < bins; i++) {
            double hessian = units.hessian(sums[offset + i]);
            double rest = node.hessian - hessian;
            double rows = node.rows(hessian, node.count(i));
            if (sums[offset + i] == 0
                    || hessian < growth.leastHessian()
                    || rest < growth.leastHessian()
                    || rows < growth.leastRows()
                    || node.node.rows() - rows < growth.leastRows()) {
                continue;
            }
            double gradient = units.gradient(sums[offset + i]);
            double gain = growth.score(gradient, hessian) + growth.score(node.gradient - gradient, rest) - node.score;
            if (gain > most) {
                most = gain;
                best = i;
            }
        }
        if (best == 0 || most <= 2 * growth.leastGain()) {
            return null;
        }
        long[] set = new long[(bins + 63) / 64];
        set[best >> 6] |= 1L << best;
        return new Split(feature, 0, set, false, most / 2, sums[offset + best]);
    }

    /** A node's own numbers, unpacked once. */
    private final class Side {
        private final Node node;
        private final double gradient;
        private final double hessian;
        private final double score;
        private final int @Nullable [] counts;

        Side(Node node, int @Nullable [] counts) {
            this.node = node;
            this.counts = counts;
            gradient = units.gradient(node.sum);
            hessian = units.hessian(node.sum);
            score = constrained ? boundedScore(growth, gradient, hessian) : growth.score(gradient, hessian);
        }

        int count(int bin) {
            return counts == null ? 0 : counts[bin];
        }

        /** The rows of a side: counted, or in proportion to its hessian. */
        double rows(double itsHessian, int counted) {
            return counts != null ? counted : Math.rint(itsHessian * node.rows() / hessian);
        }

        private double boundedScore(Growth rule, double itsGradient, double itsHessian) {
            double leaf = bounded(rule.leaf(itsGradient, itsHessian));
            return -(2 * itsGradient * leaf + (itsHessian + rule.l2()) * leaf * leaf) - 2 * rule.l1() * Math.abs(leaf);
        }

        private double bounded(double leaf) {
            return Math.min(Math.max(leaf, node.lower), node.upper);
        }

        double boundedGain(Growth rule, double left, double leftHessian, int direction) {
            double right = gradient - left;
            double rightHessian = hessian - leftHessian;
            if (direction != 0
                    && direction * (bounded(rule.leaf(right, rightHessian)) - bounded(rule.leaf(left, leftHessian)))
                            < 0) {
                return 0;
            }
            return boundedScore(rule, left, leftHessian) + boundedScore(rule, right, rightHessian) - score;
        }
    }
}
