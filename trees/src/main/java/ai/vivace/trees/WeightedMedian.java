package ai.vivace.trees;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The answer of {@link TreeEnsemble.Combination#WEIGHTED_MEDIAN} from the trees' answers, which are given as ranks among all answers
 * that their leaves have, so that they can be sorted in place.
 *
 * @param answers all answers, rising
 * @param weights by tree
 * @param base what is added
 */
record WeightedMedian(double[] answers, double[] weights, double base) {
    static WeightedMedian of(TreeEnsemble model) {
        double[] answers = model.trees().stream()
                .flatMapToDouble(tree -> IntStream.range(0, tree.nodes()).mapToDouble(node -> tree.value(node, 0)))
                .sorted()
                .distinct()
                .toArray();
        return new WeightedMedian(
                answers,
                model.factors().stream().mapToDouble(factor -> factor).toArray(),
                model.base().get(0));
    }

    /** The trees with ranks for values. */
    List<Tree> ranked(List<Tree> trees) {
        return trees.stream()
                .map(tree -> tree.withValues(node -> new double[] {Arrays.binarySearch(answers, tree.value(node, 0))}))
                .toList();
    }

    /**
     * The median.
     *
     * @param ranks by tree, from a place on
     * @param order room for one number for each tree
     */
    double of(double[] ranks, int from, long[] order) {
        int count = weights.length;
        for (int tree = 0; tree < count; tree++) {
            order[tree] = (long) ranks[from + tree] << 32 | tree;
        }
        Arrays.sort(order, 0, count);
        double all = 0;
        for (double weight : weights) {
            all += weight;
        }
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += weights[(int) order[i]];
            if (sum >= all / 2) {
                return base + answers[(int) (order[i] >> 32)];
            }
        }
        return base;
    }
}
