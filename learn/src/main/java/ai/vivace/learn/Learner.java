package ai.vivace.learn;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.data.Batch;
import ai.vivace.data.BatchStream;
import ai.vivace.data.Loader;
import ai.vivace.data.Task;
import ai.vivace.data.TrainingData;
import ai.vivace.loss.CrossEntropy;
import ai.vivace.loss.Loss;
import ai.vivace.loss.MeanSquaredError;
import ai.vivace.metric.Metric;
import ai.vivace.nn.Parameter;
import ai.vivace.nn.ParameterGroup;
import ai.vivace.nn.Splitter;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.optim.Adam;
import ai.vivace.optim.Optimizer;
import ai.vivace.optim.OptimizerSettings;
import ai.vivace.schedule.FlatCosine;
import ai.vivace.schedule.OneCycle;
import ai.vivace.schedule.Policy;
import ai.vivace.schedule.Rates;
import ai.vivace.schedule.Sgdr;
import ai.vivace.store.ExportedModel;
import ai.vivace.store.InputFormat;
import ai.vivace.store.Provenance;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Device;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Tensor;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Trains a model on data: owns the model, the optimizer and the history of what happened.
 *
 * <pre>{@code
 * try (var learner = Learner.of(data, model).metrics(Metrics.accuracy()).seed(42).build()) {
 *     double rate = learner.findRate().suggestion();
 *     learner.fitOneCycle(5, rate);
 *     learner.export(Path.of("digits.vivace"));
 * }
 * }</pre>
 *
 * Defaults are fastai's: Adam with decoupled decay, a rate of 1e-3, cross-entropy for classes and squared error for numbers. With one
 * seed, the same data and the same number of threads, every number comes out the same, whatever the number of workers. One learner
 * serves one thread.
 */
public final class Learner implements AutoCloseable {
    private final TrainingData data;
    private final UnaryLayer model;
    private final Loss loss;
    private final List<Metric> metrics;
    private final Device device;
    private final long seed;
    private final List<ParameterGroup> groups;
    private final Optimizer optimizer;
    private final Recorder recorder = new Recorder();
    private final Callbacks callbacks;
    private double[] baseRates;
    private double rateFactor = 1;
    private int epochsDone;
    private @Nullable Run run;

    private Learner(Builder builder) {
        data = builder.data;
        model = builder.model;
        loss = builder.loss;
        metrics = List.copyOf(builder.metrics);
        device = builder.device;
        seed = builder.seed;
        model.initializePristine(Rng.of(seed).split("initialisation"));
        model.to(device);
        groups = builder.splitter.split(model);
        optimizer = builder.optimizer.build(
                groups.stream().map(ParameterGroup::parameters).toList());
        baseRates = Rates.of(builder.rate).forGroups(groups.size());
        List<Callback> all = new ArrayList<>(builder.callbacks);
        all.add(recorder);
        all.add(new StopOnDivergence());
        callbacks = new Callbacks(all);
    }

    /** A learner of a model on data; {@link Builder} has what may be chosen. */
    public static Builder of(TrainingData data, UnaryLayer model) {
        return new Builder(data, model);
    }

    // ---- training

    /** Trains at constant rates. */
    public History fit(int epochs, double rate) {
        return fit(List.of(Stage.of(epochs, Rates.of(rate), Policy.constant())));
    }

    /** Trains by the one-cycle policy with fastai's defaults. */
    public History fitOneCycle(int epochs, double rate) {
        return fitOneCycle(epochs, Rates.of(rate));
    }

    /** Trains by the one-cycle policy with discriminative rates. */
    public History fitOneCycle(int epochs, Rates rates) {
        return fit(List.of(Stage.of(epochs, rates, OneCycle.standard())));
    }

    /** Trains flat for three quarters, then down along a cosine. */
    public History fitFlatCosine(int epochs, Rates rates) {
        return fit(List.of(Stage.of(epochs, rates, FlatCosine.standard())));
    }

    /**
     * Trains in cosine cycles with warm restarts (Loshchilov and Hutter 2016).
     *
     * @param cycles how many
     * @param cycleEpochs the epochs of the first; each further one has twice as many as the one before
     */
    public History fitSgdr(int cycles, int cycleEpochs, Rates rates) {
        Sgdr policy = new Sgdr(cycles, cycleEpochs, 2);
        return fit(List.of(Stage.of(policy.epochs(), rates, policy)));
    }

    /**
     * Trains the head of a model whose body was trained before, then all of it with lower rates towards the input: fastai's {@code
     * fine_tune} with its defaults (one frozen epoch at the base rate, then half of it, spread down to a hundredth).
     */
    public History fineTune(int epochs, double baseRate) {
        Stage frozen = new Stage(
                1, Rates.last(baseRate), OneCycle.standard().riseShare(0.99), OptionalInt.of(groups.size() - 1));
        Stage whole = new Stage(
                epochs,
                Rates.spread(baseRate / 2 / 100, baseRate / 2),
                OneCycle.standard().riseShare(0.3).division(5),
                OptionalInt.of(0));
        return fit(List.of(frozen, whole));
    }

