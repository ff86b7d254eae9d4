/** Making pictures: adversarial networks, autoencoders, and how good what they make is. */
@NullMarked
package ai.vivace.vision.generate;

import org.jspecify.annotations.NullMarked;
