package ai.vivace.cli;

import ai.vivace.base.AtomicFile;
import ai.vivace.tensor.Device;
import ai.vivace.text.Document;
import ai.vivace.text.TextDocuments;
import ai.vivace.text.embed.SentenceEncoder;
import ai.vivace.text.embed.TextIndex;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Makes vectors of texts, to be searched or used elsewhere. */
@Command(
        name = "embed",
        description = {
            "Make a vector of each text, so that texts can be searched by meaning.",
            "Writes an index: a safetensors file with the vectors and the texts. vivace search finds texts in it."
        },
        footer = {
            "  vivace embed reviews.csv --model all-MiniLM-L6-v2",
            "  vivace embed notes --model all-MiniLM-L6-v2 --out notes.index",
            "  vivace embed questions.txt --model all-MiniLM-L6-v2 --csv vectors.csv"
        })
final class EmbedCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Main main;

    @Parameters(
            index = "0",
            paramLabel = "DATA",
            description =
                    "A folder of texts (.txt), a table (.csv, .tsv) with a text in each row, or a file with a text in each line.")
    @SuppressWarnings("NullAway.Init")
    private Path data;

    @Mixin
    private final EncoderOption model = new EncoderOption();

    @Mixin
    private final TextDataOptions texts = new TextDataOptions();

    @Mixin
    private final EngineOptions engine = new EngineOptions();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "The index; default: DATA's name with .index behind it.")
    private @Nullable Path out;

    @Option(
            names = "--csv",
            paramLabel = "FILE",
            description = "Also write names, texts and vectors as comma-separated values.")
    private @Nullable Path table;

    @Override
    public Integer call() {
        Console console = main.console();
        Path index = out == null ? Path.of(name(data) + ".index") : out;
        RunFolder.checkWritable(index, "--out");
        if (table != null) {
            RunFolder.checkWritable(table, "--csv");
        }
        TextDocuments documents = texts.read(data, console);
        Device device = engine.start();
        long start = System.nanoTime();
        try (SentenceEncoder encoder = model.open(device)) {
            Embedded embedded = Embedded.of(documents, encoder, console);
            embedded.index(encoder).write(index);
            if (table != null) {
                embedded.write(table);
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            console.print(String.format(
                    Locale.ROOT,
                    "%s  %,d texts, vectors of %d numbers, %.1f s",
                    index,
                    documents.size(),
                    encoder.width(),
                    seconds));
            console.note(TaskRun.line("search", Suggestion.of("search", index, "WORDS", "--model", model.folder())));
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("index", index.toString());
            document.put("texts", documents.size());
            document.put("width", encoder.width());
            document.put("longest", encoder.longest());
            document.put("seconds", seconds);
            console.document(document);
        }
        return 0;
    }

    /** The name of data: a file's without its ending, or a folder's. */
    static String name(Path path) {
        return DrawingFolder.stem(path.toAbsolutePath().normalize());
    }

    /** Texts with names and vectors. */
    record Embedded(List<String> texts, List<String> names, float[][] vectors) {
        static Embedded of(TextDocuments documents, SentenceEncoder encoder, Console console) {
            List<String> texts = new ArrayList<>();
            List<String> names = new ArrayList<>();
            for (Document document : documents) {
                texts.add(document.text());
                names.add(document.name());
            }
            try (Progress progress = Progress.of(console, "reading texts", texts.size())) {
                return new Embedded(texts, names, encoder.encode(texts, progress::reach));
            }
        }

        TextIndex index(SentenceEncoder encoder) {
            return TextIndex.of(texts, names, vectors, encoder);
        }

        void write(Path file) {
            AtomicFile.write(file, stream -> {
                Writer writer = new OutputStreamWriter(stream, StandardCharsets.UTF_8);
                List<Object> header = new ArrayList<>(List.of("name", "text"));
                for (int i = 0; i < vectors[0].length; i++) {
                    header.add("v" + i);
                }
                line(writer, header);
                for (int row = 0; row < vectors.length; row++) {
                    List<Object> cells = new ArrayList<>(List.of(names.get(row), texts.get(row)));
                    for (float value : vectors[row]) {
                        cells.add(value);
                    }
                    line(writer, cells);
                }
                writer.flush();
            });
        }

        private static void line(Writer writer, List<Object> cells) throws IOException {
            writer.append(CsvText.line(cells)).append('\n');
        }
    }
}
