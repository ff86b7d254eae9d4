package ai.vivace.store.onnx;

import ai.vivace.nn.Activation;
import ai.vivace.nn.AdaptiveAveragePool2d;
import ai.vivace.nn.AdaptiveMaxPool2d;
import ai.vivace.nn.AlphaDropout;
import ai.vivace.nn.AveragePool2d;
import ai.vivace.nn.BatchNorm1d;
import ai.vivace.nn.BatchNorm2d;
import ai.vivace.nn.BranchScale;
import ai.vivace.nn.Conv2d;
import ai.vivace.nn.ConvTranspose2d;
import ai.vivace.nn.DropBlock2d;
import ai.vivace.nn.DropConnect;
import ai.vivace.nn.Dropout;
import ai.vivace.nn.Ensemble;
import ai.vivace.nn.Flatten;
import ai.vivace.nn.GroupNorm;
import ai.vivace.nn.Identity;
import ai.vivace.nn.InstanceNorm2d;
import ai.vivace.nn.LayerNorm;
import ai.vivace.nn.LeakyRelu;
import ai.vivace.nn.Linear;
import ai.vivace.nn.LockedDropout;
import ai.vivace.nn.MaxPool2d;
import ai.vivace.nn.Residual;
import ai.vivace.nn.RmsNorm;
import ai.vivace.nn.ScalarBias;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.ShakeDrop;
import ai.vivace.nn.ShakeShake;
import ai.vivace.nn.Sine;
import ai.vivace.nn.Size2d;
import ai.vivace.nn.SoftCap;
import ai.vivace.nn.SpatialDropout;
import ai.vivace.nn.SpectralNorm;
import ai.vivace.nn.StochasticDepth;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.nn.WeightNorm;
import ai.vivace.nn.Window;
import ai.vivace.store.ExportedModel;
import ai.vivace.tensor.Nonlinearity;
import ai.vivace.tensor.Shape;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each layer alone, exported and run by ONNX Runtime, gives what it gives itself. */
class CoreFormsTest {
    private static final Shape PICTURE = Shape.of(4, 9, 7);
    private static final Shape SEQUENCE = Shape.of(5, 6);
    private static final Shape ROW = Shape.of(6);

    @TempDir
    Path folder;

    private record Case(UnaryLayer layer, Shape item) {
        @Override
        public String toString() {
            return layer + " of " + item;
        }
    }

    private static Case of(UnaryLayer layer, Shape item) {
        return new Case(layer, item);
    }

    @ParameterizedTest
    @MethodSource({"weights", "functions", "norms", "pools", "drops", "containers"})
    void agreesWithOnnxRuntime(Case one) {
        OnnxAgreement.stir(one.layer());
        try (ExportedModel model = OnnxAgreement.plain(one.layer(), one.item())) {
            OnnxAgreement.assertAgrees(model, folder);
        }
    }

    static Stream<Case> weights() {
        return Stream.of(
                of(Linear.of(6, 3), ROW),
                of(Linear.withoutBias(6, 3), ROW),
                of(Linear.of(6, 3), SEQUENCE),
                of(Linear.withoutBias(7, 3), PICTURE),
                of(Conv2d.of(4, 6, 3).build(), PICTURE),
                of(
                        Conv2d.of(4, 6, new Size2d(3, 2))
                                .stride(new Size2d(1, 2))
                                .padding(new Size2d(2, 1))
                                .build(),
                        PICTURE),
                of(
                        Conv2d.of(4, 6, 3)
                                .dilation(new Size2d(2, 1))
                                .groups(2)
                                .withoutBias()
                                .build(),
                        PICTURE),
                of(ConvTranspose2d.of(4, 6, 2).stride(2).build(), PICTURE),
                of(
                        ConvTranspose2d.of(4, 6, new Size2d(3, 4))
                                .stride(new Size2d(3, 2))
                                .padding(new Size2d(1, 2))
                                .outputPadding(new Size2d(2, 1))
                                .withoutBias()
                                .build(),
                        PICTURE),
                of(SpectralNorm.of(Conv2d.of(4, 6, 3).build()), PICTURE),
                of(SpectralNorm.of(Linear.withoutBias(6, 3)), SEQUENCE),
                of(WeightNorm.of(Conv2d.of(4, 6, 3).padding(1).withoutBias().build()), PICTURE),
                of(WeightNorm.of(Linear.of(6, 3)), ROW),
                of(DropConnect.of(Linear.of(6, 3), 0.5), ROW),
                of(ScalarBias.of(), PICTURE));
    }

    static Stream<Case> functions() {
        return Stream.concat(
                Arrays.stream(Nonlinearity.values()).map(function -> of(Activation.of(function), PICTURE)),
                Stream.of(
                        of(LeakyRelu.of(0.2), PICTURE),
                        of(Sine.of(3), ROW),
                        of(SoftCap.of(1.5), ROW),
                        of(Identity.of(), ROW),
                        of(Flatten.of(), PICTURE),
                        of(Flatten.of(1, 2), PICTURE),
                        of(Flatten.of(-2, -1), PICTURE)));
    }

