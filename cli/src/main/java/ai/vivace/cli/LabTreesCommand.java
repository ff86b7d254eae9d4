package ai.vivace.cli;

import ai.vivace.lab.Experiment;
import ai.vivace.lab.TreesExperiment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The experiment on decision trees. */
@Command(
        name = "trees",
        description = "A tree by hand, every ensemble drawn, bias and variance, late overfitting.",
        footer = {
            "  vivace lab trees",
            "  vivace lab trees --noise 0.5 --html trees.html",
            "  vivace lab trees --rows 1000 --trees 3000"
        })
final class LabTreesCommand extends ExperimentCommand {
    @Mixin
    private final SeedOption seed = new SeedOption();

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "200",
            description = "Rows to learn from, 20 to 2000 (default: 200).")
    private int rows;

    @Option(
            names = "--noise",
            paramLabel = "S",
            defaultValue = "0.35",
            description = "Standard deviation of the two moons' noise, 0.05 to 2 (default: 0.35).")
    private double noise;

    @Option(
            names = "--trees",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Trees of the largest ensembles, 20 to 5000 (default: 1000).")
    private int trees;

    @Option(
            names = "--samples",
            paramLabel = "N",
            defaultValue = "40",
            description = "Training sets that bias and variance are measured on, 2 to 200 (default: 40).")
    private int samples;

    @Override
    Experiment experiment() {
        return new TreesExperiment(rows, noise, trees, samples, seed.seed());
    }
}
