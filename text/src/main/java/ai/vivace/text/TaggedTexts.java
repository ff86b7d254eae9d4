package ai.vivace.text;

import ai.vivace.base.InputException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads texts whose words have labels from files as CoNLL's: a word in each line with its label last, an empty line behind each text. */
public final class TaggedTexts {
    private static final String DOCUMENT = "-DOCSTART-";

    private TaggedTexts() {}

    /** As {@link #conll(Path, Charset)}, in UTF-8. */
    public static List<TaggedText> conll(Path file) {
        return conll(file, StandardCharsets.UTF_8);
    }

    /**
     * Texts of a file. Columns have tabs or blanks between them; the first is the word, the last its label, and those between are passed over, and so are lines
     * that begin with {@code -DOCSTART-}.
     *
     * @throws InputException when it cannot be read, a byte is wrong in the encoding, a line has one column only, or there is no text; it names the
     *     line
     */
    public static List<TaggedText> conll(Path file, Charset charset) {
        List<TaggedText> texts = new ArrayList<>();
        List<String> words = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        int number = 0;
        for (String line : EncodedText.read(file, charset).lines().toList()) {
            number++;
            if (line.isBlank() || line.startsWith(DOCUMENT)) {
                close(texts, words, labels, file, number);
                continue;
            }
            String[] columns = line.strip().split("[\t ]+");
            int place = number;
            InputException.require(
                    columns.length >= 2,
                    () -> file + " line " + place + " has no label: \"" + line.strip()
                            + "\". A line has a word, a tab or a blank, and the word's label.");
            words.add(columns[0]);
            labels.add(columns[columns.length - 1]);
        }
        close(texts, words, labels, file, number + 1);
        InputException.require(!texts.isEmpty(), () -> file + " has no text. Give a file with labelled words.");
        return List.copyOf(texts);
    }

    private static void close(
            List<TaggedText> texts, List<String> words, List<String> labels, Path file, int nextLine) {
        if (!words.isEmpty()) {
            texts.add(new TaggedText(words, labels, file + " line " + (nextLine - words.size())));
            words.clear();
            labels.clear();
        }
    }
}
