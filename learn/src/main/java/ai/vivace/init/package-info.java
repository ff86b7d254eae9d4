/** How parameters start: rules for one tensor. Policies for whole models stand with the layers. */
@NullMarked
package ai.vivace.init;

import org.jspecify.annotations.NullMarked;
