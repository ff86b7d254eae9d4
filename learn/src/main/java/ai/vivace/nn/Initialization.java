package ai.vivace.nn;

import ai.vivace.base.Rng;
import ai.vivace.init.Fans;
import ai.vivace.init.Gain;
import ai.vivace.init.Initializer;
import ai.vivace.init.Initializers;
import ai.vivace.plot.TextTable;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Nonlinearity;
import ai.vivace.tensor.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A policy for the starting values of a whole model.
 *
 * <p>A policy by fans draws the weights of linear and convolution layers anew and sets their biases to 0; normalisation layers
 * and embeddings start by their own rules. Each parameter is drawn from the stream of its own path, so equal seeds give equal
 * models.
 */
public final class Initialization {
    private static final String OWN_RULE = "the layer's default";

    private final String scheme;
    private final @Nullable Initializer weights;

    private Initialization(String scheme, @Nullable Initializer weights) {
        this.scheme = scheme;
        this.weights = weights;
    }

    /** Every layer by its own rule, which is PyTorch's; the same as {@link Layer#initialize(Rng)}. */
    public static Initialization pytorchDefaults() {
        return new Initialization(OWN_RULE, null);
    }

    /** Kaiming's normal scheme by fan in for ReLU, as fastai's {@code apply_init}. */
    public static Initialization kaiming() {
        return kaiming(Nonlinearity.RELU);
    }

    /** Kaiming's normal scheme by fan in, with the exact gain of the nonlinearity between the layers. */
    public static Initialization kaiming(Nonlinearity between) {
        return new Initialization(
                "Kaiming normal, " + between, Initializers.kaimingNormal(Gain.exact(between), Fans.Mode.IN));
    }

    /** Xavier's uniform scheme without a gain, as in Keras. */
    public static Initialization xavier() {
        return new Initialization("Xavier uniform", Initializers.xavierUniform(Gain.LINEAR));
    }

    /** Draws all parameters of a model, or of a part of one. */
    public Report apply(Layer model, Rng rng) {
        List<Row> rows = new ArrayList<>();
        model.walk((path, layer) -> layer.ownParameters().forEach((name, parameter) -> {
            String full = path.isEmpty() ? name : path + "." + name;
            String applied = initialize(layer, parameter, rng.split(full));
            rows.add(new Row(full, applied, deviation(parameter)));
        }));
        return new Report(rows);
    }

    private String initialize(Layer owner, Parameter parameter, Rng rng) {
        if (weights != null && !Reweighted.isEmbedding(owner)) {
            if (parameter.role() == Parameter.Role.WEIGHT && parameter.shape().rank() >= 2) {
                parameter.initialize(weights, rng);
                return scheme;
            }
            if (parameter.role() == Parameter.Role.BIAS) {
                parameter.initialize(Initializers.zeros(), rng);
                return "zeros";
            }
        }
        parameter.initialize(rng);
        return OWN_RULE;
    }

    private static double deviation(Parameter parameter) {
        try (Scope scope = Scope.open()) {
            return Autograd.off(() -> parameter.value().variance().sqrt().item());
        }
    }

    /**
     * What was done to a parameter.
     *
     * @param path its name in the model
     * @param scheme the rule in words
     * @param deviation the standard deviation of the values it has now
     */
    public record Row(String path, String scheme, double deviation) {}

    /** What was done to a model. Prints as a table. */
    public record Report(List<Row> rows) {
        public Report {
            rows = List.copyOf(rows);
        }

        @Override
        public String toString() {
            TextTable.Builder table = TextTable.of("Parameter", "Scheme", "Deviation");
            rows.forEach(
                    row -> table.row(row.path(), row.scheme(), String.format(Locale.ROOT, "%.6f", row.deviation())));
            return table.build().toString();
        }
    }
}
