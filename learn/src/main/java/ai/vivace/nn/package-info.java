/** Layers: trees of named parameters and buffers, with state names as in PyTorch's modules. */
@NullMarked
package ai.vivace.nn;

import org.jspecify.annotations.NullMarked;
