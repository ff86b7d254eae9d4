package ai.vivace.text;

import ai.vivace.base.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Describes documents that are files in folders by class, such as {@code train/pos/12_9.txt}: the class is the name of the folder that a file
 * lies in, the group that of the first folder when there are two levels.
 *
 * <pre>{@code
 * TextDocuments reviews = TextFolder.at(path).read();
 * }</pre>
 *
 * <p>Files come in the order of their paths, the same on every system. Hidden files and folders are passed over.
 */
public final class TextFolder {
    private final Path root;
    private Charset charset = StandardCharsets.UTF_8;
    private List<String> endings = List.of(".txt");
    private OnEmpty onEmpty = OnEmpty.FAIL;

    private TextFolder(Path root) {
        this.root = root;
    }

    /** Begins to describe the files in a folder. */
    public static TextFolder at(Path folder) {
        return new TextFolder(folder);
    }

    /** What files are encoded in; default UTF-8, with or without a byte-order mark. */
    public TextFolder charset(Charset of) {
        charset = of;
        return this;
    }

    /** How names of files end, in small letters; default ".txt". An empty one takes all files. */
    public TextFolder endings(String... of) {
        endings = List.of(of);
        return this;
    }

    /** What happens to files without text; default they are refused. */
    public TextFolder onEmpty(OnEmpty choice) {
        onEmpty = choice;
        return this;
    }

    /**
     * Lists the files; they are read when they are asked for.
     *
     * @throws InputException when there is no such folder or no file, or an empty one is refused; it names it
     */
    public TextDocuments read() {
        InputException.require(
                Files.isDirectory(root),
                () -> root + " is no folder. Give the folder that the classes' folders are in.");
        List<Path> files = files();
        InputException.require(
                !files.isEmpty(),
                () -> "There are no files that end with " + endings + " in " + root
                        + ". Give another folder or ending.");
        TextDocuments.Builder documents = new TextDocuments.Builder(onEmpty);
        for (Path file : files) {
            Path inside = root.relativize(file);
            int levels = inside.getNameCount();
            documents.add(
                    new Document(
                            "",
                            levels < 2 ? "" : inside.getName(levels - 2).toString(),
                            levels < 3 ? "" : inside.getName(0).toString(),
                            file.toString()),
                    () -> EncodedText.read(file, charset));
        }
        return documents.build();
    }

    private List<Path> files() {
        try (Stream<Path> all = Files.walk(root, FileVisitOption.FOLLOW_LINKS)) {
            List<Path> files = new ArrayList<>(all.filter(path -> isWanted(root.relativize(path)))
                    .filter(Files::isRegularFile)
                    .toList());
            files.sort(Comparator.comparing(
                    path -> root.relativize(path).toString().replace('\\', '/')));
            return files;
        } catch (IOException | UncheckedIOException e) {
            throw new InputException("Cannot list " + root + ": " + e.getMessage() + ".", e);
        }
    }

    private boolean isWanted(Path inside) {
        for (Path part : inside) {
            if (part.toString().startsWith(".")) {
                return false;
            }
        }
        String name = inside.toString().toLowerCase(Locale.ROOT);
        return endings.stream().anyMatch(name::endsWith);
    }
}
