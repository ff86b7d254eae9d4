package ai.vivace.text.learn;

import ai.vivace.base.InputException;
import ai.vivace.data.Task;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.store.Prediction;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Device;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import ai.vivace.text.TextPadding;
import ai.vivace.text.token.TextEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a classifier says of texts.
 *
 * @param model from tokens to logits, as in use
 * @param encoder how texts become tokens
 * @param longest the most tokens of a text; longer ones are cut at their end
 * @param task the classes
 */
record TextAnswers(UnaryLayer model, TextEncoder encoder, int longest, Task.Classification task) {
    private static final int BATCH = 32;

    /** Answers in the texts' order; batches are of texts of nearly one length. */
    List<Prediction> of(List<String> texts, Device device) {
        List<int[]> tokens = new ArrayList<>(texts.size());
        for (int i = 0; i < texts.size(); i++) {
            int[] ids = encoder.ids(texts.get(i));
            int number = i;
            InputException.require(
                    ids.length > 0, () -> "Text " + number + " has no token. Ask about texts with at least a word.");
            tokens.add(ids.length > longest ? Arrays.copyOf(ids, longest) : ids);
        }
        int[] order = IntStream.range(0, texts.size())
                .boxed()
                .sorted(Comparator.comparingInt(text -> -tokens.get(text).length))
                .mapToInt(Integer::intValue)
                .toArray();
        Prediction[] answers = new Prediction[texts.size()];
        for (int from = 0; from < order.length; from += BATCH) {
            answer(Arrays.copyOfRange(order, from, Math.min(order.length, from + BATCH)), tokens, answers, device);
        }
        return List.of(answers);
    }

    private void answer(int[] rows, List<int[]> tokens, Prediction[] answers, Device device) {
        int width = tokens.get(rows[0]).length;
        TextPadding padding = TextClassifierData.padding(encoder);
        long[] values = new long[rows.length * width];
        Arrays.fill(values, encoder.paddingId());
        for (int row = 0; row < rows.length; row++) {
            int[] ids = tokens.get(rows[row]);
            int at = row * width + padding.before(width - ids.length);
            for (int i = 0; i < ids.length; i++) {
                values[at + i] = ids[i];
            }
        }
        try (Scope scope = Scope.open()) {
            Tensor input = Tensor.of(values, Shape.of(rows.length, width)).to(device);
            Tensor output = Autograd.off(() -> model.apply(input));
            int classes = task.labels().size();
            InputException.require(
                    output.rank() == 2 && output.size(0) == rows.length && output.size(1) == classes,
                    () -> "For " + rows.length + " texts the model gives " + output.shape() + ", but there are "
                            + classes + " classes. The file is damaged.");
            double[] probabilities = output.to(DType.FLOAT64).softmax(1).toDoubles();
            for (int row = 0; row < rows.length; row++) {
                answers[rows[row]] =
                        Prediction.of(task, Arrays.copyOfRange(probabilities, row * classes, (row + 1) * classes));
            }
        }
    }
}
