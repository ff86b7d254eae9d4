package ai.vivace.text;

import ai.vivace.base.InputException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Describes documents in one file: the whole file, each line, or each paragraph between empty lines.
 *
 * <pre>{@code
 * TextDocuments novel = TextLines.at(path).unit(TextLines.Unit.PARAGRAPH).read();
 * }</pre>
 */
public final class TextLines {
    private final Path file;
    private Unit unit = Unit.WHOLE;
    private Charset charset = StandardCharsets.UTF_8;

    /** What a document is. */
    public enum Unit {
        /** The file is one document. */
        WHOLE,
        /** Each line that is not empty. */
        LINE,
        /** What stands between empty lines. */
        PARAGRAPH
    }

    private TextLines(Path file) {
        this.file = file;
    }

    /** Begins to describe the documents in a file. */
    public static TextLines at(Path file) {
        return new TextLines(file);
    }

    /** What a document is; default the whole file. */
    public TextLines unit(Unit choice) {
        unit = choice;
        return this;
    }

    /** What the file is encoded in; default UTF-8, with or without a byte-order mark. */
    public TextLines charset(Charset of) {
        charset = of;
        return this;
    }

    /**
     * Reads the file.
     *
     * @throws InputException when it cannot be read, a byte is wrong in the encoding, or there is nothing in it
     */
    public TextDocuments read() {
        String text = EncodedText.read(file, charset);
        InputException.require(!text.isBlank(), () -> file + " is empty. Give a file with text.");
        List<Document> documents = new ArrayList<>();
        if (unit == Unit.WHOLE) {
            documents.add(new Document(text, "", "", file.toString()));
            return TextDocuments.of(documents);
        }
        StringBuilder open = new StringBuilder();
        int line = 0;
        int begun = 1;
        for (String one : text.split("\r\n|\n|\r", -1)) {
            line++;
            if (unit == Unit.LINE || one.isBlank()) {
                close(documents, open, begun);
                begun = unit == Unit.LINE ? line : line + 1;
            }
            if (!one.isBlank()) {
                open.append(open.isEmpty() ? "" : "\n").append(one);
            }
        }
        close(documents, open, begun);
        return TextDocuments.of(documents);
    }

    private void close(List<Document> documents, StringBuilder open, int line) {
        if (!open.isEmpty()) {
            documents.add(new Document(open.toString(), "", "", file + " line " + line));
            open.setLength(0);
        }
    }

    /**
     * Reads two files whose lines belong together, such as sentences and their translations.
     *
     * @throws InputException as {@link #read}, and when the files have different numbers of lines
     */
    public static List<List<String>> pairs(Path first, Path second, Charset charset) {
        List<String> left = EncodedText.read(first, charset).lines().toList();
        List<String> right = EncodedText.read(second, charset).lines().toList();
        InputException.require(
                left.size() == right.size(),
                () -> first + " has " + left.size() + " lines, but " + second + " has " + right.size()
                        + ". Each line needs its partner in the same place.");
        List<List<String>> pairs = new ArrayList<>(left.size());
        for (int i = 0; i < left.size(); i++) {
            pairs.add(List.of(left.get(i), right.get(i)));
        }
        return pairs;
    }
}
