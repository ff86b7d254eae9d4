package ai.vivace.vision.generate;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.data.TrainingData;
import ai.vivace.loss.Adversarial;
import ai.vivace.nn.Layer;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.optim.Adam;
import ai.vivace.optim.OptimizerSettings;
import ai.vivace.tensor.Device;
import java.util.function.Consumer;

/** What may be chosen of a {@link GanLearner}; {@link GanLearner#of} starts one. The defaults are DCGAN's. */
public final class GanLearnerBuilder {
    final TrainingData data;
    final UnaryLayer generator;
    final UnaryLayer critic;
    final long noise;
    Adversarial losses = Adversarial.NON_SATURATING;
    OptimizerSettings generatorOptimizer = dcgan();
    OptimizerSettings criticOptimizer = dcgan();
    Switcher switcher = Switcher.fixed(1, 1);
    Start start = Layer::initializePristine;
    double penalty;
    double clip = Double.POSITIVE_INFINITY;
    int window = 100;
    Consumer<GanStep> watcher = step -> {};
    long seed = 42;

    /** How a network starts. */
    @FunctionalInterface
    public interface Start {
        /** Draws a network's parameters. */
        void apply(Layer network, Rng rng);
    }

    GanLearnerBuilder(TrainingData data, UnaryLayer generator, UnaryLayer critic, long noise) {
        InputException.require(noise >= 1, () -> "Pictures are made of at least 1 number, but came " + noise + ".");
        this.data = data;
        this.generator = generator;
        this.critic = critic;
        this.noise = noise;
    }

    private static OptimizerSettings dcgan() {
        return Adam.pytorch().learningRate(2e-4).momentum(0.5);
    }

    /** What both sides make small; default {@link Adversarial#NON_SATURATING}. */
    public GanLearnerBuilder losses(Adversarial both) {
        losses = both;
        return this;
    }

    /**
     * WGAN-GP (Gulrajani 2017): Wasserstein losses, a gradient penalty of 10, five batches for the critic to one for the generator, and
     * Adam at 1e-4 with β 0 and 0.9. The critic must look at each picture alone, as {@link Dcgan#critic} does.
     */
    public GanLearnerBuilder wassersteinWithPenalty() {
        OptimizerSettings adam = Adam.pytorch().learningRate(1e-4).momentum(0).squareMomentum(0.9);
        return losses(Adversarial.WASSERSTEIN)
                .gradientPenalty(10)
                .optimizers(adam, adam)
                .switcher(Switcher.fixed(5, 1));
    }

    /** Wasserstein losses with the critic's parameters within ±0.01 and five of its batches to one, as fastai's {@code wgan}. */
    public GanLearnerBuilder wassersteinWithClipping() {
        return losses(Adversarial.WASSERSTEIN).clip(0.01).switcher(Switcher.fixed(5, 1));
    }

    /** The weight of the critic's gradient penalty, 0 or more; default 0, none. */
    public GanLearnerBuilder gradientPenalty(double weight) {
        InputException.require(
                weight >= 0 && Double.isFinite(weight),
                () -> "A penalty's weight must be 0 or more, but is " + weight + ".");
        penalty = weight;
        return this;
    }

    /** Cuts the critic's parameters off at ± a bound after each of its steps, norms aside; default not at all. */
    public GanLearnerBuilder clip(double bound) {
        InputException.require(bound > 0, () -> "Parameters are cut off at a bound above 0, but it is " + bound + ".");
        clip = bound;
        return this;
    }

    /** The optimizers of both sides; default Adam at 2e-4 with β 0.5 and 0.999. */
    public GanLearnerBuilder optimizers(OptimizerSettings ofGenerator, OptimizerSettings ofCritic) {
        generatorOptimizer = ofGenerator;
        criticOptimizer = ofCritic;
        return this;
    }

    /** Who learns from which batch; default in turn. */
    public GanLearnerBuilder switcher(Switcher turns) {
        switcher = turns;
        return this;
    }

    /** How both networks start, as {@link Dcgan#initialize}; default by their own rules, where they have no values yet. */
    public GanLearnerBuilder start(Start rule) {
        start = rule;
        return this;
    }

    /** Over how many of the critic's batches the match of both sides is judged; default 100. */
    public GanLearnerBuilder alarmAfter(int batches) {
        InputException.require(
                batches >= 1, () -> "A match is judged over at least 1 batch, but came " + batches + ".");
        window = batches;
        return this;
    }

    /** What is told of each batch after it, on the training thread; what it throws ends the training. Default nothing. */
    public GanLearnerBuilder watching(Consumer<GanStep> listener) {
        watcher = listener;
        return this;
    }

    /** What initialisation and noise follow from; default 42. */
    public GanLearnerBuilder seed(long value) {
        seed = value;
        return this;
    }

    Device device() {
        return data.training().device();
    }

    /** The learner, which owns both networks from then on. */
    public GanLearner build() {
        return new GanLearner(this);
    }
}
