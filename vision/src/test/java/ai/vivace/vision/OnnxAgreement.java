package ai.vivace.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.vivace.base.Rng;
import ai.vivace.data.Preprocessing;
import ai.vivace.data.Task;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.store.ExportedModel;
import ai.vivace.store.InputFormat;
import ai.vivace.store.Provenance;
import ai.vivace.store.onnx.OnnxExport;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import ai.vivace.testing.OnnxRuntime;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Whether ONNX Runtime makes of an exported layer what the layer makes itself. */
public final class OnnxAgreement {
    private static final double TOLERANCE = 1e-4;

    private OnnxAgreement() {}

    /** A network with what happens to pictures before it. */
    public static ExportedModel of(UnaryLayer network, Shape picture) {
        return new ExportedModel(
                network,
                new Preprocessing(picture, 255, List.of(0.45), List.of(0.225)),
                new Task.Regression(1),
                new InputFormat.Numbers(),
                Provenance.of(0, Instant.EPOCH));
    }

    /** Gives all that starts as a constant other values, and batch norms running ones, so that nothing hides behind zeros and ones. */
    public static void stir(UnaryLayer layer) {
        Rng rng = Rng.of(5);
        try (Scope scope = Scope.open()) {
            Autograd.off(() -> layer.state().forEach((name, values) -> {
                Rng own = rng.split(name);
                if (name.endsWith("running_var")) {
                    values.fillUniform(0.5, 1.5, own);
                } else if (values.dtype().isFloating() && isConstant(values)) {
                    values.copyFrom(
                            values.add(Tensor.randomNormal(values.shape(), own).mul(0.2)));
                }
            }));
        }
    }

    private static boolean isConstant(Tensor values) {
        return values.sub(values.mean()).abs().sum().item() < 1e-6 * values.elements();
    }

    /** Exports a model and compares what comes out for one item and for three. */
    public static void assertAgrees(ExportedModel model, Path folder) {
        assumeTrue(OnnxRuntime.isHere(), "ONNX Runtime's library is for Linux on x86-64.");
        Path file = folder.resolve("model.onnx");
        OnnxExport.of(model).write(file);
        try (OnnxRuntime runtime = OnnxRuntime.load(file)) {
            for (int batch : new int[] {1, 3}) {
                assertAgrees(model, runtime, batch);
            }
        }
    }

    private static void assertAgrees(ExportedModel model, OnnxRuntime runtime, int batch) {
        Shape shape = model.preprocessing().inputShape().prepend(batch);
        try (Scope scope = Scope.open()) {
            Tensor input = Tensor.randomNormal(shape, Rng.of(batch))
                    .mul(model.preprocessing().scale());
            Tensor expected = Autograd.off(() -> model.layer()
                    .evaluating(() -> model.layer().apply(model.preprocessing().apply(input))));
            Tensor actual =
                    Tensor.of(runtime.run(OnnxExport.OUTPUT, input.toFloats(), shape.toArray()), expected.shape());
            double largest = expected.abs().max().item();
            assertThat(largest).isFinite().isGreaterThan(1e-3);
            assertThat(expected.sub(expected.mean()).abs().max().item())
                    .as("what comes out differs from place to place")
                    .isGreaterThan(1e-2 * largest);
            assertThat(actual.sub(expected).abs().max().item())
                    .as("%s for %s items", model.layer().getClass().getSimpleName(), batch)
                    .isCloseTo(0, within(TOLERANCE * largest));
        }
    }
}
