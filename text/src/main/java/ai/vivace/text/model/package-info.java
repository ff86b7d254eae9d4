/** Networks for text: what they are built of, named models, and weights for them. */
@NullMarked
package ai.vivace.text.model;

import org.jspecify.annotations.NullMarked;
