package ai.vivace.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.Goldens;
import ai.vivace.nn.AveragePool2d.Border;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every layer against PyTorch: names, outputs, gradients and buffers. float32 against float64, so within 1e-5. */
class LayerGoldenTest {
    private static final double TOLERANCE = 1e-5;
    private static final JsonNode MODULES = Goldens.torch().get("modules");
    private static final JsonNode ACTIVATIONS = Goldens.torch().get("activations");

    private static final Map<String, Supplier<UnaryLayer>> LAYERS = layers();

    private static Map<String, Supplier<UnaryLayer>> layers() {
        Map<String, Supplier<UnaryLayer>> layers = new LinkedHashMap<>();
        layers.put("linear", () -> Linear.of(5, 3));
        layers.put("linear_no_bias", () -> Linear.withoutBias(5, 3));
        layers.put("linear_3d", () -> Linear.of(5, 3));
        layers.put("conv2d_k3_p1", () -> Conv2d.of(3, 4, 3).padding(1).build());
        layers.put(
                "conv2d_k3_p1_stride2",
                () -> Conv2d.of(3, 4, 3).stride(2).padding(1).build());
        layers.put(
                "conv2d_k3_p1_groups2",
                () -> Conv2d.of(4, 6, 3).padding(1).groups(2).build());
        layers.put(
                "conv2d_k3_p2_dilation2",
                () -> Conv2d.of(3, 4, 3).padding(2).dilation(2).build());
        layers.put(
                "conv2d_k3_p1_no_bias",
                () -> Conv2d.of(3, 4, 3).padding(1).withoutBias().build());
        layers.put("conv2d_k1", () -> Conv2d.of(3, 4, 1).build());
        layers.put("batch_norm2d", () -> BatchNorm2d.of(3));
        layers.put("batch_norm1d_2d_input", () -> BatchNorm1d.of(4));
        layers.put("batch_norm1d_3d_input", () -> BatchNorm1d.of(4));
        layers.put("layer_norm_6", () -> LayerNorm.of(6));
        layers.put("layer_norm_3x4", () -> LayerNorm.of(Shape.of(3, 4)));
        layers.put("embedding", () -> Embedding.of(7, 3));
        layers.put("embedding_padding_idx3", () -> Embedding.of(7, 3, 3));
        Window overlapping = Window.square(3).stride(2).padding(1);
        layers.put("max_pool2d_2", () -> MaxPool2d.of(2));
        layers.put("max_pool2d_3_s2_p1", () -> MaxPool2d.of(overlapping));
        layers.put("avg_pool2d_2", () -> AveragePool2d.of(2));
        layers.put("avg_pool2d_3_s2_p1", () -> AveragePool2d.of(overlapping, Border.COUNTED));
        layers.put("avg_pool2d_3_s2_p1_exclude_pad", () -> AveragePool2d.of(overlapping, Border.IGNORED));
        layers.put("adaptive_avg_pool2d_1", () -> AdaptiveAveragePool2d.of(1));
        layers.put("adaptive_avg_pool2d_2x3", () -> AdaptiveAveragePool2d.of(new Size2d(2, 3)));
        layers.put("adaptive_max_pool2d_1", () -> AdaptiveMaxPool2d.of(1));
        layers.put("flatten", Flatten::of);
        layers.put(
                "sequential",
                () -> Sequential.of(
                        Conv2d.of(1, 2, 3).padding(1).build(),
                        BatchNorm2d.of(2),
                        Activation.relu(),
                        MaxPool2d.of(2),
                        Flatten.of(),
                        Linear.of(8, 3)));
        return layers;
    }

    static Set<String> modules() {
        return names(MODULES);
    }

    static Set<String> activations() {
        Set<String> names = names(ACTIVATIONS);
        names.removeAll(Set.of("input", "softmax_dim1", "log_softmax_dim1"));
        return names;
    }

