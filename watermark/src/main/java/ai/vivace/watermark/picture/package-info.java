/**
 * Pictures as files: what format they have, what their headers say, their samples, and layers composed on those, with everything else of the file
 * kept as it is.
 */
@NullMarked
package ai.vivace.watermark.picture;

import org.jspecify.annotations.NullMarked;
