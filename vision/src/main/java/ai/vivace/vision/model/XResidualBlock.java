package ai.vivace.vision.model;

import static java.util.Map.entry;

import ai.vivace.base.InputException;
import ai.vivace.init.Fans;
import ai.vivace.init.Gain;
import ai.vivace.init.Initializers;
import ai.vivace.nn.Activation;
import ai.vivace.nn.AveragePool2d;
import ai.vivace.nn.BatchNorm2d;
import ai.vivace.nn.Conv2d;
import ai.vivace.nn.Foldable;
import ai.vivace.nn.Identity;
import ai.vivace.nn.Layer;
import ai.vivace.nn.ResidualBlock;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.Settings;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.nn.Window;
import ai.vivace.tensor.Nonlinearity;
import ai.vivace.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The block of fastai's xResNets (after He 2018, "Bag of tricks"): where the picture is halved, the shortcut averages 2x2 pixels before
 * its 1x1 convolution, so that none is thrown away; the factors of the branch's last norm start at 0.
 *
 * <p>Its branch may end in {@linkplain SqueezeExcitation squeeze and excitation} and {@linkplain ChannelAttention attention between
 * channels}. State names are fastai's: {@code convpath.0.0} (convolution), {@code convpath.0.1} (norm), …, {@code idpath.1.0}. Where fastai
 * starts biases of norms at 0.001, these start at 0. A {@linkplain #folded folded} block has convolutions with biases and no norms.
 */
public final class XResidualBlock extends UnaryLayer implements Foldable, ResidualBlock {
    private static final String MIDDLE = "middle";
    private static final String REDUCTION = "reduction";
    private static final String ATTENDS = "attends";
    private static final String FOLDED = "folded";

    /**
     * What a block is like.
     *
     * @param inputs channels of the input
     * @param width channels of the first convolution; as many as outputs make a block of two 3x3 convolutions, else there are three
     * @param middle channels of the 3x3 convolution of three
     * @param outputs channels of the output
     * @param stride 1 keeps height and width, 2 halves them
     * @param activation after each convolution but the last, and after the sum
     * @param reduction by what squeeze and excitation divides the outputs' channels; 0 for none
     * @param attends whether attention between channels ends the branch
     */
    public record Plan(
            long inputs,
            long width,
            long middle,
            long outputs,
            long stride,
            Nonlinearity activation,
            long reduction,
            boolean attends) {
        public Plan {
            long[] given = {inputs, width, middle, outputs, stride};
            for (long number : given) {
                InputException.require(
                        number > 0,
                        () -> "A residual block needs positive channels and stride, but one of them is " + number
                                + ".");
            }
            long divisor = reduction;
            InputException.require(
                    divisor >= 0, () -> "A reduction is 0 for none or positive, but came " + divisor + ".");
        }

        /** Two 3x3 convolutions. */
        public static Plan basic(long inputs, long outputs, long stride, Nonlinearity activation) {
            return new Plan(inputs, outputs, outputs, outputs, stride, activation, 0, false);
        }

        /** Convolutions of 1x1, 3x3 and 1x1, the first two with a quarter of the output's channels. */
        public static Plan bottleneck(long inputs, long outputs, long stride, Nonlinearity activation) {
            return new Plan(inputs, outputs / 4, outputs / 4, outputs, stride, activation, 0, false);
        }

        /** The same with half of the output's channels after the first convolution, and all after the second: fastai's {@code SEBlock}. */
        public static Plan wideBottleneck(long inputs, long outputs, long stride, Nonlinearity activation) {
            return new Plan(inputs, outputs / 2, outputs, outputs, stride, activation, 0, false);
        }

        /** The same with squeeze and excitation through a part of the channels. */
        public Plan reduction(long divisor) {
            return new Plan(inputs, width, middle, outputs, stride, activation, divisor, attends);
        }

        /** The same with attention between channels. */
        public Plan attending() {
            return new Plan(inputs, width, middle, outputs, stride, activation, reduction, true);
        }
    }

    private final Plan plan;
    private final boolean withoutNorms;
    private final Sequential convpath;
    private final Sequential idpath;

    private XResidualBlock(Plan plan, boolean withoutNorms) {
        this.plan = plan;
        this.withoutNorms = withoutNorms;
        List<UnaryLayer> branch = new ArrayList<>();
        if (plan.width == plan.outputs) {
            branch.add(unit(plan.inputs, plan.width, 3, plan.stride));
            branch.add(closing(plan.width, 3));
        } else {
            branch.add(unit(plan.inputs, plan.width, 1, 1));
            branch.add(unit(plan.width, plan.middle, 3, plan.stride));
            branch.add(closing(plan.middle, 1));
        }
        if (plan.reduction > 0) {
            branch.add(SqueezeExcitation.fastai(plan.outputs, plan.reduction, plan.activation));
        }
        if (plan.attends) {
            branch.add(ChannelAttention.of(plan.outputs));
        }
        convpath = child("convpath", Sequential.of(branch.toArray(UnaryLayer[]::new)));
        List<UnaryLayer> past = new ArrayList<>();
        if (plan.stride != 1) {
            past.add(AveragePool2d.of(
                    Window.square(plan.stride).rounding(Window.Rounding.UP), AveragePool2d.Border.COUNTED));
        }
        if (plan.inputs != plan.outputs) {
            past.add(Sequential.of(before(plan.inputs, plan.outputs, 1, 1), norm(BatchNorm2d.of(plan.outputs))));
        }
        idpath = child("idpath", Sequential.of(past.toArray(UnaryLayer[]::new)));
    }

    /** A convolution that starts as fastai's do: Kaiming normal by fan-in. */
    private static Conv2d.Builder conv(long inputs, long outputs, long kernel, long stride) {
        return Conv2d.of(inputs, outputs, kernel)
                .stride(stride)
                .padding(kernel / 2)
                .initializer(Initializers.kaimingNormal(Gain.pytorch(Nonlinearity.RELU), Fans.Mode.IN));
    }

    /** A convolution, batch norm and an activation. */
    static Sequential convolution(long inputs, long outputs, long kernel, long stride, Nonlinearity activation) {
        return Sequential.of(
                conv(inputs, outputs, kernel, stride).withoutBias().build(),
                BatchNorm2d.of(outputs),
                Activation.of(activation));
    }

    /** A convolution that a norm follows, or in which one is. */
    private Conv2d before(long inputs, long outputs, long kernel, long stride) {
        Conv2d.Builder convolution = conv(inputs, outputs, kernel, stride);
        return withoutNorms ? convolution.build() : convolution.withoutBias().build();
    }

    private UnaryLayer norm(BatchNorm2d norm) {
        if (!withoutNorms) {
            return norm;
        }
        norm.close();
        return Identity.of();
    }

    private Sequential unit(long inputs, long outputs, long kernel, long stride) {
        return Sequential.of(
                before(inputs, outputs, kernel, stride), norm(BatchNorm2d.of(outputs)), Activation.of(plan.activation));
    }

    private Sequential closing(long inputs, long kernel) {
        return Sequential.of(before(inputs, plan.outputs, kernel, 1), norm(BatchNorm2d.startingAtZero(plan.outputs)));
    }

    /** A block. */
    public static XResidualBlock of(Plan plan) {
        return new XResidualBlock(plan, false);
    }

    static XResidualBlock build(Settings settings) {
        Map<String, Object> values = settings.values();
        long width = settings.integer("width");
        Plan plan = new Plan(
                settings.integer("inputs"),
                width,
                values.containsKey(MIDDLE) ? settings.integer(MIDDLE) : width,
                settings.integer("outputs"),
                settings.integer("stride"),
                settings.choice("activation", Nonlinearity.class),
                values.containsKey(REDUCTION) ? settings.integer(REDUCTION) : 0,
                values.containsKey(ATTENDS) && settings.flag(ATTENDS));
        return new XResidualBlock(plan, values.containsKey(FOLDED) && settings.flag(FOLDED));
    }

    @Override
    public List<Layer> branch() {
        return List.of(convpath);
    }

    @Override
    public XResidualBlock folded() {
        return FoldedBlock.fill(this, new XResidualBlock(plan, true));
    }

    @Override
    protected Tensor forward(Tensor input) {
        return plan.activation.apply(convpath.apply(input).add(idpath.apply(input)));
    }

    /** Those that a block without extras has not are left out, so that files of older versions are read. */
    @Override
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>(Settings.ordered(
                entry("inputs", plan.inputs),
                entry("width", plan.width),
                entry("outputs", plan.outputs),
                entry("stride", plan.stride),
                entry("activation", plan.activation.toString())));
        if (plan.middle != plan.width) {
            settings.put(MIDDLE, plan.middle);
        }
        if (plan.reduction > 0) {
            settings.put(REDUCTION, plan.reduction);
        }
        if (plan.attends) {
            settings.put(ATTENDS, true);
        }
        if (withoutNorms) {
            settings.put(FOLDED, true);
        }
        return settings;
    }
}
