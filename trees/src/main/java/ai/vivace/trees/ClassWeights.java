package ai.vivace.trees;

import ai.vivace.base.InputException;
import java.util.List;

/** How much rows of different classes count, besides their own weights. */
public sealed interface ClassWeights {
    /** All alike. */
    record Equal() implements ClassWeights {}

    /** Each class as much as any other: rows / (classes · rows of the class). */
    record Balanced() implements ClassWeights {}

    /**
     * As told, by class number.
     *
     * @param factors at least 0, not all 0
     */
    record Given(List<Double> factors) implements ClassWeights {
        public Given {
            factors = List.copyOf(factors);
            List<Double> given = factors;
            InputException.require(
                    given.stream().allMatch(factor -> factor >= 0 && Double.isFinite(factor))
                            && given.stream().anyMatch(factor -> factor > 0),
                    () -> "Class weights must be at least 0 and not all 0, but are " + given + ".");
        }
    }

    /** Each row's weight times its class's. */
    default double[] of(Target target) {
        double[] weights = new double[target.rows()];
        double[] factors = factors(target);
        for (int row = 0; row < weights.length; row++) {
            weights[row] = target.weight(row) * (factors.length == 0 ? 1 : factors[(int) target.value(row)]);
        }
        return weights;
    }

    private double[] factors(Target target) {
        if (this instanceof Equal) {
            return new double[0];
        }
        InputException.require(
                target.task() instanceof Task.Classification,
                () -> "Class weights are for classes, but the target is " + target.task() + ".");
        int classes = ((Task.Classification) target.task()).labels().size();
        if (this instanceof Given given) {
            InputException.require(
                    given.factors().size() == classes,
                    () -> "There are " + given.factors().size() + " class weights for " + classes + " classes.");
            return given.factors().stream().mapToDouble(factor -> factor).toArray();
        }
        double[] factors = new double[classes];
        double all = 0;
        for (int row = 0; row < target.rows(); row++) {
            factors[(int) target.value(row)] += target.weight(row);
            all += target.weight(row);
        }
        for (int k = 0; k < classes; k++) {
            factors[k] = factors[k] == 0 ? 0 : all / (classes * factors[k]);
        }
        return factors;
    }
}
