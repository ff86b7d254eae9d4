package ai.vivace.vision.model;

import static java.util.Map.entry;

import ai.vivace.base.InputException;
import ai.vivace.init.Initializers;
import ai.vivace.init.TruncatedNormal;
import ai.vivace.nn.Conv2d;
import ai.vivace.nn.Linear;
import ai.vivace.nn.Parameter;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.Settings;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import ai.vivace.tensor.TensorException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * The vision transformer (Dosovitskiy 2020): a picture's squares as tokens, with one more, the class token, whose features after all
 * blocks the head reads.
 *
 * <p>State names and starting values are torchvision's: {@code class_token}, {@code conv_proj}, {@code encoder.pos_embedding}, {@code
 * encoder.layers.encoder_layer_0.…}, {@code encoder.ln}, {@code heads.head}; the head starts at 0. A network is for pictures of one size;
 * {@link #fitted} makes positions of weights for another.
 */
public final class VisionTransformer extends UnaryLayer implements StateFitting {
    private static final String POSITIONS = "encoder." + TokenEncoder.POSITIONS;

    private final Shape picture;
    private final int outputs;
    private final TransformerSize size;
    private final PositionGrid grid;
    private final Parameter classToken;
    private final Conv2d projection;
    private final TokenEncoder encoder;
    private final Sequential heads;

    /**
     * A network.
     *
     * @param picture the shape of one input: [channels, height, width], both sides multiples of the patch
     * @param outputs how many numbers come out: one for each class
     */
    public static VisionTransformer of(Shape picture, int outputs, TransformerSize size) {
        return new VisionTransformer(picture, outputs, size);
    }

    static VisionTransformer build(Settings settings) {
        return of(
                Shape.of(settings.integers("picture")),
                Math.toIntExact(settings.integer("outputs")),
                TransformerSize.of(settings));
    }

    private VisionTransformer(Shape picture, int outputs, TransformerSize size) {
        InputException.require(
                picture.rank() == 3 && outputs > 0,
                () -> "A vision transformer takes pictures [channels, height, width] and needs outputs, but came "
                        + picture + " and " + outputs + ".");
        this.picture = picture;
        this.outputs = outputs;
        this.size = size;
        grid = PositionGrid.of(picture.size(1), picture.size(2), size.patch());
        classToken = parameter("class_token", Shape.of(1, 1, size.width()), Parameter.Role.BIAS, Initializers.zeros());
        double deviation = Math.sqrt(1.0 / (picture.size(0) * size.patch() * size.patch()));
        projection = child(
                "conv_proj",
                Conv2d.of(picture.size(0), size.width(), size.patch())
                        .stride(size.patch())
                        .initializer(TruncatedNormal.between(0, deviation, -2, 2))
                        .biasInitializer(Initializers.zeros())
                        .build());
        encoder = child("encoder", new TokenEncoder(1 + grid.patches(), size));
        Map<String, UnaryLayer> head = new LinkedHashMap<>();
        head.put("head", Linear.of(size.width(), outputs, Initializers.zeros(), Initializers.zeros()));
        heads = child("heads", Sequential.of(head));
    }

    /** The class token's features [N, width] after all blocks: what the head reads. */
    public Tensor features(Tensor input) {
        return encoder.apply(tokens(input, projection, List.of(classToken), picture))
                .select(1, 0);
    }

    /** Given tokens, the same for each picture, and then one for each patch, row by row: [N, tokens + patches, width]. */
    static Tensor tokens(Tensor input, UnaryLayer projection, List<Parameter> before, Shape picture) {
        if (input.rank() != 4 || !input.shape().withoutFirst().equals(picture)) {
            throw new TensorException(
                    "the network is for pictures " + picture + ", but the input has shape " + input.shape());
        }
        List<Tensor> parts = new ArrayList<>();
        for (Parameter token : before) {
            parts.add(token.value().expand(input.size(0), -1, -1));
        }
        parts.add(projection.apply(input).flatten(2, 3).transpose(1, 2));
        return Tensor.cat(parts, 1);
    }

    @Override
    protected Tensor forward(Tensor input) {
        return heads.apply(features(input));
    }

    @Override
    public Map<String, Tensor> fitted(Map<String, Tensor> state) {
        return fitted(state, POSITIONS, grid, 1);
    }

    static Map<String, Tensor> fitted(Map<String, Tensor> state, String name, PositionGrid grid, long tokens) {
        Map<String, Tensor> fitted = new LinkedHashMap<>(state);
        fitted.computeIfPresent(
                name,
                (key, positions) -> positions.rank() == 3 && positions.size(0) == 1 && positions.size(1) > tokens
                        ? grid.resized(positions, tokens)
                        : positions);
        return fitted;
    }

    @Override
    public Map<String, Object> settings() {
        return settings(picture, outputs, size);
    }

    static Map<String, Object> settings(Shape picture, int outputs, TransformerSize size) {
        return Settings.ordered(
                entry("picture", LongStream.of(picture.toArray()).boxed().toList()),
                entry("outputs", outputs),
                entry("patch", size.patch()),
                entry("width", size.width()),
                entry("depth", size.depth()),
                entry("heads", size.heads()));
    }
}
