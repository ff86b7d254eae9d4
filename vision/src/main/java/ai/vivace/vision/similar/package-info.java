/** Which pictures belong together: networks that put like near like, and what they learn from. */
@NullMarked
package ai.vivace.vision.similar;

import org.jspecify.annotations.NullMarked;
