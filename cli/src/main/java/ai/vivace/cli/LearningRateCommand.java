package ai.vivace.cli;

import ai.vivace.lab.Experiment;
import ai.vivace.lab.LearningRateExperiment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The experiment on the learning rate. */
@Command(
        name = "learning-rate",
        description = "The learning rate: too small, right, too large; the finder; schedules; transfer.",
        footer = {
            "  vivace lab learning-rate",
            "  vivace lab learning-rate --epochs 10 --html learning-rate.html",
            "  vivace lab learning-rate --data fashion-mnist"
        })
final class LearningRateCommand extends ExperimentCommand {
    @Mixin
    private final LabDataOptions data = new LabDataOptions();

    @Mixin
    private final SeedOption seed = new SeedOption();

    @Option(
            names = "--epochs",
            paramLabel = "N",
            defaultValue = "4",
            description = "Passes over the data of each training (default: 4).")
    private int epochs;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "5",
            description = "Over how many seeds schedules are compared (default: 5).")
    private int seeds;

    @Override
    Experiment experiment() {
        return new LearningRateExperiment(epochs, seeds, data.examples(seed.seed()), seed.seed());
    }
}
