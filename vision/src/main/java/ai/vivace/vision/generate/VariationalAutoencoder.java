package ai.vivace.vision.generate;

import static java.util.Map.entry;

import ai.vivace.base.InputException;
import ai.vivace.nn.Linear;
import ai.vivace.nn.Settings;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A variational autoencoder (Kingma and Welling 2013) of linear layers: [N, …] to [N, pixels + 2 · code], which are the logits of the
 * pixels, the means of the code and the logarithms of its variances; {@link EvidenceBound} is its loss. In training the code is drawn
 * from what they say, from the engine's stream; in use it is the means.
 *
 * <p>State names are those of PyTorch's example: {@code fc1}, {@code fc21} (means), {@code fc22} (log-variances), {@code fc3}, {@code
 * fc4}. For 784 pixels, 400 hidden units and a code of 20 it has 652 824 parameters.
 */
public final class VariationalAutoencoder extends UnaryLayer {
    private final Shape picture;
    private final long hidden;
    private final int code;
    private final UnaryLayer fc1;
    private final UnaryLayer fc21;
    private final UnaryLayer fc22;
    private final UnaryLayer fc3;
    private final UnaryLayer fc4;

    /** With 400 hidden units and a code of 20 numbers. */
    public static VariationalAutoencoder of(Shape picture) {
        return of(picture, 400, 20);
    }

    /** With other widths. */
    public static VariationalAutoencoder of(Shape picture, long hidden, int code) {
        return new VariationalAutoencoder(picture, hidden, code);
    }

    static VariationalAutoencoder build(Settings settings) {
        return of(
                Shape.of(settings.integers("picture")),
                settings.integer("hidden"),
                Math.toIntExact(settings.integer("code")));
    }

    private VariationalAutoencoder(Shape picture, long hidden, int code) {
        InputException.require(
                hidden > 0 && code > 0,
                () -> "An autoencoder needs hidden units and a code, but came " + hidden + " and " + code + ".");
        this.picture = picture;
        this.hidden = hidden;
        this.code = code;
        fc1 = child("fc1", Linear.of(picture.elements(), hidden));
        fc21 = child("fc21", Linear.of(hidden, code));
        fc22 = child("fc22", Linear.of(hidden, code));
        fc3 = child("fc3", Linear.of(code, hidden));
        fc4 = child("fc4", Linear.of(hidden, picture.elements()));
    }

    /** How many numbers a code has. */
    public int code() {
        return code;
    }

    @Override
    protected Tensor forward(Tensor input) {
        Tensor units = fc1.apply(input.flatten(1, -1)).relu();
        Tensor mean = fc21.apply(units);
        Tensor logVariance = fc22.apply(units);
        Tensor drawn = isTraining()
                ? mean.add(Functional.normal(mean, mean.shape().toArray())
                        .mul(logVariance.mul(0.5).exp()))
                : mean;
        return Tensor.cat(List.of(logits(drawn), mean, logVariance), 1);
    }

    private Tensor logits(Tensor codes) {
        return fc4.apply(fc3.apply(codes).relu());
    }

    /** The means of the codes of pictures [N, …]: [N, code]. */
    public Tensor encode(Tensor pictures) {
        return fc21.apply(fc1.apply(pictures.flatten(1, -1)).relu());
    }

    /** The pictures of codes [N, code], from 0 to 1: [N, …]. */
    public Tensor decode(Tensor codes) {
        return logits(codes).sigmoid().reshape(picture.prepend(codes.size(0)).toArray());
    }

    /**
     * Pictures on the straight way from the code of one picture to that of another, both included.
     *
     * @param first [1, …], as the network takes it
     * @param last likewise
     * @param count at least 2
     * @return [count, …], from 0 to 1
     */
    public Tensor interpolate(Tensor first, Tensor last, int count) {
        InputException.require(
                count >= 2, () -> "A way from one picture to another has at least 2, but " + count + " are asked for.");
        Tensor from = encode(first);
        Tensor to = encode(last);
        Tensor[] codes = new Tensor[count];
        for (int i = 0; i < count; i++) {
            codes[i] = from.lerp(to, (double) i / (count - 1));
        }
        return decode(Tensor.cat(Arrays.asList(codes), 0));
    }

    @Override
    public Map<String, Object> settings() {
        return Settings.ordered(
                entry("picture", Arrays.stream(picture.toArray()).boxed().toList()),
                entry("hidden", hidden),
                entry("code", code));
    }
}
