package ai.vivace.vision.generate;

/**
 * One batch of an adversarial training.
 *
 * @param side which side learnt
 * @param loss its loss, with penalties
 * @param ranking of the critic's batches, the share of pairs of a real and a made picture in which the real one has the higher score,
 *     a half for a critic that knows nothing; NaN of the generator's
 */
public record GanStep(Side side, double loss, double ranking) {}
