package ai.vivace.watermark.batch;

import ai.vivace.base.InputException;
import ai.vivace.base.VivaceException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/**
 * The file to which a run writes what it does, a line for each picture and each line before the picture's file comes under its name. So whatever
 * moment a run is killed at, a file that it has written is known as its own by its content, and one that it has not written is not there. The
 * file is locked while a run writes to it.
 */
final class Journal implements AutoCloseable {
    static final String NAME = ".vivace-watermark.journal";
    static final String HEADER = "vivace watermark journal 1\n";

    private final Path file;
    private final FileChannel channel;

    private Journal(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Opens a journal, or begins one, making its folder when that is missing.
     *
     * @throws InputException when it cannot be written, or another run is writing to it
     */
    static Journal open(Path file) {
        try {
            Files.createDirectories(folder(file));
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            try {
                lock(channel, file);
                Journal journal = new Journal(file, channel);
                journal.cutTornLine();
                return journal;
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private static void lock(FileChannel channel, Path file) throws IOException {
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        InputException.require(
                lock != null,
                () -> "Another run is writing into " + folder(file)
                        + ". Wait until it has ended, or choose another place.");
    }

    private void cutTornLine() throws IOException {
        long end = channel.size();
        ByteBuffer last = ByteBuffer.allocate(1);
        while (end > 0) {
            last.clear();
            channel.read(last, end - 1);
            if (last.get(0) == '\n') {
                break;
            }
            end--;
        }
        channel.truncate(end);
        channel.position(end);
        if (end == 0) {
            write(HEADER);
        }
    }

    /**
     * Writes a line.
     *
     * @throws VivaceException when that is not possible
     */
    synchronized void append(JournalEntry entry) {
        try {
            write(entry.line(folder(file)) + "\n");
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private void write(String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static InputException unwritable(Path file, IOException e) {
        return new InputException(
                "Cannot write " + file + ", which a run needs to be gone on with after it was cut short ("
                        + e.getMessage() + "). Choose another place or make room.",
                e);
    }

    /** The folder that a journal lies in. */
    static Path folder(Path journal) {
        return Objects.requireNonNull(journal.toAbsolutePath().normalize().getParent(), "A journal is in a folder");
    }

    /** A journal in which nothing stands is taken away. */
    @Override
    public void close() {
        try (channel) {
            if (channel.size() == HEADER.length()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }
}
