package ai.vivace.vision;

import ai.vivace.base.InputException;
import ai.vivace.data.Loader;
import ai.vivace.data.Preprocessing;
import ai.vivace.data.Task;
import ai.vivace.data.TrainingData;
import ai.vivace.learn.Learner;
import ai.vivace.learn.LearnerBuilder;
import ai.vivace.nn.ParameterGroup;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Tensor;
import ai.vivace.vision.model.Architecture;
import ai.vivace.vision.model.AuxiliaryHead;
import ai.vivace.vision.model.ChannelStatistics;
import ai.vivace.vision.model.Head;
import ai.vivace.vision.model.Transfer;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Learners of pictures: an architecture put together with data.
 *
 * <pre>{@code
 * try (Learner learner = VisionLearner.of(data, Architectures.of("resnet34"), state).metrics(Metrics.errorRate()).build()) {
 *     learner.fineTune(3, learner.findRate().suggestion());
 * }
 * }</pre>
 */
public final class VisionLearner {
    private VisionLearner() {}

    /** A whole network that learns from nothing; with {@link AuxiliaryLoss} where it has classifiers in the middle. */
    public static LearnerBuilder of(TrainingData data, Architecture architecture) {
        UnaryLayer network = architecture.build(data.inputShape(), outputs(data.task()));
        LearnerBuilder builder = Learner.of(data, network);
        return hasAuxiliaryHeads(network) ? builder.callbacks(AuxiliaryLoss.standard()) : builder;
    }

    /** As {@link #of(TrainingData, Architecture, Map, Head)} with fastai's head. */
    public static LearnerBuilder of(TrainingData data, Architecture architecture, Map<String, Tensor> weights) {
        return of(data, architecture, weights, Head.standard());
    }

    /**
     * A trained body under a new head, with fastai's parameter groups, so that {@link Learner#fineTune} trains the head first and then all
     * of it, with lower rates towards the input. The body's batch norms keep what they have learnt ({@link Transfer.Norms#FIXED}).
     *
     * <p>Pictures are prepared by the statistics that the weights are for, whatever the data were prepared by before; so the exported
     * model does the same. Nothing is frozen yet: {@link Learner#fineTune} does so itself, and {@link Learner#freeze} for any other fit.
     *
     * @param weights what the architecture has learnt elsewhere, by its own names; what belongs to its head is left out
     * @throws InputException when the weights are not the architecture's; it names what differs
     */
    public static LearnerBuilder of(
            TrainingData data, Architecture architecture, Map<String, Tensor> weights, Head head) {
        InputException.require(
                !weights.isEmpty(), () -> "There are no weights to go on from. Leave them out to learn from nothing.");
        return of(
                data,
                Transfer.of(architecture, data.inputShape(), outputs(data.task()))
                        .weights(weights)
                        .head(head)
                        .build());
    }

    /**
     * As {@link #of(TrainingData, Architecture, Map, Head)}, with all choices.
     *
     * @param transfer for pictures of the data's shape and as many outputs as the data have classes
     */
    public static LearnerBuilder of(TrainingData data, Transfer transfer) {
        return Learner.of(prepared(data, transfer.statistics()), transfer.network())
                .splitter(transfer.splitter())
                .frozenNorms(
                        transfer.norms() == Transfer.Norms.FIXED
                                ? ParameterGroup.Norms.FROZEN
                                : ParameterGroup.Norms.TRAINED);
    }

    /** The same data with other statistics taken off. */
    static TrainingData prepared(TrainingData data, ChannelStatistics statistics) {
        Preprocessing preprocessing = new Preprocessing(
                data.inputShape(), data.preprocessing().scale(), statistics.mean(), statistics.deviation());
        return new TrainingData(
                prepared(data.training(), preprocessing),
                prepared(data.validation(), preprocessing),
                data.task(),
                preprocessing,
                data.notes());
    }

    private static Loader prepared(Loader loader, Preprocessing preprocessing) {
        return loader.toBuilder().preprocessing(preprocessing).build();
    }

    private static int outputs(Task task) {
        if (task instanceof Task.Classification classification) {
            return classification.labels().size();
        }
        if (task instanceof Task.Regression regression) {
            return regression.outputs();
        }
        throw new InputException(
                "This learner answers with a class or with numbers, but the data ask for " + task + ".");
    }

    private static boolean hasAuxiliaryHeads(UnaryLayer network) {
        AtomicBoolean found = new AtomicBoolean();
        network.walk((path, layer) -> found.compareAndSet(false, layer instanceof AuxiliaryHead));
        return found.get();
    }
}
