package ai.vivace.lab;

import ai.vivace.base.InputException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What keeps a model from learning its examples by heart: penalties on linear models, dropout as an ensemble, and each technique off
 * and on for a net with too few digits.
 *
 * @param pictures to learn from, 20 to 300; default 200
 * @param epochs of each training, 1 to 500; default 40
 * @param seeds over how many seeds techniques are compared, 1 to 100; default 3
 * @param examples what nets learn in the comparison of techniques; default {@link Examples#digits}
 * @param seed of data, starting weights and order; default 42
 */
public record RegularisationExperiment(int pictures, int epochs, int seeds, Examples examples, long seed)
        implements Experiment {
    static final int FEWEST = 20;
    private static final int MOST = 300;

    public RegularisationExperiment {
        check("The number of pictures", pictures, FEWEST, MOST);
        check("The number of epochs", epochs, 1, 500);
        check("The number of seeds", seeds, 1, 100);
    }

    private static void check(String what, int value, int low, int high) {
        InputException.require(
                value >= low && value <= high,
                () -> what + " must be " + low + " to " + high + ", but was " + value + ".");
    }

    /** 200 pictures, 40 epochs, 3 seeds. */
    public static RegularisationExperiment standard() {
        return new RegularisationExperiment(200, 40, 3, Examples.digits(), 42);
    }

    public RegularisationExperiment pictures(int newPictures) {
        return new RegularisationExperiment(newPictures, epochs, seeds, examples, seed);
    }

    public RegularisationExperiment epochs(int newEpochs) {
        return new RegularisationExperiment(pictures, newEpochs, seeds, examples, seed);
    }

    public RegularisationExperiment seeds(int newSeeds) {
        return new RegularisationExperiment(pictures, epochs, newSeeds, examples, seed);
    }

    /** With techniques compared on items of one's own. */
    public RegularisationExperiment examples(Examples newExamples) {
        return new RegularisationExperiment(pictures, epochs, seeds, newExamples, seed);
    }

    public RegularisationExperiment seed(long newSeed) {
        return new RegularisationExperiment(pictures, epochs, seeds, examples, newSeed);
    }

    @Override
    public String name() {
        return "regularisation";
    }

    @Override
    public String question() {
        return "What keeps a model from learning its examples by heart?";
    }

    @Override
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("pictures", pictures);
        settings.put("epochs", epochs);
        settings.put("seeds", seeds);
        settings.put("data", examples.name());
        settings.put("seed", seed);
        return settings;
    }

    @Override
    public Findings run(Progress progress) {
        try (OneThread thread = OneThread.open()) {
            Findings.Builder findings = Findings.of(this, "Regularisation");
            progress.at("reading " + examples.name(), 0);
            TechniqueComparison techniques = TechniqueComparison.of(this, examples.draw(seed));
            progress.at("linear models", 0);
            ShrinkageSections.tell(findings, seed);
            PenaltyMeaning.tell(findings, seed);
            progress.at("all nets of dropout", 0.05);
            DropoutEnsemble.tell(findings, seed);
            techniques.tell(findings, progress.part(0.08, 1));
            return findings.build();
        }
    }
}