    static Stream<Case> norms() {
        return Stream.of(
                of(BatchNorm2d.of(4), PICTURE),
                of(BatchNorm2d.of(4, 1e-2, 0.1), PICTURE),
                of(BatchNorm1d.of(6), ROW),
                of(BatchNorm1d.of(5), SEQUENCE),
                of(LayerNorm.of(6), SEQUENCE),
                of(LayerNorm.withoutBias(6), SEQUENCE),
                of(LayerNorm.of(Shape.of(9, 7), 1e-3), PICTURE),
                of(GroupNorm.of(2, 4), PICTURE),
                of(GroupNorm.of(1, 4, 1e-2), PICTURE),
                of(GroupNorm.of(3, 6), ROW),
                of(GroupNorm.of(5, 5), SEQUENCE),
                of(InstanceNorm2d.of(4), PICTURE),
                of(InstanceNorm2d.affine(4), PICTURE),
                of(RmsNorm.of(6), SEQUENCE),
                of(RmsNorm.of(Shape.of(9, 7), 1e-2), PICTURE));
    }

    /** Windows that fit, that leave something over, that reach over the end, with all kinds of borders. */
    static Stream<Case> pools() {
        Stream<Window> windows = Stream.of(
                Window.square(2),
                Window.square(3).stride(2),
                Window.square(3).stride(2).padding(1),
                Window.square(2).rounding(Window.Rounding.UP),
                Window.square(3).stride(2).padding(1).rounding(Window.Rounding.UP),
                Window.square(2).stride(3).padding(1).rounding(Window.Rounding.UP),
                Window.square(4).stride(3).padding(2).rounding(Window.Rounding.UP),
                new Window(new Size2d(3, 2), new Size2d(2, 3), new Size2d(1, 0), Window.Rounding.UP));
        Stream<Case> windowed = windows.flatMap(window -> Stream.of(
                of(MaxPool2d.of(window), PICTURE),
                of(AveragePool2d.of(window, AveragePool2d.Border.COUNTED), PICTURE),
                of(AveragePool2d.of(window, AveragePool2d.Border.IGNORED), PICTURE),
                of(AveragePool2d.of(window, AveragePool2d.Border.COUNTED), Shape.of(2, 8, 6))));
        Stream<Case> sized = Stream.of(
                        Size2d.square(1), Size2d.square(3), new Size2d(9, 7), new Size2d(4, 1), new Size2d(12, 10))
                .flatMap(size -> Stream.of(
                        of(AdaptiveAveragePool2d.of(size), PICTURE), of(AdaptiveMaxPool2d.of(size), PICTURE)));
        return Stream.concat(windowed, sized);
    }

    static Stream<Case> drops() {
        return Stream.of(
                        Dropout.of(0.5),
                        AlphaDropout.of(0.5),
                        DropBlock2d.of(0.3, 3),
                        LockedDropout.of(0.5),
                        SpatialDropout.of(0.5),
                        StochasticDepth.of(0.5),
                        ShakeDrop.of(0.3),
                        ShakeDrop.of(0))
                .map(layer -> of(layer, PICTURE));
    }

    static Stream<Case> containers() {
        return Stream.of(
                of(Sequential.of(Conv2d.of(4, 3, 3).build(), BatchNorm2d.of(3), Activation.relu()), PICTURE),
                of(Residual.of(branch(4)), PICTURE),
                of(Residual.of(branch(4), BranchScale.skipInit()), PICTURE),
                of(Residual.of(branch(4), BranchScale.channels(4, 1e-6)), PICTURE),
                of(Residual.of(Linear.of(6, 6), BranchScale.channels(6, 1)), ROW),
                of(Residual.of(Linear.of(6, 6), BranchScale.features(6, 1)), SEQUENCE),
                of(Residual.of(branch(3), Conv2d.of(4, 3, 1).build(), BranchScale.none()), PICTURE),
                of(ShakeShake.of(branch(4), branch(4)), PICTURE),
                of(ShakeShake.of(branch(3), branch(3), Conv2d.of(4, 3, 1).build()), PICTURE),
                of(Ensemble.of(Ensemble.Average.SOFTMAX, Linear.of(6, 3), Linear.of(6, 3)), ROW),
                of(Ensemble.of(Ensemble.Average.SIGMOID, Linear.of(6, 3), Linear.of(6, 3), Linear.of(6, 3)), ROW),
                of(Ensemble.of(Ensemble.Average.OUTPUT, Linear.of(6, 3), Linear.of(6, 3)), ROW));
    }

    private static UnaryLayer branch(long outputs) {
        return Sequential.of(Conv2d.of(4, outputs, 3).padding(1).build(), Activation.of(Nonlinearity.TANH));
    }
}
