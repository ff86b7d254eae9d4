package ai.vivace.vision.model;

import static java.util.Map.entry;

import ai.vivace.base.InputException;
import ai.vivace.nn.BatchNorm2d;
import ai.vivace.nn.Conv2d;
import ai.vivace.nn.Dropout;
import ai.vivace.nn.Foldable;
import ai.vivace.nn.Identity;
import ai.vivace.nn.Layer;
import ai.vivace.nn.ResidualBlock;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.Settings;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The residual block of ResNet v2 (He 2016) and of wide ResNets (Zagoruyko 2016): batch norm and ReLU stand before each convolution, so
 * that nothing stands between blocks. Where the shape changes, the first activation goes through a 1x1 convolution to the sum.
 *
 * <p>State names are timm's: {@code norm1}, {@code conv1}, {@code norm2}, {@code conv2}, in a bottleneck {@code norm3}, {@code conv3},
 * and {@code downsample.conv}.
 */
public final class PreActivationBlock extends UnaryLayer implements Foldable, ResidualBlock {
    private static final String FOLDED = "folded";

    private final long inputs;
    private final long width;
    private final long outputs;
    private final long stride;
    private final double dropped;
    private final boolean folded;
    private final List<UnaryLayer> norms = new ArrayList<>();
    private final List<Conv2d> convolutions = new ArrayList<>();
    private final @Nullable Dropout dropout;
    private final @Nullable Sequential downsample;

    private PreActivationBlock(long inputs, long width, long outputs, long stride, double dropped, boolean folded) {
        InputException.require(
                inputs > 0 && width > 0 && outputs > 0 && stride > 0,
                () -> "A residual block needs positive channels and stride, but came " + inputs + ", " + width + ", "
                        + outputs + " and " + stride + ".");
        this.inputs = inputs;
        this.width = width;
        this.outputs = outputs;
        this.stride = stride;
        this.dropped = dropped;
        this.folded = folded;
        downsample = stride == 1 && inputs == outputs
                ? null
                : child(
                        "downsample",
                        Sequential.of(Map.of(
                                "conv",
                                BasicBlock.conv(inputs, outputs, 1)
                                        .stride(stride)
                                        .build())));
        if (width == outputs) {
            add(inputs, outputs, 3, stride);
            add(outputs, outputs, 3, 1);
        } else {
            add(inputs, width, 1, 1);
            add(width, width, 3, stride);
            add(width, outputs, 1, 1);
        }
        dropout = dropped == 0 ? null : child("dropout", Dropout.of(dropped));
    }

    private void add(long from, long to, long kernel, long step) {
        int place = norms.size() + 1;
        boolean isFirst = place == 1;
        boolean isLast = place == (width == outputs ? 2 : 3);
        norms.add(child("norm" + place, folded && !isFirst ? Identity.of() : BatchNorm2d.of(from)));
        Conv2d.Builder convolution =
                folded && !isLast ? Conv2d.of(from, to, kernel) : BasicBlock.conv(from, to, kernel);
        convolutions.add(child(
                "conv" + place, convolution.stride(step).padding(kernel / 2).build()));
    }

    /**
     * Two 3x3 convolutions.
     *
     * @param dropped the probability of a value to be dropped before the second convolution; 0 for none
     */
    public static PreActivationBlock basic(long inputs, long outputs, long stride, double dropped) {
        return new PreActivationBlock(inputs, outputs, outputs, stride, dropped, false);
    }

    /** Convolutions of 1x1, 3x3 and 1x1, the second with a quarter of the output's channels. */
    public static PreActivationBlock bottleneck(long inputs, long outputs, long stride) {
        return new PreActivationBlock(inputs, outputs / 4, outputs, stride, 0, false);
    }

    static PreActivationBlock build(Settings settings) {
        return new PreActivationBlock(
                settings.integer("inputs"),
                settings.integer("width"),
                settings.integer("outputs"),
                settings.integer("stride"),
                settings.number("dropout"),
                settings.values().containsKey(FOLDED) && settings.flag(FOLDED));
    }

    @Override
    public List<Layer> branch() {
        Map<String, Layer> branch = new LinkedHashMap<>(children());
        branch.remove("downsample");
        return List.copyOf(branch.values());
    }

    /** A block whose convolutions but the last do what the norms after them did; the first norm stays, as nothing stands before it. */
    @Override
    public PreActivationBlock folded() {
        return FoldedBlock.fill(this, new PreActivationBlock(inputs, width, outputs, stride, dropped, true));
    }

    @Override
    protected Tensor forward(Tensor input) {
        Tensor activated = norms.get(0).apply(input).relu();
        Tensor shortcut = downsample == null ? input : downsample.apply(activated);
        Tensor value = convolutions.get(0).apply(activated);
        for (int i = 1; i < norms.size(); i++) {
            Tensor next = norms.get(i).apply(value).relu();
            value = convolutions.get(i).apply(dropout == null ? next : dropout.apply(next));
        }
        return value.add(shortcut);
    }

    @Override
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>(Settings.ordered(
                entry("inputs", inputs),
                entry("width", width),
                entry("outputs", outputs),
                entry("stride", stride),
                entry("dropout", dropped)));
        if (folded) {
            settings.put(FOLDED, true);
        }
        return settings;
    }
}
