/** Marks become overlays here: fonts, letters, logos, placement, tiling and contrast. What an overlay is composed with is not known here. */
@NullMarked
package ai.vivace.watermark.render;

import org.jspecify.annotations.NullMarked;
