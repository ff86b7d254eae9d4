/** Probabilities that can be taken at their word, and decisions by what errors cost. */
@NullMarked
package ai.vivace.trees.calibration;

import org.jspecify.annotations.NullMarked;
