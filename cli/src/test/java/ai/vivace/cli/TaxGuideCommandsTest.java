package ai.vivace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Every command of docs/guide/tax.md runs, with the files that the page shows. */
class TaxGuideCommandsTest {
    private static final Pattern BLOCK = Pattern.compile("```(\\w+)\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    @TempDir
    Path folder;

    private static String page() {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve("LICENSE"))) {
            root = Objects.requireNonNull(root.getParent(), "Tests run inside the repository.");
        }
        try {
            return Files.readString(root.resolve("docs/guide/tax.md"));
        } catch (IOException e) {
            throw new AssertionError("The guide cannot be read", e);
        }
    }

    private static List<String> blocks(String language) {
        List<String> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(page());
        while (matcher.find()) {
            if (matcher.group(1).equals(language)) {
                blocks.add(matcher.group(2));
            }
        }
        return blocks;
    }

    static Stream<String> commands() {
        return blocks("sh").stream().flatMap(String::lines).filter(line -> !line.isBlank());
    }

    @BeforeEach
    void filesOfThePage() throws IOException {
        Files.writeString(folder.resolve("me.yaml"), blocks("yaml").get(0));
        Files.writeString(folder.resolve("filers.csv"), blocks("csv").get(0));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandOfTheGuideRuns(String command) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(command);
        while (matcher.find()) {
            String word = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
            words.add(
                    word.matches("\\w+\\.(yaml|csv|jsonl|html|ics|svg|png)")
                            ? folder.resolve(word).toString()
                            : word);
        }
        assertThat(words.remove(0)).isEqualTo("vivace");

        CommandRun run = CommandRun.of(words.toArray(String[]::new));

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).isNotBlank();
        assertThat(run.err()).doesNotContain("warning");
    }

    @Test
    void everyCommandAboutTaxesIsOnThePage() {
        String commands = String.join("\n", commands().toList());
        CommandLine root = Main.commandLine(Terminal.none(), "tax");
        Objects.requireNonNull(root.getSubcommands().get("tax"))
                .getSubcommands()
                .keySet()
                .forEach(name -> assertThat(commands).contains("vivace tax " + name));
    }
}
