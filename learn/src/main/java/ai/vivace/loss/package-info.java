/** Losses from raw outputs (logits), each with its activation and decoding. */
@NullMarked
package ai.vivace.loss;

import org.jspecify.annotations.NullMarked;
