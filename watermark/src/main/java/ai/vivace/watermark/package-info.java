/** Pictures with marks on them: a {@link ai.vivace.watermark.Watermarker} takes the bytes of a picture and gives those of the marked one. */
@NullMarked
package ai.vivace.watermark;

import org.jspecify.annotations.NullMarked;
