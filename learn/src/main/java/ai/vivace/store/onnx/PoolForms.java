package ai.vivace.store.onnx;

import ai.vivace.nn.AveragePool2d;
import ai.vivace.nn.Settings;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The forms of pooling layers. Borders are written out for the size of pictures, since ONNX rounds the number of windows up by another
 * rule than PyTorch, and runtimes by rules of their own.
 */
final class PoolForms {
    private PoolForms() {}

    // ---- windows

    static OnnxValue maximum(OnnxPart layer, OnnxValue input) {
        return windows(layer, "MaxPool", input).output();
    }

    static OnnxValue average(OnnxPart layer, OnnxValue input) {
        Settings settings = layer.settings();
        if (settings.choice("border", AveragePool2d.Border.class) == AveragePool2d.Border.IGNORED) {
            return windows(layer, "AveragePool", input).output();
        }
        OnnxValue mean = windows(layer, "AveragePool", input)
                .integer("count_include_pad", 1)
                .output();
        double[] rows = shares(layer, 0);
        double[] columns = shares(layer, 1);
        if (Arrays.stream(rows).allMatch(share -> share == 1)
                && Arrays.stream(columns).allMatch(share -> share == 1)) {
            return mean;
        }
        float[] factors = new float[rows.length * columns.length];
        for (int i = 0; i < factors.length; i++) {
            factors[i] = (float) (rows[i / columns.length] * columns[i % columns.length]);
        }
        Tensor spread = Tensor.of(factors, Shape.of(1, 1, rows.length, columns.length));
        return layer.value("Mul", mean, layer.constant("shares", spread));
    }

    private static OnnxNode windows(OnnxPart layer, String operator, OnnxValue input) {
        long[] padding = layer.settings().integers("padding");
        return layer.node(operator, input)
                .integers("kernel_shape", layer.settings().integers("kernel"))
                .integers("strides", layer.settings().integers("stride"))
                .integers("pads", padding[0], padding[1], end(layer, 0), end(layer, 1));
    }

    /** How much border there must be below or on the right for the last window to fit exactly or with something left over. */
    private static long end(OnnxPart layer, int side) {
        return Math.max(0, reach(layer, side) - layer.inputShape().size(2 + side));
    }

    /** Where the last window ends, from the start of the picture. */
    private static long reach(OnnxPart layer, int side) {
        Settings settings = layer.settings();
        return (layer.outputShape().size(2 + side) - 1) * settings.integers("stride")[side]
                + settings.integers("kernel")[side]
                - settings.integers("padding")[side];
    }

    /**
     * By what the means of windows must be multiplied: PyTorch divides by what of a window lies inside the picture with its border, but
     * the border that is written out may be larger.
     */
    private static double[] shares(OnnxPart layer, int side) {
        Settings settings = layer.settings();
        long kernel = settings.integers("kernel")[side];
        long padding = settings.integers("padding")[side];
        long bordered = layer.inputShape().size(2 + side) + padding;
        double[] shares = new double[Math.toIntExact(layer.outputShape().size(2 + side))];
        for (int i = 0; i < shares.length; i++) {
            long start = i * settings.integers("stride")[side] - padding;
            shares[i] = (double) kernel / (Math.min(start + kernel, bordered) - start);
        }
        return shares;
    }

    // ---- given sizes

    static OnnxValue adaptiveAverage(OnnxPart layer, OnnxValue input) {
        long[] size = layer.settings().integers("size");
        if (size[0] == 1 && size[1] == 1) {
            return layer.value("GlobalAveragePool", input);
        }
        OnnxValue rows = layer.constant("rows", means(layer, 0));
        OnnxValue columns =
                layer.constant("columns", means(layer, 1).transpose(0, 1).contiguous());
        return layer.value("MatMul", rows, layer.value("MatMul", input, columns));
    }

    /** A matrix that takes a mean for each place of the output: [output, input]. */
    private static Tensor means(OnnxPart layer, int side) {
        int outputs = Math.toIntExact(layer.settings().integers("size")[side]);
        int inputs = Math.toIntExact(layer.inputShape().size(2 + side));
        float[] matrix = new float[outputs * inputs];
        for (int i = 0; i < outputs; i++) {
            long start = start(i, inputs, outputs);
            long end = end(i, inputs, outputs);
            for (long j = start; j < end; j++) {
                matrix[i * inputs + (int) j] = 1f / (end - start);
            }
        }
        return Tensor.of(matrix, Shape.of(outputs, inputs));
    }

    static OnnxValue adaptiveMaximum(OnnxPart layer, OnnxValue input) {
        long[] size = layer.settings().integers("size");
        if (size[0] == 1 && size[1] == 1) {
            return layer.value("GlobalMaxPool", input);
        }
        return maxima(layer, maxima(layer, input, 0), 1);
    }

    private static OnnxValue maxima(OnnxPart layer, OnnxValue input, int side) {
        long outputs = layer.settings().integers("size")[side];
        long inputs = layer.inputShape().size(2 + side);
        List<OnnxValue> parts = new ArrayList<>();
        for (long i = 0; i < outputs; i++) {
            long start = start(i, inputs, outputs);
            OnnxValue part = layer.narrow(input, 2L + side, start, end(i, inputs, outputs) - start);
            parts.add(layer.node("ReduceMax", part).integers("axes", 2L + side).output());
        }
        return layer.concat(2L + side, parts.toArray(OnnxValue[]::new));
    }

    private static long start(long place, long inputs, long outputs) {
        return place * inputs / outputs;
    }

    private static long end(long place, long inputs, long outputs) {
        return ((place + 1) * inputs + outputs - 1) / outputs;
    }
}
