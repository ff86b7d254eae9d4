package ai.vivace.vision.generate;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.data.Batch;
import ai.vivace.data.BatchStream;
import ai.vivace.data.TrainingData;
import ai.vivace.learn.DivergenceException;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.schedule.Policy;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Engine;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains two networks against each other (Goodfellow 2014): a generator, which makes pictures of noise, and a critic, which tells them
 * from real ones. A batch of real pictures is one side's, as a {@link Switcher} decides.
 *
 * <pre>{@code
 * Dcgan networks = Dcgan.of(1, 32);
 * try (var learner = GanLearner.of(data, networks.generator(), networks.discriminator(), 100).seed(42).build()) {
 *     learner.fit(10);
 *     PictureSheet.of(learner.samples(64, 1), -1, 1).write(Path.of("samples.png"));
 * }
 * }</pre>
 *
 * <p>With one seed, the same data and the same number of threads every number comes out the same. A critic that learns nothing, or that
 * wins outright, is told of once, in the log and in {@link #findings}. One learner serves one thread.
 */
public final class GanLearner implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(GanLearner.class);

    private final TrainingData data;
    private final GanPlayer generator;
    private final GanPlayer critic;
    private final GanRules rules;
    private final long noise;
    private final long seed;
    private final GanAlarm alarm;
    private final Consumer<GanStep> watcher;
    private final List<GanStep> steps = new ArrayList<>();
    private final List<GanEpoch> epochs = new ArrayList<>();
    private final List<String> findings = new ArrayList<>();
    private Switcher.Turn turn = new Switcher.Turn(Side.CRITIC, 0, Double.NaN);

    GanLearner(GanLearnerBuilder from) {
        data = from.data;
        noise = from.noise;
        seed = from.seed;
        rules = new GanRules(from.losses, from.penalty, from.clip, from.switcher);
        Rng rng = Rng.of(seed).split("initialisation");
        generator = new GanPlayer("generator", from.generator, from.generatorOptimizer, from.start, rng, from.device());
        critic = new GanPlayer("critic", from.critic, from.criticOptimizer, from.start, rng, from.device());
        alarm = new GanAlarm(from.window);
        watcher = from.watcher;
    }

    /**
     * Starts to describe a learner.
     *
     * @param data real pictures, of which the targets do not matter, scaled as the generator's: from -1 to 1
     * @param generator from noise [N, noise] to pictures
     * @param critic from pictures to a score for each, [N] or [N, 1]
     * @param noise numbers that a picture is made of
     */
    public static GanLearnerBuilder of(TrainingData data, UnaryLayer generator, UnaryLayer critic, long noise) {
        return new GanLearnerBuilder(data, generator, critic, noise);
    }

    /** Trains at the optimizers' rates. */
    public List<GanEpoch> fit(int count) {
        return fit(count, Policy.constant());
    }

    /**
     * Trains while a policy scales the rates of both sides; its momentum is left alone, since adversarial trainings need a low one.
     *
     * @return the history of all fits so far
     * @throws DivergenceException when a loss is no longer a number
     */
    public List<GanEpoch> fit(int count, Policy policy) {
        InputException.require(count >= 1, () -> "At least 1 epoch can be trained, but came " + count + ".");
        int batches = data.training().batches();
        for (int epoch = 0; epoch < count; epoch++) {
            int first = steps.size();
            try (BatchStream stream = data.training().epoch(epochs.size())) {
                for (int number = 0; ; number++) {
                    try (Scope scope = Scope.open()) {
                        Batch batch = stream.next();
                        if (batch == null) {
                            break;
                        }
                        double progress = (double) ((long) epoch * batches + number) / ((long) count * batches);
                        learn(batch.input(), policy.factor().at(Math.min(progress, Math.nextDown(1.0))));
                    }
                }
            }
            epochs.add(GanEpoch.of(epochs.size(), steps.subList(first, steps.size())));
        }
        return history();
    }

    /** One batch for the side whose turn it is. */
    private void learn(Tensor real, double factor) {
        Side side = turn.batches() == 0 ? turn.side() : rules.switcher().next(turn);
        Rng draws = Rng.of(seed).split("draws").split(steps.size());
        Engine.seed(draws);
        Tensor input = Tensor.randomNormal(Shape.of(real.size(0), noise), draws.split("noise"))
                .to(real.device());
        GanStep step = side == Side.CRITIC ? criticStep(real, input, draws, factor) : generatorStep(input, factor);
        if (!Double.isFinite(step.loss())) {
            throw new DivergenceException("The " + side.name().toLowerCase(Locale.ROOT) + "'s loss is " + step.loss()
                    + " at batch " + steps.size() + ". Lower the learning rates, or clip gradients.");
        }
        turn = new Switcher.Turn(side, side == turn.side() ? turn.batches() + 1 : 1, step.loss());
        steps.add(step);
        watcher.accept(step);
    }

    private GanStep criticStep(Tensor real, Tensor input, Rng draws, double factor) {
        generator.network().train();
        critic.network().train();
        Tensor fake = Autograd.off(() -> generator.network().apply(input));
        Tensor ofReal = critic.network().apply(real);
        Tensor ofFake = critic.network().apply(fake);
        Tensor loss = rules.criticLoss(critic.network(), ofReal, ofFake, real, fake, draws.split("penalty"));
        loss.backward();
        critic.step(factor);
        rules.clip(critic.network());
        double ranking = GanRules.ranking(ofReal, ofFake);
        alarm.add(ranking).ifPresent(finding -> {
            findings.add(finding);
            log.warn("Batch {}: {}", steps.size() + 1, finding);
        });
        return new GanStep(Side.CRITIC, loss.item(), ranking);
    }

    private GanStep generatorStep(Tensor input, double factor) {
        generator.network().train();
        critic.network().train();
        Tensor loss = critic.resting(() -> {
            Tensor scores = critic.network().apply(generator.network().apply(input));
            Tensor value = rules.losses().generator(scores);
            value.backward();
            return value;
        });
        generator.step(factor);
        return new GanStep(Side.GENERATOR, loss.item(), Double.NaN);
    }

    /**
     * Pictures made of fresh noise, [count, …], by the generator as in use; the tensor belongs to the scope that it is made in.
     *
     * @param count at least 1
     * @param draw which noise; the same number gives the same noise, so that sheets of several epochs can be compared
     */
    public Tensor samples(int count, long draw) {
        InputException.require(count >= 1, () -> "At least 1 sample can be made, but came " + count + ".");
        Tensor input = Tensor.randomNormal(
                        Shape.of(count, noise), Rng.of(seed).split("samples").split(draw))
                .to(data.training().device());
        return generator
                .network()
                .evaluating(() -> Autograd.off(() -> generator.network().apply(input)));
    }

    /** The epochs of all fits so far. */
    public List<GanEpoch> history() {
        return List.copyOf(epochs);
    }

    /** The batches of all fits so far. */
    public List<GanStep> steps() {
        return List.copyOf(steps);
    }

    /** What was told about the match of the two sides, in order. */
    public List<String> findings() {
        return List.copyOf(findings);
    }

    /** What makes pictures; the learner closes it. */
    public UnaryLayer generator() {
        return generator.network();
    }

    /** What tells them from real ones; the learner closes it. */
    public UnaryLayer critic() {
        return critic.network();
    }

    /**
     * Writes all that {@link #load} needs, after an epoch.
     *
     * @throws ai.vivace.base.VivaceException when the file cannot be written; nothing is changed then
     */
    public void save(Path file) {
        GanCheckpoint.write(file, seed, List.of(generator, critic), turn, steps, epochs);
    }

    /**
     * Takes the state of a learner of the same networks, data, settings and seed: training goes on as if it had never stopped.
     *
     * @throws InputException when the file is damaged or of other networks or another seed
     */
    public void load(Path file) {
        GanCheckpoint checkpoint = GanCheckpoint.read(file, seed, List.of(generator, critic));
        turn = checkpoint.turn();
        steps.clear();
        steps.addAll(checkpoint.steps());
        epochs.clear();
        epochs.addAll(checkpoint.epochs());
    }

    /** Frees the memory of both networks and optimizers. */
    @Override
    public void close() {
        generator.close();
        critic.close();
    }
}
