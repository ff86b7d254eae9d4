package ai.vivace.trees.exchange;

import ai.vivace.base.AtomicFile;
import ai.vivace.base.InputException;
import ai.vivace.base.Protobuf;
import ai.vivace.trees.TreeEnsemble;
import java.nio.file.Path;

/**
 * Models for ONNX: operators of ai.onnx.ml 1 and 2, which every runtime with trees has.
 *
 * <p>The input {@code rows} is float32, a row for each prediction, with NaN where a value is missing and codes for levels. For classes the outputs are
 * {@code label}, a text, and {@code probabilities}; else {@code prediction}, a number for each output. Both come from a TreeEnsembleRegressor, whose sums
 * standard operators make predictions of: a TreeEnsembleClassifier has rules of its own for two classes, which runtimes read differently.
 *
 * <p>ONNX knows float32 only: thresholds are the greatest float32 that is not above ours, which divides float32 rows in the same way; leaves and sums are
 * rounded, so that predictions agree to about 1e-7 of the sum. Sets of levels become chains of comparisons, whose ends share what is below: a model with
 * many levels becomes large.
 */
public final class OnnxFormat {
    private OnnxFormat() {}

    /**
     * Writes a model; the file is written whole or not at all.
     *
     * @throws InputException when ONNX has no counterpart: medians of trees, nodes that take zero for a missing value
     */
    public static void write(TreeEnsemble model, Path file) {
        Rounded.requireSum(model, "ONNX");
        Rounded.requireZeroIsNumber(model, "ONNX");
        Protobuf message = new OnnxWriter(model).message();
        AtomicFile.write(file, message::writeTo);
    }
}
