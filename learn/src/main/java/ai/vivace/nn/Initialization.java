package ai.vivace.nn;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.init.Fans;
import ai.vivace.init.Gain;
import ai.vivace.init.Initializer;
import ai.vivace.init.Initializers;
import ai.vivace.plot.TextTable;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Nonlinearity;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A policy for the starting values of a whole model.
 *
 * <p>A policy draws the weights of linear and convolution layers anew and sets their biases to 0; what it does not speak of, such as
 * normalisation layers and embeddings, starts by its own rule. Each parameter is drawn from the stream of its own path, so equal seeds
 * give equal models.
 *
 * <pre>{@code
 * System.out.println(Initialization.recommended().apply(model, Rng.of(42)));
 * }</pre>
 */
public final class Initialization {
    private final List<Choices.Policy> policies;
    private final @Nullable Calibration calibration;

    /** Scales layers by what they give for a batch. */
    private record Calibration(Lsuv settings, Tensor batch) {}

    private Initialization(List<Choices.Policy> policies, @Nullable Calibration calibration) {
        this.policies = List.copyOf(policies);
        this.calibration = calibration;
    }

    static Initialization of(Choices.Policy policy) {
        return new Initialization(List.of(policy), null);
    }

    /** Every layer by its own rule, which is PyTorch's; the same as {@link Layer#initialize(Rng)}. */
    public static Initialization pytorchDefaults() {
        return new Initialization(List.of(), null);
    }

    /**
     * What suits each layer, by what stands around it. The report says what was chosen for each parameter and why.
     *
     * <table>
     * <caption>Rules</caption>
     * <tr><th>where</th><th>what</th></tr>
     * <tr><td>ReLU and its kin, with norm layers</td><td>Kaiming normal by fan out; norm layers that end a residual branch 0; output
     * layer N(0, 0.01)</td></tr>
     * <tr><td>ReLU and its kin, without</td><td>Kaiming normal by fan in; see {@link #recommended(Tensor)}</td></tr>
     * <tr><td>residual branches without norm layers</td><td>{@linkplain #fixup Fixup}, unless a scale starts them near 0</td></tr>
     * <tr><td>SELU</td><td>LeCun normal</td></tr>
     * <tr><td>tanh; sigmoid</td><td>Xavier normal with gain 5/3; without</td></tr>
     * <tr><td>sine</td><td>{@linkplain #siren SIREN's}</td></tr>
     * <tr><td>recurrent layers, by PyTorch's names</td><td>Xavier, recurrent weights orthogonal, an LSTM's forget bias 1</td></tr>
     * <tr><td>transformers with branches that begin with a layer norm</td><td>N(0, 0.02), divided by √branches for the last weight of
     * each</td></tr>
     * </table>
     *
     * <p>Biases start at 0. What a layer computes in code rather than by layers cannot be seen; ReLU is taken for granted there.
     */
    public static Initialization recommended() {
        return of((anatomy, choices) -> {
            new RecommendedPolicy().choose(anatomy, choices);
            if (!choices.calibrated().isEmpty()) {
                choices.note(
                        "Some weights have no norm layer. Give recommended a batch, and LSUV brings what they give to"
                                + " variance 1.");
            }
        });
    }

    /**
     * As {@link #recommended()}; then {@link Lsuv} brings what layers without norm layers give to variance 1 on a batch.
     *
     * @param batch an input of the model, preprocessed as in training; some hundred items
     */
    public static Initialization recommended(Tensor batch) {
        return new Initialization(List.of(new RecommendedPolicy()), new Calibration(Lsuv.standard(), batch));
    }

    /** Kaiming's normal scheme by fan in for ReLU, as fastai's {@code apply_init}. */
    public static Initialization kaiming() {
        return kaiming(Nonlinearity.RELU);
    }

    /** Kaiming's normal scheme by fan in, with the exact gain of the nonlinearity between the layers. */
    public static Initialization kaiming(Nonlinearity between) {
        return weights("Kaiming normal, " + between, Initializers.kaimingNormal(Gain.exact(between), Fans.Mode.IN));
    }

