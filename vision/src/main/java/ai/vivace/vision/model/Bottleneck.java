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
import ai.vivace.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The residual block of ResNet-50 and deeper (He 2015): a 1x1 convolution to fewer channels, a 3x3 one, perhaps in groups (ResNeXt, Xie
 * 2017), and a 1x1 one to more channels, each with batch norm; perhaps {@linkplain SqueezeExcitation squeeze and excitation} (Hu 2018);
 * and the input added.
 *
 * <p>Where the shape changes, the input goes through a 1x1 convolution and batch norm first. State names are torchvision's: {@code
 * conv1}, {@code bn1} to {@code conv3}, {@code bn3}, {@code downsample.0}, {@code downsample.1}; and timm's {@code se.fc1}, {@code
 * se.fc2}. A {@linkplain #folded folded} block has convolutions with biases and no norms.
 */
public final class Bottleneck extends UnaryLayer implements Foldable, ResidualBlock {
    private static final String FOLDED = "folded";

    /** Which convolution halves the picture. */
    public enum Stride {
        /** The first, 1x1: the paper's, called v1. */
        FIRST,
        /** The second, 3x3: torchvision's, called v1.5, which is half a percent more accurate on ImageNet. */
        SECOND
    }

    /**
     * What a block is like.
     *
     * @param inputs channels of the input
     * @param width channels of the 3x3 convolution
     * @param outputs channels of the output
     * @param stride 1 keeps height and width, 2 halves them
     * @param groups of the 3x3 convolution
     * @param place which convolution halves the picture
     * @param reduction by what squeeze and excitation divides the outputs' channels; 0 for none
     */
    public record Plan(long inputs, long width, long outputs, long stride, long groups, Stride place, long reduction) {
        public Plan {
            long[] given = {inputs, width, outputs, stride, groups};
            for (long number : given) {
                InputException.require(
                        number > 0,
                        () -> "A bottleneck needs positive channels, stride and groups, but one of them is " + number
                                + ".");
            }
            long divisor = reduction;
            InputException.require(
                    divisor >= 0, () -> "A reduction is 0 for none or positive, but came " + divisor + ".");
        }

        /** A block of ResNet-50 v1.5. */
        public static Plan of(long inputs, long width, long outputs, long stride) {
            return new Plan(inputs, width, outputs, stride, 1, Stride.SECOND, 0);
        }

        /** The same with a 3x3 convolution in groups. */
        public Plan groups(long count) {
            return new Plan(inputs, width, outputs, stride, count, place, reduction);
        }

        /** The same with the stride elsewhere. */
        public Plan place(Stride where) {
            return new Plan(inputs, width, outputs, stride, groups, where, reduction);
        }

        /** The same with squeeze and excitation through a part of the channels. */
        public Plan reduction(long divisor) {
            return new Plan(inputs, width, outputs, stride, groups, place, divisor);
        }
    }

    private final Plan plan;
    private final boolean withoutNorms;
    private final Conv2d conv1;
    private final UnaryLayer bn1;
    private final Conv2d conv2;
    private final UnaryLayer bn2;
    private final Conv2d conv3;
    private final UnaryLayer bn3;
    private final @Nullable SqueezeExcitation excitation;
    private final @Nullable Sequential downsample;

    private Bottleneck(Plan plan, boolean withoutNorms) {
        this.plan = plan;
        this.withoutNorms = withoutNorms;
        long first = plan.place == Stride.FIRST ? plan.stride : 1;
        long second = plan.place == Stride.SECOND ? plan.stride : 1;
        conv1 = child("conv1", before(plan.inputs, plan.width, 1).stride(first).build());
        bn1 = child("bn1", norm(plan.width));
        conv2 = child(
                "conv2",
                before(plan.width, plan.width, 3)
                        .stride(second)
                        .padding(1)
                        .groups(plan.groups)
                        .build());
        bn2 = child("bn2", norm(plan.width));
        conv3 = child("conv3", before(plan.width, plan.outputs, 1).build());
        bn3 = child("bn3", norm(plan.outputs));
        excitation = plan.reduction == 0
                ? null
                : child("se", SqueezeExcitation.of(plan.outputs, Math.max(1, plan.outputs / plan.reduction)));
        downsample = plan.stride == 1 && plan.inputs == plan.outputs
                ? null
                : child(
                        "downsample",
                        Sequential.of(
                                before(plan.inputs, plan.outputs, 1)
                                        .stride(plan.stride)
                                        .build(),
                                norm(plan.outputs)));
    }

    /** The settings of a convolution that a norm follows, or in which one is. */
    private Conv2d.Builder before(long inputs, long outputs, long kernel) {
        return withoutNorms ? Conv2d.of(inputs, outputs, kernel) : BasicBlock.conv(inputs, outputs, kernel);
    }

    private UnaryLayer norm(long channels) {
        return withoutNorms ? Identity.of() : BatchNorm2d.of(channels);
    }

    /** A block. */
    public static Bottleneck of(Plan plan) {
        return new Bottleneck(plan, false);
    }

    static Bottleneck build(Settings settings) {
        Plan plan = new Plan(
                settings.integer("inputs"),
                settings.integer("width"),
                settings.integer("outputs"),
                settings.integer("stride"),
                settings.integer("groups"),
                settings.choice("place", Stride.class),
                settings.integer("reduction"));
        return new Bottleneck(plan, settings.values().containsKey(FOLDED) && settings.flag(FOLDED));
    }

    @Override
    public List<Layer> branch() {
        List<Layer> branch = new ArrayList<>(List.of(conv1, bn1, conv2, bn2, conv3, bn3));
        if (excitation != null) {
            branch.add(excitation);
        }
        return List.copyOf(branch);
    }

    @Override
    public Bottleneck folded() {
        return FoldedBlock.fill(this, new Bottleneck(plan, true));
    }

    @Override
    protected Tensor forward(Tensor input) {
        Tensor first = bn1.apply(conv1.apply(input)).relu();
        Tensor second = bn2.apply(conv2.apply(first)).relu();
        Tensor third = bn3.apply(conv3.apply(second));
        Tensor weighed = excitation == null ? third : excitation.apply(third);
        Tensor shortcut = downsample == null ? input : downsample.apply(input);
        return weighed.add(shortcut).relu();
    }

    @Override
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>(Settings.ordered(
                entry("inputs", plan.inputs),
                entry("width", plan.width),
                entry("outputs", plan.outputs),
                entry("stride", plan.stride),
                entry("groups", plan.groups),
                entry("place", plan.place.name().toLowerCase(Locale.ROOT)),
                entry("reduction", plan.reduction)));
        if (withoutNorms) {
            settings.put(FOLDED, true);
        }
        return settings;
    }
}
