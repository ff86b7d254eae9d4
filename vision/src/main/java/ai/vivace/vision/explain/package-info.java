/** Why a model answers as it does: where it looks, what it takes for similar, what it gets wrong. */
@NullMarked
package ai.vivace.vision.explain;

import org.jspecify.annotations.NullMarked;
