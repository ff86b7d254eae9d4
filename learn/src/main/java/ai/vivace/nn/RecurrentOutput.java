package ai.vivace.nn;

import ai.vivace.tensor.Tensor;

/**
 * What a {@link RecurrentLayer} gives.
 *
 * @param output the last layer's output of every step, [N, steps, directions · outputs]; zeros where a mask excludes a step
 * @param state after each sequence's last step; of a backward half after its first
 */
public record RecurrentOutput(Tensor output, RecurrentState state) {}
