/** Picture files to numbers: formats, decoding, orientation, sizes, and a cache of what was decoded. */
@NullMarked
package ai.vivace.vision.picture;

import org.jspecify.annotations.NullMarked;
