package ai.vivace.learn;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.data.Batch;
import ai.vivace.data.BatchStream;
import ai.vivace.data.Loader;
import ai.vivace.nn.Stochastic;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Engine;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Prediction with dropout left on (Gal and Ghahramani 2016): how much answers differ from pass to pass says how sure the model is.
 *
 * <p>Layers that draw at random do so, all others are as in use. What is drawn depends on the learner's seed, the batch and the pass
 * alone.
 *
 * @param passes how often each item is predicted; at least 2; 10 to 100 are usual
 */
public record MonteCarloDropout(int passes) {
    public MonteCarloDropout {
        int given = passes;
        InputException.require(
                given >= 2, () -> "Monte-Carlo dropout needs at least 2 passes, but came " + given + ".");
    }

    /**
     * What the passes gave, item by item in the loader's order.
     *
     * @param indices which items of the data set they are
     * @param means the mean of the activated outputs: of the classes' probabilities, say
     * @param deviations their standard deviation over the passes, divided by their number
     */
    public record Spread(int[] indices, float[][] means, float[][] deviations) {}

    /**
     * Predicts all items of a loader.
     *
     * @throws InputException when the model has no layer that draws at random
     */
    public Spread predict(Learner learner, Loader loader) {
        UnaryLayer model = learner.model();
        boolean[] draws = new boolean[1];
        model.walk((path, layer) -> draws[0] |= layer instanceof Stochastic);
        InputException.require(
                draws[0], () -> "The model has no dropout: all passes of Monte-Carlo dropout would be equal.");
        Rng rng = Rng.of(learner.seed()).split("monte carlo");
        List<Spread> parts = new ArrayList<>();
        model.drawing(() -> Autograd.off(() -> {
            try (BatchStream stream = loader.epoch(0)) {
                while (next(stream, learner, rng.split(parts.size()), parts)) {}
            }
            return parts;
        }));
        return new Spread(
                parts.stream().flatMapToInt(part -> Arrays.stream(part.indices)).toArray(),
                parts.stream().flatMap(part -> Arrays.stream(part.means)).toArray(float[][]::new),
                parts.stream().flatMap(part -> Arrays.stream(part.deviations)).toArray(float[][]::new));
    }

    private boolean next(BatchStream stream, Learner learner, Rng rng, List<Spread> parts) {
        try (Scope scope = Scope.open()) {
            Batch batch = stream.next();
            if (batch == null) {
                return false;
            }
            List<Tensor> outputs = new ArrayList<>();
            for (int pass = 0; pass < passes; pass++) {
                Engine.seed(rng.split(pass));
                Tensor output = Inference.full(learner.model().apply(batch.input()));
                outputs.add(learner.loss().activate(output));
            }
            Tensor all = Tensor.stack(outputs, 0);
            parts.add(new Spread(
                    batch.indices(),
                    rows(all.mean(0), batch.size()),
                    rows(all.variance(0).sqrt(), batch.size())));
            return true;
        }
    }

    private static float[][] rows(Tensor tensor, int items) {
        float[] values = tensor.toFloats();
        int width = values.length / items;
        float[][] rows = new float[items][];
        for (int i = 0; i < items; i++) {
            rows[i] = Arrays.copyOfRange(values, i * width, (i + 1) * width);
        }
        return rows;
    }
}
