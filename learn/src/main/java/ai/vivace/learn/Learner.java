package ai.vivace.learn;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.data.Array;
import ai.vivace.data.Loader;
import ai.vivace.data.TrainingData;
import ai.vivace.loss.Loss;
import ai.vivace.metric.Metric;
import ai.vivace.nn.ParameterGroup;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.optim.Optimizer;
import ai.vivace.schedule.FlatCosine;
import ai.vivace.schedule.OneCycle;
import ai.vivace.schedule.Policy;
import ai.vivace.schedule.Rates;
import ai.vivace.schedule.Sgdr;
import ai.vivace.store.ExportedModel;
import ai.vivace.store.InputFormat;
import ai.vivace.store.Prediction;
import ai.vivace.store.Provenance;
import ai.vivace.tensor.Device;
import ai.vivace.tensor.Scope;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
 * <p>Each epoch ends with validation: data always have a part to be judged by. Defaults are fastai's: Adam with decoupled decay, a
 * rate of 1e-3, cross-entropy for classes and squared error for numbers. With one seed, the same data and the same number of
 * threads, every number comes out the same, whatever the number of workers. When training fails, callbacks are closed, and the
 * learner can be used again. One learner serves one thread.
 */
public final class Learner implements AutoCloseable {
    private final TrainingData data;
    private final UnaryLayer model;
    private final Loss loss;
    private final List<Metric> metrics;
    private final Device device;
    private final long seed;
    private final List<ParameterGroup> groups;
    private final ParameterGroup.Norms frozenNorms;
    private final Optimizer optimizer;
    private final String optimizerKind;
    private final Recorder recorder = new Recorder();
    private final Callbacks callbacks;
    private final Rates standardRates;
    private double rateFactor = 1;
    private int epochsDone;
    private @Nullable Run run;
    private @Nullable RateFinding finding;
    private int epochsAtFinding;

    Learner(LearnerBuilder builder) {
        data = builder.data;
        model = builder.model;
        loss = builder.loss;
        metrics = List.copyOf(builder.metrics);
        device = builder.device;
        seed = builder.seed;
        try (Scope scope = Scope.open()) {
            model.initializePristine(Rng.of(seed).split("initialisation"));
        }
        model.to(device);
        groups = builder.splitter.split(model);
        frozenNorms = builder.frozenNorms;
        optimizer = builder.optimizer.build(
                groups.stream().map(ParameterGroup::parameters).toList());
        optimizerKind = builder.optimizer.getClass().getSimpleName();
        standardRates = builder.rates;
        List<Callback> all = new ArrayList<>(builder.callbacks);
        if (optimizer.hasEvaluationPoint()) {
            all.add(new AveragedWeights());
        }
        optimizer.curvatureInterval().ifPresent(interval -> all.add(new CurvatureSampling(interval)));
        all.add(recorder);
        all.add(new StopOnDivergence());
        callbacks = new Callbacks(all);
    }

    /** A learner of a model on data; {@link LearnerBuilder} has what may be chosen. */
    public static LearnerBuilder of(TrainingData data, UnaryLayer model) {
        return new LearnerBuilder(data, model);
    }

    // ---- training

    /** Trains at the builder's rate, held constant. */
    public History fit(int epochs) {
        return fit(List.of(Stage.of(epochs, standardRates, Policy.constant())));
    }

    /** Trains at one constant rate. */
    public History fit(int epochs, double rate) {
        return fit(List.of(Stage.of(epochs, Rates.of(rate), Policy.constant())));
    }

    /** Trains by the one-cycle policy with fastai's defaults, up to the builder's rate. */
    public History fitOneCycle(int epochs) {
        return fitOneCycle(epochs, standardRates);
    }

    /** Trains by the one-cycle policy with fastai's defaults, up to one rate. */
    public History fitOneCycle(int epochs, double rate) {
        return fitOneCycle(epochs, Rates.of(rate));
    }

    /** Trains by the one-cycle policy with fastai's defaults, each parameter group up to its own rate. */
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
     * @param rates where each cycle starts
     */
    public History fitSgdr(int cycles, int cycleEpochs, Rates rates) {
        Sgdr policy = Sgdr.of(cycles, cycleEpochs);
        return fit(List.of(Stage.of(policy.epochs(), rates, policy)));
    }

    /**
     * Trains the head of a model whose body was trained before, then all of it with lower rates towards the input: see {@link
     * Stage#fineTuning}.
     */
    public History fineTune(int epochs, double baseRate) {
        return fit(Stage.fineTuning(epochs, baseRate));
    }

