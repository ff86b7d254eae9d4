package ai.vivace.lab;

import ai.vivace.base.InputException;
import ai.vivace.nn.Sequential;
import ai.vivace.vision.model.Networks;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The learning rate: too small, right and too large; the finder; schedules at equal epochs; super-convergence; rates of
 * their own for parts trained before; and what a search by full trainings costs.
 *
 * @param epochs of each training, 1 to 100; default 4
 * @param seeds over how many seeds schedules and ways to transfer are compared, 1 to 100; default 5
 * @param examples what is learnt; default {@link Examples#digits}
 * @param seed of split, order and starting weights; default 42
 */
public record LearningRateExperiment(int epochs, int seeds, Examples examples, long seed) implements Experiment {
    static final int HIDDEN = 128;

    public LearningRateExperiment {
        int givenEpochs = epochs;
        int givenSeeds = seeds;
        InputException.require(
                epochs >= 1 && epochs <= 100, () -> "Epochs must be 1 to 100, but were " + givenEpochs + ".");
        InputException.require(
                seeds >= 1 && seeds <= 100, () -> "The number of seeds must be 1 to 100, but was " + givenSeeds + ".");
    }

    /** 4 epochs, 5 seeds. */
    public static LearningRateExperiment standard() {
        return new LearningRateExperiment(4, 5, Examples.digits(), 42);
    }

    public LearningRateExperiment epochs(int newEpochs) {
        return new LearningRateExperiment(newEpochs, seeds, examples, seed);
    }

    public LearningRateExperiment seeds(int newSeeds) {
        return new LearningRateExperiment(epochs, newSeeds, examples, seed);
    }

    /** On items of one's own. */
    public LearningRateExperiment examples(Examples newExamples) {
        return new LearningRateExperiment(epochs, seeds, newExamples, seed);
    }

    public LearningRateExperiment seed(long newSeed) {
        return new LearningRateExperiment(epochs, seeds, examples, newSeed);
    }

    @Override
    public String name() {
        return "learning-rate";
    }

    @Override
    public String question() {
        return "How is a learning rate found, and how should it move?";
    }

    @Override
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("epochs", epochs);
        settings.put("seeds", seeds);
        settings.put("data", examples.name());
        settings.put("seed", seed);
        return settings;
    }

    @Override
    public Findings run(Progress progress) {
        try (OneThread thread = OneThread.open()) {
            Findings.Builder findings = Findings.of(this, "The learning rate");
            progress.at("reading " + examples.name(), 0);
            DrawnExamples drawn = examples.draw(seed);
            double rate = RateComparison.of(this, drawn).tell(findings, progress.part(0, 0.2));
            ScheduleComparison.of(this, drawn, rate).tell(findings, progress.part(0.2, 0.85));
            TransferComparison.tell(findings, drawn, allSeeds(), progress.part(0.85, 1));
            return findings.build();
        }
    }

    /** The seeds that schedules and ways to transfer are compared over. */
    List<Long> allSeeds() {
        return IntStream.range(0, seeds).mapToObj(i -> seed + i).toList();
    }

    /** The network that all but the last section train. */
    static Sequential network(DrawnExamples drawn) {
        return Networks.mlp(drawn.all().inputShape(), HIDDEN, drawn.classes());
    }
}
