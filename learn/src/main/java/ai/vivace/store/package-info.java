/** Safetensors, checkpoints and exported models. */
@NullMarked
package ai.vivace.store;

import org.jspecify.annotations.NullMarked;
