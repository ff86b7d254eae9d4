package ai.vivace.cli;

import ai.vivace.lab.Experiment;
import ai.vivace.lab.ZeroWeightsExperiment;
import java.util.Arrays;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The experiment on weights that start equal. */
@Command(
        name = "init-zero",
        description = "What becomes of a network whose weights start equal.",
        footer = {
            "  vivace lab init-zero",
            "  vivace lab init-zero --steps 3000 --html init-zero.html",
            "  vivace lab init-zero --weights 0.5,0.5,0.5,0.5,0.5,0.5,0.5,0.6"
        })
final class ZeroWeightsCommand extends ExperimentCommand {
    @Mixin
    private final SeedOption seed = new SeedOption();

    @Option(
            names = "--weights",
            paramLabel = "W",
            split = ",",
            description =
                    "Eight weights to start from, with commas: the first unit's three, the second's three, the output's two.")
    private double[] weights = {};

    @Option(
            names = "--steps",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Steps of each training of the small net (default: 1000).")
    private int steps;

    @Override
    Experiment experiment() {
        return new ZeroWeightsExperiment(Arrays.stream(weights).boxed().toList(), steps, seed.seed());
    }
}
