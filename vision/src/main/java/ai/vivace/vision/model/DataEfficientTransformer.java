package ai.vivace.vision.model;

import ai.vivace.base.InputException;
import ai.vivace.init.Initializers;
import ai.vivace.init.Transformers;
import ai.vivace.nn.Conv2d;
import ai.vivace.nn.LayerNorm;
import ai.vivace.nn.Linear;
import ai.vivace.nn.Parameter;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.Settings;
import ai.vivace.nn.StochasticDepth;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * DeiT (Touvron 2020): a {@linkplain VisionTransformer vision transformer} trained on ImageNet alone. The distilled one has a second
 * token with a head of its own, which learnt from a teacher; the network gives the mean of both heads, in training too.
 *
 * <p>State names are timm's and DeiT's own: {@code cls_token}, {@code pos_embed}, {@code dist_token}, {@code patch_embed.proj}, {@code
 * blocks.0.…}, {@code norm}, {@code head}, {@code head_dist}. Weights and tokens start truncated normal with deviation 0.02.
 */
public final class DataEfficientTransformer extends UnaryLayer implements StateFitting {
    private static final String POSITIONS = "pos_embed";
    private static final double EPSILON = 1e-6;

    /** How likely the last block is skipped in training: DeiT's recipe. */
    private static final double SKIPPED = 0.1;

    private final Shape picture;
    private final int outputs;
    private final TransformerSize size;
    private final PositionGrid grid;
    private final List<Parameter> tokens = new ArrayList<>();
    private final Parameter positions;
    private final Sequential patches;
    private final Sequential blocks;
    private final LayerNorm norm;
    private final Linear head;
    private final @Nullable Linear teacherHead;

    /**
     * A network without a teacher's token.
     *
     * @param picture the shape of one input: [channels, height, width], both sides multiples of the patch
     * @param outputs how many numbers come out: one for each class
     */
    public static DataEfficientTransformer of(Shape picture, int outputs, TransformerSize size) {
        return new DataEfficientTransformer(picture, outputs, size, 1);
    }

    /** A network with a teacher's token and head. */
    public static DataEfficientTransformer distilled(Shape picture, int outputs, TransformerSize size) {
        return new DataEfficientTransformer(picture, outputs, size, 2);
    }

    static DataEfficientTransformer build(Settings settings) {
        return new DataEfficientTransformer(
                Shape.of(settings.integers("picture")),
                Math.toIntExact(settings.integer("outputs")),
                TransformerSize.of(settings),
                settings.flag("distilled") ? 2 : 1);
    }

    private DataEfficientTransformer(Shape picture, int outputs, TransformerSize size, int tokenCount) {
        InputException.require(
                picture.rank() == 3 && outputs > 0,
                () -> "DeiT takes pictures [channels, height, width] and needs outputs, but came " + picture + " and "
                        + outputs + ".");
        this.picture = picture;
        this.outputs = outputs;
        this.size = size;
        grid = PositionGrid.of(picture.size(1), picture.size(2), size.patch());
        tokens.add(token("cls_token"));
        positions = parameter(
                POSITIONS,
                Shape.of(1, tokenCount + grid.patches(), size.width()),
                Parameter.Role.BIAS,
                Transformers.visionWeight());
        if (tokenCount == 2) {
            tokens.add(token("dist_token"));
        }
        patches = child(
                "patch_embed",
                Sequential.of(Map.of(
                        "proj",
                        Conv2d.of(picture.size(0), size.width(), size.patch())
                                .stride(size.patch())
                                .build())));
        List<UnaryLayer> layers = new ArrayList<>();
        for (double probability : StochasticDepth.rising(SKIPPED, size.depth())) {
            layers.add(
                    TransformerBlock.of(size.width(), size.heads(), size.hidden(), probability, TransformerNames.TIMM));
        }
        blocks = child("blocks", Sequential.of(layers.toArray(UnaryLayer[]::new)));
        norm = child("norm", LayerNorm.of(Shape.of(size.width()), EPSILON));
        head = child("head", head());
        teacherHead = tokenCount == 2 ? child("head_dist", head()) : null;
    }

    private Parameter token(String name) {
        return parameter(name, Shape.of(1, 1, size.width()), Parameter.Role.BIAS, Transformers.visionWeight());
    }

    private Linear head() {
        return Linear.of(size.width(), outputs, Transformers.visionWeight(), Initializers.zeros());
    }

    @Override
    protected Tensor forward(Tensor input) {
        Tensor all = VisionTransformer.tokens(input, patches, tokens, picture);
        Tensor seen = norm.apply(blocks.apply(all.add(positions.value())));
        Tensor answers = head.apply(seen.select(1, 0));
        return teacherHead == null
                ? answers
                : answers.add(teacherHead.apply(seen.select(1, 1))).mul(0.5);
    }

    @Override
    public Map<String, Tensor> fitted(Map<String, Tensor> state) {
        return VisionTransformer.fitted(state, POSITIONS, grid, tokens.size());
    }

    @Override
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>(VisionTransformer.settings(picture, outputs, size));
        settings.put("distilled", teacherHead != null);
        return settings;
    }
}
