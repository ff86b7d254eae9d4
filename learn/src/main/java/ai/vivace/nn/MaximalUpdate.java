package ai.vivace.nn;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.base.Spelling;
import ai.vivace.init.Fans;
import ai.vivace.init.Gain;
import ai.vivace.init.Initializer;
import ai.vivace.init.Initializers;
import ai.vivace.tensor.Nonlinearity;
import ai.vivace.tensor.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The maximal update parametrisation (muP, Yang 2022) for Adam: starting values and learning rates by which a model of any width
 * trains like a narrow one, so that the rate that is best for the narrow one is best for all.
 *
 * <p>Which of a weight's dimensions are widths is found by comparing two models of the same build and different widths. With b a
 * width of the narrower one and n that of the model to train, which may be of any width:
 *
 * <table>
 * <caption>Rules</caption>
 * <tr><th>weight</th><th>which dimensions are widths</th><th>starts with deviation</th><th>rate times</th></tr>
 * <tr><td>hidden</td><td>both</td><td>gain/√in</td><td>b/n of what it reads</td></tr>
 * <tr><td>output</td><td>what it reads</td><td>0</td><td>b/n of what it reads</td></tr>
 * <tr><td>input</td><td>what it gives</td><td>gain/√in</td><td>1</td></tr>
 * <tr><td>biases, norm layers, embeddings</td><td></td><td>0; their own rules</td><td>1</td></tr>
 * </table>
 *
 * <p>At the narrow model's width all factors are 1. The rules are for Adam and its kin; for SGD they differ. Attention must divide its
 * scores by the heads' width, not by its root.
 *
 * <pre>{@code
 * MaximalUpdate update = MaximalUpdate.between(mlp(64), mlp(128));
 * Sequential model = mlp(1024);
 * update.apply(model, Rng.of(42));
 * // Two groups, the slower one first: update.splitter() and Rates.spread(rate * update.groupFactors(model).get(0), rate).
 * }</pre>
 */
public final class MaximalUpdate {
    private final Map<String, Kind> kinds;
    private final Map<String, Double> narrowFans;

    /** What a parameter is between widths. */
    public enum Kind {
        /** From a width to a width. */
        HIDDEN,
        /** From a width to a size that stays. */
        OUTPUT,
        /** From a size that stays to a width; embeddings too. */
        INPUT,
        /** Everything else: biases, norm layers, and what does not change with the width. */
        OTHER
    }

    private MaximalUpdate(Map<String, Kind> kinds, Map<String, Double> narrowFans) {
        this.kinds = Collections.unmodifiableMap(kinds);
        this.narrowFans = narrowFans;
    }

    /**
     * Finds the widths by comparing two models of the same build. Values are not looked at.
     *
     * @param narrow the model whose best learning rate is known or is to be searched
     * @param wider one in which every width is another: twice as wide, say
     * @throws InputException when their parameters have other names or numbers of dimensions, or all the same shapes
     */
    public static MaximalUpdate between(Layer narrow, Layer wider) {
        Map<String, Parameter> base = narrow.parameters();
        Map<String, Kind> kinds = new LinkedHashMap<>();
        Map<String, Double> fans = new LinkedHashMap<>();
        wider.walk((path, layer) -> layer.ownParameters().forEach((name, parameter) -> {
            String full = Anatomy.join(path, name);
            Parameter other = base.get(full);
            if (other == null) {
                throw new InputException("The models are of different builds. "
                        + Spelling.unknown("parameter of the narrow one", full, base.keySet()));
            }
            Kind kind = kind(full, layer, parameter, other);
            kinds.put(full, kind);
            if (kind == Kind.HIDDEN || kind == Kind.OUTPUT) {
                fans.put(full, Fans.of(other.shape()).in());
            }
        }));
        InputException.require(
                kinds.size() == base.size(),
                () -> "The models are of different builds: the narrow one has " + base.size()
                        + " parameters, the wider one " + kinds.size() + ".");
        InputException.require(
                kinds.values().stream().anyMatch(kind -> kind != Kind.OTHER),
                () -> "The models must differ in their widths, but all of their weights have the same shapes.");
        return new MaximalUpdate(kinds, fans);
    }

