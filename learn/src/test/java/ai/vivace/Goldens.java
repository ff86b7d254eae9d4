package ai.vivace;

import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The reference values in the test resources, and the formulas that their inputs are made by. */
public final class Goldens {
    private Goldens() {}

    public static JsonNode torch() {
        return read("/goldens_torch.json");
    }

    public static JsonNode fastai() {
        return read("/goldens_fastai.json");
    }

    /** sin((i + 1) · step) · scale for i from 0. */
    public static float[] wave(int size, double step, double scale) {
        float[] wave = new float[size];
        for (int i = 0; i < size; i++) {
            wave[i] = (float) (scale * Math.sin((i + 1) * step));
        }
        return wave;
    }

    /** A tensor given as {@code {wave: [size, step], shape, scale}}, {@code {shape, data}} or nested lists of numbers. */
    public static Tensor tensor(JsonNode node) {
        if (node.has("wave")) {
            JsonNode wave = node.get("wave");
            double scale = node.has("scale") ? node.get("scale").asDouble() : 1;
            return Tensor.of(
                    wave(wave.get(0).asInt(), wave.get(1).asDouble(), scale), Shape.of(longs(node.get("shape"))));
        }
        if (node.has("data")) {
            return Tensor.of(floats(node.get("data")), Shape.of(longs(node.get("shape"))));
        }
        List<Long> sizes = new ArrayList<>();
        for (JsonNode level = node; level.isArray(); level = level.get(0)) {
            sizes.add((long) level.size());
        }
        Shape shape = Shape.of(sizes.stream().mapToLong(Long::longValue).toArray());
        List<JsonNode> leaves = new ArrayList<>();
        collect(node, leaves);
        return leaves.stream().allMatch(JsonNode::isIntegralNumber)
                ? Tensor.of(leaves.stream().mapToLong(JsonNode::asLong).toArray(), shape)
                : Tensor.of(leaves.stream().mapToDouble(JsonNode::asDouble).toArray(), shape)
                        .to(ai.vivace.tensor.DType.FLOAT32);
    }

    public static double[] doubles(JsonNode list) {
        List<JsonNode> leaves = new ArrayList<>();
        collect(list, leaves);
        return leaves.stream().mapToDouble(JsonNode::asDouble).toArray();
    }

    public static float[] floats(JsonNode list) {
        double[] doubles = doubles(list);
        float[] floats = new float[doubles.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) doubles[i];
        }
        return floats;
    }

    public static long[] longs(JsonNode list) {
        List<JsonNode> leaves = new ArrayList<>();
        collect(list, leaves);
        return leaves.stream().mapToLong(JsonNode::asLong).toArray();
    }

    private static void collect(JsonNode node, List<JsonNode> leaves) {
        if (node.isArray()) {
            node.forEach(child -> collect(child, leaves));
        } else {
            leaves.add(node);
        }
    }

    private static JsonNode read(String resource) {
        try (InputStream in = Objects.requireNonNull(Goldens.class.getResourceAsStream(resource), resource)) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
