/** The engine room: tensors, scopes and autograd over libtorch. The only package that names the engine's own types. */
@NullMarked
package ai.vivace.tensor;

import org.jspecify.annotations.NullMarked;
