package ai.vivace.nn;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Layer-sequential unit variance (Mishkin and Matas 2015): one layer after the other, in the order in which a batch goes through them,
 * weights are divided by the deviation of what the layer gives, before the activation, until its variance is 1.
 *
 * <p>It measures what other rules assume, so it fits any activation. The model runs as in use: dropout is off and running statistics
 * stay. Of a {@link WeightNorm} it scales the lengths; a {@link SpectralNorm}, which keeps its size, it leaves alone.
 *
 * @param tolerance how far from 1 a variance may be; above 0, 0.1 in the paper
 * @param iterations how often a layer is scaled at most; 10 in the paper
 * @param mean whether what the layer gives is also brought to mean 0
 */
public record Lsuv(double tolerance, int iterations, Mean mean) {
    /** A variance below this share of the mean square is rounding, not variance. */
    private static final double ROUNDING = 1e-12;

    /** What becomes of the mean of what a layer gives. */
    public enum Mean {
        /** It stays, as in the paper. */
        KEPT,
        /** The layer's bias, if it has one, takes it away, as in fastai's course. */
        REMOVED
    }

    public Lsuv {
        double givenTolerance = tolerance;
        int givenIterations = iterations;
        InputException.require(
                tolerance > 0 && tolerance < Double.POSITIVE_INFINITY && iterations >= 1,
                () -> "LSUV needs a finite tolerance above 0 and at least 1 iteration, but came " + givenTolerance
                        + " and " + givenIterations + ".");
    }

    /** The paper's: tolerance 0.1, at most 10 iterations, means stay. */
    public static Lsuv standard() {
        return new Lsuv(0.1, 10, Mean.KEPT);
    }

    public Lsuv tolerance(double newTolerance) {
        return new Lsuv(newTolerance, iterations, mean);
    }

    public Lsuv iterations(int newIterations) {
        return new Lsuv(tolerance, newIterations, mean);
    }

    public Lsuv mean(Mean newMean) {
        return new Lsuv(tolerance, iterations, newMean);
    }

    /**
     * What was done to a layer.
     *
     * @param before the variance of what it gave at its turn
     * @param after the variance at the end of its turn
     * @param scalings how often it was scaled
     */
    record Outcome(double before, double after, int scalings) {}

    /**
     * Scales the weights of some layers.
     *
     * @param places the layers with a weight that can be scaled, by their path
     * @return by path, in the order in which the batch reached them; a layer that it does not reach is not there
     * @throws InputException when what a layer gives is constant or not finite; it names the layer
     */
    Map<String, Outcome> apply(UnaryLayer model, Tensor batch, Map<String, Anatomy.Place> places) {
        return Autograd.off(() -> model.evaluating(() -> {
            Map<String, Outcome> outcomes = new LinkedHashMap<>();
            for (String path : order(model, batch, places)) {
                Anatomy.Place place = places.get(path);
                if (place != null) {
                    outcomes.put(path, scale(model, batch, place));
                }
            }
            return outcomes;
        }));
    }

    /** The paths in the order in which a batch reaches them first. */
    private static List<String> order(UnaryLayer model, Tensor batch, Map<String, Anatomy.Place> places) {
        List<String> order = new ArrayList<>();
        List<UnaryLayer.Observation> observations = new ArrayList<>();
        places.forEach((path, place) -> {
            if (place.layer() instanceof UnaryLayer layer) {
                observations.add(layer.observe((seen, input, output) -> {
                    if (!order.contains(path)) {
                        order.add(path);
                    }
                }));
            }
        });
        try (Scope scope = Scope.open()) {
            model.apply(batch);
        } finally {
            observations.forEach(UnaryLayer.Observation::close);
        }
        return order;
    }

    private Outcome scale(UnaryLayer model, Tensor batch, Anatomy.Place place) {
        Parameter weight = Objects.requireNonNull(place.scalable());
        Moments moments = measure(model, batch, place);
        double before = moments.variance();
        int scalings = 0;
        while (Math.abs(moments.variance() - 1) > tolerance && scalings < iterations) {
            weight.value().mulInPlace(1 / Math.sqrt(moments.variance()));
            scalings++;
            moments = measure(model, batch, place);
        }
        if (mean == Mean.REMOVED) {
            double offset = -moments.mean();
            place.layer().ownParameters().values().stream()
                    .filter(parameter -> parameter.role() == Parameter.Role.BIAS)
                    .forEach(bias -> bias.value().addInPlace(offset));
        }
        return new Outcome(before, moments.variance(), scalings);
    }

    private record Moments(double mean, double variance) {}

    private static Moments measure(UnaryLayer model, Tensor batch, Anatomy.Place place) {
        double[] sums = new double[2];
        UnaryLayer layer = (UnaryLayer) place.layer();
        try (Scope scope = Scope.open();
                UnaryLayer.Observation observation = layer.observe((seen, input, output) -> {
                    Tensor exact = output.to(DType.FLOAT64);
                    sums[0] = exact.mean().item();
                    sums[1] = exact.variance().item();
                })) {
            model.apply(batch);
        }
        Moments moments = new Moments(sums[0], sums[1]);
        double square = moments.mean() * moments.mean() + moments.variance();
        InputException.require(
                Double.isFinite(square),
                () -> "LSUV: layer \"" + place.path() + "\", " + layer
                        + ", gives values that are not finite for the batch " + batch.shape()
                        + ". Look for NaN or infinity in the batch.");
        InputException.require(
                moments.variance() > ROUNDING * square,
                () -> "LSUV: layer \"" + place.path() + "\", " + layer + ", gives the constant " + moments.mean()
                        + " for the batch " + batch.shape() + ", so that no scale can bring its variance to 1. Give a"
                        + " batch of different items, and see that the activations before the layer let something"
                        + " through.");
        return moments;
    }
}