    /** Xavier's uniform scheme without a gain, as in Keras. */
    public static Initialization xavier() {
        return weights("Xavier uniform", Initializers.xavierUniform(Gain.LINEAR));
    }

    /** LeCun's normal scheme, for SELU. */
    public static Initialization lecun() {
        return weights("LeCun normal", Initializers.lecunNormal());
    }

    /** Orthogonal weights with the exact gain of the nonlinearity between the layers. */
    public static Initialization orthogonal(Nonlinearity between) {
        return weights("orthogonal, " + between, Initializers.orthogonal(Gain.exact(between)));
    }

    /**
     * One rule for all weights of linear and convolution layers, and zeros for their biases.
     *
     * @param scheme the rule in words, for the report
     */
    public static Initialization weights(String scheme, Initializer rule) {
        return of((anatomy, choices) -> {
            choices.zeroBiases(anatomy);
            anatomy.weights().forEach(place -> choices.weight(place, rule, scheme, ""));
        });
    }

    /** Orthonormal weights, then {@link Lsuv} with the paper's settings on a batch. */
    public static Initialization lsuv(Tensor batch) {
        return lsuv(batch, Lsuv.standard());
    }

    /**
     * Orthonormal weights, then {@link Lsuv} on a batch.
     *
     * @param batch an input of the model, preprocessed as in training; some hundred items
     */
    public static Initialization lsuv(Tensor batch, Lsuv settings) {
        Choices.Policy policy = (anatomy, choices) -> {
            choices.zeroBiases(anatomy);
            anatomy.weights().forEach(place -> {
                choices.weight(place, Initializers.orthogonal(Gain.LINEAR), "orthogonal", "");
                choices.calibrate(place);
            });
        };
        return new Initialization(List.of(policy), new Calibration(settings, batch));
    }

    /**
     * {@linkplain ai.vivace.init.Fixup Fixup} for nets of residual blocks without norm layers. Outside of branches by Kaiming's normal
     * scheme, the output layer 0.
     */
    public static Initialization fixup() {
        return of(new FixupPolicy());
    }

    /** {@linkplain ai.vivace.init.Siren SIREN's} rules for nets of {@link Sine} layers. Biases keep PyTorch's default. */
    public static Initialization siren() {
        return of(new SirenPolicy());
    }

    /**
     * This policy, with the norm layers that end residual branches at 0, so that blocks start as their shortcut (Goyal 2017). PyTorch
     * leaves this off, fastai's xResNet and timm have it on. Norm layers with an activation or a weight after them in their branch
     * stay: they would never leave 0.
     */
    public Initialization zeroGamma() {
        return then(RecommendedPolicy::zeroClosingNorms);
    }

    /** This policy, with an output bias that makes sigmoids answer a {@linkplain Initializers#priorBias probability} at first. */
    public Initialization outputPrior(double probability) {
        Initializer rule = Initializers.priorBias(probability);
        return then((anatomy, choices) ->
                choices.outputBias(anatomy, rule, "Prior bias", "the output starts at probability " + probability));
    }

    /** This policy, with an output bias that makes a softmax answer the {@linkplain Initializers#logPriors classes' shares} at first. */
    public Initialization classShares(double... shares) {
        Initializer rule = Initializers.logPriors(shares);
        return then((anatomy, choices) ->
                choices.outputBias(anatomy, rule, "Log priors", "the output starts at the classes' shares"));
    }

    private Initialization then(Choices.Policy next) {
        List<Choices.Policy> all = new ArrayList<>(policies);
        all.add(next);
        return new Initialization(all, calibration);
    }

