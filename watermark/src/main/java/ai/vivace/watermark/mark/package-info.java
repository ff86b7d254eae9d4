/** What is to be drawn on a picture and where: marks of text and logos as immutable records, and the files that keep them. Nothing here draws. */
@NullMarked
package ai.vivace.watermark.mark;

import org.jspecify.annotations.NullMarked;
