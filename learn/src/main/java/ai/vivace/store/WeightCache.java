package ai.vivace.store;

import ai.vivace.base.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Keeps weights from the web in a folder, so that they are loaded once and are there without a network later.
 *
 * <p>A file comes under its name only when it is complete and has its checksum. A download that breaks off is taken up where it ended,
 * a few times; when it fails for good, nothing of it stays. What a killed program left is taken up too when a checksum is known, and
 * loaded anew otherwise.
 */
public final class WeightCache {
    /** The environment variable that names another folder. */
    public static final String FOLDER_VARIABLE = "VIVACE_CACHE";

    private static final int NAME_DIGITS = 16;
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path folder;

    /** Is told how far a download is, about each 64 KiB. */
    @FunctionalInterface
    public interface Progress {
        /** Says nothing to anybody. */
        Progress NONE = (loaded, total) -> {};

        /**
         * Some bytes more have come.
         *
         * @param loaded how many in all
         * @param total how many there will be, where the server says so
         */
        void loaded(long loaded, OptionalLong total);
    }

    private WeightCache(Path folder) {
        this.folder = folder;
    }

    /** In a given folder, which is made when it is needed. */
    public static WeightCache at(Path folder) {
        return new WeightCache(folder);
    }

    /**
     * In {@code weights} of the folder that the environment variable {@link #FOLDER_VARIABLE} names, else of {@code vivace} where the
     * system keeps what can be loaded again: {@code XDG_CACHE_HOME} or {@code ~/.cache} on Linux, {@code ~/Library/Caches} on macOS,
     * {@code LOCALAPPDATA} on Windows.
     */
    public static WeightCache standard() {
        return new WeightCache(standardFolder(
                System.getenv(), System.getProperty("os.name", ""), Path.of(System.getProperty("user.home", "."))));
    }

    static Path standardFolder(Map<String, String> environment, String system, Path home) {
        String chosen = environment.getOrDefault(FOLDER_VARIABLE, "");
        if (!chosen.isBlank()) {
            return Path.of(chosen).resolve("weights");
        }
        String name = system.toLowerCase(Locale.ROOT);
        String local = environment.getOrDefault("LOCALAPPDATA", "");
        String shared = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path caches;
        if (name.startsWith("windows") && !local.isBlank()) {
            caches = Path.of(local);
        } else if (name.startsWith("mac")) {
            caches = home.resolve("Library").resolve("Caches");
        } else {
            caches = shared.isBlank() ? home.resolve(".cache") : Path.of(shared);
        }
        return caches.resolve("vivace").resolve("weights");
    }

    /** Where files are kept. */
    public Path folder() {
        return folder;
    }

    /**
     * The file of weights: the given one, or the kept one, or else it is loaded.
     *
     * @throws InputException when it is not there, cannot be loaded or kept, or has another checksum
     */
    public Path fetch(WeightSource source, Progress progress) {
        Optional<URI> address = source.address();
        if (address.isEmpty()) {
            Path file = source.file().orElseThrow();
            source.sha256().ifPresent(digest -> requireDigest(file, digest, "Copy or download it again."));
            return file;
        }
        Path kept = folder.resolve(name(address.get()));
        if (Files.isRegularFile(kept)) {
            source.sha256()
                    .ifPresent(digest ->
                            requireDigest(kept, digest, "Delete it to load it again, or give the right checksum."));
            return kept;
        }
        try {
            Files.createDirectories(folder);
            load(address.get(), source.sha256(), kept, progress);
            return kept;
        } catch (IOException e) {
            throw new InputException(
                    "Cannot keep " + address.get() + " in " + folder + ": " + e.getMessage() + ". Make room, or set "
                            + FOLDER_VARIABLE + " to a folder that can be written.",
                    e);
        }
    }

    private void load(URI address, Optional<String> digest, Path kept, Progress progress) throws IOException {
        Path part = folder.resolve(kept.getFileName() + ".part");
        boolean complete = false;
        try (FileChannel channel = FileChannel.open(
                        part, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock lock = lock(channel, address)) {
            if (digest.isEmpty()) {
                channel.truncate(0);
            }
            try {
                new Download(address, progress).into(channel);
                channel.force(true);
                complete = digest.isEmpty() || digest.get().equals(digest(part));
                InputException.require(
                        complete,
                        () -> "What " + address + " gave has another checksum than sha256=" + digest.orElse("")
                                + ", so it was thrown away. Check the address and the checksum.");
                move(part, kept);
            } finally {
                if (!complete) {
                    Files.deleteIfExists(part);
                }
            }
        }
    }

    private static FileLock lock(FileChannel channel, URI address) throws IOException {
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // This very program is loading it; told below.
        }
        if (lock == null) {
            throw new InputException(address + " is being loaded already. Wait until that is done.");
        }
        return lock;
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** The address's digest keeps apart what has the same name at several places; the name is for people. */
    private static String name(URI address) {
        String path = Optional.ofNullable(address.getPath()).orElse("");
        String last = path.substring(path.lastIndexOf('/') + 1).replaceAll("[^A-Za-z0-9._-]", "_");
        String whole =
                HexFormat.of().formatHex(sha256().digest(address.toString().getBytes(StandardCharsets.UTF_8)));
        return whole.substring(0, NAME_DIGITS) + "-" + last.substring(Math.max(0, last.length() - 100));
    }

    private static void requireDigest(Path file, String expected, String whatToDo) {
        try {
            String found = digest(file);
            InputException.require(
                    found.equals(expected),
                    () -> file + " should have sha256=" + expected + ", but has " + found + ". " + whatToDo);
        } catch (NoSuchFileException e) {
            throw new InputException("Cannot read " + file + ": there is no such file.", e);
        } catch (IOException e) {
            throw new InputException("Cannot read " + file + ": " + e.getMessage() + ".", e);
        }
    }

    private static String digest(Path file) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
