package ai.vivace.vision.model;

import static java.util.Map.entry;

import ai.vivace.base.InputException;
import ai.vivace.nn.BatchNorm2d;
import ai.vivace.nn.Conv2d;
import ai.vivace.nn.Foldable;
import ai.vivace.nn.Identity;
import ai.vivace.nn.Layer;
import ai.vivace.nn.ResidualBlock;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.Settings;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The block of the ResNets for CIFAR-10 (He 2015, section 4.2): two 3x3 convolutions with batch norm, and past them one of three
 * shortcuts.
 *
 * <p>State names are those of the best known published weights: {@code conv1}, {@code bn1}, {@code conv2}, {@code bn2}, and for option
 * B {@code shortcut.0} and {@code shortcut.1}.
 */
public final class CifarBlock extends UnaryLayer implements Foldable, ResidualBlock {
    private static final String FOLDED = "folded";

    /** What is added to what the convolutions give. */
    public enum Shortcut {
        /** Option A: every second pixel, and channels of zeros on both sides of the input's; no parameters. */
        PADDED,
        /** Option B: a 1x1 convolution and batch norm where the shape changes. */
        PROJECTED,
        /** Nothing: the plain net that residual ones are compared with. */
        NONE
    }

    private static final long[] ONE = {1, 1};
    private static final long[] NONE = {0, 0};

    private final long inputs;
    private final long outputs;
    private final long stride;
    private final Shortcut kind;
    private final boolean withoutNorms;
    private final Conv2d conv1;
    private final UnaryLayer bn1;
    private final Conv2d conv2;
    private final UnaryLayer bn2;
    private final @Nullable Sequential shortcut;

    private CifarBlock(long inputs, long outputs, long stride, Shortcut kind, boolean withoutNorms) {
        InputException.require(
                inputs > 0 && outputs >= inputs && (outputs - inputs) % 2 == 0 && stride > 0,
                () -> "A block for CIFAR needs channels and a stride, and as many outputs as inputs or an even number"
                        + " more, but came " + inputs + ", " + outputs + " and " + stride + ".");
        this.inputs = inputs;
        this.outputs = outputs;
        this.stride = stride;
        this.kind = kind;
        this.withoutNorms = withoutNorms;
        conv1 = child("conv1", before(inputs, 3).stride(stride).padding(1).build());
        bn1 = child("bn1", norm());
        conv2 = child("conv2", before(outputs, 3).padding(1).build());
        bn2 = child("bn2", norm());
        shortcut = kind == Shortcut.PROJECTED && changes()
                ? child(
                        "shortcut",
                        Sequential.of(before(inputs, 1).stride(stride).build(), norm()))
                : null;
    }

    /** The settings of a convolution that a norm follows, or in which one is. */
    private Conv2d.Builder before(long channels, long kernel) {
        return withoutNorms ? Conv2d.of(channels, outputs, kernel) : BasicBlock.conv(channels, outputs, kernel);
    }

    private UnaryLayer norm() {
        return withoutNorms ? Identity.of() : BatchNorm2d.of(outputs);
    }

    private boolean changes() {
        return stride != 1 || inputs != outputs;
    }

    /** A block. */
    public static CifarBlock of(long inputs, long outputs, long stride, Shortcut kind) {
        return new CifarBlock(inputs, outputs, stride, kind, false);
    }

    static CifarBlock build(Settings settings) {
        return new CifarBlock(
                settings.integer("inputs"),
                settings.integer("outputs"),
                settings.integer("stride"),
                settings.choice("shortcut", Shortcut.class),
                settings.values().containsKey(FOLDED) && settings.flag(FOLDED));
    }

    /** The convolutions and norms, unless nothing is added to what they give: a plain block has no branch. */
    @Override
    public List<Layer> branch() {
        return kind == Shortcut.NONE ? List.of() : List.of(conv1, bn1, conv2, bn2);
    }

    @Override
    public CifarBlock folded() {
        return FoldedBlock.fill(this, new CifarBlock(inputs, outputs, stride, kind, true));
    }

    @Override
    protected Tensor forward(Tensor input) {
        Tensor value = bn2.apply(conv2.apply(bn1.apply(conv1.apply(input)).relu()));
        return (kind == Shortcut.NONE ? value : value.add(past(input))).relu();
    }

    private Tensor past(Tensor input) {
        if (shortcut != null) {
            return shortcut.apply(input);
        }
        if (!changes()) {
            return input;
        }
        // The maximum of windows of one pixel is the pixel itself: what is left is the stride.
        Tensor sampled = Functional.maxPool2d(input, ONE, new long[] {stride, stride}, NONE, false);
        long border = (outputs - inputs) / 2;
        if (border == 0) {
            return sampled;
        }
        Tensor zeros =
                sampled.narrow(1, 0, 1).zerosLike().expand(sampled.size(0), border, sampled.size(2), sampled.size(3));
        return Tensor.cat(List.of(zeros, sampled, zeros), 1);
    }

    @Override
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>(Settings.ordered(
                entry("inputs", inputs),
                entry("outputs", outputs),
                entry("stride", stride),
                entry("shortcut", kind.name().toLowerCase(Locale.ROOT))));
        if (withoutNorms) {
            settings.put(FOLDED, true);
        }
        return settings;
    }
}
