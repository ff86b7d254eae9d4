package ai.vivace.trees;

import ai.vivace.base.InputException;
import java.util.Arrays;

/** The ranking objective of {@link Objectives#lambdaMart}. */
final class LambdaMart implements Objective {
    private static final double LN_2 = Math.log(2);

    private final int top;

    LambdaMart(int top) {
        this.top = top;
    }

    @Override
    public double[] start(Target target) {
        InputException.require(
                target.task() instanceof Task.Ranking,
                () -> "LambdaMART ranks rows of groups, but the target is " + target.task() + ".");
        return new double[] {0};
    }

    @Override
    public Link link() {
        return Link.IDENTITY;
    }

    @Override
    public boolean isByRow() {
        return false;
    }

    @Override
    public void gradients(
            Target target, double[][] scores, double[][] gradients, double[][] hessians, int from, int to) {
        int begin = 0;
        for (int size : target.groupSizes()) {
            group(target, scores[0], gradients[0], hessians[0], begin, begin + size);
            begin += size;
        }
    }

    private void group(Target target, double[] scores, double[] gradients, double[] hessians, int begin, int end) {
        Arrays.fill(gradients, begin, end, 0);
        Arrays.fill(hessians, begin, end, 0);
        Integer[] order = new Integer[end - begin];
        Arrays.setAll(order, i -> begin + i);
        double[] ideal = new double[order.length];
        for (int i = 0; i < ideal.length; i++) {
            ideal[i] = gain(target, begin + i);
        }
        Arrays.sort(ideal);
        double best = 0;
        for (int i = 0; i < Math.min(top, ideal.length); i++) {
            best += ideal[ideal.length - 1 - i] * discount(i);
        }
        if (best == 0) {
            return;
        }
        Arrays.sort(
                order, (a, b) -> scores[a] != scores[b] ? Double.compare(scores[b], scores[a]) : Integer.compare(a, b));
        for (int i = 0; i < Math.min(top, order.length); i++) {
            for (int j = i + 1; j < order.length; j++) {
                int first = order[i];
                int second = order[j];
                if (target.value(first) == target.value(second)) {
                    continue;
                }
                int better = target.value(first) > target.value(second) ? first : second;
                int worse = better == first ? second : first;
                double change =
                        Math.abs((gain(target, better) - gain(target, worse)) * (discount(i) - discount(j))) / best;
                double doubt = 1 / (1 + Math.exp(scores[better] - scores[worse]));
                gradients[better] -= change * doubt;
                gradients[worse] += change * doubt;
                double hessian = change * doubt * (1 - doubt);
                hessians[better] += hessian;
                hessians[worse] += hessian;
            }
        }
    }

    private static double gain(Target target, int row) {
        return Math.pow(2, target.value(row)) - 1;
    }

    private static double discount(int place) {
        return LN_2 / Math.log(place + 2.0);
    }

    @Override
    public String name() {
        return "lambdaMart " + top;
    }
}
