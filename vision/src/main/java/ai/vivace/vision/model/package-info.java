/** Networks for pictures: their layers, their families, the registry of their names, and what is put together from their parts. */
@NullMarked
package ai.vivace.vision.model;

import org.jspecify.annotations.NullMarked;