    /**
     * Trains through stages, one after the other.
     *
     * @return the history of all fits so far, as {@link #history}
     * @throws DivergenceException when the loss is no longer a usable number
     * @throws InputException when there are no stages or a stage freezes a group that is not there; nothing is trained then
     */
    public History fit(List<Stage> stages) {
        Run.start(this, stages);
        return recorder.history();
    }

    /**
     * Goes on where a checkpoint of the same learner was written, to the end of its stages. With the engine's threads as they were,
     * the result is equal to the last bit to that of a run that was never interrupted.
     *
     * @throws InputException when the checkpoint is damaged, or of another model, seed, data, loss, optimizer or other callbacks;
     *     nothing is changed then, unless the damage is in what only a callback can read
     */
    public History resume(Path checkpoint) {
        Run.resume(this, checkpoint);
        return recorder.history();
    }

    /**
     * Writes all that {@link #resume} needs. Only while training, by a callback of {@link Phase#REPORT}, in {@link
     * Callback#afterBatch} or {@link Callback#afterEpoch}: then all others have done their part.
     *
     * @throws IllegalStateException at any other moment
     * @throws ai.vivace.base.VivaceException when the file cannot be written; nothing is changed then
     */
    public void checkpoint(Path file) {
        running().save(file);
    }

    /** Makes sure, before anything is trained, that checkpoints of the training under way can be written. */
    void checkCanBeSaved() {
        running().checkCanBeSaved();
    }

    private Run running() {
        if (run == null) {
            throw new IllegalStateException("A checkpoint can be written only while training, from a callback.");
        }
        return run;
    }

    /** Notes the training under way; null at its end. */
    void run(@Nullable Run current) {
        if (current != null) {
            requireIdle();
        }
        run = current;
    }

    private void requireIdle() {
        if (run != null) {
            throw new IllegalStateException("The learner is training: a callback cannot start another training.");
        }
    }

    /** Trains a little at rising rates and puts everything back: see {@link RateFinder}. */
    public RateFinding findRate() {
        return findRate(RateFinder.standard());
    }

    /** As {@link #findRate()}, by a finder of one's own. */
    public RateFinding findRate(RateFinder finder) {
        requireIdle();
        return found(
                finder.run(this, callbacks.only(callback -> callback.phase().shapesTraining())));
    }

    /** As {@link #findRate(RateFinder)}, watched by a callback that is not the learner's own, such as one that shows progress. */
    public RateFinding findRate(RateFinder finder, Callback watcher) {
        requireIdle();
        List<Callback> watched = new ArrayList<>(
                callbacks.only(callback -> callback.phase().shapesTraining()).all());
        watched.add(watcher);
        return found(finder.run(this, new Callbacks(watched)));
    }

    private RateFinding found(RateFinding found) {
        finding = found;
        epochsAtFinding = epochsDone;
        return found;
    }

    /** What the finder has found of the model as it is; empty when it was trained since, or never looked at. */
    Optional<RateFinding> finding() {
        return epochsAtFinding == epochsDone ? Optional.ofNullable(finding) : Optional.empty();
    }

    /**
     * Looks at one training batch, forward and backward, for what keeps a model from learning: units that are equal, dead or saturated,
     * signals and gradients that vanish or explode, a first loss far from what guessing has. Callbacks do not run.
     *
     * <p>Afterwards, also when it fails, everything is as before, to the last bit: parameters, buffers, gradients, and the engine's
     * random stream.
     */
    public CheckReport check() {
        requireIdle();
        return ModelCheck.run(this);
    }

    // ---- freezing

    /** Trains only the last parameter group from now on (and, unless the builder said otherwise, the norm layers of the others). */
    public void freeze() {
        freezeTo(groups.size() - 1);
    }

    /** Trains everything from now on. */
    public void unfreeze() {
        freezeTo(0);
    }

    /**
     * Trains the groups from this one on, and the norm layers of those before it unless the builder said otherwise. The optimizer forgets
     * its averages.
     *
     * @param group counted from 0, or from -1 for the last and backwards
     */
    public void freezeTo(int group) {
        ParameterGroup.freezeTo(groups, group, frozenNorms);
        optimizer.clearState();
    }

    // ---- evaluation

    /** Loss and metrics on the validation data. */
    public Evaluation validate() {
        return evaluate(data.validation());
    }

