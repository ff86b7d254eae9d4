/** The training loop: Learner, callbacks, recorder, finder. */
@NullMarked
package ai.vivace.learn;

import org.jspecify.annotations.NullMarked;
