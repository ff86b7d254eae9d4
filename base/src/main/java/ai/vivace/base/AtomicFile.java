package ai.vivace.base;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Writes files whole or not at all.
 *
 * <p>Content goes to a temporary file in the target's own folder, is forced onto the disk, and then moved over the target in
 * one step. When anything fails (a full disk, a folder that may not be written, the power) the target is what it was before;
 * unless the process itself died, the temporary file is gone.
 */
public final class AtomicFile {
    private static final String UNTOUCHED = "Nothing was changed";

    private AtomicFile() {}

    /** What writes the content. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes a file, making its folder when that is missing.
     *
     * @throws VivaceException when the file cannot be written; it names the path and the reason
     */
    public static void write(Path target, Content content) {
        write(target, content, temporary -> {}, Durability.AT_ONCE);
    }

    /** What is done to a file when all of it is on the disk, before it comes under its name: such as setting its time. */
    @FunctionalInterface
    public interface Preparation {
        void prepare(Path temporary) throws IOException;
    }

    /** When content is forced onto the disk. */
    public enum Durability {
        /** Before it comes under its name: even after a loss of power the file is the old one or the new one. */
        AT_ONCE,
        /**
         * When the system likes, which is much faster for many files. The death of the process still leaves the old file or the new one; after a
         * loss of power a file may be empty. For what can be made again and is checked by its content.
         */
        LATER
    }

    /**
     * Writes a file, making its folder when that is missing, and prepares it before it replaces what was there.
     *
     * @throws VivaceException when the file cannot be written or prepared; it names the path and the reason
     */
    public static void write(Path target, Content content, Preparation preparation, Durability durability) {
        writeAll(Map.of(target, content), preparation, durability);
    }

    /** Writes text as UTF-8. */
    public static void write(Path target, String text) {
        write(target, utf8(text));
    }

    /**
     * Writes several texts as UTF-8, making their folders when those are missing. No target is touched before all texts are on the disk
     * beside their targets, so that a full disk leaves all files as they were.
     *
     * @throws VivaceException when a file cannot be written; it names the path and the reason
     */
    public static void writeTexts(Map<Path, String> texts) {
        Map<Path, Content> contents = new LinkedHashMap<>();
        texts.forEach((target, text) -> contents.put(target, utf8(text)));
        writeAll(contents, temporary -> {}, Durability.AT_ONCE);
    }

    private static Content utf8(String text) {
        return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void writeAll(Map<Path, Content> contents, Preparation preparation, Durability durability) {
        Map<Path, Path> temporaries = new LinkedHashMap<>();
        try {
            contents.forEach((target, content) ->
                    attempt(target, UNTOUCHED, () -> stage(target, content, temporaries, durability)));
            temporaries.forEach(
                    (target, temporary) -> attempt(target, UNTOUCHED, () -> preparation.prepare(temporary)));
            String state = contents.size() == 1 ? UNTOUCHED : "Some of the files to write with it are new";
            temporaries.forEach(
                    (target, temporary) -> attempt(target, state, () -> move(temporary, target.toAbsolutePath())));
        } finally {
            temporaries.values().forEach(AtomicFile::discard);
        }
    }

    /** A step on the way to a file. */
    private interface Attempt {
        void run() throws IOException;
    }

    private static void attempt(Path target, String state, Attempt attempt) {
        try {
            attempt.run();
        } catch (IOException e) {
            throw new InputException(
                    "Cannot write " + target + ": " + reason(e) + ". " + state + "; choose another place or make room.",
                    e);
        }
    }

    private static void stage(Path target, Content content, Map<Path, Path> temporaries, Durability durability)
            throws IOException {
        Path absolute = target.toAbsolutePath();
        Path folder = absolute.getParent();
        if (folder == null || Files.isDirectory(absolute)) {
            throw new InputException("Cannot write " + target + ": it is a folder. Give a file's path.");
        }
        Files.createDirectories(folder);
        // Not Files.createTempFile, whose files only their owner may read.
        Path temporary = folder.resolve("." + absolute.getFileName() + "." + UUID.randomUUID() + ".part");
        temporaries.put(target, temporary);
        try (FileChannel channel =
                        FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16)) {
            content.writeTo(out);
            out.flush();
            if (durability == Durability.AT_ONCE) {
                channel.force(true);
            }
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void discard(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            temporary.toFile().deleteOnExit();
        }
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "it may not be written";
        }
        if (e instanceof NoSuchFileException) {
            return "its folder cannot be made";
        }
        String message = e.getMessage();
        String kind = e.getClass().getSimpleName().replace("Exception", "");
        return e.getClass() == IOException.class && message != null
                ? message
                : kind + (message == null ? "" : " (" + message + ")");
    }
}
