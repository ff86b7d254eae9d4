package ai.vivace.learn;

import ai.vivace.data.DataSet;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Tensor;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Ends training with a clear error when the loss is NaN or infinite, or a hundred times what it started at; it names the step, the
 * rate and the first layer with a bad value. Every learner has one.
 */
final class StopOnDivergence implements Callback, Resumable {
    private static final double EXPLOSION = 100;

    private double first = Double.NaN;

    @Override
    public Phase phase() {
        return Phase.GUARD;
    }

    @Override
    public void beforeFit(FitContext fit) {
        first = Double.NaN;
    }

    @Override
    public Signal afterLoss(BatchContext batch) {
        double loss = batch.loss();
        if (Double.isNaN(first)) {
            first = loss;
        }
        if (!Double.isFinite(loss) || Math.abs(loss) > EXPLOSION * (Math.abs(first) + 1)) {
            throw new DivergenceException(message(batch));
        }
        return Signal.CONTINUE;
    }

    @Override
    public String stateName() {
        return "stopOnDivergence";
    }

    @Override
    public void save(ObjectNode facts, Map<String, Tensor> tensors) {
        facts.put("first", Double.toString(first));
    }

    @Override
    public void restore(ObjectNode facts, Map<String, Tensor> tensors) {
        first = Double.parseDouble(facts.path("first").asText("NaN"));
    }

    private String message(BatchContext batch) {
        FitContext fit = batch.fit();
        return String.format(
                Locale.ROOT,
                "Training diverged at step %d (epoch %d of %d, batch %d of %d): the loss is %.4g, at a learning rate of %.3g. %s"
                        + "Lower the learning rate; the finder (findRate, or `vivace lr-find`) suggests one.",
                fit.step() + 1,
                fit.epoch() + 1,
                fit.epochs(),
                fit.batch() + 1,
                fit.batchesPerEpoch(),
                batch.loss(),
                fit.learner().rate(),
                culprit(fit.learner().model(), batch).map(text -> text + " ").orElse(""));
    }

    /** The first thing in the order of computation that is not a finite number. */
    private static Optional<String> culprit(UnaryLayer model, BatchContext batch) {
        if (!batch.input().allFinite()) {
            return Optional.of(
                    "The batch itself has NaN or infinite values, first in " + firstBad(batch, batch.input()) + ".");
        }
        if (!batch.target().allFinite()) {
            return Optional.of("The batch's targets have NaN or infinite values, first in "
                    + firstBad(batch, batch.target()) + ".");
        }
        Optional<String> parameter = model.parameters().entrySet().stream()
                .filter(entry -> !entry.getValue().value().detach().allFinite())
                .map(entry -> "The first parameter with a bad value is " + entry.getKey() + ".")
                .findFirst();
        return parameter.isPresent() ? parameter : firstBadOutput(model, batch);
    }

    /** The first item of a batch with a value that is not a finite number; a layer's values need not be one for each item. */
    private static String firstBad(BatchContext batch, Tensor values) {
        if (values.rank() == 0 || values.size(0) != batch.size()) {
            return "some of its values";
        }
        double[] bad = values.isFinite()
                .not()
                .reshape(values.size(0), -1)
                .to(DType.FLOAT32)
                .max(1)
                .toDoubles();
        int row = 0;
        while (row < bad.length - 1 && bad[row] == 0) {
            row++;
        }
        DataSet items = batch.fit().learner().data().training().dataSet();
        return "row " + row + " of the batch (" + items.describe(batch.batch().indices()[row]) + ")";
    }

    /** A layer is seen after those inside it, so the innermost that made the bad value comes first. */
    private static Optional<String> firstBadOutput(UnaryLayer model, BatchContext batch) {
        List<String> bad = new ArrayList<>();
        try (UnaryLayer.Observation observation = UnaryLayer.observeAll(model, (path, seen, from, to) -> {
                    if (bad.isEmpty() && !to.allFinite()) {
                        bad.add("The first layer with a bad value is " + (path.isEmpty() ? "" : path + " ") + seen
                                + ", first for " + firstBad(batch, to) + ".");
                    }
                });
                var scope = Scope.open()) {
            Autograd.off(() -> {
                model.apply(batch.input());
            });
        }
        return bad.stream().findFirst();
    }
}
