package ai.vivace.vision.model;

import ai.vivace.nn.Dropout;
import ai.vivace.nn.Layer;
import ai.vivace.nn.StochasticDepth;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.function.LongToDoubleFunction;

/** Values of torchvision 0.14, in float64, for weights and inputs made by formulas; and those formulas. */
final class ModernGoldens {
    private ModernGoldens() {}

    static JsonNode read(String part) {
        try (InputStream in = ModernGoldens.class.getResourceAsStream("/goldens_modern.json")) {
            return new ObjectMapper().readTree(Objects.requireNonNull(in)).get(part);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All parameters in order, with i counted through all of them: 0.5 · sin(i + 1). */
    static void fill(Layer network) {
        fill(network, i -> 0.5 * Math.sin(i + 1.0));
    }

    /** 0.5 · sin(0.1 · (i + 1)²): no pattern that could hide what the input does. */
    static void fillScattered(Layer network) {
        fill(network, i -> 0.5 * Math.sin(0.1 * ((i + 1.0) * (i + 1.0))));
    }

    private static void fill(Layer network, LongToDoubleFunction value) {
        long[] next = {0};
        network.parameters().values().forEach(parameter -> {
            float[] values = new float[Math.toIntExact(parameter.shape().elements())];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) value.applyAsDouble(next[0]++);
            }
            try (Tensor tensor = Tensor.of(values, parameter.shape())) {
                parameter.assign(tensor);
            }
        });
    }

    /** 2 · sin(0.1 · (i + 1)²). */
    static Tensor input(long... sizes) {
        Shape shape = Shape.of(sizes);
        float[] values = new float[Math.toIntExact(shape.elements())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (2 * Math.sin(0.1 * ((i + 1.0) * (i + 1.0))));
        }
        return Tensor.of(values, shape);
    }

    /** Batch norms as in training, whatever draws at random as in use. */
    static void trainWithoutChance(Layer network) {
        network.train();
        network.walk((path, layer) -> {
            if (layer instanceof Dropout || layer instanceof StochasticDepth) {
                layer.eval();
            }
        });
    }

    /** SHA-256 of a line for each tensor of the state, in order: its name and sizes. */
    static String names(Layer network) {
        StringBuilder lines = new StringBuilder();
        network.state()
                .forEach((name, tensor) ->
                        lines.append(name).append(' ').append(tensor.shape()).append('\n'));
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(lines.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
