package ai.vivace.vision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Keeps the Java on a page of the documentation equal to code that a test compiles and runs: the page's Java blocks must be, in
 * order and word for word, what stands between the lines "// snippet" and "// end" of the test's source.
 */
final class DocumentedSnippets {
    private DocumentedSnippets() {}

    /**
     * Compares a page with a test.
     *
     * @param page its path from the repository's root
     * @param test a test class of this package
     */
    static void areThoseOf(String page, Class<?> test) {
        Path root = root();
        String source = "vision/src/test/java/" + test.getName().replace('.', '/') + ".java";
        assertThat(between(read(root.resolve(page)), "```java", "```"))
                .as("the Java of %s beside %s", page, source)
                .isNotEmpty()
                .isEqualTo(between(read(root.resolve(source)), "// snippet", "// end"));
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
        assertThat(open).as("a block that does not end").isNull();
        return found;
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
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
