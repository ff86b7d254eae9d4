package ai.vivace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextTrainingCommandsTest {
    private static final List<String> GOOD = List.of("the coffee is good", "good dog", "the dog is good");
    private static final List<String> BAD = List.of("the coffee is stale", "shares fall", "stale stale coffee");

    @TempDir
    private Path folder;

    /** Rows of two classes that a word tells apart. */
    private Path opinions() throws IOException {
        StringBuilder rows = new StringBuilder("opinion,kind\n");
        for (int i = 0; i < 40; i++) {
            rows.append(GOOD.get(i % 3)).append(" number ").append(i).append(",good\n");
            rows.append(BAD.get(i % 3)).append(" number ").append(i).append(",bad\n");
        }
        return Files.writeString(folder.resolve("opinions.csv"), rows);
    }

    private String out(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void aPublishedEncoderLearnsClassesAndTheModelTellsThem() throws IOException {
        Path encoder = TinyEncoderFiles.in(folder.resolve("encoder"), 1);
        CommandRun run = CommandRun.of(
                "train",
                "text",
                opinions().toString(),
                "--model",
                encoder.toString(),
                "--longest",
                "16",
                "--epochs",
                "8",
                "--rate",
                "1e-2",
                "--batch",
                "8",
                "--out",
                out("run"));
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains("text in opinion, class in kind", "classes      bad, good");
        assertThat(run.out()).contains("accuracy").contains("try it");
        assertThat(folder.resolve("run")).isDirectoryContaining("glob:**/model.vivace");
        assertThat(folder.resolve("run/report.html")).content().contains("The worst answers", "Texts of opinions");
        assertThat(folder.resolve("run/history.csv")).content().contains("accuracy");

        Path more = Files.writeString(folder.resolve("more.txt"), "stale coffee\ngood dog\n");
        CommandRun told = CommandRun.of("predict", out("run"), "the dog is good", more.toString());
        assertThat(told.exitCode()).as(told.err()).isZero();
        assertThat(told.out().lines().toList()).hasSize(3).satisfies(lines -> {
            assertThat(lines.get(0)).startsWith("\"the dog is good\"  good ");
            assertThat(lines.get(1)).contains("more.txt line 1  bad ");
            assertThat(lines.get(2)).contains("more.txt line 2  good ");
        });
        CommandRun why = CommandRun.of("explain", out("run"), "the dog is good", "--out", out("why"));
        assertThat(why.exitCode()).as(why.err()).isZero();
        assertThat(why.out()).startsWith("good (").contains("good(+");
        assertThat(folder.resolve("why/text-1.html")).content().contains("<span", ">good</span>");
        rejected("are for pictures", "explain", out("run"), "good", "--top-losses", "3");
        rejected("occlusion", "explain", out("run"), "good", "--method", "oclusion");
        rejected("\"better\"", "explain", out("run"), "good", "--class", "better");
        CommandRun drawn = CommandRun.of("predict", out("run"), "good", "--draw", out("drawn"));
        assertThat(drawn.exitCode()).isEqualTo(2);
        assertThat(drawn.err()).contains("--draw is for pictures");
    }

    @Test
    void withoutAnEncoderALanguageModelComesFirst() throws IOException {
        CommandRun run = CommandRun.of(
                "train",
                "text",
                opinions().toString(),
                "--epochs",
                "1",
                "--batch",
                "16",
                "--out",
                out("run"),
                "--json");
        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode document = JsonMapper.builder().build().readTree(run.out());
        assertThat(document.get("settings").get("method").asText()).isEqualTo("ULMFiT");
        assertThat(document.get("history")).hasSize(4);
        assertThat(document.get("worst")).hasSize(5);
    }

    @Test
    void aLanguageModelLearnsAndWritesTheSameForTheSameSeed() throws IOException {
        Path text = Files.writeString(
                folder.resolve("song.txt"), "row row row your boat gently down the stream\n".repeat(40));
        CommandRun run = CommandRun.of(
                "train",
                "lm",
                text.toString(),
                "--steps",
                "30",
                "--width",
                "16",
                "--layers",
                "1",
                "--heads",
                "2",
                "--context",
                "16",
                "--out",
                out("lm"));
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("perplexity", "bits per character", "generate");
        assertThat(folder.resolve("lm/sample.txt")).isNotEmptyFile();
        assertThat(folder.resolve("lm/report.html")).content().contains("What it writes");

        String[] generate = {"generate", out("lm"), "--prompt", "row ", "--length", "12", "--seed", "5"};
        CommandRun first = CommandRun.of(generate);
        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.out()).startsWith("row ");
        assertThat(CommandRun.of(generate).out()).isEqualTo(first.out());
        CommandRun cut = CommandRun.of("generate", out("lm"), "--prompt", "row ".repeat(20), "--length", "3");
        assertThat(cut.err()).contains("the model reads the last 16");
    }

    @Test
    void anAwdLstmLearnsWords() throws IOException {
        Path text = Files.writeString(
                folder.resolve("song.txt"), "row row row your boat gently down the stream\n".repeat(60));
        CommandRun run = CommandRun.of(
                "train",
                "lm",
                text.toString(),
                "--kind",
                "awd-lstm",
                "--steps",
                "4",
                "--batch",
                "4",
                "--context",
                "8",
                "--out",
                out("awd"));
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains("awd-lstm of");
    }

    @Test
    void mistakesAreToldAndLeaveNothing() throws IOException {
        rejected("There is no file or folder", "train", "text", out("nothing.csv"), "--out", out("run"));
        Path same = Files.writeString(folder.resolve("one.csv"), "text,kind\na good text,x\nanother text,x\n");
        rejected("two classes or more", "train", "text", same.toString(), "--label", "kind", "--out", out("run"));
        rejected(
                "no label column \"colour\"",
                "train",
                "text",
                opinions().toString(),
                "--label",
                "colour",
                "--out",
                out("run"));
        rejected(
                "--lora adapts a published encoder",
                "train",
                "text",
                opinions().toString(),
                "--lora",
                "--out",
                out("run"));
        rejected("--kind must be", "train", "lm", "--kind", "gru", "--out", out("run"));
        rejected("--tokens must be", "train", "lm", "--tokens", "syllables", "--out", out("run"));
        Path empty = Files.writeString(folder.resolve("empty.txt"), " \n");
        rejected("is empty", "train", "lm", empty.toString(), "--out", out("run"));
        Path encoder = TinyEncoderFiles.in(folder.resolve("encoder"), 1);
        rejected("no language model", "generate", encoder.toString(), "--prompt", "a");
        assertThat(folder.resolve("run")).doesNotExist();
    }

    private static void rejected(String message, String... arguments) {
        CommandRun run = CommandRun.of(arguments);
        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).contains(message);
    }
}
