package ai.vivace.vision;

import ai.vivace.base.InputException;
import ai.vivace.learn.BatchContext;
import ai.vivace.learn.Callback;
import ai.vivace.learn.FitContext;
import ai.vivace.learn.Phase;
import ai.vivace.learn.Signal;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Tensor;
import ai.vivace.vision.model.AuxiliaryHead;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets the {@linkplain AuxiliaryHead classifiers in the middle} of a network learn, and the layers before them through these: adds
 * weight · loss of each of their answers to the objective (Szegedy 2014). The recorded loss stays that of the last answer.
 */
public final class AuxiliaryLoss implements Callback {
    private static final double WEIGHT = 0.3;

    private final double weight;
    private final List<UnaryLayer.Observation> observations = new ArrayList<>();
    private final List<Tensor> answers = new ArrayList<>();

    private AuxiliaryLoss(double weight) {
        this.weight = weight;
    }

    /** With the paper's weight, 0.3. */
    public static AuxiliaryLoss standard() {
        return of(WEIGHT);
    }

    /**
     * With another weight.
     *
     * @param weight of each answer's loss; 0 or more
     */
    public static AuxiliaryLoss of(double weight) {
        InputException.require(
                weight >= 0 && Double.isFinite(weight),
                () -> "The weight of auxiliary losses must be 0 or more, but came " + weight + ".");
        return new AuxiliaryLoss(weight);
    }

    @Override
    public Phase phase() {
        return Phase.OBJECTIVE;
    }

    @Override
    public void beforeFit(FitContext fit) {
        fit.learner().model().walk((path, layer) -> {
            if (layer instanceof AuxiliaryHead head) {
                observations.add(head.answer().observe((seen, input, output) -> remember(seen, output)));
            }
        });
        InputException.require(
                !observations.isEmpty(),
                () ->
                        "The model has no auxiliary classifiers, so there is nothing for an auxiliary loss to do. Leave it"
                                + " out, or take a network that has them, as googlenet_aux.");
    }

    private void remember(UnaryLayer layer, Tensor output) {
        if (layer.isTraining()) {
            answers.add(output);
        }
    }

    @Override
    public Signal afterLoss(BatchContext batch) {
        for (Tensor answer : answers) {
            Tensor loss = batch.criterion().mean(answer, batch.target());
            batch.objective(batch.objective().add(loss.mul(weight)));
        }
        return Signal.CONTINUE;
    }

    @Override
    public Signal afterBatch(BatchContext batch) {
        answers.clear();
        return Signal.CONTINUE;
    }

    @Override
    public void close(FitContext fit) {
        answers.clear();
        observations.forEach(UnaryLayer.Observation::close);
        observations.clear();
    }
}
