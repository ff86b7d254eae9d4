/** A class for each pixel: networks, losses, metrics and pictures of the result. */
@NullMarked
package ai.vivace.vision.segment;

import org.jspecify.annotations.NullMarked;