    @Test
    void everyGoldenModuleHasALayerHere() {
        assertThat(LAYERS.keySet()).isEqualTo(modules());
    }

    @ParameterizedTest
    @MethodSource("modules")
    void layerEqualsPyTorch(String name) {
        JsonNode golden = MODULES.get(name);
        UnaryLayer layer = Objects.requireNonNull(LAYERS.get(name)).get();
        fill(layer);
        Map<String, Shape> shapes = new LinkedHashMap<>();
        golden.get("parameters").forEach(row -> shapes.put(row.get(0).asText(), Shape.of(Goldens.longs(row.get(1)))));
        Map<String, Shape> ours = new LinkedHashMap<>();
        layer.parameters().forEach((path, parameter) -> ours.put(path, parameter.shape()));
        assertThat(ours).containsExactlyEntriesOf(shapes);

        JsonNode given = golden.get("input");
        Tensor input = Goldens.tensor(given.has("indices") ? given.get("indices") : given);
        check(layer, input, golden);
        if (golden.has("buffers")) {
            Map<String, Tensor> state = layer.state();
            Set<String> buffers = new LinkedHashSet<>(state.keySet());
            buffers.removeAll(shapes.keySet());
            assertThat(buffers).containsExactlyElementsOf(names(golden.get("buffers")));
            for (String buffer : buffers) {
                JsonNode values = golden.get("buffers").get(buffer);
                Tensor own = Objects.requireNonNull(state.get(buffer));
                assertThat(own.shape()).isEqualTo(Shape.of(Goldens.longs(values.get("shape"))));
                assertClose(own, values.get("data"), buffer);
            }
        }
        if (golden.has("eval_after")) {
            layer.eval();
            check(layer, input, golden.get("eval_after"));
        }
    }

    @ParameterizedTest
    @MethodSource("activations")
    void activationEqualsPyTorch(String name) {
        UnaryLayer layer = name.startsWith("leaky_relu_")
                ? LeakyRelu.of(Double.parseDouble(name.substring("leaky_relu_".length())))
                : Activation.build(new Settings("Activation", Map.of("function", name)));
        check(layer, Goldens.tensor(ACTIVATIONS.get("input")), ACTIVATIONS.get(name));
    }

    private static void check(UnaryLayer layer, Tensor input, JsonNode golden) {
        Tensor leaf = input.detach();
        boolean differentiable = golden.has("grad_input");
        if (differentiable) {
            leaf.requiresGrad(true);
        }
        layer.parameters().values().forEach(parameter -> parameter.value().clearGrad());
        Tensor output = layer.apply(leaf);
        JsonNode expected = golden.get("output");
        assertThat(output.shape()).isEqualTo(Shape.of(Goldens.longs(expected.get("shape"))));
        assertClose(output, expected.get("data"), "output");
        Tensor weights = Tensor.of(Goldens.wave((int) output.elements(), 0.37, 1), output.shape());
        output.mul(weights).sum().backward();
        if (differentiable) {
            assertClose(Objects.requireNonNull(leaf.grad()), golden.get("grad_input"), "gradient of the input");
        }
        layer.parameters()
                .forEach((path, parameter) -> assertClose(
                        Objects.requireNonNull(parameter.value().grad()),
                        golden.get("grads").get(path),
                        "gradient of " + path));
    }

    /** 0.5 · sin(i + 1) over all parameters in order. */
    private static void fill(Layer layer) {
        int start = 0;
        for (Parameter parameter : layer.parameters().values()) {
            float[] values = new float[(int) parameter.shape().elements()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (0.5 * Math.sin(start + i + 1));
            }
            parameter.assign(Tensor.of(values, parameter.shape()));
            start += values.length;
        }
    }

    private static void assertClose(Tensor ours, JsonNode golden, String what) {
        assertThat(ours.toDoubles()).as(what).containsExactly(Goldens.doubles(golden), within(TOLERANCE));
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new LinkedHashSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
