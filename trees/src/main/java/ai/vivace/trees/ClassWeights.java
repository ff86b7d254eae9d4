package ai.vivace.trees;

import ai.vivace.base.InputException;
import java.util.List;

/** How much rows of different classes count, besides their own weights. */
public sealed interface ClassWeights {
    /** All alike. */
    record Equal() implements ClassWeights {
        /** As the compiler would write it, whose way takes tens of milliseconds at its first call. */
        @Override
        public String toString() {
            return "Equal[]";
        }
    }

    /** Each class as much as any other: rows / (classes · rows of the class). */
    record Balanced() implements ClassWeights {}

    /**
     * The second of two classes more or less than the first, which counts 1.
     *
     * @param factor above 0
     */
    record Positive(double factor) implements ClassWeights {
        public Positive {
            double given = factor;
            InputException.require(
                    given > 0 && Double.isFinite(given),
                    () -> "The weight of the second class must be finite and above 0, but is " + given + ".");
        }
    }

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

    /** The target with these weights for its rows' own. */
    default Target in(Target target) {
        return this instanceof Equal ? target : target.weights(of(target));
    }

    private double[] factors(Target target) {
        if (this instanceof Equal) {
            return new double[0];
        }
        InputException.require(
                target.task() instanceof Task.Classification,
                () -> "Class weights are for classes, but the target is " + target.task() + ".");
        int classes = ((Task.Classification) target.task()).labels().size();
        if (this instanceof Positive positive) {
            InputException.require(
                    classes == 2,
                    () -> "A weight of the second class is for two classes, but the target has " + classes
                            + ". Give a weight for each, by ClassWeights.Given, or take ClassWeights.Balanced.");
            return new double[] {1, positive.factor()};
        }
        if (this instanceof Given given) {
            InputException.require(
                    given.factors().size() == classes,
                    () -> "There are " + given.factors().size() + " class weights for " + classes
                            + " classes. Give one for each, in the order of the classes' numbers.");
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
