/** Models as ONNX, for runtimes outside of Java. */
@NullMarked
package ai.vivace.store.onnx;

import org.jspecify.annotations.NullMarked;
