package ai.vivace.vision.model;

import static java.util.Map.entry;

import ai.vivace.init.Initializers;
import ai.vivace.nn.LayerNorm;
import ai.vivace.nn.Parameter;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.Settings;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a vision transformer does with its tokens [N, tokens, width]: adds a vector to each for its position, then blocks, then a layer
 * norm.
 *
 * <p>State names are torchvision's: {@code pos_embedding}, {@code layers.encoder_layer_0.…}, {@code ln}. Positions start normal with
 * deviation 0.02.
 */
final class TokenEncoder extends UnaryLayer {
    static final String POSITIONS = "pos_embedding";

    private static final double EPSILON = 1e-6;

    private final Parameter positions;
    private final Sequential layers;
    private final LayerNorm norm;
    private final long tokens;
    private final TransformerSize size;

    TokenEncoder(long tokens, TransformerSize size) {
        this.tokens = tokens;
        this.size = size;
        positions = parameter(
                POSITIONS, Shape.of(1, tokens, size.width()), Parameter.Role.BIAS, Initializers.normal(0, 0.02));
        Map<String, UnaryLayer> blocks = new LinkedHashMap<>();
        for (int i = 0; i < size.depth(); i++) {
            blocks.put(
                    "encoder_layer_" + i,
                    TransformerBlock.of(size.width(), size.heads(), size.hidden(), 0, TransformerNames.TORCHVISION));
        }
        layers = child("layers", Sequential.of(blocks));
        norm = child("ln", LayerNorm.of(Shape.of(size.width()), EPSILON));
    }

    @Override
    protected Tensor forward(Tensor input) {
        return norm.apply(layers.apply(input.add(positions.value())));
    }

    @Override
    public Map<String, Object> settings() {
        return Settings.ordered(entry("tokens", tokens), entry("width", size.width()), entry("depth", size.depth()));
    }
}
