package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.text.OnEmpty;
import ai.vivace.text.TextCsv;
import ai.vivace.text.TextDocuments;
import ai.vivace.text.TextFolder;
import ai.vivace.text.TextLines;
import ai.vivace.text.TextTable;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How texts are found in what a user names. */
final class TextDataOptions {
    private static final List<String> TABLES = List.of(".csv", ".tsv", ".tab");

    @Option(
            names = "--text",
            paramLabel = "COLUMN",
            split = ",",
            description = "Of a table: the columns that have the text; default: the one with the longest fields.")
    private List<String> text = List.of();

    @Option(
            names = "--label",
            paramLabel = "COLUMN",
            description = "Of a table: the column that has the class; default: the one with the fewest values.")
    private @Nullable String label;

    @Option(
            names = "--encoding",
            paramLabel = "NAME",
            description = "The encoding of files, such as ISO-8859-1; default: UTF-8.")
    private @Nullable String encoding;

    @Option(names = "--skip-empty", description = "Leave out texts that are empty; else one is an error.")
    private boolean skipsEmpty;

    /**
     * The documents that a path stands for: those of a folder, the rows of a table, or the lines of a file.
     *
     * @throws InputException when there are none, or they cannot be read
     */
    TextDocuments read(Path path, Console console) {
        InputException.require(
                Files.exists(path),
                () -> "There is no file or folder " + path
                        + ". Give a folder of texts, a table (.csv, .tsv) or a file of" + " text.");
        OnEmpty onEmpty = skipsEmpty ? OnEmpty.SKIP : OnEmpty.FAIL;
        TextDocuments documents;
        if (Files.isDirectory(path)) {
            rejectColumns(path, "a folder");
            documents = TextFolder.at(path).charset(charset()).onEmpty(onEmpty).read();
        } else if (isTable(path)) {
            documents = table(path, console).onEmpty(onEmpty).read();
        } else {
            rejectColumns(path, "no table (.csv, .tsv)");
            documents = TextLines.at(path)
                    .charset(charset())
                    .unit(TextLines.Unit.LINE)
                    .read();
        }
        documents.notes().forEach(console::note);
        return documents;
    }

    private static boolean isTable(Path path) {
        String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
        return TABLES.stream().anyMatch(name::endsWith);
    }

    private void rejectColumns(Path path, String what) {
        InputException.require(
                text.isEmpty() && label == null,
                () -> path + " is " + what + " and has no columns: leave " + (text.isEmpty() ? "--label" : "--text")
                        + " out.");
    }

    private TextCsv table(Path path, Console console) {
        TextTable guess = TextTable.guess(path, charset());
        TextCsv csv = guess.csv();
        if (!text.isEmpty()) {
            csv.text(text.toArray(String[]::new));
        }
        if (label != null) {
            csv.label(label);
        }
        String texts = text.isEmpty() ? guess.text() : String.join(", ", text);
        String classes = label == null ? guess.label() : label;
        console.note(TaskRun.line(
                "columns",
                "text in " + texts + (classes.isEmpty() ? "" : ", class in " + classes) + ", of "
                        + String.join(", ", guess.names())
                        + (text.isEmpty() || label == null ? "; --text and --label name others" : "")));
        return csv;
    }

    /** The encoding of files. */
    Charset charset() {
        if (encoding == null) {
            return StandardCharsets.UTF_8;
        }
        try {
            return Charset.forName(encoding);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new InputException(
                    "There is no encoding \"" + encoding + "\". Give one such as UTF-8, ISO-8859-1 or windows-1252.",
                    e);
        }
    }
}
