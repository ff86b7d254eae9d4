package ai.vivace.watermark.mark;

import ai.vivace.base.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A text with placeholders, checked when it is made.
 *
 * @param source as it was written
 * @param parts that it consists of
 */
public record TextTemplate(String source, List<TemplatePart> parts) {
    private static final int MOST_CHARACTERS = 2000;

    public TextTemplate {
        parts = List.copyOf(parts);
    }

    /**
     * Reads a text.
     *
     * @throws InputException when it is empty, has more than 2,000 characters, or a placeholder that does not exist or is not closed
     */
    public static TextTemplate parse(String text) {
        String source = text.replace("\r\n", "\n").replace('\r', '\n');
        InputException.require(!source.isBlank(), () -> "A text to draw has a visible character, but came nothing.");
        InputException.require(
                source.length() <= MOST_CHARACTERS,
                () -> "A text to draw has at most " + MOST_CHARACTERS + " characters, but came " + source.length()
                        + ".");
        List<TemplatePart> parts = new ArrayList<>();
        StringBuilder words = new StringBuilder();
        int at = 0;
        while (at < source.length()) {
            char next = source.charAt(at);
            if ((next == '{' || next == '}') && at + 1 < source.length() && source.charAt(at + 1) == next) {
                words.append(next);
                at += 2;
            } else if (next == '{') {
                int end = source.indexOf('}', at);
                InputException.require(
                        end > 0,
                        () -> "\"" + source + "\": a placeholder is not closed. Write {{ to draw a brace itself.");
                parts.add(new TemplatePart.Words(words.toString()));
                words.setLength(0);
                parts.add(TemplatePart.Value.parse(source.substring(at + 1, end)));
                at = end + 1;
            } else {
                InputException.require(
                        next != '}',
                        () -> "\"" + source + "\": a brace is closed that is not open. Write }} to draw a brace"
                                + " itself.");
                words.append(next);
                at++;
            }
        }
        parts.add(new TemplatePart.Words(words.toString()));
        parts.removeIf(part -> part.equals(new TemplatePart.Words("")));
        return new TextTemplate(source, parts);
    }

    /**
     * The text for a picture. Line feeds and other control characters in values become spaces; what is longer than 2,000 characters is cut.
     *
     * @param values of the picture
     * @param notes takes a sentence for each value that is missing, and left empty
     */
    public String fill(PlaceholderValues values, Consumer<String> notes) {
        StringBuilder filled = new StringBuilder();
        parts.forEach(part -> filled.append(part.text(values, notes)));
        if (filled.length() > MOST_CHARACTERS) {
            notes.accept("The text has " + filled.length() + " characters; only the first " + MOST_CHARACTERS
                    + " are drawn.");
            filled.setLength(MOST_CHARACTERS);
        }
        return filled.toString();
    }

    /** As it was written. */
    @Override
    public String toString() {
        return source;
    }
}
