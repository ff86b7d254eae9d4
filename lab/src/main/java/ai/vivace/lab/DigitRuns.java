package ai.vivace.lab;

import ai.vivace.data.Split;
import ai.vivace.data.TrainingData;
import ai.vivace.vision.Digits;

/** The digits, ready to train on. */
final class DigitRuns {
    /** What experiments hold back to judge by. */
    private static final double HELD_OUT = 0.2;

    static final int CLASSES = 10;

    private DigitRuns() {}

    /** All digits, a fifth of which is held out, in batches of 64. */
    static TrainingData data(long seed) {
        return TrainingData.of(Digits.load(), Split.stratified(HELD_OUT, seed))
                .seed(seed)
                .build();
    }
}
