package ai.vivace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextSearchCommandsTest {
    @TempDir
    private Path folder;

    private String model = "";
    private String index = "";

    @BeforeEach
    void encoder() throws IOException {
        model = TinyEncoderFiles.in(folder.resolve("encoder"), 1).toString();
        index = folder.resolve("texts.index").toString();
    }

    private CommandRun embed(String name, String content, String... more) throws IOException {
        Path data = Files.writeString(folder.resolve(name), content);
        String[] all = new String[6 + more.length];
        System.arraycopy(new String[] {"embed", data.toString(), "--model", model, "--out", index}, 0, all, 0, 6);
        System.arraycopy(more, 0, all, 6, more.length);
        return CommandRun.of(all);
    }

    @Test
    void theTextItselfIsFoundFirst() throws IOException {
        CommandRun made = embed("lines.txt", "the dog barks\ncoffee is stale\nshares fall\n");
        assertThat(made.exitCode()).as(made.err()).isZero();
        assertThat(made.out()).contains("3 texts, vectors of 16 numbers");
        assertThat(made.err()).contains("search").contains("--model");

        CommandRun found = CommandRun.of("search", index, "coffee", "is", "stale", "--model", model, "--top", "2");
        assertThat(found.exitCode()).as(found.err()).isZero();
        assertThat(found.out().lines()).hasSize(2);
        assertThat(found.out().lines().findFirst().orElse(""))
                .matches("1\\.000  .*lines\\.txt line 2  coffee is stale");
    }

    @Test
    void programsGetADocument() throws IOException {
        embed("lines.txt", "the dog barks\ncoffee is stale\n", "--json");
        CommandRun found = CommandRun.of("search", index, "shares", "--model", model, "--json");
        JsonNode document = JsonMapper.builder().build().readTree(found.out());
        assertThat(document.get("matches")).hasSize(2);
        assertThat(document.get("matches").get(0).get("similarity").asDouble()).isBetween(-1.0, 1.0);
        assertThat(document.get("question").asText()).isEqualTo("shares");
    }

    @Test
    void vectorsAreWrittenAsCommaSeparatedValues() throws IOException {
        Path table = folder.resolve("vectors.csv");
        CommandRun run = embed(
                "t.csv",
                "text,kind\nthe dog barks loud,a\ncoffee is stale,b\nthe dog,a\nshares fall now,b\n",
                "--csv",
                table.toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains("text in text");
        assertThat(Files.readAllLines(table)).hasSize(5).first().asString().startsWith("name,text,v0,v1");
        String[] cells = Files.readAllLines(table).get(1).split(",", -1);
        double square = 0;
        for (int i = 2; i < cells.length; i++) {
            square += Math.pow(Double.parseDouble(cells[i]), 2);
        }
        assertThat(square).isCloseTo(1, within(1e-4));
    }

    @Test
    void mistakesAreToldAndNothingIsWritten() throws IOException {
        rejected(
                CommandRun.of("embed", folder.resolve("no.txt").toString(), "--model", model, "--out", index),
                "There is no file or folder");
        rejected(embed("lines.txt", "a\n", "--encoding", "klingon"), "There is no encoding \"klingon\"");
        rejected(embed("lines.txt", "a\n", "--label", "kind"), "no columns");
        rejected(embed("t.csv", "text,kind\na b c,x\nd e f,y\n", "--text", "words"), "no text column \"words\"");
        Path latin = Files.write(folder.resolve("latin.txt"), "caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        rejected(CommandRun.of("embed", latin.toString(), "--model", model, "--out", index), "at offset 3 (line 1)");
        assertThat(Path.of(index)).doesNotExist();
    }

    @Test
    void anIndexNeedsTheEncoderThatMadeIt() throws IOException {
        embed("lines.txt", "the dog barks\n");
        String other = TinyEncoderFiles.in(folder.resolve("other"), 2).toString();
        rejected(CommandRun.of("search", index, "dog", "--model", other), "made by another encoder");
        rejected(
                CommandRun.of(
                        "search", folder.resolve("encoder/model.safetensors").toString(), "dog", "--model", model),
                "no index of texts");
    }

    private static void rejected(CommandRun run, String message) {
        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).contains(message);
    }
}
