package ai.vivace.lab;

import ai.vivace.base.InputException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a recurrent net, an LSTM and a Transformer of one size each make of sequences: how far back they remember, how gradients come
 * through time, what they make of language with equal time, and what a step takes as texts grow.
 *
 * @param steps of each training on copying and adding, 1 to 100,000; default 400
 * @param gaps how far back answers lie, 2 to 500 tokens each, ascending; default 5, 20 and 60
 * @param times whether times are measured, which differ from run to run; without, nets get equal work instead of equal time, and all is
 *     the same in each run
 * @param seed of texts and starts; default 42
 */
public record SequenceModelsExperiment(int steps, List<Integer> gaps, Times times, long seed) implements Experiment {
    /** Whether times are among what is found. */
    public enum Times {
        MEASURED,
        LEFT_OUT
    }

    public SequenceModelsExperiment {
        int givenSteps = steps;
        InputException.require(
                steps >= 1 && steps <= 100_000, () -> "Steps must be from 1 to 100000, but were " + givenSteps + ".");
        gaps = List.copyOf(gaps);
        List<Integer> given = gaps;
        InputException.require(
                !given.isEmpty()
                        && given.stream().allMatch(gap -> gap >= 2 && gap <= 500)
                        && given.stream().sorted().distinct().toList().equals(given),
                () -> "Gaps must be different numbers from 2 to 500 in ascending order, but were " + given + ".");
    }

    /** 400 steps, gaps of 5, 20 and 60 tokens, without times. */
    public static SequenceModelsExperiment standard() {
        return new SequenceModelsExperiment(400, List.of(5, 20, 60), Times.LEFT_OUT, 42);
    }

    public SequenceModelsExperiment steps(int newSteps) {
        return new SequenceModelsExperiment(newSteps, gaps, times, seed);
    }

    public SequenceModelsExperiment gaps(Integer... newGaps) {
        return new SequenceModelsExperiment(steps, List.of(newGaps), times, seed);
    }

    public SequenceModelsExperiment times(Times choice) {
        return new SequenceModelsExperiment(steps, gaps, choice, seed);
    }

    public SequenceModelsExperiment seed(long newSeed) {
        return new SequenceModelsExperiment(steps, gaps, times, newSeed);
    }

    @Override
    public String name() {
        return "sequence-models";
    }

    @Override
    public String question() {
        return "What do an RNN, an LSTM and a Transformer make of sequences?";
    }

    @Override
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("steps", steps);
        settings.put("gaps", gaps);
        settings.put("times", times == Times.MEASURED ? "measured" : "left out");
        settings.put("seed", seed);
        return settings;
    }

    @Override
    public Findings run(Progress progress) {
        try (OneThread thread = OneThread.open()) {
            Findings.Builder findings = Findings.of(this, "Networks for sequences");
            MemoryLength.tell(findings, this, progress.part(0, 0.6));
            progress.at("gradients over time", 0.6);
            GradientOverTime.tell(findings, this);
            CharacterModels.tell(findings, this, progress.part(0.62, 0.95));
            if (times == Times.MEASURED) {
                StepTimes.tell(findings, this, progress.part(0.95, 1));
            }
            return findings.build();
        }
    }
}