    /** Trains through stages, one after the other. */
    public History fit(List<Stage> stages) {
        Run.start(this, stages);
        return recorder.history();
    }

    /**
     * Goes on where a checkpoint of the same learner was written, to the end of its stages. The result is equal to the last bit to that
     * of a run that was never interrupted.
     *
     * @throws InputException when the checkpoint is damaged or of another model
     */
    public History resume(Path checkpoint) {
        Run.resume(this, checkpoint);
        return recorder.history();
    }

    /**
     * Writes all that {@link #resume} needs. Only while training: from a callback, after a batch or an epoch.
     *
     * @throws ai.vivace.base.VivaceException when the file cannot be written; nothing is changed then
     */
    public void checkpoint(Path file) {
        Run current = run;
        if (current == null) {
            throw new IllegalStateException("A checkpoint can be written only while training, from a callback.");
        }
        current.save(file);
    }

    void run(@Nullable Run current) {
        run = current;
    }

    /** Trains a little at rising rates and puts everything back: see {@link RateFinder}. */
    public RateFinding findRate() {
        return findRate(RateFinder.standard());
    }

    public RateFinding findRate(RateFinder finder) {
        return finder.run(this, callbacks.only(callback -> callback.phase().shapesTraining()));
    }

    // ---- freezing

    /** Trains only the last parameter group from now on (and, as in fastai, the norm layers of the others). */
    public void freeze() {
        freezeTo(groups.size() - 1);
    }

    /** Trains everything from now on. */
    public void unfreeze() {
        freezeTo(0);
    }

    /** Trains the groups from this one on, and the norm layers of those before it. The optimizer forgets its averages. */
    public void freezeTo(int group) {
        InputException.require(
                group >= 0 && group < groups.size(),
                () -> "The model has " + groups.size() + " parameter groups, 0 to " + (groups.size() - 1)
                        + "; there is no group " + group + " to freeze to.");
        for (int i = 0; i < groups.size(); i++) {
            boolean trains = i >= group;
            groups.get(i)
                    .parameters()
                    .values()
                    .forEach(parameter -> parameter.trainable(trains || parameter.role() == Parameter.Role.NORM));
        }
        optimizer.clearState();
    }

    // ---- evaluation

    /** Loss and metrics on the validation data. */
    public Evaluation validate() {
        return evaluate(data.validation());
    }

    /** Loss and metrics on any data. The model stays as it is. */
    public Evaluation evaluate(Loader loader) {
        InputException.require(loader.items() > 0, () -> "There is nothing to evaluate on: the data set is empty.");
        List<Metric.Accumulator> accumulators =
                metrics.stream().map(Metric::start).toList();
        double[] sum = new double[1];
        long[] items = new long[1];
        forEachOutput(loader, (batch, output) -> {
            sum[0] += loss.mean(output, batch.target()).item() * batch.size();
            items[0] += batch.size();
            accumulators.forEach(accumulator -> accumulator.add(output, batch.target()));
        });
        Map<String, Double> values = new LinkedHashMap<>();
        for (int i = 0; i < metrics.size(); i++) {
            values.put(metrics.get(i).name(), accumulators.get(i).value());
        }
        return new Evaluation(sum[0] / items[0], values);
    }

    /** Outputs, losses and targets of all validation items, in the data set's order. */
    public Predictions predictions() {
        return predictions(data.validation());
    }

    /** Outputs, losses and targets of all items, in the loader's order: the data set's, unless it shuffles. */
    public Predictions predictions(Loader loader) {
        return Predictions.collect(this, loader);
    }

    /** What the model gets wrong on the validation data, and how. */
    public Interpretation interpret() {
        return Interpretation.of(this, predictions());
    }

    /** Sees one batch and the model's raw output for it. */
    @FunctionalInterface
    public interface OutputConsumer {
        void accept(Batch batch, Tensor output);
    }

    /** Gives each batch and the model's raw output to a consumer, in memory for one batch at a time; no gradients are recorded. */
    public void forEachOutput(Loader loader, OutputConsumer consumer) {
        boolean wasTraining = model.isTraining();
        model.eval();
        try (BatchStream stream = loader.epoch(0)) {
            Autograd.off(() -> {
                boolean more = true;
                while (more) {
                    try (var scope = Scope.open()) {
                        Batch batch = stream.next();
                        more = batch != null;
                        if (batch != null) {
                            consumer.accept(batch, model.apply(batch.input()));
                        }
                    }
                }
            });
        } finally {
            if (wasTraining) {
                model.train();
            }
        }
    }

    /**
     * Writes the model with all that it takes to use it, as one file that needs no class of the program's own: see {@link
     * ExportedModel}.
     *
     * @param input how to come to raw inputs
     * @param provenance how the model came to be
     */
    public void export(Path file, InputFormat input, Provenance provenance) {
        model.to(Device.CPU);
        try {
            model.eval();
            new ExportedModel(model, data.preprocessing(), data.task(), input, provenance).write(file);
        } finally {
            model.to(device);
        }
    }

