package ai.vivace.trees.exchange;

import ai.vivace.base.AtomicFile;
import ai.vivace.base.InputException;
import ai.vivace.trees.TreeEnsemble;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * Models of XGBoost (versions 1 to 3) in its JSON and UBJSON.
 *
 * <p>Rows go to the same leaves, as XGBoost's "less than" a float32 is our "at most" the float32 before it. XGBoost adds leaves in single precision and
 * we in double, so that predictions agree to about 1e-7 of the sum.
 *
 * <p>What is read:
 *
 * <ul>
 *   <li>the boosters gbtree and dart, with its weights; random forests too;
 *   <li>all objectives but binary:hinge: regression, binary and multi-class classification, counts and amounts, survival, ranking. A model of
 *       binary:logitraw (version 2 and later) is read as one of binary:logistic, whose {@code raw} XGBoost's prediction is. Classes are called by their numbers;
 *   <li>base_score in all its forms: it is a prediction, so that the sum starts from the inverse link of it;
 *   <li>splits of categories. Where the file says the categories, levels are called by them, else by their codes; as XGBoost then does not say how many there
 *       are, the columns have those that its splits name, in whole words of 64. Codes beyond go left, as in XGBoost.
 * </ul>
 *
 * <p>Linear boosters and trees with vectors in their leaves are refused.
 */
public final class XgboostFormat {
    private XgboostFormat() {}

    /** Which rounds of a model count that was stopped early. */
    public enum Rounds {
        /** All that were trained, as Booster.predict has it. */
        ALL,
        /** Those up to the attribute best_iteration, as XGBoost's scikit-learn interface has it; all where there is no such attribute. */
        BEST
    }

    /**
     * Reads a model with all its rounds.
     *
     * @throws InputException when there is no such file, or it holds no such model; it says why
     */
    public static TreeEnsemble read(Path file) {
        return read(file, Rounds.ALL);
    }

    /**
     * Reads a model.
     *
     * @throws InputException when there is no such file, or it holds no such model; it says why
     */
    public static TreeEnsemble read(Path file, Rounds rounds) {
        return Source.read(file, in -> model(in, rounds));
    }

    /**
     * Reads a model from a stream, which is left open.
     *
     * @throws InputException when it holds no such model; it says why
     */
    public static TreeEnsemble read(InputStream in, Rounds rounds) {
        try {
            return Source.read("The model", in, from -> model(from, rounds));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TreeEnsemble model(InputStream from, Rounds rounds) throws IOException {
        InputStream in = new BufferedInputStream(from, 1 << 16);
        in.mark(64);
        byte[] start = in.readNBytes(64);
        in.reset();
        InputException.require(
                start.length > 1 && start[0] == '{',
                () ->
                        "It begins neither as JSON nor as UBJSON. Save it from XGBoost with a name that ends in .json or .ubj.");
        // UBJSON gives the length of the first name, JSON white space or a quotation mark.
        boolean binary = "LlIiU".indexOf(start[1]) >= 0;
        Fields document = binary ? UbjsonDocument.read(in) : JsonDocument.read(in);
        return new XgboostReader(document).model(rounds);
    }

    /**
     * Writes a model for XGBoost (1.7 and later) as JSON; the file is written whole or not at all.
     *
     * <p>Leaves become float32, so that predictions agree to about 1e-7 of the sum. Sums start from a first tree that is a single leaf, as base_score
     * would lose digits. Levels that are unknown go left there. A forest of classes becomes a regression with a target for each class.
     *
     * @throws InputException when XGBoost has no counterpart: medians of trees, nodes that take zero for a missing value
     */
    public static void write(TreeEnsemble model, Path file) {
        Rounded rounded = Rounded.of(model, "XGBoost");
        Rounded.requireZeroIsNumber(model, "XGBoost");
        AtomicFile.write(file, out -> XgboostWriter.write(model, rounded, out));
    }
}
