package ai.vivace.trees;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds how a node's rows are best divided, by the second-order gain of Chen and Guestrin 2016. The rows of a side are taken to be in
 * proportion to its hessian, as LightGBM does; see {@link Growth}. Several threads may ask at once.
 */
final class SplitSearch {
    private final BinnedData data;
    private final Growth growth;
    private final Growth categoryGrowth;
    private final int[] directions;
    private final boolean constrained;
    /** Whether gains are those of the formula without cases: no bounds, no L1 penalty, and no denominator that could be 0. */
    private final boolean plain;

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
        this.plain = !constrained && growth.l1() == 0 && growth.l2() + growth.leastHessian() > 0;
    }

    /** What the packed sums of the next tree stand for. */
    void units(GradientUnits next) {
        units = next;
    }

    /** The best split of a node by some of the allowed columns, if there is any that gains. */
    @Nullable
    Split best(Node node, Histogram histogram, boolean[] allowed, int from, int to) {
        Side side = new Side(node);
        Split best = null;
        for (int feature = from; feature < to; feature++) {
            if (allowed[feature]) {
                best = Split.better(best, best(side, histogram, feature));
            }
        }
        return best;
    }

    private @Nullable Split best(Side node, Histogram histogram, int feature) {
        int lane = data.lane(feature);
        BundledColumn bundled = data.bundled(feature);
        long[] sums;
        int offset = 0;
        if (data.isWide(feature)) {
            sums = histogram.wide(feature);
        } else if (lane >= 0) {
            sums = histogram.group(lane / BinnedData.LANES);
            offset = lane % BinnedData.LANES * Histogram.LANE;
        } else {
            return null;
        }
        if (bundled != null) {
            sums = bundled.sums(sums, offset, node.sum());
            offset = 0;
        }
        return data.bins(feature).isCategorical()
                ? byLevels(node, feature, sums, offset)
                : byThreshold(node, feature, sums, offset);
    }

    private @Nullable Split byThreshold(Side node, int feature, long[] sums, int offset) {
        boolean missing = sums[offset] != 0;
        Split right = scan(node, feature, sums, offset, 0, missing);
        return missing ? Split.better(right, scan(node, feature, sums, offset, sums[offset], true)) : right;
    }

    private @Nullable Split scan(Side node, int feature, long[] sums, int offset, long start, boolean missing) {
        int last = data.bins(feature).count() - (missing && start == 0 ? 1 : 2);
        long left = start;
        double most = 0;
        int bin = 0;
        long best = 0;
        for (int i = 1; i <= last; i++) {
            long here = sums[offset + i];
            if (here == 0) {
                continue;
            }
            left += here;
            double hessian = units.hessian(left);
            double rest = node.hessian - hessian;
            if (hessian < node.leastHessian) {
                continue;
            }
            if (rest < node.leastHessian) {
                break;
            }
            double gradient = units.gradient(left);
            double gain = plain
                    ? node.plainGain(gradient, hessian, growth.l2())
                    : constrained
                            ? node.boundedGain(growth, gradient, hessian, directions[feature])
                            : growth.score(gradient, hessian)
                                    + growth.score(node.gradient - gradient, rest)
                                    - node.score;
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
        int[] order = new int[bins];
        double[] key = new double[bins];
        int used = 0;
        for (int i = 1; i < bins; i++) {
            long sum = sums[offset + i];
            if (sum != 0 && node.rows(units.hessian(sum)) >= rules.smoothing()) {
                order[used++] = i;
                key[i] = units.gradient(sum) / (units.hessian(sum) + rules.smoothing());
            }
        }
        int[] levels = Arrays.copyOf(order, used);
        int most = Math.min(rules.smallSide(), (used + 1) / 2);
        int[] lowest = LevelOrder.from(LevelOrder.End.LOWEST, levels, key, most);
        int[] highest = LevelOrder.from(LevelOrder.End.HIGHEST, levels, key, most);
        Split rising = growSide(node, feature, sums, offset, bins, lowest);
        return Split.better(rising, growSide(node, feature, sums, offset, bins, highest));
    }

    private @Nullable Split growSide(Side node, int feature, long[] sums, int offset, int bins, int[] candidates) {
        CategoryRules rules = growth.categories();
        long left = 0;
        double inGroup = 0;
        double bestGain = 0;
        int bestCount = 0;
        long bestLeft = 0;
        for (int i = 0; i < candidates.length; i++) {
            int bin = candidates[i];
            left += sums[offset + bin];
            inGroup += node.rows(units.hessian(sums[offset + bin]));
            double hessian = units.hessian(left);
            double rest = node.hessian - hessian;
            if (hessian < node.leastHessian) {
                continue;
            }
            if (rest < node.leastHessian || node.rows(rest) < rules.groupRows()) {
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
            int bin = candidates[i];
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
            if (sums[offset + i] == 0 || hessian < node.leastHessian || rest < node.leastHessian) {
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
        /** What a side's hessian must be, so that its rows are enough too. */
        private final double leastHessian;

        private final double rowsByHessian;

        Side(Node node) {
            this.node = node;
            gradient = units.gradient(node.sum);
            hessian = units.hessian(node.sum);
            score = constrained ? boundedScore(growth, gradient, hessian) : growth.score(gradient, hessian);
            rowsByHessian = node.rows() / hessian;
            // A side always has one row; where it must have more, their number is rounded.
            leastHessian = growth.leastRows() <= 1
                    ? growth.leastHessian()
                    : Math.max(growth.leastHessian(), (growth.leastRows() - 0.5) / rowsByHessian);
        }

        long sum() {
            return node.sum;
        }

        /** The rows of a side, in proportion to its hessian. */
        double rows(double itsHessian) {
            return Math.rint(itsHessian * rowsByHessian);
        }

        /** The gain over one denominator: a division takes longer than all else. */
        double plainGain(double left, double leftHessian, double l2) {
            double right = gradient - left;
            double ofLeft = leftHessian + l2;
            double ofRight = hessian - leftHessian + l2;
            return (left * left * ofRight + right * right * ofLeft) / (ofLeft * ofRight) - score;
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
