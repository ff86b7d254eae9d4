package ai.vivace.learn;

import org.jspecify.annotations.Nullable;

/**
 * One line of the history.
 *
 * @param epoch its number over all fits of the learner, from 0
 * @param trainLoss the smoothed loss at its end: a debiased exponential mean over batches, not the mean of the epoch
 * @param evaluation the validation pass after it; null when there was none
 * @param seconds how long it took, validation included
 */
public record EpochRow(
        int epoch, double trainLoss, @Nullable Evaluation evaluation, double seconds) {}
