package ai.vivace.text.model;

import static java.util.Map.entry;

import ai.vivace.base.InputException;
import ai.vivace.nn.Activation;
import ai.vivace.nn.BatchNorm1d;
import ai.vivace.nn.Dropout;
import ai.vivace.nn.Linear;
import ai.vivace.nn.RecurrentState;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.Settings;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * ULMFiT's classifier (Howard 2018): an {@link AwdEncoder} goes through a text window by window, and the head reads the last features, their
 * maxima and their means: tokens [N, T] to logits [N, classes].
 *
 * <p>States go on from window to window and gradients do not, so memory is bounded by the last tokens that are pooled. The padding's token
 * does not count, wherever it stands. State names are fastai's: {@code 0.module.encoder.weight}, {@code 0.module.rnns.0.…}, {@code
 * 1.layers.0.0.weight}, …, {@code 1.layers.1.2.weight}.
 */
public final class AwdClassifier extends UnaryLayer {
    private static final int HEAD_WIDTH = 50;
    private static final double HEAD_DROPOUT = 0.1;
    private static final int LONGEST_WINDOW = 1 << 20;

    private final int classes;
    private final int window;
    private final int pooled;
    private final AwdEncoder encoder;
    private final Sequential head;

    /** A classifier with fastai's windows of 72 tokens, of which the last 20 are pooled. */
    public static AwdClassifier of(AwdConfiguration configuration, int classes) {
        return of(configuration, classes, 72, 1440);
    }

    /**
     * A classifier with other windows.
     *
     * @param window tokens through which gradients flow at a time
     * @param pooled how many of the last tokens the head reads; at least the window
     */
    public static AwdClassifier of(AwdConfiguration configuration, int classes, int window, int pooled) {
        return new AwdClassifier(configuration, classes, window, pooled);
    }

    static AwdClassifier build(Settings settings) {
        return of(
                AwdConfiguration.of(settings),
                Sizes.small(settings.integer("classes")),
                Sizes.small(settings.integer("window")),
                Sizes.small(settings.integer("pooled")));
    }

    private AwdClassifier(AwdConfiguration configuration, int classes, int window, int pooled) {
        InputException.require(
                classes > 0 && window > 0 && window <= LONGEST_WINDOW && pooled >= window,
                () -> "A classifier needs classes and a window above 0, and pools at least a window, but came "
                        + classes + ", " + window + " and " + pooled + ".");
        this.classes = classes;
        this.window = window;
        this.pooled = pooled;
        encoder = new AwdEncoder(configuration);
        child("0", new Branching.Branch()).place("module", encoder);
        long features = 3 * configuration.embedding();
        Sequential layers = Sequential.of(
                Sequential.of(
                        BatchNorm1d.of(features),
                        Dropout.of(configuration.dropouts().output()),
                        Linear.withoutBias(features, HEAD_WIDTH),
                        Activation.relu()),
                Sequential.of(
                        BatchNorm1d.of(HEAD_WIDTH), Dropout.of(HEAD_DROPOUT), Linear.withoutBias(HEAD_WIDTH, classes)));
        head = child("1", new Branching.Branch()).place("layers", layers);
    }

    /** The part that is a language model's. */
    public AwdEncoder encoder() {
        return encoder;
    }

    @Override
    protected Tensor forward(Tensor input) {
        return logits(input, input.ne((double) encoder.configuration().padding()));
    }

    /**
     * The logits of each text's classes.
     *
     * @param mask [N, T]: true, or not 0, for tokens that count
     */
    public Tensor logits(Tensor tokens, Tensor mask) {
        TokenBatches.check(tokens, Long.MAX_VALUE);
        long length = tokens.size(1);
        List<RecurrentState> states = encoder.zeroStates(tokens.size(0));
        List<Tensor> read = new ArrayList<>();
        long first = length;
        for (long start = 0; start < length; start += window) {
            long size = Math.min(window, length - start);
            AwdEncoder.Encoded encoded =
                    encoder.encode(tokens.narrow(1, start, size), states, mask.narrow(1, start, size));
            states = encoded.states();
            if (start + size > length - pooled) {
                read.add(encoded.output());
                first = Math.min(first, start);
            }
            if (start + size < length) {
                states = states.stream().map(RecurrentState::detached).toList();
            }
        }
        Tensor last = states.get(states.size() - 1).hidden().squeeze(0);
        return head.apply(pooled(Tensor.cat(read, 1), mask.narrow(1, first, length - first), last));
    }

    private static Tensor pooled(Tensor features, Tensor mask, Tensor last) {
        Tensor counts = mask.ne(0).unsqueeze(2);
        Tensor none = counts.not();
        Tensor number = counts.to(features.dtype()).sum(1).clamp(1, Integer.MAX_VALUE);
        Tensor mean = features.maskedFill(none, 0).sum(1).div(number);
        Tensor highest = features.maskedFill(none, Double.NEGATIVE_INFINITY).max(1);
        Tensor empty = counts.to(features.dtype()).sum(1).eq(0);
        return Tensor.cat(List.of(last, highest.maskedFill(empty, 0), mean), 1);
    }

    @Override
    public Map<String, Object> settings() {
        Map<String, Object> settings =
                new LinkedHashMap<>(encoder.configuration().toMap());
        settings.putAll(Settings.ordered(entry("classes", classes), entry("window", window), entry("pooled", pooled)));
        return settings;
    }
}
