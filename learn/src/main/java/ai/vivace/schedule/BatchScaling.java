package ai.vivace.schedule;

import ai.vivace.base.InputException;

/** How a learning rate that was found with one batch size is carried over to another. */
public enum BatchScaling {
    /** In proportion to the batch: for SGD, with a warm-up (Goyal et al. 2017). */
    LINEAR {
        @Override
        double of(double ratio) {
            return ratio;
        }
    },
    /** With the root of the batch: for Adam and its like (Krizhevsky 2014; Malladi et al. 2022). */
    ROOT {
        @Override
        double of(double ratio) {
            return Math.sqrt(ratio);
        }
    };

    abstract double of(double ratio);

    /**
     * What rates are to be multiplied by, as in {@code rates.times(BatchScaling.LINEAR.factor(256, 64))}.
     *
     * @param found the batch size with which the rate was found, at least 1
     * @param wanted the batch size to train with, at least 1
     */
    public double factor(int found, int wanted) {
        InputException.require(
                found >= 1 && wanted >= 1,
                () -> "Batches must have at least 1 item, but came with " + found + " and " + wanted + ".");
        return of((double) wanted / found);
    }
}
