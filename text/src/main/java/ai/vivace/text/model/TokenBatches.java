package ai.vivace.text.model;

import ai.vivace.base.InputException;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Device;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.Arrays;

/** What models expect of batches of tokens. */
final class TokenBatches {
    private TokenBatches() {}

    static void check(Tensor tokens, long context) {
        InputException.require(
                tokens.rank() == 2 && tokens.dtype() == DType.INT64 && tokens.elements() > 0,
                () -> "Tokens are int64 [texts, tokens] with at least one of each, but came " + tokens.dtype() + " "
                        + tokens.shape() + ".");
        InputException.require(
                tokens.size(1) <= context,
                () -> "The text has " + tokens.size(1) + " tokens, but the model reads at most " + context
                        + ". Cut it.");
    }

    static void check(int[] tokens, int items, long vocabulary) {
        InputException.require(
                tokens.length == items,
                () -> "One token for each of the " + items + " texts, please, but came " + tokens.length + ".");
        for (int token : tokens) {
            InputException.require(
                    token >= 0 && token < vocabulary,
                    () -> "Token " + token + " is not in the vocabulary, which has " + vocabulary + ".");
        }
    }

    /** Rows as the engine takes them. */
    static Tensor rows(int[] rows, int items) {
        long[] indices = new long[rows.length];
        for (int i = 0; i < rows.length; i++) {
            int row = rows[i];
            InputException.require(
                    row >= 0 && row < items, () -> "There are texts 0 to " + (items - 1) + ", but came " + row + ".");
            indices[i] = row;
        }
        return Tensor.ofLongs(indices);
    }

    /** The next token of each text, [N, 1]. */
    static Tensor column(int[] tokens, Device device) {
        return Tensor.of(Arrays.stream(tokens).asLongStream().toArray(), Shape.of(tokens.length, 1))
                .to(device);
    }

    /** Copies of some texts' logits. */
    static float[][] chosen(float[][] logits, int[] rows) {
        return Arrays.stream(rows).mapToObj(row -> logits[row].clone()).toArray(float[][]::new);
    }

    /** Logits [N, vocabulary] by text. */
    static float[][] byText(Tensor logits) {
        float[] all = logits.toFloats();
        int items = (int) logits.size(0);
        int vocabulary = (int) logits.size(1);
        float[][] rows = new float[items][];
        for (int i = 0; i < items; i++) {
            rows[i] = Arrays.copyOfRange(all, i * vocabulary, (i + 1) * vocabulary);
        }
        return rows;
    }
}
