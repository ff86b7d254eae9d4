/** Schedules as pure functions of progress, discriminative rates, and what the learning-rate finder suggests. */
@NullMarked
package ai.vivace.schedule;

import org.jspecify.annotations.NullMarked;
