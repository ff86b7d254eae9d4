package ai.vivace.vision.picture;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** See {@link PictureCache#inMemory}. */
final class MemoryCache implements PictureCache {
    /** What an entry takes beside its pixels, about. */
    private static final long ENTRY = 400;

    private final Map<String, DecodedPicture> kept = new ConcurrentHashMap<>();
    private final AtomicLong free;
    private final long mostBytes;

    MemoryCache(long mostBytes) {
        this.mostBytes = mostBytes;
        free = new AtomicLong(mostBytes);
    }

    @Override
    public DecodedPicture get(String key, Supplier<DecodedPicture> decoding) {
        DecodedPicture known = kept.get(key);
        if (known != null) {
            return known;
        }
        DecodedPicture picture = decoding.get();
        long bytes = picture.pixels().values().length + ENTRY;
        if (free.addAndGet(-bytes) < 0 || kept.putIfAbsent(key, picture) != null) {
            free.addAndGet(bytes);
        }
        return picture;
    }

    @Override
    public void close() {
        kept.clear();
        free.set(mostBytes);
    }

    /** As in {@code 17 pictures in memory}. */
    @Override
    public String toString() {
        return kept.size() + " pictures in memory";
    }
}
