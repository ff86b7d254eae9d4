package ai.vivace.vision.picture;

import ai.vivace.base.InputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * See {@link PictureCache#inFile}. The file is a row of entries, each {@code mark, length of key, width, height, pixels' width, pixels'
 * height, channels, checksum} as 32-bit numbers, then the key in UTF-8 and the pixels; no entry crosses the border of two mapped parts. The
 * mark is written last, so that an entry that was not finished is not there.
 */
final class FileCache implements PictureCache {
    private static final int MARK = 0x56495631;
    private static final int SKIP = 0x56495630;
    private static final int HEAD = 8 * Integer.BYTES;
    private static final long LONGEST_PART = 1L << 30;
    private static final int LONGEST_KEY = 1 << 14;

    /** Where an entry is. */
    private record Place(int part, int start) {}

    private final FileChannel channel;
    private final FileLock lock;
    private final List<MappedByteBuffer> parts;
    private final Map<String, Place> index = new ConcurrentHashMap<>();
    private int part;
    private int next;
    private volatile boolean closed;

    private FileCache(FileChannel channel, FileLock lock, List<MappedByteBuffer> parts) {
        this.channel = channel;
        this.lock = lock;
        this.parts = parts;
    }

    static FileCache open(Path file, long mostBytes) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            try {
                FileLock lock = locked(channel, file);
                requireCache(channel, file);
                FileCache cache = new FileCache(channel, lock, map(channel, mostBytes));
                cache.readIndex();
                return cache;
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw new InputException("The cache of pictures " + file + " cannot be opened: " + e.getMessage() + ".", e);
        }
    }

    private static FileLock locked(FileChannel channel, Path file) throws IOException {
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            throw new InputException(
                    "The cache of pictures " + file + " is in use. Close it there, or give another file.");
        }
        return lock;
    }

    private static List<MappedByteBuffer> map(FileChannel channel, long mostBytes) throws IOException {
        List<MappedByteBuffer> parts = new ArrayList<>();
        long length = Math.max(mostBytes, channel.size());
        for (long start = 0; start < length; start += LONGEST_PART) {
            parts.add(channel.map(FileChannel.MapMode.READ_WRITE, start, Math.min(LONGEST_PART, length - start)));
        }
        return parts;
    }

    /** Before the file is mapped, which makes it longer. */
    private static void requireCache(FileChannel channel, Path file) throws IOException {
        ByteBuffer start = ByteBuffer.allocate(Integer.BYTES);
        int count = channel.read(start, 0);
        int mark = count == Integer.BYTES ? start.getInt(0) : 0;
        InputException.require(
                channel.size() == 0 || (count == Integer.BYTES && (mark == MARK || mark == SKIP || mark == 0)),
                () -> file + " is no cache of pictures. Give another file, or one that does not exist.");
    }

    private void readIndex() {
        boolean more = true;
        while (more) {
            ByteBuffer here = parts.get(part);
            int mark = next + HEAD <= here.capacity() ? here.getInt(next) : SKIP;
            if (mark == SKIP && part + 1 < parts.size()) {
                part++;
                next = 0;
            } else if (mark == MARK && isWhole(here, next)) {
                index.put(key(here, next), new Place(part, next));
                next += length(here, next);
            } else {
                more = false;
            }
        }
    }

    /** Whether an entry's head says possible things: what follows it is checked when it is asked for. */
    private static boolean isWhole(ByteBuffer part, int start) {
        int keyLength = part.getInt(start + 4);
        long pixels = (long) part.getInt(start + 16) * part.getInt(start + 20) * part.getInt(start + 24);
        return keyLength > 0
                && keyLength <= LONGEST_KEY
                && part.getInt(start + 8) > 0
                && part.getInt(start + 12) > 0
                && part.getInt(start + 16) > 0
                && part.getInt(start + 20) > 0
                && (part.getInt(start + 24) == 1 || part.getInt(start + 24) == 3)
                && start + (long) HEAD + keyLength + pixels <= part.capacity();
    }

    private static String key(ByteBuffer part, int start) {
        byte[] key = new byte[part.getInt(start + 4)];
        part.get(start + HEAD, key);
        return new String(key, StandardCharsets.UTF_8);
    }

    private static int length(ByteBuffer part, int start) {
        int pixels = part.getInt(start + 16) * part.getInt(start + 20) * part.getInt(start + 24);
        return aligned(HEAD + part.getInt(start + 4) + pixels);
    }

    private static int aligned(int length) {
        return (length + 7) & ~7;
    }

    @Override
    public DecodedPicture get(String key, Supplier<DecodedPicture> decoding) {
        InputException.require(!closed, () -> "The cache of pictures has been closed. Open it again.");
        Place place = index.get(key);
        DecodedPicture kept = place == null ? null : read(place);
        if (kept != null) {
            return kept;
        }
        DecodedPicture picture = decoding.get();
        write(key, picture);
        return picture;
    }

    private @Nullable DecodedPicture read(Place place) {
        ByteBuffer part = parts.get(place.part);
        int start = place.start;
        int width = part.getInt(start + 16);
        int height = part.getInt(start + 20);
        int channels = part.getInt(start + 24);
        byte[] values = new byte[width * height * channels];
        part.get(start + HEAD + part.getInt(start + 4), values);
        return checksum(values) == part.getInt(start + 28)
                ? new DecodedPicture(
                        new Size(part.getInt(start + 8), part.getInt(start + 12)),
                        new Pixels(width, height, channels, values))
                : null;
    }

    private void write(String key, DecodedPicture picture) {
        byte[] name = key.getBytes(StandardCharsets.UTF_8);
        byte[] values = picture.pixels().values();
        long length = (long) HEAD + name.length + values.length + 8;
        if (name.length > LONGEST_KEY || length > LONGEST_PART) {
            return;
        }
        int checksum = checksum(values);
        synchronized (this) {
            if (closed || index.containsKey(key) || !makeRoom((int) length)) {
                return;
            }
            ByteBuffer here = parts.get(part);
            int start = next;
            here.putInt(start + 4, name.length);
            here.putInt(start + 8, picture.size().width());
            here.putInt(start + 12, picture.size().height());
            here.putInt(start + 16, picture.pixels().width());
            here.putInt(start + 20, picture.pixels().height());
            here.putInt(start + 24, picture.pixels().channels());
            here.putInt(start + 28, checksum);
            here.put(start + HEAD, name);
            here.put(start + HEAD + name.length, values);
            next += aligned(HEAD + name.length + values.length);
            if (next + Integer.BYTES <= here.capacity()) {
                // An older, longer entry may have been here.
                here.putInt(next, 0);
            }
            here.putInt(start, MARK);
            index.put(key, new Place(part, start));
        }
    }

    private boolean makeRoom(int length) {
        while (next + (long) length > parts.get(part).capacity()) {
            if (part + 1 == parts.size()) {
                return false;
            }
            if (next + Integer.BYTES <= parts.get(part).capacity()) {
                parts.get(part).putInt(next, SKIP);
            }
            part++;
            next = 0;
        }
        return true;
    }

    private static int checksum(byte[] values) {
        CRC32 sum = new CRC32();
        sum.update(values);
        return (int) sum.getValue();
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            parts.forEach(MappedByteBuffer::force);
            lock.release();
            channel.close();
        } catch (IOException e) {
            throw new InputException("The cache of pictures cannot be closed: " + e.getMessage() + ".", e);
        }
    }

    /** As in {@code 17 pictures in a file}. */
    @Override
    public String toString() {
        return index.size() + " pictures in a file";
    }
}
