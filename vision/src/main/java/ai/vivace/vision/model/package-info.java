<<<<<<< HEAD
/** Architectures: networks for pictures, their layers, and the registry that finds them by name. */
=======
/** Networks for pictures: their layers, their families, the registry of their names, and what is put together from their parts. */
>>>>>>> vis-classic
@NullMarked
package ai.vivace.vision.model;

import org.jspecify.annotations.NullMarked;
