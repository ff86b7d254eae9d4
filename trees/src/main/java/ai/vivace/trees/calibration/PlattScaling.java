package ai.vivace.trees.calibration;

import ai.vivace.base.InputException;

/**
 * A sigmoid over a model's scores: 1 / (1 + e^(slope · score + intercept)) (Platt 1999), fitted by Newton's method with the safeguards of
 * Lin, Lin and Weng 2007. Its targets are Platt's: not 1 and 0, but (N₊ + 1) / (N₊ + 2) and 1 / (N₋ + 2), which keep it from becoming a
 * step when scores separate the classes.
 *
 * <p>Of models' probabilities the score is the log-odds, so that a calibrated model stays as it is at slope -1 and intercept 0; scikit-learn
 * takes the decision function, which is the same for boosting, but the probability itself where there is none, as of forests.
 *
 * @param slope what scores are multiplied by; below 0 where more of it speaks for the class; at most 0 as a calibrator
 * @param intercept what is added
 */
public record PlattScaling(double slope, double intercept) implements Calibrator {
    private static final double LEAST = 1e-6;
    private static final int MOST_STEPS = 100;
    private static final double RIDGE = 1e-12;
    private static final double ENOUGH = 1e-10;
    private static final double SHORTEST = 1e-10;

    /**
     * Fits the sigmoid to scores.
     *
     * @param scores any numbers that rise with the probability of the class
     * @param isOfClass by score, whether the row is of the class
     * @param weights by score, at least 0
     * @throws InputException when a score is not finite, or all rows are of the class or none is
     */
    public static PlattScaling fit(double[] scores, boolean[] isOfClass, double[] weights) {
        double ofClass = 0;
        double ofOthers = 0;
        for (int i = 0; i < scores.length; i++) {
            int row = i;
            InputException.require(
                    Double.isFinite(scores[i]),
                    () -> "Scores must be finite, but row " + row + " has " + scores[row] + ".");
            ofClass += isOfClass[i] ? weights[i] : 0;
            ofOthers += isOfClass[i] ? 0 : weights[i];
        }
        InputException.require(
                ofClass > 0 && ofOthers > 0,
                () -> "Calibration needs rows of the class and rows of others, but all are of one kind.");
        return new Fit(scores, isOfClass, weights, (ofClass + 1) / (ofClass + 2), 1 / (ofOthers + 2))
                .run(Math.log((ofOthers + 1) / (ofClass + 1)));
    }

    /** The probability of a score. */
    public double ofScore(double score) {
        return 1 / (1 + Math.exp(slope * score + intercept));
    }

    @Override
    public double of(double probability) {
        return ofScore(logOdds(probability));
    }

    /** The log-odds of a probability, which is taken to be from 1e-6 to 1 - 1e-6. */
    static double logOdds(double probability) {
        double within = Math.min(1 - LEAST, Math.max(LEAST, probability));
        return Math.log(within / (1 - within));
    }

    /** Newton's method on the cross-entropy, halving steps that do not go down. */
    private record Fit(double[] scores, boolean[] isOfClass, double[] weights, double high, double low) {
        PlattScaling run(double startIntercept) {
            double slope = 0;
            double intercept = startIntercept;
            double loss = loss(slope, intercept);
            for (int step = 0; step < MOST_STEPS; step++) {
                double slopeGradient = 0;
                double interceptGradient = 0;
                double slopes = RIDGE;
                double intercepts = RIDGE;
                double mixed = 0;
                for (int i = 0; i < scores.length; i++) {
                    double probability = 1 / (1 + Math.exp(slope * scores[i] + intercept));
                    double second = weights[i] * probability * (1 - probability);
                    double first = weights[i] * (target(i) - probability);
                    slopes += scores[i] * scores[i] * second;
                    mixed += scores[i] * second;
                    intercepts += second;
                    slopeGradient += scores[i] * first;
                    interceptGradient += first;
                }
                if (Math.abs(slopeGradient) < ENOUGH && Math.abs(interceptGradient) < ENOUGH) {
                    break;
                }
                double determinant = slopes * intercepts - mixed * mixed;
                double slopeStep = -(intercepts * slopeGradient - mixed * interceptGradient) / determinant;
                double interceptStep = -(slopes * interceptGradient - mixed * slopeGradient) / determinant;
                double descent = slopeGradient * slopeStep + interceptGradient * interceptStep;
                double length = 1;
                double next = loss(slope + slopeStep, intercept + interceptStep);
                while (length >= SHORTEST && !(next < loss + 1e-4 * length * descent)) {
                    length /= 2;
                    next = loss(slope + length * slopeStep, intercept + length * interceptStep);
                }
                if (length < SHORTEST) {
                    break;
                }
                slope += length * slopeStep;
                intercept += length * interceptStep;
                loss = next;
            }
            return new PlattScaling(slope, intercept);
        }

        private double target(int i) {
            return isOfClass[i] ? high : low;
        }

        /** -Σ t log p + (1 - t) log(1 - p), without overflow. */
        private double loss(double slope, double intercept) {
            double sum = 0;
            for (int i = 0; i < scores.length; i++) {
                double z = slope * scores[i] + intercept;
                double log = z >= 0
                        ? target(i) * z + Math.log1p(Math.exp(-z))
                        : (target(i) - 1) * z + Math.log1p(Math.exp(z));
                sum += weights[i] * log;
            }
            return sum;
        }
    }
}
