package ai.vivace.trees.calibration;

/** From a model's probability of a class to one that can be taken at its word. */
@FunctionalInterface
public interface Calibrator {
    /**
     * A calibrated probability.
     *
     * @param probability what the model says, from 0 to 1
     * @return from 0 to 1; it does not fall while the model's rises
     */
    double of(double probability);
}
