package ai.vivace.vision.model;

import static java.util.Map.entry;

import ai.vivace.base.InputException;
import ai.vivace.init.Initializer;
import ai.vivace.init.Initializers;
import ai.vivace.init.Transformers;
import ai.vivace.nn.Activation;
import ai.vivace.nn.LayerNorm;
import ai.vivace.nn.Linear;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.Settings;
import ai.vivace.nn.StochasticDepth;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Nonlinearity;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A vision transformer's block (Dosovitskiy 2020) on tokens [N, tokens, width]: attention, then two linear layers with GELU between
 * them; each after a layer norm and added to its input.
 *
 * <p>State names and starting values by {@linkplain TransformerNames naming}: torchvision's linear layers start by Xavier's uniform rule
 * with biases of deviation 1e-6, timm's truncated normal with deviation 0.02 and biases of 0.
 */
public final class TransformerBlock extends UnaryLayer implements Skipping {
    private static final double EPSILON = 1e-6;

    private final long width;
    private final long heads;
    private final long hidden;
    private final TransformerNames names;
    private final LayerNorm firstNorm;
    private final SelfAttention attention;
    private final LayerNorm secondNorm;
    private final Sequential mlp;
    private final StochasticDepth depth;

    /**
     * A block.
     *
     * @param width features of a token
     * @param heads of the attention
     * @param hidden features between the two linear layers
     * @param skipProbability of an item to skip each of the two branches in training; 0 to 1
     */
    public static TransformerBlock of(
            long width, long heads, long hidden, double skipProbability, TransformerNames names) {
        return new TransformerBlock(width, heads, hidden, skipProbability, names);
    }

    static TransformerBlock build(Settings settings) {
        return of(
                settings.integer("width"),
                settings.integer("heads"),
                settings.integer("hidden"),
                settings.number("probability"),
                settings.choice("names", TransformerNames.class));
    }

    private TransformerBlock(long width, long heads, long hidden, double skipProbability, TransformerNames names) {
        InputException.require(
                width > 0 && hidden > 0,
                () -> "A transformer's block needs widths above 0, but came " + width + " and " + hidden + ".");
        this.width = width;
        this.heads = heads;
        this.hidden = hidden;
        this.names = names;
        firstNorm = child(names.firstNorm(), LayerNorm.of(Shape.of(width), EPSILON));
        attention = child(names.attention(), SelfAttention.of(width, heads, names));
        secondNorm = child(names.secondNorm(), LayerNorm.of(Shape.of(width), EPSILON));
        Map<String, UnaryLayer> layers = new LinkedHashMap<>();
        layers.put(names.firstLinear(), linear(width, hidden));
        layers.put("activation", Activation.of(Nonlinearity.GELU));
        layers.put(names.secondLinear(), linear(hidden, width));
        mlp = child("mlp", Sequential.of(layers));
        depth = child("stochastic_depth", StochasticDepth.of(skipProbability));
    }

    private Linear linear(long inputs, long outputs) {
        boolean torchvision = names == TransformerNames.TORCHVISION;
        Initializer weight = torchvision ? Initializers.xavierUniform(1) : Transformers.visionWeight();
        Initializer bias = torchvision ? Initializers.normal(0, 1e-6) : Initializers.zeros();
        return Linear.of(inputs, outputs, weight, bias);
    }

    @Override
    public List<Skip> skips() {
        return List.of(new Skip(firstNorm, attention, Joint.ADDED), new Skip(secondNorm, mlp, Joint.ADDED));
    }

    @Override
    protected Tensor forward(Tensor input) {
        Tensor seen = input.add(depth.apply(attention.apply(firstNorm.apply(input))));
        return seen.add(depth.apply(mlp.apply(secondNorm.apply(seen))));
    }

    @Override
    public Map<String, Object> settings() {
        return Settings.ordered(
                entry("width", width),
                entry("heads", heads),
                entry("hidden", hidden),
                entry("probability", depth.probability()),
                entry("names", names.name().toLowerCase(Locale.ROOT)));
    }
}
