package ai.vivace.learn;

import ai.vivace.learn.Finding.Kind;
import ai.vivace.nn.Layer;
import ai.vivace.nn.Parameter;
import ai.vivace.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Judges what one batch has shown of a model. */
final class CheckFindings {
    /** Above this share of dead or saturated units a layer is said to be so. */
    static final double MOST = 0.5;

    /** Deviations of inputs outside of this are no normalised ones. */
    private static final double SMALLEST_INPUT = 0.05;

    private static final double LARGEST_INPUT = 20;

    /** By how much the signal may change from the input to a layer. */
    private static final double SIGNAL = 1e3;

    /** By how much the gradient may change from the last layer to the first: an average over a picture alone divides by its size. */
    private static final double GRADIENT = 1e5;

    /** A first loss of so many times that of guessing is too high. */
    private static final double TIMES_GUESSING = 2;

    private final double inputDeviation;
    private final List<ActivityProbe.Seen> uses;
    private final List<LayerActivity> layers;
    private final List<Finding> findings = new ArrayList<>();

    CheckFindings(double inputDeviation, List<ActivityProbe.Seen> uses, List<LayerActivity> layers) {
        this.inputDeviation = inputDeviation;
        this.uses = uses;
        this.layers = layers;
    }

    List<Finding> all() {
        return findings;
    }

    private void add(Kind kind, String where, String format, Object... values) {
        findings.add(new Finding(kind, where, String.format(Locale.ROOT, format, values)));
    }

    /** Numbers of words and classes have no scale. */
    void input(Tensor input) {
        if (!input.dtype().isFloating()) {
            return;
        }
        if (!input.allFinite()) {
            add(Kind.NOT_FINITE, "input", "the batch itself has NaN or infinite values.");
        } else if (inputDeviation < SMALLEST_INPUT || inputDeviation > LARGEST_INPUT) {
            add(
                    Kind.INPUT_SCALE,
                    "input",
                    "the standard deviation of the batch is %.3g; about 1 is wanted.",
                    inputDeviation);
        }
    }

    /** Whether all numbers are usable; names the first layer where they are not. */
    boolean finite(Tensor loss) {
        for (int i = 0; i < uses.size(); i++) {
            if (!uses.get(i).output().allFinite()) {
                add(Kind.NOT_FINITE, layers.get(i).name(), "it is the first layer that gives NaN or infinite values.");
                return false;
            }
        }
        if (!loss.allFinite()) {
            add(Kind.NOT_FINITE, "loss", "the loss is %s, although the model's outputs are finite.", loss.item());
            return false;
        }
        return true;
    }

    void loss(double loss, OptionalDouble uniform) {
        if (uniform.isPresent()) {
            firstLoss(loss, uniform.getAsDouble()).ifPresent(findings::add);
        }
    }

    /** A first loss that is far above that of answering all classes alike. */
    static Optional<Finding> firstLoss(double loss, double uniform) {
        return loss > TIMES_GUESSING * uniform
                ? Optional.of(new Finding(
                        Kind.HIGH_INITIAL_LOSS,
                        "loss",
                        String.format(
                                Locale.ROOT,
                                "it starts at %.4g, %.1f times the %.4g of answering all classes alike.",
                                loss,
                                loss / uniform,
                                uniform)))
                : Optional.empty();
    }

    void layers() {
        units(layers).forEach(findings::add);
        signal();
        gradient();
    }

    /** Layers of which most units are dead or saturated. */
    static List<Finding> units(List<LayerActivity> layers) {
        List<Finding> found = new ArrayList<>();
        for (LayerActivity layer : layers) {
            most(layer.forward().dead())
                    .ifPresent(share -> found.add(new Finding(
                            Kind.DEAD_UNITS,
                            layer.name(),
                            percent(share) + " of its units are 0 for every item of a batch.")));
            most(layer.forward().saturated())
                    .ifPresent(share -> found.add(new Finding(
                            Kind.SATURATED_UNITS,
                            layer.name(),
                            percent(share) + " of its values are where it is flat.")));
        }
        return found;
    }

