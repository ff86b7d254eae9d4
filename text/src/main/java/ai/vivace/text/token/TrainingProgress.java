package ai.vivace.text.token;

/**
 * How far the training of a tokenizer is.
 *
 * @param stage what is being done, such as "counting" or "merging"
 * @param done how much is done
 * @param total how much there is; 0 when nobody knows
 */
public record TrainingProgress(String stage, long done, long total) {}
