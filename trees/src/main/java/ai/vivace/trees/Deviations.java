package ai.vivace.trees;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The absolute distances of a node's numbers from the median of their side, while rows move from the right side to the left. Weights and sums
 * are kept by the rank of the number in the manner of Fenwick 1994, so that a row moves, and a median is found, in log n steps.
 */
final class Deviations {
    private final double[] targets;
    private final int[] rank;
    private long[] order = new long[0];
    private int[] placeOf = new int[0];
    private double[] sorted = new double[0];
    private double[] weightAt = new double[0];
    private int count;
    /** What numbers are told by their distance from, so that sums do not lose what numbers differ by. */
    private double centre;

    private double[] allWeights = new double[0];
    private double[] allSums = new double[0];
    private double[] leftWeights = new double[0];
    private double[] leftSums = new double[0];
    private double allWeight;
    private double allSum;
    private double leftWeight;
    private double leftSum;

    /** Distances of a table's numbers. */
    Deviations(double[] targets) {
        this.targets = targets;
        int[] byNumber = IntStream.range(0, targets.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer row) -> targets[row])
                        .thenComparing(row -> row))
                .mapToInt(row -> row)
                .toArray();
        rank = new int[targets.length];
        for (int i = 0; i < byNumber.length; i++) {
            rank[byNumber[i]] = i;
        }
    }

    /**
     * The weight of some rows, their median, and the weighted sum of their distances from it. Where half of the weight is exactly below a
     * number, the median is midway between that number and the one before it.
     */
    double[] sums(int[] rows, int begin, int end, double[] weights) {
        sort(rows, begin, end);
        double weight = 0;
        for (int i = begin; i < end; i++) {
            weight += weights[rows[i]];
        }
        int at = 0;
        double below = weights[rows[begin + (int) order[0]]];
        while (below < weight / 2 && at + 1 < count) {
            at++;
            below += weights[rows[begin + (int) order[at]]];
        }
        double median = targets[rows[begin + (int) order[at]]];
        if (below == weight / 2 && at + 1 < count) {
            median = (median + targets[rows[begin + (int) order[at + 1]]]) / 2;
        }
        double deviation = 0;
        for (int i = begin; i < end; i++) {
            deviation += weights[rows[i]] * Math.abs(targets[rows[i]] - median);
        }
        return new double[] {weight, median, deviation};
    }

    private void sort(int[] rows, int begin, int end) {
        count = end - begin;
        if (order.length < count) {
            order = new long[count];
        }
        for (int i = 0; i < count; i++) {
            order[i] = (long) rank[rows[begin + i]] << 32 | i;
        }
        Arrays.sort(order, 0, count);
    }

    /** Takes the rows of a node. */
    void enter(int[] rows, int begin, int end, double[] weights) {
        sort(rows, begin, end);
        makeRoom();
        centre = targets[rows[begin + (int) order[count / 2]]];
        Arrays.fill(allWeights, 0, count + 1, 0);
        Arrays.fill(allSums, 0, count + 1, 0);
        allWeight = 0;
        allSum = 0;
        for (int i = 0; i < count; i++) {
            int own = (int) order[i];
            int row = rows[begin + own];
            placeOf[own] = i + 1;
            sorted[i] = targets[row] - centre;
            weightAt[i] = weights[row];
            add(allWeights, allSums, i + 1, weightAt[i], weightAt[i] * sorted[i]);
            allWeight += weightAt[i];
            allSum += weightAt[i] * sorted[i];
        }
    }

    private void makeRoom() {
        if (placeOf.length < count) {
            placeOf = new int[count];
            sorted = new double[count];
            weightAt = new double[count];
            allWeights = new double[count + 1];
            allSums = new double[count + 1];
            leftWeights = new double[count + 1];
            leftSums = new double[count + 1];
        }
    }

    /** Brings all rows to the right side. */
    void clear() {
        Arrays.fill(leftWeights, 0, count + 1, 0);
        Arrays.fill(leftSums, 0, count + 1, 0);
        leftWeight = 0;
        leftSum = 0;
    }

    /** Moves a row, by its number in the node, to the left side. */
    void move(int own) {
        int place = placeOf[own];
        double weight = weightAt[place - 1];
        double sum = weight * sorted[place - 1];
        add(leftWeights, leftSums, place, weight, sum);
        leftWeight += weight;
        leftSum += sum;
    }

    /** Adds at a place, counted from 1, to all stretches that it is in; stretch i has as many places up to i as i's lowest bit says. */
    private void add(double[] weights, double[] sums, int place, double weight, double sum) {
        for (int i = place; i <= count; i += i & -i) {
            weights[i] += weight;
            sums[i] += sum;
        }
    }

    /** The weighted sum of both sides' distances from their medians. */
    double sum() {
        return left() + right();
    }

    private double left() {
        int place = 0;
        double weight = 0;
        double sum = 0;
        for (int step = Integer.highestOneBit(count); step > 0; step >>= 1) {
            int next = place + step;
            if (next <= count && weight + leftWeights[next] < leftWeight / 2) {
                place = next;
                weight += leftWeights[next];
                sum += leftSums[next];
            }
        }
        return distances(place, weight, sum, leftWeight, leftSum);
    }

    private double right() {
        double rest = allWeight - leftWeight;
        int place = 0;
        double weight = 0;
        double sum = 0;
        for (int step = Integer.highestOneBit(count); step > 0; step >>= 1) {
            int next = place + step;
            if (next <= count && weight + (allWeights[next] - leftWeights[next]) < rest / 2) {
                place = next;
                weight += allWeights[next] - leftWeights[next];
                sum += allSums[next] - leftSums[next];
            }
        }
        return distances(place, weight, sum, rest, allSum - leftSum);
    }

    /** Distances from the number behind a place, with weight and sum of those before it and of all. */
    private double distances(int place, double weight, double sum, double ofAll, double sumOfAll) {
        double median = sorted[Math.min(place, count - 1)];
        return median * weight - sum + (sumOfAll - sum) - median * (ofAll - weight);
    }
}
