/** Architectures: networks for pictures, their layers, and the registry that finds them by name. */
@NullMarked
package ai.vivace.vision.model;

import org.jspecify.annotations.NullMarked;
