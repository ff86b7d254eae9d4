/** Boxes around things: a detector, what it learns from, and how well it finds them. */
@NullMarked
package ai.vivace.vision.detect;

import org.jspecify.annotations.NullMarked;
