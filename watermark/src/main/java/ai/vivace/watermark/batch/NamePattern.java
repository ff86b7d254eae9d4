package ai.vivace.watermark.batch;

import ai.vivace.base.InputException;
import ai.vivace.base.Spelling;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the file that comes of a picture is named, such as {@code {name}-marked.{extension}}. Placeholders are {@code {name}}, the picture's name
 * without what follows its last dot; {@code {extension}}, what follows it, or what the format that was asked for has; and {@code {n}}, the
 * picture's number from 1 on, with as many digits at least as {@code {n:04}} says.
 *
 * @param text the pattern; one name, without folders
 */
public record NamePattern(String text) {
    // These two come first, as the patterns below are checked by them.
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}:]*)(?::0?(\\d{1,2}))?}");
    private static final List<String> KNOWN = List.of("name", "extension", "n");

    /** The pattern of files that lie beside the pictures: {@code {name}-marked.{extension}}. */
    public static final NamePattern MARKED = new NamePattern("{name}-marked.{extension}");

    /** The pattern of files that go to a folder of their own: the pictures' names. */
    public static final NamePattern SAME = new NamePattern("{name}.{extension}");

    public NamePattern {
        Matcher matcher = PLACEHOLDER.matcher(text);
        while (matcher.find()) {
            String name = matcher.group(1);
            InputException.require(
                    KNOWN.contains(name),
                    () -> "In the pattern of names " + quoted(text) + ": "
                            + Spelling.unknown("placeholder", name, KNOWN));
            InputException.require(
                    matcher.group(2) == null || name.equals("n"),
                    () -> "In the pattern of names " + quoted(text)
                            + ": only {n} takes a number of digits, as in {n:04}.");
        }
        String rest = matcher.replaceAll("");
        InputException.require(
                rest.chars().noneMatch(c -> "/\\{}".indexOf(c) >= 0 || Character.isISOControl(c)),
                () -> "The pattern of names " + quoted(text)
                        + " must be one name without folders, braces only around placeholders, such as "
                        + quoted(MARKED.text()) + ".");
        InputException.require(
                text.contains("{name}") || text.contains("{n"),
                () -> "The pattern of names " + quoted(text)
                        + " would give every picture the same name. Put {name} or {n} into it.");
    }

    /**
     * The name for a picture.
     *
     * @param file the picture
     * @param number its number, from 1 on
     * @param extension what the name ends in instead of what the picture's does
     */
    public String name(Path file, int number, Optional<String> extension) {
        String whole = file.getFileName().toString();
        int dot = whole.lastIndexOf('.');
        String name = dot <= 0 ? whole : whole.substring(0, dot);
        String own = dot <= 0 ? "" : whole.substring(dot + 1);
        Matcher matcher = PLACEHOLDER.matcher(text);
        StringBuilder result = new StringBuilder();
        while (matcher.find()) {
            String value =
                    switch (matcher.group(1)) {
                        case "name" -> name;
                        case "extension" -> extension.orElse(own);
                        default -> number(number, matcher.group(2));
                    };
            matcher.appendReplacement(result, Matcher.quoteReplacement(value));
        }
        matcher.appendTail(result);
        // A name without a dot has no extension to put behind one.
        return result.toString().endsWith(".") ? result.substring(0, result.length() - 1) : result.toString();
    }

    private static String number(int number, @Nullable String digits) {
        return digits == null || digits.equals("0") || digits.equals("00")
                ? Integer.toString(number)
                : String.format(Locale.ROOT, "%0" + Integer.parseInt(digits) + "d", number);
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }
}
