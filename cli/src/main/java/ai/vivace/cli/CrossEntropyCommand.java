package ai.vivace.cli;

import ai.vivace.lab.CrossEntropyExperiment;
import ai.vivace.lab.Experiment;
import java.util.Arrays;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The experiment on cross-entropy. */
@Command(
        name = "cross-entropy",
        description = "Cross-entropy step by step, on logits of your own.",
        footer = {
            "  vivace lab cross-entropy",
            "  vivace lab cross-entropy --logits 3,1,-2 --class 1",
            "  vivace lab cross-entropy --logits 3,1,-2,0 --labels 0,3",
            "  vivace lab cross-entropy --logits=-1000,0,1000 --html page.html"
        })
final class CrossEntropyCommand extends ExperimentCommand {
    @Option(
            names = "--logits",
            paramLabel = "Z",
            split = ",",
            defaultValue = "2,1,0.1",
            description = "What the network said of each class: 2 to 20 numbers, with commas (default: 2,1,0.1).")
    private double[] logits = {};

    @Option(
            names = "--class",
            paramLabel = "N",
            defaultValue = "0",
            description = "The number of the right class, from 0 (default: 0).")
    private int trueClass;

    @Option(
            names = "--labels",
            paramLabel = "N",
            split = ",",
            defaultValue = "0,1",
            description = "The answers that are right where several may be, with commas (default: 0,1).")
    private int[] labels = {};

    @Override
    Experiment experiment() {
        return new CrossEntropyExperiment(
                Arrays.stream(logits).boxed().toList(),
                trueClass,
                Arrays.stream(labels).boxed().toList());
    }
}
