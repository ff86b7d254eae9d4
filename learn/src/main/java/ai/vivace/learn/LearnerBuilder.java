package ai.vivace.learn;

import ai.vivace.base.InputException;
import ai.vivace.data.Loader;
import ai.vivace.data.Task;
import ai.vivace.data.TrainingData;
import ai.vivace.loss.BinaryCrossEntropy;
import ai.vivace.loss.CrossEntropy;
import ai.vivace.loss.Loss;
import ai.vivace.loss.MeanSquaredError;
import ai.vivace.metric.Metric;
import ai.vivace.nn.ParameterGroup;
import ai.vivace.nn.Splitter;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.optim.Adam;
import ai.vivace.optim.OptimizerSettings;
import ai.vivace.schedule.Rates;
import ai.vivace.tensor.Device;
import java.util.ArrayList;
import java.util.List;

/** What may be chosen of a {@link Learner}; {@link Learner#of} starts one. */
public final class LearnerBuilder {
    final TrainingData data;
    final UnaryLayer model;
    final List<Metric> metrics = new ArrayList<>();
    final List<Callback> callbacks = new ArrayList<>();
    Loss loss;
    OptimizerSettings optimizer = Adam.standard();
    Splitter splitter = Splitter.whole();
    ParameterGroup.Norms frozenNorms = ParameterGroup.Norms.TRAINED;
    Device device;
    Rates rates = Rates.of(1e-3);
    long seed = 42;

    LearnerBuilder(TrainingData data, UnaryLayer model) {
        this.data = data;
        this.model = model;
        this.loss = loss(data.task());
        this.device = data.training().device();
    }

    private static Loss loss(Task task) {
        if (task instanceof Task.MultiLabel) {
            return BinaryCrossEntropy.standard();
        }
        return task instanceof Task.Classification ? CrossEntropy.standard() : new MeanSquaredError();
    }

    /** The loss; default: cross-entropy for a class, binary cross-entropy for several, squared error for numbers. */
    public LearnerBuilder loss(Loss loss) {
        this.loss = loss;
        return this;
    }

    /** The optimizer; default: Adam with decoupled decay and fastai's settings. */
    public LearnerBuilder optimizer(OptimizerSettings optimizer) {
        this.optimizer = optimizer;
        return this;
    }

    /** How parameters fall into groups with rates of their own; default: all in one. */
    public LearnerBuilder splitter(Splitter splitter) {
        this.splitter = splitter;
        return this;
    }

    /** What norm layers of frozen groups do; default: they train, as fastai's. */
    public LearnerBuilder frozenNorms(ParameterGroup.Norms choice) {
        this.frozenNorms = choice;
        return this;
    }

    /** What is measured on the validation data after each epoch, besides what was named before; default nothing. */
    public LearnerBuilder metrics(Metric... metrics) {
        this.metrics.addAll(List.of(metrics));
        return this;
    }

    /** What else happens during training, besides what was named before; default nothing. */
    public LearnerBuilder callbacks(Callback... callbacks) {
        this.callbacks.addAll(List.of(callbacks));
        return this;
    }

    /** Where the model is; default, and the only choice that {@link #build} accepts: where the data's batches are. */
    public LearnerBuilder device(Device device) {
        this.device = device;
        return this;
    }

    /**
     * The learning rate of fits that are not told one; default 1e-3.
     *
     * @throws InputException when it is not positive and finite
     */
    public LearnerBuilder rate(double rate) {
        this.rates = Rates.of(rate);
        return this;
    }

    /** What initialisation and dropout follow from; default 42. The loaders have the seed of split, order and augmentation. */
    public LearnerBuilder seed(long seed) {
        this.seed = seed;
        return this;
    }

    /**
     * Initialises the parts of the model that have no values yet and makes the learner, which owns the model from then on.
     *
     * @throws InputException when model and batches would be on different devices, when two callbacks store their state under
     *     one name, or when the splitter does not fit the model
     */
    public Learner build() {
        for (Loader loader : List.of(data.training(), data.validation())) {
            InputException.require(
                    loader.device().equals(device),
                    () -> "The model is to be on " + device + ", but the batches are on " + loader.device()
                            + ". Give the data and the learner the same device.");
        }
        return new Learner(this);
    }
}
