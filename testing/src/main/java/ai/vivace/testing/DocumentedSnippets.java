package ai.vivace.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Keeps the Java on a page of the documentation equal to code that a test compiles and runs: the page's Java blocks must be, in
 * order and word for word, what stands between the lines "// snippet" and "// end" of the test's source.
 */
public final class DocumentedSnippets {
    private DocumentedSnippets() {}

    /**
     * Compares a page with a test.
     *
     * @param page its path from the repository's root
     * @param test a test class of the module whose tests run
     * @throws AssertionError when they differ, or the page has no Java
     */
    public static void areThoseOf(String page, Class<?> test) {
        Path module = module(test);
        Path source = module.resolve("src/test/java/" + test.getName().replace('.', '/') + ".java");
        List<String> shown = between(read(root(module).resolve(page)), "```java", "```");
        List<String> run = between(read(source), "// snippet", "// end");
        if (shown.isEmpty() || !shown.equals(run)) {
            throw new AssertionError("The Java of " + page + " must be the snippets of " + source
                    + ".\n\nThe page has\n\n" + String.join("\n---\n", shown) + "\n\nbut the test has\n\n"
                    + String.join("\n---\n", run) + "\n");
        }
    }

    /** The texts between lines that are, but for blanks, a start and the next end; each without its common indent. */
    static List<String> between(String text, String start, String end) {
        List<String> found = new ArrayList<>();
        StringBuilder open = null;
        for (String line : text.lines().toList()) {
            if (open != null && line.strip().equals(end)) {
                found.add(open.toString().stripTrailing().stripIndent());
                open = null;
            } else if (open != null) {
                open.append(line).append('\n');
            } else if (line.strip().equals(start)) {
                open = new StringBuilder();
            }
        }
        if (open != null) {
            throw new AssertionError("A block that begins with \"" + start + "\" does not end.");
        }
        return found;
    }

    /** The folder of a test's module, above target/test-classes. */
    private static Path module(Class<?> test) {
        try {
            Path classes = Path.of(
                    test.getProtectionDomain().getCodeSource().getLocation().toURI());
            Path target = Objects.requireNonNull(classes.getParent(), "Tests run from target/test-classes.");
            return Objects.requireNonNull(target.getParent(), "Tests run from target/test-classes.");
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static Path root(Path module) {
        Path folder = module.toAbsolutePath();
        while (!Files.exists(folder.resolve("LICENSE"))) {
            folder = Objects.requireNonNull(folder.getParent(), "Tests run inside the repository.");
        }
        return folder;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
