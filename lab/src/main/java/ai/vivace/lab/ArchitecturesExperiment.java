package ai.vivace.lab;

import ai.vivace.base.InputException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What each family of networks for pictures is for: one set of scenes, and the questions that a plain convolutional net, a ResNet, a
 * U-Net, a detector and a GAN answer about it with equal budgets; and what depth does without shortcuts and with them.
 *
 * @param epochs of each training, 1 to 1000; default 8
 * @param seed of scenes, starts and order; default 42
 */
public record ArchitecturesExperiment(int epochs, long seed) implements Experiment {
    public ArchitecturesExperiment {
        int given = epochs;
        InputException.require(
                epochs >= 1 && epochs <= 1000, () -> "Epochs must be from 1 to 1000, but were " + given + ".");
    }

    /** 8 epochs. */
    public static ArchitecturesExperiment standard() {
        return new ArchitecturesExperiment(8, 42);
    }

    public ArchitecturesExperiment epochs(int newEpochs) {
        return new ArchitecturesExperiment(newEpochs, seed);
    }

    public ArchitecturesExperiment seed(long newSeed) {
        return new ArchitecturesExperiment(epochs, newSeed);
    }

    @Override
    public String name() {
        return "architectures";
    }

    @Override
    public String question() {
        return "Which network is for which question about pictures?";
    }

    @Override
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("epochs", epochs);
        settings.put("seed", seed);
        return settings;
    }

    @Override
    public Findings run(Progress progress) {
        try (OneThread thread = OneThread.open()) {
            Findings.Builder findings = Findings.of(this, "Networks for pictures, by what they are asked");
            SceneQuestions.tell(findings, epochs, seed, progress.part(0, 0.5));
            MadeDigits.tell(findings, epochs, seed, progress.part(0.5, 0.6));
            DeeperNets.tell(findings, Examples.digits().draw(seed), epochs, seed, progress.part(0.6, 1));
            return findings.build();
        }
    }
}