    /** As {@link #export(Path, InputFormat, Provenance)}, for inputs that are numbers, dated now. */
    public void export(Path file) {
        export(file, new InputFormat.Numbers(), Provenance.of(seed, Instant.now()));
    }

    // ---- what it is made of

    public TrainingData data() {
        return data;
    }

    public UnaryLayer model() {
        return model;
    }

    public Loss loss() {
        return loss;
    }

    public List<Metric> metrics() {
        return metrics;
    }

    /** The metrics' names in order. */
    public List<String> metricNames() {
        return metrics.stream().map(Metric::name).toList();
    }

    public Optimizer optimizer() {
        return optimizer;
    }

    /** The parameter groups, from the input to the head. */
    public List<ParameterGroup> groups() {
        return groups;
    }

    public Device device() {
        return device;
    }

    public long seed() {
        return seed;
    }

    /** What happened in all fits so far. */
    public History history() {
        return recorder.history();
    }

    /** The learning rate of the last parameter group as it is now. */
    public double rate() {
        return optimizer.groups().get(groups.size() - 1).hyper().learningRate();
    }

    /** The momentum of the last parameter group as it is now. */
    public double momentum() {
        return optimizer.groups().get(groups.size() - 1).hyper().momentum();
    }

    /** A factor on all scheduled rates from the next batch on; 1 by default. For callbacks such as {@link ReduceOnPlateau}. */
    public void rateFactor(double factor) {
        rateFactor = factor;
    }

    double rateFactor() {
        return rateFactor;
    }

    /** How many epochs have been trained in all fits. */
    public int epochsDone() {
        return epochsDone;
    }

    void epochsDone(int count) {
        epochsDone = count;
    }

    void countEpoch() {
        epochsDone++;
    }

    Callbacks callbacks() {
        return callbacks;
    }

    void begin(Stage stage) {
        stage.freezeTo().ifPresent(this::freezeTo);
        baseRates = stage.rates().forGroups(groups.size());
    }

    void applySchedule(FitContext fit) {
        Policy policy = fit.stage().policy();
        double factor = policy.factor().at(fit.progress()) * rateFactor;
        for (int i = 0; i < baseRates.length; i++) {
            optimizer.groups().get(i).hyper().learningRate(baseRates[i] * factor);
        }
        policy.momentum().ifPresent(schedule -> {
            double momentum = schedule.at(fit.progress());
            optimizer.groups().forEach(group -> group.hyper().momentum(momentum));
        });
    }

    /** Frees the model's and the optimizer's memory. */
    @Override
    public void close() {
        optimizer.close();
        model.close();
    }

    /** What may be chosen of a learner. */
    public static final class Builder {
        private final TrainingData data;
        private final UnaryLayer model;
        private final List<Metric> metrics = new ArrayList<>();
        private final List<Callback> callbacks = new ArrayList<>();
        private Loss loss;
        private OptimizerSettings optimizer = Adam.standard();
        private Splitter splitter = Splitter.whole();
        private Device device = Device.best();
        private double rate = 1e-3;
        private long seed = 42;

        private Builder(TrainingData data, UnaryLayer model) {
            this.data = data;
            this.model = model;
            this.loss = data.task() instanceof Task.Classification ? CrossEntropy.standard() : new MeanSquaredError();
        }

        /** The loss; default: cross-entropy for classes, squared error for numbers. */
        public Builder loss(Loss loss) {
            this.loss = loss;
            return this;
        }

        /** The optimizer; default: Adam with decoupled decay and fastai's settings. */
        public Builder optimizer(OptimizerSettings optimizer) {
            this.optimizer = optimizer;
            return this;
        }

        /** How parameters fall into groups with rates of their own; default: all in one. */
        public Builder splitter(Splitter splitter) {
            this.splitter = splitter;
            return this;
        }

        /** What is measured on the validation data after each epoch. */
        public Builder metrics(Metric... metrics) {
            this.metrics.addAll(List.of(metrics));
            return this;
        }

        /** What else happens during training. */
        public Builder callbacks(Callback... callbacks) {
            this.callbacks.addAll(List.of(callbacks));
            return this;
        }

        /** Where it runs; default: the best device of this machine. */
        public Builder device(Device device) {
            this.device = device;
            return this;
        }

        /** The rate before any fit has set one; default 1e-3. */
        public Builder rate(double rate) {
            this.rate = rate;
            return this;
        }

        /** What initialisation and dropout follow from; default 42. The loaders have the seed of split, order and augmentation. */
        public Builder seed(long seed) {
            this.seed = seed;
            return this;
        }

        /** Initialises the parts of the model that have no values yet and makes the learner, which owns the model from then on. */
        public Learner build() {
            return new Learner(this);
        }
    }
}
