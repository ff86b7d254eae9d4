package ai.vivace.lab;

import ai.vivace.base.InputException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a tree learns, and what many trees do better than one: a tree by hand, what each algorithm makes of the same rows, bias and
 * variance as trees are added, why boosting overfits late and forests do not, and what models say about themselves.
 *
 * @param rows to learn from, 20 to 2000; default 200
 * @param noise of the two moons, as a standard deviation: 0.05 to 2; default 0.35
 * @param trees how many the largest ensembles have, 20 to 5000; default 1000
 * @param samples how many training sets bias and variance are measured on, 2 to 200; default 40
 * @param seed of data and models; default 42
 */
public record TreesExperiment(int rows, double noise, int trees, int samples, long seed) implements Experiment {
    public TreesExperiment {
        check("The number of rows", rows, 20, 2000);
        double given = noise;
        InputException.require(
                given >= 0.05 && given <= 2, () -> "The noise must be 0.05 to 2, but was " + given + ".");
        check("The number of trees", trees, 20, 5000);
        check("The number of samples", samples, 2, 200);
    }

    private static void check(String what, int value, int low, int high) {
        InputException.require(
                value >= low && value <= high,
                () -> what + " must be " + low + " to " + high + ", but was " + value + ".");
    }

    /** 200 rows, noise 0.35, 1000 trees, 40 training sets. */
    public static TreesExperiment standard() {
        return new TreesExperiment(200, 0.35, 1000, 40, 42);
    }

    public TreesExperiment rows(int newRows) {
        return new TreesExperiment(newRows, noise, trees, samples, seed);
    }

    public TreesExperiment noise(double newNoise) {
        return new TreesExperiment(rows, newNoise, trees, samples, seed);
    }

    public TreesExperiment trees(int newTrees) {
        return new TreesExperiment(rows, noise, newTrees, samples, seed);
    }

    public TreesExperiment samples(int newSamples) {
        return new TreesExperiment(rows, noise, trees, newSamples, seed);
    }

    public TreesExperiment seed(long newSeed) {
        return new TreesExperiment(rows, noise, trees, samples, newSeed);
    }

    @Override
    public String name() {
        return "trees";
    }

    @Override
    public String question() {
        return "How does a tree learn, and what do many do better than one?";
    }

    @Override
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("rows", rows);
        settings.put("noise", noise);
        settings.put("trees", trees);
        settings.put("samples", samples);
        settings.put("seed", seed);
        return settings;
    }

    @Override
    public Findings run(Progress progress) {
        Findings.Builder findings = Findings.of(this, "Decision trees and their ensembles");
        progress.at("cat or dog", 0);
        CatOrDog.tell(findings);
        progress.at("regions of each algorithm", 0.01);
        DecisionRegions.tell(findings, this);
        BiasAndVariance.tell(findings, this, progress.part(0.1, 0.8));
        progress.at("many rounds", 0.8);
        LateOverfitting.tell(findings, this);
        progress.at("looking inside", 0.95);
        LookingInside.tell(findings, this);
        return findings.build();
    }
}