    private static Optional<Double> most(OptionalDouble share) {
        return share.isPresent() && share.getAsDouble() > MOST ? Optional.of(share.getAsDouble()) : Optional.empty();
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }

    /** Which of the uses are of layers with weights, apart from those that start at zero, as the ends of residual branches do. */
    private List<Integer> weighted() {
        List<Integer> weighted = new ArrayList<>();
        for (int i = 0; i < uses.size(); i++) {
            Layer layer = uses.get(i).layer();
            boolean counts = SymmetricUnits.weightOf(layer)
                    .map(name -> Objects.requireNonNull(layer.ownParameters().get(name)))
                    .filter(weight -> weight.value().detach().abs().max().item() > 0)
                    .isPresent();
            if (counts) {
                weighted.add(i);
            }
        }
        return weighted;
    }

    private void signal() {
        if (inputDeviation == 0) {
            return;
        }
        for (int i : weighted()) {
            double change = layers.get(i).forward().deviation() / inputDeviation;
            if (change < 1 / SIGNAL || change > SIGNAL) {
                add(
                        change < 1 ? Kind.VANISHING_SIGNAL : Kind.EXPLODING_SIGNAL,
                        layers.get(i).name(),
                        "the standard deviation is %.2g here and %.2g in the input.",
                        layers.get(i).forward().deviation(),
                        inputDeviation);
                return;
            }
        }
    }

    private void gradient() {
        List<LayerActivity> flows = weighted().stream()
                .map(layers::get)
                .filter(layer -> layer.backward().map(Activity::deviation).orElse(0.0) > 0)
                .toList();
        if (flows.size() < 2) {
            return;
        }
        LayerActivity first = flows.get(0);
        LayerActivity last = flows.get(flows.size() - 1);
        double start = first.backward().orElseThrow().deviation();
        double end = last.backward().orElseThrow().deviation();
        if (start / end < 1 / GRADIENT || start / end > GRADIENT) {
            add(
                    start < end ? Kind.VANISHING_GRADIENT : Kind.EXPLODING_GRADIENT,
                    first.name(),
                    "the standard deviation of the gradient is %.2g here and %.2g at %s.",
                    start,
                    end,
                    last.name());
        }
    }

    /** What gets no gradient, and units that are equal for ever. */
    void parameters(Set<String> trained, Map<String, Tensor> gradients) {
        for (String path : trained) {
            if (!gradients.containsKey(path)) {
                add(Kind.NO_GRADIENT, path, "it is to be trained, but gets no gradient.");
            }
        }
        String last = "";
        for (ActivityProbe.Seen use : uses) {
            last = SymmetricUnits.weightOf(use.layer()).isPresent() ? use.path() : last;
        }
        // The units of the last layer are told apart by the targets; those of classes that a batch lacks look alike in
        // it.
        for (int i = 0; i < uses.size(); i++) {
            if (!uses.get(i).path().equals(last)) {
                symmetry(uses.get(i), layers.get(i).name(), gradients);
            }
        }
    }

    private void symmetry(ActivityProbe.Seen use, String where, Map<String, Tensor> gradients) {
        Optional<String> name = SymmetricUnits.weightOf(use.layer());
        Tensor gradient = name.map(own -> gradients.get(use.path().isEmpty() ? own : use.path() + "." + own))
                .orElse(null);
        if (name.isEmpty() || gradient == null) {
            return;
        }
        Map<String, Parameter> own = use.layer().ownParameters();
        Parameter weight = Objects.requireNonNull(own.get(name.get()));
        Parameter bias = own.get("bias");
        int doubles = SymmetricUnits.count(weight.value(), gradient, bias == null ? null : bias.value());
        boolean known = findings.stream()
                .anyMatch(finding -> finding.kind() == Kind.SYMMETRIC_UNITS
                        && finding.where().equals(where));
        if (doubles > 0 && !known) {
            add(
                    Kind.SYMMETRIC_UNITS,
                    where,
                    "%d of %d units have a double with the same weights, bit for bit, and the same gradient.",
                    doubles,
                    weight.shape().size(0));
        }
    }
}