    /** Loss and metrics on any data; {@link TrainingData#inOrder} makes loaders. The model stays as it is. */
    public Evaluation evaluate(Loader loader) {
        return Inference.evaluate(this, loader);
    }

    /** Outputs, losses and targets of all validation items, in the data set's order. */
    public Predictions predictions() {
        return predictions(data.validation());
    }

    /**
     * Outputs, losses and targets of a loader's items, in its order. The training loader shuffles, augments and drops items; {@code
     * predictions(data.inOrder(data.training().dataSet()))} are those of the whole training part in its own order.
     */
    public Predictions predictions(Loader loader) {
        return Predictions.collect(this, loader);
    }

    /** As {@link #predictions()}, of validation items seen in several augmented versions. */
    public Predictions predictions(TestTimeAugmentation augmentation) {
        return predictions(data.validation(), augmentation);
    }

    /**
     * Outputs, losses and targets of all of a loader's data, in the data set's order, of items seen in several versions, which are made
     * as the training part's are.
     */
    public Predictions predictions(Loader loader, TestTimeAugmentation augmentation) {
        return augmentation.predictions(this, loader.dataSet());
    }

    /**
     * Answers for one raw input, as the data set gives it.
     *
     * @throws InputException when it has another shape than the data's inputs
     */
    public Prediction predict(Array raw) {
        return predict(List.of(raw)).get(0);
    }

    /** Answers for many raw inputs, in their order; as {@link #predict(Array)}. */
    public List<Prediction> predict(List<? extends Array> raw) {
        return Inference.predict(this, raw);
    }

    /** What the model gets wrong on the validation data, and how. */
    public Interpretation interpret() {
        return interpret(data.validation());
    }

    /** What the model gets wrong on any data, and how; as {@link #predictions(Loader)}. */
    public Interpretation interpret(Loader loader) {
        return Interpretation.of(this, loader);
    }

    /**
     * Gives each batch and the model's raw output to a consumer. Only one batch is in memory at a time, so the data may be
     * larger than that; no gradients are recorded, and the model stays as it is.
     */
    public void forEachOutput(Loader loader, OutputConsumer consumer) {
        Inference.forEachOutput(model, loader, consumer);
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
            model.evaluating(() -> {
                new ExportedModel(model, data.preprocessing(), data.task(), input, provenance).write(file);
                return file;
            });
        } finally {
            model.to(device);
        }
    }

    /** As {@link #export(Path, InputFormat, Provenance)}, for inputs that are numbers, dated now. */
    public void export(Path file) {
        export(file, new InputFormat.Numbers(), Provenance.of(seed, Instant.now()));
    }

    // ---- what it is made of

    /** What it learns from and is judged by. */
    public TrainingData data() {
        return data;
    }

    /** What is trained; the learner closes it. */
    public UnaryLayer model() {
        return model;
    }

    /** What training makes small. */
    public Loss loss() {
        return loss;
    }

    /** What is measured besides the loss, in order. */
    public List<Metric> metrics() {
        return metrics;
    }

    /** The metrics' names in order. */
    public List<String> metricNames() {
        return metrics.stream().map(Metric::name).toList();
    }

    /** What changes the parameters by their gradients. */
    public Optimizer optimizer() {
        return optimizer;
    }

    /** The parameter groups, from the input to the head. */
    public List<ParameterGroup> groups() {
        return groups;
    }

    /** Where the model is. */
    public Device device() {
        return device;
    }

    /** What initialisation and dropout follow from. */
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

    /** The factor on all scheduled rates; 1 unless a callback has set another in this fit. */
    public double rateFactor() {
        return rateFactor;
    }

    /** Sets a factor on all scheduled rates, from the next batch to the end of the fit: for callbacks as {@link ReduceOnPlateau}. */
    public void rateFactor(double factor) {
        InputException.require(
                factor >= 0 && Double.isFinite(factor),
                () -> "A factor on learning rates must be finite and at least 0, but is " + factor + ".");
        rateFactor = factor;
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

    /** Which rule the optimizer follows. */
    String optimizerKind() {
        return optimizerKind;
    }

    /** Leaves the learner fit for use, whatever has happened in training. */
    void settle() {
        model.eval();
        optimizer.clearGradients();
        rateFactor = 1;
    }

    /** Frees the model's and the optimizer's memory. */
    @Override
    public void close() {
        optimizer.close();
        model.close();
    }
}
