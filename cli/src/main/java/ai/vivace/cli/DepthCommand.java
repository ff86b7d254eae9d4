package ai.vivace.cli;

import ai.vivace.lab.DepthExperiment;
import ai.vivace.lab.Experiment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The experiment on starting weights and depth. */
@Command(
        name = "init-depth",
        description = "Values and gradients of deep nets by each rule for starting weights, and which nets learn.",
        footer = {
            "  vivace lab init-depth",
            "  vivace lab init-depth --width 256 --depth 100 --html init-depth.html",
            "  vivace lab init-depth --data photos"
        })
final class DepthCommand extends ExperimentCommand {
    @Mixin
    private final LabDataOptions data = new LabDataOptions();

    @Mixin
    private final SeedOption seed = new SeedOption();

    @Option(
            names = "--width",
            paramLabel = "N",
            defaultValue = "512",
            description = "Units of each layer (default: 512).")
    private int width;

    @Option(names = "--depth", paramLabel = "N", defaultValue = "50", description = "Layers (default: 50).")
    private int depth;

    @Option(
            names = "--inputs",
            paramLabel = "N",
            defaultValue = "256",
            description = "How many inputs go through at once (default: 256).")
    private int inputs;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            defaultValue = "8",
            description = "Passes over the data of each training (default: 8).")
    private int epochs;

    @Override
    Experiment experiment() {
        return new DepthExperiment(width, depth, inputs, epochs, data.examples(seed.seed()), seed.seed());
    }
}
