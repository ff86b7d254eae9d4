package ai.vivace.vision.model;

import static java.util.Map.entry;

import ai.vivace.base.InputException;
import ai.vivace.init.Fans;
import ai.vivace.init.Gain;
import ai.vivace.init.Initializers;
import ai.vivace.nn.BatchNorm2d;
import ai.vivace.nn.Conv2d;
import ai.vivace.nn.Settings;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Nonlinearity;
import ai.vivace.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * The layer of DenseNet (Huang 2016): its input, and behind it, as further channels, what batch norm, ReLU, a 1x1 convolution to four
 * times the growth, batch norm, ReLU and a 3x3 convolution make of it. State names are torchvision's: {@code norm1}, {@code conv1},
 * {@code norm2}, {@code conv2}.
 */
public final class DenseLayer extends UnaryLayer implements Skipping {
    private static final long BETWEEN = 4;

    private final long inputs;
    private final long growth;
    private final BatchNorm2d norm1;
    private final Conv2d conv1;
    private final BatchNorm2d norm2;
    private final Conv2d conv2;

    private DenseLayer(long inputs, long growth) {
        InputException.require(
                inputs > 0 && growth > 0,
                () -> "A dense layer needs channels and growth, but came " + inputs + " and " + growth + ".");
        this.inputs = inputs;
        this.growth = growth;
        norm1 = child("norm1", BatchNorm2d.of(inputs));
        conv1 = child("conv1", conv(inputs, BETWEEN * growth, 1).build());
        norm2 = child("norm2", BatchNorm2d.of(BETWEEN * growth));
        conv2 = child("conv2", conv(BETWEEN * growth, growth, 3).padding(1).build());
    }

    /** A convolution without bias that starts as torchvision's DenseNets do: Kaiming normal by fan-in. */
    static Conv2d.Builder conv(long inputs, long outputs, long kernel) {
        return Conv2d.of(inputs, outputs, kernel)
                .withoutBias()
                .initializer(Initializers.kaimingNormal(Gain.pytorch(Nonlinearity.RELU), Fans.Mode.IN));
    }

    /**
     * A layer.
     *
     * @param growth how many channels it adds
     */
    public static DenseLayer of(long inputs, long growth) {
        return new DenseLayer(inputs, growth);
    }

    static DenseLayer build(Settings settings) {
        return of(settings.integer("inputs"), settings.integer("growth"));
    }

    @Override
    public List<Skip> skips() {
        return List.of(new Skip(norm1, conv2, Joint.BESIDE));
    }

    @Override
    protected Tensor forward(Tensor input) {
        Tensor few = conv1.apply(norm1.apply(input).relu());
        return Tensor.cat(List.of(input, conv2.apply(norm2.apply(few).relu())), 1);
    }

    @Override
    public Map<String, Object> settings() {
        return Settings.ordered(entry("inputs", inputs), entry("growth", growth));
    }
}
