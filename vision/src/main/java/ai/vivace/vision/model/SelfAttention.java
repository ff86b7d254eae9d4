package ai.vivace.vision.model;

import static java.util.Map.entry;

import ai.vivace.base.InputException;
import ai.vivace.init.Initializer;
import ai.vivace.init.Initializers;
import ai.vivace.init.Transformers;
import ai.vivace.nn.Linear;
import ai.vivace.nn.Parameter;
import ai.vivace.nn.Settings;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Attention of tokens [N, tokens, width] to one another by several heads (Vaswani 2017), without a mask.
 *
 * <p>Queries, keys and values come from one packed matrix [3 · width, width]. State, by {@linkplain TransformerNames naming}: {@code
 * in_proj_weight}, {@code in_proj_bias} and {@code out_proj.…} (torchvision's, with PyTorch's starting values: Xavier's uniform rule, and
 * 0 for biases), or {@code qkv.…} and {@code proj.…} (timm's: truncated normal with deviation 0.02, and 0).
 */
public final class SelfAttention extends UnaryLayer {
    private final long width;
    private final long heads;
    private final TransformerNames names;
    private final @Nullable Parameter packedWeight;
    private final @Nullable Parameter packedBias;
    private final @Nullable Linear packed;
    private final Linear output;

    /**
     * A layer.
     *
     * @param width features of a token; a multiple of the heads
     * @param heads how many parts of the features attend on their own
     */
    public static SelfAttention of(long width, long heads, TransformerNames names) {
        return new SelfAttention(width, heads, names);
    }

    static SelfAttention build(Settings settings) {
        return of(
                settings.integer("width"), settings.integer("heads"), settings.choice("names", TransformerNames.class));
    }

    private SelfAttention(long width, long heads, TransformerNames names) {
        InputException.require(
                width > 0 && heads > 0 && width % heads == 0,
                () -> "Attention needs a width that is a multiple of its heads, but came " + width + " and " + heads
                        + ".");
        this.width = width;
        this.heads = heads;
        this.names = names;
        Initializer zeros = Initializers.zeros();
        if (names == TransformerNames.TORCHVISION) {
            packed = null;
            packedWeight = parameter(
                    "in_proj_weight",
                    Shape.of(3 * width, width),
                    Parameter.Role.WEIGHT,
                    Transformers.packedAttention());
            packedBias = parameter("in_proj_bias", Shape.of(3 * width), Parameter.Role.BIAS, zeros);
        } else {
            packed = child("qkv", Linear.of(width, 3 * width, Transformers.visionWeight(), zeros));
            packedWeight = null;
            packedBias = null;
        }
        Initializer rule =
                names == TransformerNames.TORCHVISION ? Initializers.pytorchDefault() : Transformers.visionWeight();
        output = child(names.attentionOutput(), Linear.of(width, width, rule, zeros));
    }

    /** How many parts of the features attend on their own. */
    public long heads() {
        return heads;
    }

    @Override
    protected Tensor forward(Tensor input) {
        long items = input.size(0);
        long tokens = input.size(1);
        Tensor all = packedWeight == null
                ? Objects.requireNonNull(packed).apply(input)
                : Functional.linear(
                        input,
                        packedWeight.value(),
                        Objects.requireNonNull(packedBias).value());
        Tensor parts = all.reshape(items, tokens, 3, heads, width / heads).permute(2, 0, 3, 1, 4);
        Tensor attended =
                Functional.scaledDotProductAttention(parts.select(0, 0), parts.select(0, 1), parts.select(0, 2), 0);
        return output.apply(attended.transpose(1, 2).reshape(items, tokens, width));
    }

    @Override
    public Map<String, Object> settings() {
        return Settings.ordered(
                entry("width", width),
                entry("heads", heads),
                entry("names", names.name().toLowerCase(Locale.ROOT)));
    }
}
