/** Models as ONNX, for programs without Vivace. */
@NullMarked
package ai.vivace.store.onnx;

import org.jspecify.annotations.NullMarked;
