package ai.vivace.watermark.batch;

import ai.vivace.base.InputException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The pictures that words stand for: files, folders, and patterns such as {@code photos/*.jpg} or {@code photos/**}{@code /*.png}, which
 * quotes keep from the shell. Files that are named are taken whatever their names end in; of folders and patterns only those that are named as
 * JPEG, PNG, GIF, BMP, TIFF or WebP. Names with a dot in front are left out of folders, and so are folders that are links.
 */
public final class Inputs {
    private static final int FLAT = 1;

    private final List<String> words;
    private final int depth;

    private Inputs(List<String> words, int depth) {
        this.words = List.copyOf(words);
        this.depth = depth;
    }

    /**
     * The pictures of some words; of folders those that lie in them directly.
     *
     * @throws InputException without any
     */
    public static Inputs of(List<String> words) {
        InputException.require(
                !words.isEmpty(),
                () -> "There is nothing to work on. Give pictures, folders or patterns such as \"photos/*.jpg\".");
        return new Inputs(words, FLAT);
    }

    /** The pictures of some words; of folders those that lie in them directly. */
    public static Inputs of(String... words) {
        return of(List.of(words));
    }

    /** The pictures of some files and folders; of folders those that lie in them directly. */
    public static Inputs of(Path... paths) {
        return of(Stream.of(paths).map(Path::toString).toList());
    }

    /** The same with the folders in folders, however deep. */
    public Inputs recursive() {
        return new Inputs(words, Integer.MAX_VALUE);
    }

    /**
     * Looks for them.
     *
     * @throws InputException when a word stands for nothing, or there is no picture at all
     */
    public FoundPictures find() {
        Search search = new Search();
        words.forEach(search::add);
        InputException.require(!search.pictures.isEmpty(), () -> nothing(search));
        return new FoundPictures(
                List.copyOf(search.pictures.values()), search.home(), search.unreadable, search.leftOut);
    }

    /** The folders that are looked through: those that words name, and those that patterns start from. */
    List<Path> folders() {
        List<Path> folders = new ArrayList<>();
        for (String word : words) {
            Path path = literal(word);
            if (path == null) {
                folders.add(Glob.parse(word).folder());
            } else if (Files.isDirectory(path)) {
                folders.add(path);
            }
        }
        return folders;
    }

    /** The folders that are looked through with all the folders in them. */
    List<Path> deepFolders() {
        List<Path> folders = new ArrayList<>();
        for (String word : words) {
            Path path = literal(word);
            if (path == null && Glob.parse(word).depth() == Integer.MAX_VALUE) {
                folders.add(Glob.parse(word).folder());
            } else if (path != null && Files.isDirectory(path) && depth > FLAT) {
                folders.add(path);
            }
        }
        return folders;
    }

    private String nothing(Search search) {
        String where = String.join(", ", words);
        if (!search.unreadable.isEmpty()) {
            return "Cannot read " + String.join("; ", search.unreadable)
                    + ". Get the right to, or give other pictures.";
        }
        String more = search.leftOut > 0
                ? " It has " + search.leftOut + " pictures of kinds that cannot be written, such as HEIC or camera raw:"
                        + " convert them first."
                : depth > FLAT ? "" : " Folders in folders are looked through only with --recursive.";
        return "There is no picture (JPEG, PNG, GIF, BMP, TIFF or WebP) in " + where + "." + more;
    }

    /** The path that a word is, or null for a pattern. */
    private static @Nullable Path literal(String word) {
        try {
            Path path = Path.of(word);
            return Files.exists(path) || !Glob.is(word) ? path : null;
        } catch (InvalidPathException e) {
            if (Glob.is(word)) {
                return null;
            }
            throw new InputException("\"" + word + "\" is no path: " + e.getReason() + ".", e);
        }
    }

    /** What one look through the words has found so far. */
    private final class Search {
        private final Map<Path, InputPicture> pictures = new LinkedHashMap<>();
        private final List<String> unreadable = new ArrayList<>();
        private final List<Path> homes = new ArrayList<>();
        private int leftOut;

        void add(String word) {
            Path path = literal(word);
            if (path == null) {
                addMatches(word, Glob.parse(word));
            } else if (Files.isDirectory(path)) {
                homes.add(path);
                walk(path, depth, relative -> true);
            } else {
                addFile(path);
            }
        }

        private void addFile(Path path) {
            InputException.require(
                    Files.exists(path),
                    () -> "There is nothing at " + path
                            + ". Give pictures, folders or patterns such as \"photos/*.jpg\".");
            Path parent = path.toAbsolutePath().getParent();
            homes.add(parent == null ? path.toAbsolutePath() : parent);
            put(new InputPicture(path, path.getFileName()));
        }

        private void addMatches(String word, Glob glob) {
            InputException.require(
                    Files.isDirectory(glob.folder()),
                    () -> "Nothing matches " + word + ", as there is no folder " + glob.folder() + ".");
            homes.add(glob.folder());
            int before = pictures.size() + leftOut;
            var matcher = glob.matcher();
            walk(glob.folder(), glob.depth(), matcher::matches);
            InputException.require(
                    pictures.size() + leftOut > before || !unreadable.isEmpty(),
                    () -> "No picture (JPEG, PNG, GIF, BMP, TIFF or WebP) matches " + word + ".");
        }

        private void walk(Path folder, int deep, Predicate<Path> wanted) {
            List<InputPicture> found = new ArrayList<>();
            try {
                Files.walkFileTree(folder, EnumSet.noneOf(FileVisitOption.class), deep, visitor(folder, wanted, found));
            } catch (IOException e) {
                unreadable.add(folder + " (" + e.getMessage() + ")");
            }
            found.sort(Comparator.comparing(InputPicture::relative, Inputs::compare));
            found.forEach(this::put);
        }

        private SimpleFileVisitor<Path> visitor(Path folder, Predicate<Path> wanted, List<InputPicture> found) {
            return new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path inner, BasicFileAttributes attributes) {
                    return inner.equals(folder) || !isHidden(inner)
                            ? FileVisitResult.CONTINUE
                            : FileVisitResult.SKIP_SUBTREE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    Path relative = folder.relativize(file);
                    if (!isHidden(file) && wanted.test(relative) && Files.isRegularFile(file)) {
                        if (PictureKinds.isKnown(file)) {
                            found.add(new InputPicture(file, relative));
                        } else if (PictureKinds.isOther(file)) {
                            leftOut++;
                        }
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    String reason =
                            e instanceof AccessDeniedException ? "it may not be read" : String.valueOf(e.getMessage());
                    unreadable.add(file + " (" + reason + ")");
                    return FileVisitResult.CONTINUE;
                }
            };
        }

        private void put(InputPicture picture) {
            pictures.putIfAbsent(picture.file().toAbsolutePath().normalize(), picture);
        }

        Path home() {
            return homes.get(0);
        }
    }

    private static boolean isHidden(Path path) {
        return path.getFileName() != null && path.getFileName().toString().startsWith(".");
    }

    /** Name by name, each letter by letter: the same order on every system, which a comparison of paths is not. */
    private static int compare(Path first, Path second) {
        int names = Math.min(first.getNameCount(), second.getNameCount());
        for (int i = 0; i < names; i++) {
            int order = first.getName(i).toString().compareTo(second.getName(i).toString());
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(first.getNameCount(), second.getNameCount());
    }
}
