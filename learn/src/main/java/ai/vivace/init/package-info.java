/** How parameters start: one rule for one tensor, and policies for whole models. */
@NullMarked
package ai.vivace.init;

import org.jspecify.annotations.NullMarked;
