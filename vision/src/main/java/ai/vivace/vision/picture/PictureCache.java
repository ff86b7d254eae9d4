package ai.vivace.vision.picture;

import ai.vivace.base.InputException;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * Keeps pictures that have been decoded, so that later epochs need not decode them. A picture is known by its file, the file's length and time
 * of change, and the form it was decoded to, so that a changed file or other settings never meet an old picture. What does not fit any more is
 * not kept: a whole epoch goes through every picture once, so none is worth more than another. Inputs are the same, to the last bit, with a
 * cache and without. Safe for many threads.
 */
public sealed interface PictureCache extends AutoCloseable permits NoCache, MemoryCache, FileCache {
    /** Keeps nothing. */
    static PictureCache none() {
        return new NoCache();
    }

    /**
     * Keeps pictures in memory.
     *
     * @param mostBytes how much memory they may take; a picture of 224 x 224 takes 150 kB
     */
    static PictureCache inMemory(long mostBytes) {
        return new MemoryCache(checked(mostBytes));
    }

    /**
     * Keeps pictures in a file that is mapped into memory: it may be larger than the memory, the system keeps of it what fits, and the next
     * run finds it filled. What is damaged in it is decoded anew.
     *
     * @param file is made where it is missing
     * @param mostBytes how long it may become; it takes room on the disk only as it fills, on systems that have sparse files
     * @throws InputException when it is no such file, another program uses it, or it cannot be written
     */
    static PictureCache inFile(Path file, long mostBytes) {
        return FileCache.open(file, checked(mostBytes));
    }

    /**
     * A picture that is kept; else what is decoded now, which is kept where there is room.
     *
     * @param key names the file, its state and the form
     */
    DecodedPicture get(String key, Supplier<DecodedPicture> decoding);

    /** Forgets what is kept in memory, and closes the file. */
    @Override
    void close();

    private static long checked(long mostBytes) {
        InputException.require(
                mostBytes >= 1 << 20,
                () -> "A cache of pictures needs at least 1 MiB, but may have " + mostBytes + " bytes.");
        return mostBytes;
    }
}
