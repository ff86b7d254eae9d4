package ai.vivace.vision.segment;

import ai.vivace.nn.Activation;
import ai.vivace.nn.BatchNorm2d;
import ai.vivace.nn.Conv2d;
import ai.vivace.nn.MaxPool2d;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.nn.Window;
import ai.vivace.store.ExportedModel;
import ai.vivace.tensor.Shape;
import ai.vivace.vision.OnnxAgreement;
import ai.vivace.vision.model.BasicBlock;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** U-Nets, exported and run by ONNX Runtime, give the masks that they give themselves; sizes that do not halve evenly too. */
class UnetOnnxTest {
    @TempDir
    Path folder;

    private record Case(String name, UnaryLayer network, Shape picture) {
        @Override
        public String toString() {
            return name + " of " + picture;
        }
    }

    @ParameterizedTest
    @MethodSource({"papers", "dynamic"})
    void agreesWithOnnxRuntime(Case one) {
        OnnxAgreement.stir(one.network());
        try (ExportedModel model = OnnxAgreement.of(one.network(), one.picture())) {
            OnnxAgreement.assertAgrees(model, folder);
        }
    }

    static Stream<Case> papers() {
        return Stream.of(
                new Case("valid", UNet.of(1, 2).width(4).depth(2).build(), Shape.of(1, 60, 64)),
                new Case("padded", UNet.of(3, 2).padded().width(4).depth(3).build(), Shape.of(3, 32, 40)),
                new Case(
                        "odd",
                        UNet.of(3, 3).padded().width(4).depth(3).batchNorm().build(),
                        Shape.of(3, 37, 29)));
    }

    static Stream<Case> dynamic() {
        Shape even = Shape.of(3, 64, 64);
        Shape odd = Shape.of(3, 45, 71);
        return Stream.of(
                new Case("plain", DynamicUnet.of(body(2), even, 2).build(), even),
                new Case("odd", DynamicUnet.of(body(2), odd, 2).blur().build(), odd),
                new Case(
                        "attention", DynamicUnet.of(body(2), odd, 2).attention().build(), odd),
                new Case(
                        "without cross",
                        DynamicUnet.of(body(1), odd, 1)
                                .withoutCross()
                                .range(-1, 2)
                                .build(),
                        odd));
    }

    private static UnaryLayer body(long firstStride) {
        return Sequential.of(
                Sequential.of(
                        Conv2d.of(3, 8, 3)
                                .stride(firstStride)
                                .padding(1)
                                .withoutBias()
                                .build(),
                        BatchNorm2d.of(8),
                        Activation.relu()),
                MaxPool2d.of(Window.square(3).stride(2).padding(1)),
                BasicBlock.of(8, 8, 1),
                Sequential.of(BasicBlock.of(8, 16, 2), BasicBlock.of(16, 16, 1)),
                BasicBlock.of(16, 32, 2));
    }
}