    private static Kind kind(String path, Layer owner, Parameter wider, Parameter narrow) {
        Shape wide = wider.shape();
        Shape base = narrow.shape();
        InputException.require(
                wide.rank() == base.rank(),
                () -> "The models are of different builds: \"" + path + "\" has shape " + base
                        + " in the narrow one and " + wide + " in the wider one.");
        if (wider.role() != Parameter.Role.WEIGHT || wide.rank() < 2) {
            return Kind.OTHER;
        }
        boolean gives = wide.size(0) != base.size(0);
        boolean reads = wide.size(1) != base.size(1);
        if (owner instanceof Embedding) {
            return reads ? Kind.INPUT : Kind.OTHER;
        }
        if (reads) {
            return gives ? Kind.HIDDEN : Kind.OUTPUT;
        }
        return gives ? Kind.INPUT : Kind.OTHER;
    }

    /** What each parameter is, by path. */
    public Map<String, Kind> kinds() {
        return kinds;
    }

    /**
     * By what the learning rate of each of a model's parameters is to be multiplied, by path.
     *
     * @param model of the same build; of any width
     */
    public Map<String, Double> rateFactors(Layer model) {
        Map<String, Double> factors = new LinkedHashMap<>();
        model.parameters().forEach((path, parameter) -> factors.put(path, factor(path, parameter)));
        return Collections.unmodifiableMap(factors);
    }

    /** Puts parameters of one factor into one group, the smallest factor first. */
    public Splitter splitter() {
        return model -> {
            Map<Double, Map<String, Parameter>> groups = new TreeMap<>();
            model.parameters().forEach((path, parameter) -> groups.computeIfAbsent(
                            factor(path, parameter), absent -> new LinkedHashMap<>())
                    .put(path, parameter));
            List<ParameterGroup> list = new ArrayList<>();
            groups.forEach((factor, parameters) ->
                    list.add(new ParameterGroup(String.format(Locale.ROOT, "rate × %.4g", factor), parameters)));
            return list;
        };
    }

    /** The factors of the groups that {@link #splitter} makes of a model, in their order: rising. */
    public List<Double> groupFactors(Layer model) {
        return rateFactors(model).values().stream().distinct().sorted().toList();
    }

    private double factor(String path, Parameter parameter) {
        InputException.require(
                kinds.containsKey(path),
                () -> Spelling.unknown("parameter", path, kinds.keySet())
                        + " The model is of another build than those that were compared.");
        Double narrow = narrowFans.get(path);
        return narrow == null ? 1 : narrow / Fans.of(parameter.shape()).in();
    }

    /** Draws a model's parameters, with ReLU between its layers. */
    public Initialization.Report apply(Layer model, Rng rng) {
        return apply(model, Nonlinearity.RELU, rng);
    }

    /**
     * Draws a model's parameters.
     *
     * @param model of the same build; of any width
     * @param between the nonlinearity between its layers
     */
    public Initialization.Report apply(Layer model, Nonlinearity between, Rng rng) {
        Initializer hidden = Initializers.kaimingNormal(Gain.exact(between), Fans.Mode.IN);
        return Initialization.of((anatomy, choices) -> {
                    choices.zeroBiases(anatomy);
                    for (Anatomy.Place place : anatomy.places()) {
                        place.layer().ownParameters().forEach((name, parameter) -> {
                            String path = Anatomy.join(place.path(), name);
                            double factor = factor(path, parameter);
                            Kind kind = kinds.getOrDefault(path, Kind.OTHER);
                            String why = kind.name().toLowerCase(Locale.ROOT)
                                    + String.format(Locale.ROOT, "; rate times %.4g", factor);
                            if (kind == Kind.OUTPUT) {
                                choices.set(place, name, Initializers.zeros(), "zeros", why);
                            } else if (parameter == place.weight()) {
                                choices.set(place, name, hidden, "Kaiming normal, " + between, why);
                            }
                        });
                    }
                })
                .apply(model, rng);
    }
}
