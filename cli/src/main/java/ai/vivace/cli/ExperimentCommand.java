package ai.vivace.cli;

import ai.vivace.lab.Experiment;
import ai.vivace.lab.Findings;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Runs one experiment of the lab and shows what it found. A subclass has the experiment's own options. */
abstract class ExperimentCommand implements Callable<Integer> {
    private static final int BAR = 24;

    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private LabCommand lab;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Write the findings as a page in one file instead of printing them.")
    private @Nullable Path page;

    @Option(
            names = "--charts",
            paramLabel = "FOLDER",
            description = "Write each chart as FOLDER/EXPERIMENT/CHART.svg instead of printing the findings.")
    private @Nullable Path charts;

    /** The experiment with the settings given. */
    abstract Experiment experiment();

    @Override
    public final Integer call() {
        Console console = lab.console();
        if (page != null) {
            RunFolder.checkWritable(page, "--html");
        }
        Experiment experiment = experiment();
        if (charts != null) {
            RunFolder.checkWritable(charts.resolve(experiment.name()).resolve("chart.svg"), "--charts");
        }
        Findings findings = experiment.run((what, share) -> show(console, experiment.name(), what, share));
        console.clearLive();
        if (page != null) {
            findings.page().save(page);
            console.note("Wrote " + page + ".");
        }
        if (charts != null) {
            findings.saveCharts(charts).forEach(file -> console.note("Wrote " + file + "."));
        }
        if (page == null && charts == null) {
            console.print(findings.terminal(console.style()));
        }
        console.document(findings.data());
        return 0;
    }

    private static void show(Console console, String name, String what, double share) {
        String done = String.format(Locale.ROOT, "%3.0f%%", 100 * share);
        if (console.isLive()) {
            boolean unicode = console.terminal().unicode();
            int full = (int) Math.round(share * BAR);
            console.live(name + " " + (unicode ? "█" : "#").repeat(full) + (unicode ? "░" : "-").repeat(BAR - full)
                    + " " + done + "  " + what);
        } else {
            console.note(name + ": " + done.strip() + ", " + what);
        }
    }
}