    /**
     * Draws all parameters of a model, or of a part of one.
     *
     * @throws InputException when the policy does not fit the model, or a layer cannot be brought to variance 1
     */
    public Report apply(Layer model, Rng rng) {
        Anatomy anatomy = Anatomy.of(model);
        Choices choices = new Choices();
        policies.forEach(policy -> policy.choose(anatomy, choices));
        Map<String, Parameter> parameters = model.parameters();
        parameters.forEach((path, parameter) -> {
            Initializer rule = choices.of(path).rule();
            if (rule == null) {
                parameter.initialize(rng.split(path));
            } else {
                parameter.initialize(rule, rng.split(path));
            }
        });
        Map<String, Lsuv.Outcome> outcomes = calibrate(model, anatomy, choices);
        List<Row> rows = new ArrayList<>();
        parameters.forEach((path, parameter) -> {
            Choices.Choice choice = choices.of(path);
            String owner = path.substring(0, Math.max(0, path.lastIndexOf('.')));
            Lsuv.Outcome outcome = parameter.role() == Parameter.Role.WEIGHT ? outcomes.get(owner) : null;
            rows.add(new Row(
                    path,
                    choice.scheme(),
                    outcome == null ? choice.why() : why(choice, outcome),
                    deviation(parameter)));
        });
        return new Report(rows, choices.notes());
    }

    private Map<String, Lsuv.Outcome> calibrate(Layer model, Anatomy anatomy, Choices choices) {
        if (calibration == null || choices.calibrated().isEmpty()) {
            return Map.of();
        }
        if (!(model instanceof UnaryLayer unary)) {
            throw new InputException(
                    "LSUV runs the model on a batch, so the model must take one tensor and give one, but is " + model
                            + ".");
        }
        Map<String, Anatomy.Place> places = new LinkedHashMap<>();
        for (String path : choices.calibrated()) {
            Anatomy.Place place = anatomy.owner(path);
            if (place.scalable() == null) {
                choices.note("LSUV left \"" + path + "\" as it is: " + place.layer()
                        + " keeps its weight at a size of its own.");
            } else {
                places.put(path, place);
            }
        }
        Map<String, Lsuv.Outcome> outcomes = calibration.settings().apply(unary, calibration.batch(), places);
        double tolerance = calibration.settings().tolerance();
        outcomes.forEach((path, outcome) -> {
            if (Math.abs(outcome.after() - 1) > tolerance) {
                choices.note(String.format(
                        Locale.ROOT,
                        "LSUV left the output of \"%s\" at variance %.3g after %d scalings.",
                        path,
                        outcome.after(),
                        outcome.scalings()));
            }
        });
        places.keySet().stream()
                .filter(path -> !outcomes.containsKey(path))
                .forEach(path -> choices.note("LSUV left \"" + path + "\" as it is: the batch does not reach it."));
        return outcomes;
    }

    private static String why(Choices.Choice choice, Lsuv.Outcome outcome) {
        String scaled =
                String.format(Locale.ROOT, "LSUV: output variance %.3g, then %.3g", outcome.before(), outcome.after());
        return choice.why().isEmpty() ? scaled : choice.why() + "; " + scaled;
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
     * @param why the reason in words; empty where the policy gives none
     * @param deviation the standard deviation of the values it has now
     */
    public record Row(String path, String scheme, String why, double deviation) {}

    /**
     * What was done to a model. Prints as a table with the notes below.
     *
     * @param rows a row for each parameter, in the model's order
     * @param notes what else to know: what the model lacks for the policy to work best
     */
    public record Report(List<Row> rows, List<String> notes) {
        public Report {
            rows = List.copyOf(rows);
            notes = List.copyOf(notes);
        }

        @Override
        public String toString() {
            boolean reasons = rows.stream().anyMatch(row -> !row.why().isEmpty());
            TextTable.Builder table = reasons
                    ? TextTable.of("Parameter", "Scheme", "Why", "Deviation")
                    : TextTable.of("Parameter", "Scheme", "Deviation");
            for (Row row : rows) {
                String deviation = String.format(Locale.ROOT, "%.6f", row.deviation());
                if (reasons) {
                    table.row(row.path(), row.scheme(), row.why(), deviation);
                } else {
                    table.row(row.path(), row.scheme(), deviation);
                }
            }
            StringBuilder text = new StringBuilder(table.build().toString());
            notes.forEach(note -> text.append("\n").append(note));
            return text.toString();
        }
    }
}
