package ai.vivace.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Draws the charts of docs/guide anew, all of every experiment with its default settings and all networks, and deletes those that nothing
 * draws any more. CONTRIBUTING.md has the command.
 */
final class GuideCharts {
    private GuideCharts() {}

    /** Takes the folder. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Set<Path> drawn = new HashSet<>();
        for (Experiment experiment : Lab.experiments()) {
            Findings findings = experiment.run((what, share) ->
                    System.out.println(experiment.name() + ": " + Math.round(100 * share) + "%, " + what));
            drawn.addAll(findings.saveCharts(folder));
        }
        for (List<String> names : List.of(GuideNetworks.SMALL, GuideNetworks.LARGE)) {
            for (String name : names) {
                System.out.println("network " + name);
                drawn.add(GuideNetworks.draw(folder, name));
            }
        }
        for (Path file : files(folder)) {
            if (!drawn.contains(file)) {
                Files.delete(file);
            }
        }
        System.out.println(drawn.size() + " charts are in " + folder + ".");
    }

    /** The files of a folder and those below it. */
    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
