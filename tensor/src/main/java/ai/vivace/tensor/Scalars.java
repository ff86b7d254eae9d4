package ai.vivace.tensor;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.pytorch.Scalar;

/** Numbers as the engine takes them. Each is a native object, so those in constant use are made once. */
final class Scalars {
    private static final int LIMIT = 512;
    private static final Map<Double, Scalar> CACHE = new ConcurrentHashMap<>();

    static {
        Native.ready();
    }

    private Scalars() {}

    static int kept() {
        return CACHE.size();
    }

    /** An integer; not kept, as only comparisons of integers need it. */
    static Scalar ofWhole(long value) {
        return new Scalar(value);
    }

    static Scalar of(double value) {
        Scalar known = CACHE.get(value);
        if (known != null) {
            return known;
        }
        Scalar made = new Scalar(value);
        if (CACHE.size() < LIMIT) {
            made.retainReference();
            CACHE.put(value, made);
        }
        return made;
    }
}
