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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands of docs/guide/watermark.md run one after the other, with the files that the page shows. */
class WatermarkGuideCommandsTest {
    private static final Pattern BLOCK = Pattern.compile("```(\\w+)\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
    private static final Pattern FILE = Pattern.compile(
            "(?:[\\w-]+\\.(?:jpg|png|svg|yaml|csv)|photos|photos/\\*\\*\\.jpg|proofs|marked|elsewhere|named|pairs)");

    @TempDir
    Path folder;

    private static List<String> blocks(String language) throws IOException {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve("LICENSE"))) {
            root = Objects.requireNonNull(root.getParent(), "Tests run inside the repository.");
        }
        List<String> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(Files.readString(root.resolve("docs/guide/watermark.md")));
        while (matcher.find()) {
            if (matcher.group(1).equals(language)) {
                blocks.add(matcher.group(2));
            }
        }
        return blocks;
    }

    private static List<String> commands() throws IOException {
        return blocks("sh").stream()
                .flatMap(String::lines)
                .filter(line -> !line.isBlank())
                .toList();
    }

    private String[] arguments(String command) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(command);
        while (matcher.find()) {
            String word = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
            words.add(FILE.matcher(word).matches() ? folder + "/" + word : word);
        }
        assertThat(words.remove(0)).isEqualTo("vivace");
        return words.toArray(String[]::new);
    }

    @Test
    void everyCommandOfTheGuideRuns() throws IOException {
        Files.write(folder.resolve("photo.jpg"), WatermarkPictures.large());
        WatermarkPictures.write(folder.resolve("photos/one.jpg"));
        WatermarkPictures.write(folder.resolve("photos/trip/two.jpg"));
        Files.writeString(folder.resolve("preset.yaml"), blocks("yaml").get(0));
        Files.writeString(
                folder.resolve("logo.svg"),
                "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><circle cx='4' cy='4' r='4'/></svg>");

        for (String command : commands()) {
            CommandRun run = CommandRun.of(arguments(command));

            assertThat(run.exitCode()).as(command + "\n" + run.err()).isZero();
            assertThat(run.err()).doesNotContain("warning");
        }
        assertThat(folder.resolve("photo-marked.jpg")).exists();
        assertThat(folder.resolve("named/one-0001.jpg")).exists();
        assertThat(folder.resolve("named/two-0002.jpg")).doesNotExist();
        assertThat(folder.resolve("named/trip/two-0002.jpg")).exists();
        assertThat(folder.resolve("elsewhere")).doesNotExist();
    }

    @Test
    void everyCommandAboutMarksIsOnThePage() throws IOException {
        String commands = String.join("\n", commands());
        CommandLine root = Main.commandLine(Terminal.none(), "watermark");

        Objects.requireNonNull(root.getSubcommands().get("watermark"))
                .getSubcommands()
                .keySet()
                .forEach(name -> assertThat(commands).contains("vivace watermark " + name));
    }
}
