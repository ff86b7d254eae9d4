/**
 * JPEG files from the inside: segments, entropy codes, coefficients. A mark is put on a picture by changing the coefficients of the blocks that it
 * covers; every other coefficient and every other header stays what it was. Only {@link ai.vivace.watermark.jpeg.JpegEncoder} makes files of
 * pixels.
 *
 * <p>Terms and codes are those of ITU-T T.81 (ISO/IEC 10918-1), "the standard" below: an MCU (minimum coded unit) is the group of blocks that a scan
 * codes together, such as four of luminance and two of chrominance.
 */
@NullMarked
package ai.vivace.watermark.jpeg;

import org.jspecify.annotations.NullMarked;
