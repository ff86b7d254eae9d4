/** How good settings are, by cross-validation, and which are best, by search. */
@NullMarked
package ai.vivace.trees.tune;

import org.jspecify.annotations.NullMarked;
