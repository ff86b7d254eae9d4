package ai.vivace.cli;

import ai.vivace.lab.ArchitecturesExperiment;
import ai.vivace.lab.Experiment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The experiment on what networks for pictures are for. */
@Command(
        name = "architectures",
        description = "Which network for pictures is for which question, and why deep ones have shortcuts.",
        footer = {"  vivace lab architectures", "  vivace lab architectures --epochs 20 --html architectures.html"})
final class ArchitecturesCommand extends ExperimentCommand {
    @Mixin
    private final SeedOption seed = new SeedOption();

    @Option(
            names = "--epochs",
            paramLabel = "N",
            defaultValue = "8",
            description = "Passes over the pictures of each training (default: 8).")
    private int epochs;

    @Override
    Experiment experiment() {
        return new ArchitecturesExperiment(epochs, seed.seed());
    }
}
