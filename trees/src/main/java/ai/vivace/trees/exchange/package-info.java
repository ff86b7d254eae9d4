/**
 * Models of other libraries, read and written without native code: XGBoost's JSON and UBJSON, LightGBM's text, and ONNX. What has no
 * counterpart on the other side is refused with a reason.
 */
@NullMarked
package ai.vivace.trees.exchange;

import org.jspecify.annotations.NullMarked;
