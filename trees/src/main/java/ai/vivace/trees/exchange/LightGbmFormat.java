package ai.vivace.trees.exchange;

import ai.vivace.base.AtomicFile;
import ai.vivace.base.InputException;
import ai.vivace.trees.TreeEnsemble;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Models of LightGBM (versions 2 to 4) in its text.
 *
 * <p>Rows go to the same leaves and sums are the same doubles in the same order, so that predictions of float32 rows agree to the last digits.
 *
 * <p>What is read:
 *
 * <ul>
 *   <li>boosting by gbdt, goss, dart and rf; for rf leaves count 1 / rounds, as average_output says;
 *   <li>objectives for regression, classes (multiclassova too, whose probabilities do not add up to 1), counts and amounts, ranking. A sigmoid other
 *       than 1 is multiplied into the trees, so that {@code raw} is sigmoid times LightGBM's. Without an objective, predictions are sums;
 *   <li>missing values by each node's own word: NaN that is missing, NaN that is 0 where nothing was missing in training, and zeros that are
 *       missing;
 *   <li>splits of categories. Levels are called by their codes; unknown ones go right, as missing ones do.
 * </ul>
 *
 * <p>Linear trees are refused, and so are the objectives {@code regression sqrt} and {@code cross_entropy_lambda}, whose predictions are other functions
 * of the sum.
 */
public final class LightGbmFormat {
    private LightGbmFormat() {}

    /**
     * Reads a model.
     *
     * @throws InputException when there is no such file, or it holds no such model; it says why
     */
    public static TreeEnsemble read(Path file) {
        return Source.read(file, LightGbmFormat::model);
    }

    /**
     * Reads a model from a stream, which is left open.
     *
     * @throws InputException when it holds no such model; it says why
     */
    public static TreeEnsemble read(InputStream in) {
        try {
            return Source.read("The model", in, LightGbmFormat::model);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TreeEnsemble model(InputStream in) throws IOException {
        // Damaged bytes of UTF-8 become question marks, which names may have and numbers may not.
        return new LightGbmReader(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))).model();
    }

    /**
     * Writes a model for LightGBM (3 and later); the file is written whole or not at all.
     *
     * <p>Predictions agree to the last digits. Sums start from a first tree that is a single leaf. White space in the columns' names becomes
     * {@code _}. Unknown levels go where missing values go. A forest of classes has no objective there, so that its sums, which are probabilities, are predicted.
     *
     * @throws InputException when LightGBM has no counterpart: medians of trees
     */
    public static void write(TreeEnsemble model, Path file) {
        Rounded rounded = Rounded.of(model, "LightGBM");
        AtomicFile.write(file, out -> LightGbmWriter.write(model, rounded, out));
    }
}
