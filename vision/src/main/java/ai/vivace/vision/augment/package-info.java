/** Augmentation of whole batches of pictures, the same on every device; masks, boxes and points follow. */
@NullMarked
package ai.vivace.vision.augment;

import org.jspecify.annotations.NullMarked;
