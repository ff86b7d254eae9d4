package ai.vivace.cli;

import ai.vivace.cli.doctor.Checkup;
import ai.vivace.cli.doctor.Finding;
import ai.vivace.cli.doctor.Finding.Mark;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Says whether Vivace works on this machine, and what to do where it does not. */
@Command(
        name = "doctor",
        description = {
            "Check this machine: Java, engine, memory, disk, devices, speed.",
            "Ends with 0 when training works here, with 1 when it does not."
        },
        footer = {"  vivace doctor", "  vivace doctor --json > doctor.json   # to attach to a report"})
final class DoctorCommand implements Callable<Integer> {
    private static final int TOPIC_WIDTH = 10;

    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Main main;

    @Override
    public Integer call() {
        Console console = main.console();
        Terminal terminal = console.terminal();
        console.print(line(console, Mark.OK, "Vivace", Version.current()));
        List<Finding> findings =
                Checkup.here(terminal.charset(), terminal.environment()).run(finding -> print(console, finding));
        boolean usable = findings.stream().noneMatch(finding -> finding.mark() == Mark.FAIL);
        console.print(
                usable ? "Vivace works on this machine." : "Vivace cannot train on this machine: see FAIL above.");
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("vivace", Version.current());
        document.put("usable", usable);
        document.put("findings", findings);
        console.document(document);
        return usable ? 0 : Failures.FAILED;
    }

    private static void print(Console console, Finding finding) {
        boolean fine = finding.mark() == Mark.OK;
        if (fine && console.isQuiet()) {
            return;
        }
        StringBuilder text = new StringBuilder(line(console, finding.mark(), finding.topic(), finding.text()));
        for (String advice : finding.advice()) {
            text.append(System.lineSeparator())
                    .append(" ".repeat(TOPIC_WIDTH + 6))
                    .append(console.terminal().unicode() ? "→ " : "-> ")
                    .append(advice);
        }
        console.print(text.toString());
    }

    private static String line(Console console, Mark mark, String topic, String text) {
        String word = String.format("%-4s", mark);
        int colour =
                switch (mark) {
                    case OK -> 32;
                    case WARN -> 33;
                    case FAIL -> 31;
                };
        String painted = console.colour() ? "\u001b[" + colour + "m" + word + "\u001b[0m" : word;
        return painted + "  " + String.format("%-" + TOPIC_WIDTH + "s", topic) + text;
    }
}
