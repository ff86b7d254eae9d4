package ai.vivace.learn;

/**
 * One training batch in the history.
 *
 * @param rate the learning rate of the last parameter group
 * @param momentum the momentum of the last parameter group
 * @param loss the batch's mean loss
 * @param smoothedLoss the debiased exponential mean up to here
 */
public record StepRow(double rate, double momentum, double loss, double smoothedLoss) {}
