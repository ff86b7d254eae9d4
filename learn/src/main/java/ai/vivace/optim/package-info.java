/** Optimizers: lists of steppers over parameter groups. */
@NullMarked
package ai.vivace.optim;

import org.jspecify.annotations.NullMarked;
