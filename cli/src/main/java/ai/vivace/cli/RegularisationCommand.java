package ai.vivace.cli;

import ai.vivace.lab.Experiment;
import ai.vivace.lab.RegularisationExperiment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The experiment on regularisation. */
@Command(
        name = "regularisation",
        description = "Penalties, dropout and the rest: each off and on, sorted by what helped.",
        footer = {
            "  vivace lab regularisation",
            "  vivace lab regularisation --pictures 100 --html regularisation.html",
            "  vivace lab regularisation --data photos --pictures 150"
        })
final class RegularisationCommand extends ExperimentCommand {
    @Mixin
    private final LabDataOptions data = new LabDataOptions();

    @Mixin
    private final SeedOption seed = new SeedOption();

    @Option(
            names = "--pictures",
            paramLabel = "N",
            defaultValue = "200",
            description = "Pictures to learn from, 20 to 300 (default: 200).")
    private int pictures;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            defaultValue = "40",
            description = "Passes over them in each training (default: 40).")
    private int epochs;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "3",
            description = "Over how many seeds techniques are compared (default: 3).")
    private int seeds;

    @Override
    Experiment experiment() {
        return new RegularisationExperiment(pictures, epochs, seeds, data.examples(seed.seed()), seed.seed());
    }
}
