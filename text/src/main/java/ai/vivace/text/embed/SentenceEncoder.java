package ai.vivace.text.embed;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Device;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import ai.vivace.text.model.AttentionMask;
import ai.vivace.text.model.TextEncoder;
import ai.vivace.text.token.SubwordTokenizer;
import ai.vivace.text.token.Truncation;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Texts as vectors of length 1, whose product says how near two texts are in meaning: the mean of an encoder's features (Reimers 2019, as in
 * MiniLM).
 *
 * <pre>{@code
 * try (SentenceEncoder encoder = SentenceEncoder.open(folder)) {
 *     float[][] vectors = encoder.encode(List.of("A dog barks.", "Shares fell."));
 * }
 * }</pre>
 *
 * <p>A text's vector does not depend on the texts beside it but for rounding (1e-6). One thread uses an encoder.
 */
public final class SentenceEncoder implements AutoCloseable {
    private static final int BATCH = 32;

    private final TextEncoder encoder;
    private final SubwordTokenizer tokenizer;
    private final Device device;

    private SentenceEncoder(TextEncoder encoder, SubwordTokenizer tokenizer, Device device) {
        this.encoder = encoder;
        this.tokenizer = tokenizer;
        this.device = device;
    }

    /**
     * Opens a published encoder on the CPU.
     *
     * @param folder with {@code config.json}, {@code tokenizer.json} and {@code model.safetensors}; or with the ONNX file of an encoder that
     *     is known by name, such as {@code all-minilm-l6-v2.onnx}, and its tokenizer
     * @throws InputException when a file is missing, damaged or of another kind of model
     */
    public static SentenceEncoder open(Path folder) {
        return open(folder, Device.CPU);
    }

    /** As {@link #open(Path)}, on a device. */
    public static SentenceEncoder open(Path folder, Device device) {
        EncoderFiles files = new EncoderFiles(folder);
        SubwordTokenizer tokenizer = files.tokenizer();
        TextEncoder encoder = files.encoder();
        try {
            encoder.to(device);
            return of(encoder, tokenizer, device);
        } catch (RuntimeException e) {
            encoder.close();
            throw e;
        }
    }

    /**
     * An encoder and its tokenizer, which cuts texts as it says, at most to what the encoder reads; closing this closes the encoder.
     *
     * @param device where the encoder is
     * @throws InputException when the tokenizer has more tokens than the encoder
     */
    public static SentenceEncoder of(TextEncoder encoder, SubwordTokenizer tokenizer, Device device) {
        long known = encoder.configuration().vocabulary();
        InputException.require(
                tokenizer.vocabulary().size() <= known,
                () -> "The tokenizer has " + tokenizer.vocabulary().size() + " tokens, but the encoder knows " + known
                        + ". They must be of one model.");
        int longest = Math.toIntExact(encoder.configuration().longest());
        Truncation own = tokenizer.truncation().orElse(Truncation.to(longest));
        Truncation cut = new Truncation(Math.min(longest, own.length()), own.strategy(), own.away());
        return new SentenceEncoder(encoder, tokenizer.withoutPadding().truncating(cut), device);
    }

    /** The numbers of a vector. */
    public int width() {
        return Math.toIntExact(encoder.configuration().width());
    }

    /** The most tokens of a text that are read; what comes behind them is left out. */
    public int longest() {
        return tokenizer.truncation().map(Truncation::length).orElse(Integer.MAX_VALUE);
    }

    /** The vector of a text; zeros when there is nothing to read in it. */
    public float[] encode(String text) {
        return encode(List.of(text))[0];
    }

    /** The vectors of texts, [texts][width], in their order. */
    public float[][] encode(List<String> texts) {
        return encode(texts, done -> {});
    }

    /**
     * As {@link #encode(List)}, for texts so many that somebody watches.
     *
     * @param progress is told how many are done, after each batch
     */
    public float[][] encode(List<String> texts, IntConsumer progress) {
        int[][] tokens = texts.stream().map(tokenizer::ids).toArray(int[][]::new);
        int[] order = IntStream.range(0, tokens.length)
                .boxed()
                .sorted(Comparator.comparingInt(text -> tokens[text].length))
                .mapToInt(Integer::intValue)
                .toArray();
        float[][] vectors = new float[tokens.length][width()];
        for (int from = 0; from < order.length; from += BATCH) {
            int[] batch = Arrays.copyOfRange(order, from, Math.min(order.length, from + BATCH));
            float[] rows = encode(tokens, batch);
            for (int row = 0; row < batch.length; row++) {
                System.arraycopy(rows, row * width(), vectors[batch[row]], 0, width());
            }
            progress.accept(from + batch.length);
        }
        return vectors;
    }

    /** The vectors of some texts of ascending length, one behind the other. */
    private float[] encode(int[][] tokens, int[] batch) {
        int length = Math.max(1, tokens[batch[batch.length - 1]].length);
        long[] ids = new long[batch.length * length];
        long[] mask = new long[ids.length];
        Arrays.fill(ids, tokenizer.paddingId());
        for (int row = 0; row < batch.length; row++) {
            int[] text = tokens[batch[row]];
            for (int i = 0; i < text.length; i++) {
                ids[row * length + i] = text[i];
                mask[row * length + i] = 1;
            }
        }
        try (Scope scope = Scope.open()) {
            Shape shape = Shape.of(batch.length, length);
            AttentionMask attending =
                    AttentionMask.attending(Tensor.of(mask, shape).to(device));
            return Autograd.off(() -> encoder.sentences(Tensor.of(ids, shape).to(device), attending))
                    .to(Device.CPU)
                    .toFloats();
        }
    }

    @Override
    public void close() {
        encoder.close();
    }
}
