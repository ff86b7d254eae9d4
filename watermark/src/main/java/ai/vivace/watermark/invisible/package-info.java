/**
 * A mark that is not seen: a few bits in the luminance of a picture, which who has the key finds again after the picture was saved, scaled or
 * cropped. Nothing here knows a file format, but for what marks and reads files.
 */
@NullMarked
package ai.vivace.watermark.invisible;

import org.jspecify.annotations.NullMarked;
