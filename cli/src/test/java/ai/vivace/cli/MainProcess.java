package ai.vivace.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The program in a process of its own, for what a test cannot do to its own process. */
final class MainProcess {
    private MainProcess() {}

    /** The words that start it with the classes of the tests; it starts quickly and leaves nothing in the folder for temporary files. */
    static List<String> command(String... arguments) {
        return command(List.of(), arguments);
    }

    /** The same with more options of Java. */
    static List<String> command(List<String> options, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData"));
        command.addAll(options);
        command.add(Main.class.getName());
        command.addAll(List.of(arguments));
        return command;
    }
}
