package ai.vivace.watermark.batch;

import ai.vivace.base.InputException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/**
 * A pattern of paths, such as {@code photos/2024-*}{@code /**.jpg}: it starts from a folder and matches the paths below it.
 *
 * @param folder what precedes the first name with a sign of patterns
 * @param pattern the rest
 * @param depth how many names deep a match can be
 */
record Glob(Path folder, String pattern, int depth) {
    private static final String SIGNS = "*?[{";

    /** Whether a word has a sign of patterns. */
    static boolean is(String word) {
        return word.chars().anyMatch(c -> SIGNS.indexOf(c) >= 0);
    }

    static Glob parse(String word) {
        String slashed = word.replace(FileSystems.getDefault().getSeparator(), "/");
        List<String> fixed = new ArrayList<>();
        List<String> open = new ArrayList<>();
        for (String name : slashed.split("/", -1)) {
            boolean isFixed = open.isEmpty() && !is(name);
            (isFixed ? fixed : open).add(name);
        }
        String start = String.join("/", fixed);
        Path folder = Path.of(slashed.startsWith("/") && start.isEmpty() ? "/" : start);
        return new Glob(folder, String.join("/", open), slashed.contains("**") ? Integer.MAX_VALUE : open.size());
    }

    /** What tells whether a path below the folder is meant. */
    PathMatcher matcher() {
        try {
            return FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        } catch (PatternSyntaxException e) {
            throw new InputException(
                    "\"" + pattern + "\" is no pattern of files: " + e.getDescription()
                            + ". Expected one such as photos/*.jpg or photos/**/*.{jpg,png}.",
                    e);
        }
    }
}
