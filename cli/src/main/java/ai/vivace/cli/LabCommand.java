package ai.vivace.cli;

import ai.vivace.lab.Experiment;
import ai.vivace.lab.Lab;
import ai.vivace.plot.TextTable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Lists the experiments, each of which is a command below this one. */
@Command(
        name = "lab",
        description = "Run an experiment that explains a practice; without a name, list the experiments.",
        synopsisSubcommandLabel = "[EXPERIMENT]",
        subcommands = {
            CrossEntropyCommand.class,
            ZeroWeightsCommand.class,
            LearningRateCommand.class,
            DepthCommand.class,
            RegularisationCommand.class,
            ArchitecturesCommand.class,
            SequenceModelsCommand.class,
            LabTreesCommand.class
        },
        footer = {
            "  vivace lab",
            "  vivace lab cross-entropy --logits 3,1,-2 --class 1",
            "  vivace lab cross-entropy --html cross-entropy.html",
            "  vivace lab learning-rate --charts charts"
        })
final class LabCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Main main;

    @Override
    public Integer call() {
        Console console = console();
        TextTable.Builder table = TextTable.of("experiment", "question");
        Lab.experiments().forEach(experiment -> table.row(experiment.name(), experiment.question()));
        console.print(table.build().render(console.style()));
        console.note(System.lineSeparator() + "Run one: vivace lab "
                + Lab.experiments().get(0).name() + ". Its options: --help.");
        console.document(Lab.experiments().stream().map(LabCommand::entry).toList());
        return 0;
    }

    private static Map<String, Object> entry(Experiment experiment) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("experiment", experiment.name());
        entry.put("question", experiment.question());
        entry.put("settings", experiment.settings());
        return entry;
    }

    Console console() {
        return main.console();
    }
}
