/** Pictures: sources, decoding and what is learned from them. */
@NullMarked
package ai.vivace.vision;

import org.jspecify.annotations.NullMarked;
