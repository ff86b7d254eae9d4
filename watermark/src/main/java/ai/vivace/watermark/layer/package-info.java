/** Translucent layers that lie over a picture, and how pixels blend. Nothing here knows a file format. */
@NullMarked
package ai.vivace.watermark.layer;

import org.jspecify.annotations.NullMarked;
