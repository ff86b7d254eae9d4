package ai.vivace.data;

/**
 * One example: what goes in and what should come out.
 *
 * @param input the model's input, without a batch dimension
 * @param target the wanted output, without a batch dimension; a class number is a scalar {@link Array#label}
 */
public record Item(Array input, Array target) {}
