package ai.vivace.learn;

/**
 * One line of the history.
 *
 * @param epoch its number over all fits of the learner, from 0
 * @param trainLoss the smoothed loss at its end: a debiased exponential mean over batches, not the mean of the epoch; NaN when none was trained
 * @param evaluation the validation pass after it
 * @param steps the training batches of all fits up to its end
 * @param seconds how long it took, validation included
 */
public record EpochRow(int epoch, double trainLoss, Evaluation evaluation, int steps, double seconds) {}
