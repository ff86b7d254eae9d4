package ai.vivace.lab;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** A technique with its outcomes under all seeds. */
record TechniqueResult(Technique technique, List<Outcome> outcomes) {
    /** A loss and an accuracy. */
    record Score(double loss, double accuracy) {}

    /**
     * What a technique came to under one seed.
     *
     * @param zeros the share of weights that are exactly 0, of its first net, as are the curves
     */
    record Outcome(
            Score training,
            Score validation,
            Score test,
            double zeros,
            double[] trainingLoss,
            double[] validationLoss) {}

    String name() {
        return technique.name();
    }

    double mean(ToDoubleFunction<Outcome> value) {
        return outcomes.stream().mapToDouble(value).average().orElseThrow();
    }

    double testAccuracy() {
        return mean(o -> o.test().accuracy());
    }

    double testLoss() {
        return mean(o -> o.test().loss());
    }

    /** By how much the loss on new items is above that on known ones. */
    double gap() {
        return testLoss() - mean(o -> o.training().loss());
    }
}
