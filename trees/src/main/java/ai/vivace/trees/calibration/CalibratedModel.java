package ai.vivace.trees.calibration;

import ai.vivace.base.InputException;
import ai.vivace.trees.Features;
import ai.vivace.trees.Predictor;
import ai.vivace.trees.Target;
import ai.vivace.trees.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A model whose probabilities are corrected by what came of them on rows that it had not seen. For more than two classes each is
 * calibrated against the others, and the probabilities are divided by their sum (Zadrozny and Elkan 2002).
 *
 * <pre>{@code
 * double[][] heldOut = CrossValidation.standard().of(trainer, features, target).predictions();
 * Predictor model = CalibratedModel.of(trainer.fit(features, target), CalibratedModel.Method.PLATT, heldOut, target);
 * }</pre>
 *
 * @param model what is corrected
 * @param calibrators one for each class; for two classes one, of the second
 */
public record CalibratedModel(Predictor model, List<Calibrator> calibrators) implements Predictor {
    /** How probabilities are corrected. */
    public enum Method {
        /** By {@link PlattScaling}: two numbers, for few data. */
        PLATT {
            @Override
            Calibrator fit(double[] probabilities, boolean[] isOfClass, double[] weights) {
                double[] scores = new double[probabilities.length];
                for (int i = 0; i < scores.length; i++) {
                    scores[i] = PlattScaling.logOdds(probabilities[i]);
                }
                return PlattScaling.fit(scores, isOfClass, weights);
            }
        },
        /** By {@link IsotonicScaling}: any rising curve, for about a thousand rows and more. */
        ISOTONIC {
            @Override
            Calibrator fit(double[] probabilities, boolean[] isOfClass, double[] weights) {
                double[] share = new double[probabilities.length];
                for (int i = 0; i < share.length; i++) {
                    share[i] = isOfClass[i] ? 1 : 0;
                }
                return IsotonicScaling.fit(probabilities, share, weights);
            }
        };

        abstract Calibrator fit(double[] probabilities, boolean[] isOfClass, double[] weights);
    }

    public CalibratedModel {
        calibrators = List.copyOf(calibrators);
        int count = calibrators.size();
        InputException.require(count >= 1, () -> "A calibrated model needs at least 1 calibrator.");
    }

    /**
     * Fits the correction.
     *
     * @param model what is corrected
     * @param heldOut probabilities of rows by a model that has not seen them: of a validation part, or out of folds. Those of training
     *     rows are too sure, and teach nothing
     * @param target the rows' classes
     * @throws InputException when the target has no classes, or there is not one probability of each class for each row, or no row of
     *     a class
     */
    public static CalibratedModel of(Predictor model, Method method, double[][] heldOut, Target target) {
        int classes = requireClasses(target, heldOut);
        double[] weights = new double[heldOut.length];
        for (int row = 0; row < weights.length; row++) {
            weights[row] = target.weight(row);
        }
        List<Calibrator> calibrators = new ArrayList<>();
        for (int k = classes == 2 ? 1 : 0; k < classes; k++) {
            double[] probabilities = new double[heldOut.length];
            boolean[] isOfClass = new boolean[heldOut.length];
            boolean any = false;
            for (int row = 0; row < heldOut.length; row++) {
                probabilities[row] = heldOut[row][k];
                isOfClass[row] = (int) target.value(row) == k;
                any |= isOfClass[row];
            }
            int own = k;
            InputException.require(
                    any,
                    () -> "No held-out row is of class \""
                            + ((Task.Classification) target.task()).labels().get(own)
                            + "\", so that its probabilities cannot be corrected.");
            calibrators.add(method.fit(probabilities, isOfClass, weights));
        }
        return new CalibratedModel(model, calibrators);
    }

    static int requireClasses(Target target, double[][] probabilities) {
        InputException.require(
                target.task() instanceof Task.Classification,
                () -> "Probabilities are of classes, but the target is " + target.task() + ".");
        int classes = ((Task.Classification) target.task()).labels().size();
        InputException.require(
                probabilities.length == target.rows(),
                () -> "There are probabilities of " + probabilities.length + " rows, but " + target.rows()
                        + " rows of the target.");
        for (int i = 0; i < probabilities.length; i++) {
            int row = i;
            InputException.require(
                    probabilities[i].length == classes,
                    () -> "Row " + row + " has " + probabilities[row].length + " probabilities for " + classes
                            + " classes.");
        }
        return classes;
    }

    @Override
    public double[][] predict(Features rows) {
        return Arrays.stream(model.predict(rows)).map(this::corrected).toArray(double[][]::new);
    }

    /** One row's probabilities, corrected. */
    public double[] corrected(double[] probabilities) {
        int expected = calibrators.size() == 1 ? 2 : calibrators.size();
        InputException.require(
                probabilities.length == expected,
                () -> "The model is calibrated for " + expected + " classes, but came " + probabilities.length
                        + " probabilities.");
        if (expected == 2) {
            double second = calibrators.get(0).of(probabilities[1]);
            return new double[] {1 - second, second};
        }
        double[] corrected = new double[expected];
        double sum = 0;
        for (int k = 0; k < expected; k++) {
            corrected[k] = calibrators.get(k).of(probabilities[k]);
            sum += corrected[k];
        }
        for (int k = 0; k < expected; k++) {
            // Where no class is possible by its own curve, none is more so than another.
            corrected[k] = sum > 0 ? corrected[k] / sum : 1.0 / expected;
        }
        return corrected;
    }
}
