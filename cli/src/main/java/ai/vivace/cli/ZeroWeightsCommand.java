package ai.vivace.cli;

import ai.vivace.lab.Experiment;
import ai.vivace.lab.ZeroWeightsExperiment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The experiment on weights that start equal. */
@Command(
        name = "init-zero",
        description = "What becomes of a network whose weights start equal.",
        footer = {"  vivace lab init-zero", "  vivace lab init-zero --steps 3000 --html init-zero.html"})
final class ZeroWeightsCommand extends ExperimentCommand {
    @Mixin
    private final SeedOption seed = new SeedOption();

    @Option(
            names = "--steps",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Steps of each training of the small net (default: 1000).")
    private int steps;

    @Override
    Experiment experiment() {
        return new ZeroWeightsExperiment(steps, seed.seed());
    }
}
