package ai.vivace.metric;

import ai.vivace.tensor.Tensor;

/** A number that says how good a model is on a data set, fed batch by batch and exact whatever the batches' sizes. */
public interface Metric {
    /** A short name for tables, such as {@code accuracy}. */
    String name();

    /** Which way is better. */
    Direction direction();

    /** A fresh accumulator. */
    Accumulator start();

    /** Which way is better. */
    enum Direction {
        HIGHER,
        LOWER
    }

    /** Adds up over the batches of one pass. */
    interface Accumulator {
        /**
         * Takes in a batch.
         *
         * @param output the model's raw outputs; no gradients are recorded
         * @param target the targets
         */
        void add(Tensor output, Tensor target);

        /** The metric over all batches so far; NaN when there were none. */
        double value();
    }
}
