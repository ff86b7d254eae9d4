package ai.vivace.watermark.render;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** Keeps what was used last, up to a sum of weights. Threads may make the same value twice, but never wait for each other's. */
final class BoundedCache<K, V> {
    private final long most;
    private final ToLongFunction<V> weight;
    private final Map<K, V> values = new LinkedHashMap<>(16, 0.75f, true);
    private long sum;

    /**
     * A cache.
     *
     * @param most sum of the weights of what is kept
     * @param weight of a value, the same whenever it is asked for
     */
    BoundedCache(long most, ToLongFunction<V> weight) {
        this.most = most;
        this.weight = weight;
    }

    /** The value of a key, made when it is not kept. */
    V get(K key, Supplier<V> maker) {
        synchronized (values) {
            V kept = values.get(key);
            if (kept != null) {
                return kept;
            }
        }
        V made = maker.get();
        keep(key, made);
        return made;
    }

    private void keep(K key, V made) {
        long added = weight.applyAsLong(made);
        if (added > most) {
            return;
        }
        synchronized (values) {
            V before = values.put(key, made);
            sum += added - (before == null ? 0 : weight.applyAsLong(before));
            Iterator<V> eldest = values.values().iterator();
            while (sum > most) {
                sum -= weight.applyAsLong(eldest.next());
                eldest.remove();
            }
        }
    }

    /** The sum of the weights of what is kept. */
    long weight() {
        synchronized (values) {
            return sum;
        }
    }
}
