package ai.vivace.learn;

import ai.vivace.base.InputException;
import ai.vivace.base.Spelling;
import ai.vivace.nn.Layer;
import ai.vivace.nn.Penalties;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Tensor;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the activations of a layer small and steady (AR and TAR, Merity 2017): adds weight · mean(output²) to the objective, and
 * temporal weight · mean((input_t - input_{t-1})²).
 *
 * <p>For AWD-LSTM the layer is the dropout after the last recurrent layer, whose output is dropped and whose input is raw, with
 * weights of 2 and 1. With a temporal weight of 0 it is an L2 penalty on the activations of any layer.
 */
public final class ActivationPenalty implements Callback {
    private final String path;
    private final double weight;
    private final double temporalWeight;
    private UnaryLayer.@Nullable Observation observation;
    private @Nullable Tensor input;
    private @Nullable Tensor output;

    private ActivationPenalty(String path, double weight, double temporalWeight) {
        InputException.require(
                weight >= 0 && temporalWeight >= 0 && Double.isFinite(weight + temporalWeight),
                () -> "The weights of an activation penalty must be finite and 0 or more, but are " + weight + " and "
                        + temporalWeight + ".");
        this.path = path;
        this.weight = weight;
        this.temporalWeight = temporalWeight;
    }

    /**
     * On a layer's output alone.
     *
     * @param path the layer's place in the model, as in {@code "1.0"}
     * @param weight 0 or more
     */
    public static ActivationPenalty on(String path, double weight) {
        return new ActivationPenalty(path, weight, 0);
    }

    /** With a penalty on the steps of the layer's input [N, time, width] too. */
    public ActivationPenalty temporal(double weightOfSteps) {
        return new ActivationPenalty(path, weight, weightOfSteps);
    }

    @Override
    public Phase phase() {
        return Phase.OBJECTIVE;
    }

    @Override
    public void beforeFit(FitContext fit) {
        Map<String, UnaryLayer> layers = new TreeMap<>();
        fit.learner().model().walk((place, layer) -> {
            if (layer instanceof UnaryLayer unary) {
                layers.put(place, unary);
            }
        });
        UnaryLayer layer = layers.get(path);
        if (layer == null) {
            throw new InputException(Spelling.unknown("layer", path, layers.keySet()));
        }
        observation = layer.observe((seen, from, to) -> remember(seen, from, to));
    }

    private void remember(Layer layer, Tensor from, Tensor to) {
        if (layer.isTraining()) {
            input = from;
            output = to;
        }
    }

    @Override
    public Signal afterLoss(BatchContext batch) {
        if (output != null && weight > 0) {
            batch.objective(batch.objective().add(Penalties.activation(output, weight)));
        }
        if (input != null && temporalWeight > 0) {
            batch.objective(batch.objective().add(Penalties.temporalActivation(input, temporalWeight)));
        }
        return Signal.CONTINUE;
    }

    @Override
    public Signal afterBatch(BatchContext batch) {
        forget();
        return Signal.CONTINUE;
    }

    @Override
    public void close(FitContext fit) {
        forget();
        if (observation != null) {
            observation.close();
            observation = null;
        }
    }

    private void forget() {
        input = null;
        output = null;
    }
}
