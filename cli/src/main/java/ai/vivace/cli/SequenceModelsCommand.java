package ai.vivace.cli;

import ai.vivace.lab.Experiment;
import ai.vivace.lab.SequenceModelsExperiment;
import ai.vivace.lab.SequenceModelsExperiment.Times;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The experiment on networks for sequences. */
@Command(
        name = "sequence-models",
        description = "How far back a recurrent net, an LSTM and a Transformer remember, and why.",
        footer = {
            "  vivace lab sequence-models",
            "  vivace lab sequence-models --gaps 10,100 --steps 2000 --html sequences.html",
            "  vivace lab sequence-models --times"
        })
final class SequenceModelsCommand extends ExperimentCommand {
    @Mixin
    private final SeedOption seed = new SeedOption();

    @Option(
            names = "--steps",
            paramLabel = "N",
            defaultValue = "400",
            description = "Steps of each training on copying and adding (default: 400).")
    private int steps;

    @Option(
            names = "--gaps",
            paramLabel = "N,N",
            split = ",",
            defaultValue = "5,20,60",
            description = "How many tokens back answers lie (default: 5,20,60).")
    private List<Integer> gaps = List.of();

    @Option(
            names = "--times",
            description = "Also measure times, which differ from run to run, and give each net equal time instead of equal work.")
    private boolean timed;

    @Override
    Experiment experiment() {
        return new SequenceModelsExperiment(steps, gaps, timed ? Times.MEASURED : Times.LEFT_OUT, seed.seed());
    }
}
