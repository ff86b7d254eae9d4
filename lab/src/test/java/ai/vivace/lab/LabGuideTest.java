package ai.vivace.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs what docs/guide/lab.md shows, and keeps the page equal to it. */
class LabGuideTest {
    @Test
    void theExampleRuns(@TempDir Path folder) {
        // snippet
        Findings findings =
                CrossEntropyExperiment.standard().logits(3, 1, -2).trueClass(1).run(Progress.silent());
        double loss = findings.number("loss");
        double[] probabilities = findings.table("steps").numbers("p");
        findings.page().save(folder.resolve("cross-entropy.html"));
        // end
        assertThat(loss).isEqualTo(-Math.log(probabilities[1]), within(1e-12));
        assertThat(folder.resolve("cross-entropy.html")).isNotEmptyFile();
    }

    @Test
    void thePageShowsTheExampleAndNamesEveryExperiment() throws IOException {
        String page = Files.readString(root().resolve("docs/guide/lab.md"));
        String source = Files.readString(root().resolve(
                        "lab/src/test/java/" + LabGuideTest.class.getName().replace('.', '/') + ".java"));
        String start = "// snippet\n";
        String snippet = source.substring(source.indexOf(start) + start.length(), source.indexOf("        // end\n"))
                .stripTrailing()
                .stripIndent();

        assertThat(page).contains("```java\n" + snippet + "\n```");
        for (Experiment experiment : Lab.experiments()) {
            assertThat(page).contains("| `" + experiment.name() + "` |");
        }
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("LICENSE"))) {
            folder = Objects.requireNonNull(folder.getParent(), "Tests run inside the repository.");
        }
        return folder;
    }
}
