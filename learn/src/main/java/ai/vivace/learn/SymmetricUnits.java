package ai.vivace.learn;

import ai.vivace.nn.Embedding;
import ai.vivace.nn.Layer;
import ai.vivace.nn.Parameter;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Tensor;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Units of a layer that are equal and stay so: the same weights and bias to the last bit, and the same gradient. Equal weights alone do
 * no harm where gradients differ, as behind a last layer that is drawn at random. Gradients are compared up to rounding: products of
 * matrices add in another order at their edges.
 */
final class SymmetricUnits {
    private static final double ROUNDING = 1e-5;

    private SymmetricUnits() {}

    /** The name of a layer's weights, which have a row for each unit; empty where it has none, or rows are no units. */
    static Optional<String> weightOf(Layer layer) {
        return layer instanceof Embedding
                ? Optional.empty()
                : layer.ownParameters().entrySet().stream()
                        .filter(entry -> entry.getValue().role() == Parameter.Role.WEIGHT
                                && entry.getValue().shape().rank() >= 2)
                        .map(Map.Entry::getKey)
                        .findFirst();
    }

    /**
     * The number of units that have a double.
     *
     * @param weight [units, …]
     * @param gradient of the loss with respect to the weight
     * @param bias [units], if there is one
     */
    static int count(Tensor weight, Tensor gradient, @Nullable Tensor bias) {
        int doubles = 0;
        double[] gradients = new double[0];
        int width = (int) (weight.elements() / weight.size(0));
        for (List<Integer> equal : equalRows(weight, bias)) {
            gradients = gradients.length == 0 ? gradient.to(DType.FLOAT64).toDoubles() : gradients;
            doubles += alike(equal, gradients, width);
        }
        return doubles;
    }

    private static List<List<Integer>> equalRows(Tensor weight, @Nullable Tensor bias) {
        int units = (int) weight.size(0);
        byte[] weights = weight.detach().toRaw();
        byte[] biases = bias == null ? new byte[0] : bias.detach().toRaw();
        Map<List<ByteBuffer>, List<Integer>> rows = new LinkedHashMap<>();
        for (int unit = 0; unit < units; unit++) {
            List<ByteBuffer> key = List.of(part(weights, unit, units), part(biases, unit, units));
            rows.computeIfAbsent(key, first -> new ArrayList<>()).add(unit);
        }
        return rows.values().stream().filter(equal -> equal.size() > 1).toList();
    }

    private static ByteBuffer part(byte[] bytes, int index, int parts) {
        int length = bytes.length / parts;
        return ByteBuffer.wrap(bytes, index * length, length).slice();
    }

    /** How many of the units have the gradient of another one of them. */
    private static int alike(List<Integer> units, double[] gradients, int width) {
        double largest = 0;
        for (double gradient : gradients) {
            largest = Math.max(largest, Math.abs(gradient));
        }
        List<List<Integer>> groups = new ArrayList<>();
        for (int unit : units) {
            List<Integer> own = null;
            for (List<Integer> group : groups) {
                if (distance(gradients, width, group.get(0), unit) <= ROUNDING * largest) {
                    own = group;
                    break;
                }
            }
            if (own == null) {
                own = new ArrayList<>();
                groups.add(own);
            }
            own.add(unit);
        }
        return groups.stream().mapToInt(List::size).filter(size -> size > 1).sum();
    }

    private static double distance(double[] gradients, int width, int first, int second) {
        double largest = 0;
        for (int i = 0; i < width; i++) {
            largest = Math.max(largest, Math.abs(gradients[first * width + i] - gradients[second * width + i]));
        }
        return largest;
    }
}
