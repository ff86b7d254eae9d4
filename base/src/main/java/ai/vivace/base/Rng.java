package ai.vivace.base;

import java.util.random.RandomGenerator;

/**
 * A named, splittable stream of random numbers.
 *
 * <p>A stream is a function of its key alone: {@code Rng.of(42).split("shuffle").split(epoch)} gives the same numbers whatever
 * else the program has drawn, so results do not depend on the order of work or on the number of threads. Drawing advances a
 * counter in this object; splitting does not look at the counter. Numbers are SplitMix64's (Steele, Lea and Flood 2014) with
 * the key as its start; the same on every Java version and platform. Not for cryptography. One object serves one thread.
 */
public final class Rng implements RandomGenerator {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final long key;
    private long state;

    private Rng(long key) {
        this.key = key;
        this.state = key;
    }

    /** The root stream of a seed. */
    public static Rng of(long seed) {
        return new Rng(mix(seed + GOLDEN));
    }

    /** The stream of a name under this one. */
    public Rng split(String name) {
        long hash = key;
        for (int i = 0; i < name.length(); i++) {
            hash = mix(hash + GOLDEN * (name.charAt(i) + 1L));
        }
        return new Rng(mix(hash ^ GOLDEN));
    }

    /** The stream of a number (an epoch, an item's index) under this one. */
    public Rng split(long index) {
        return new Rng(mix(mix(key + GOLDEN * (index + 1)) ^ 0xD1B54A32D192ED03L));
    }

    /** A seed for an engine's own generator; it depends on the key only. */
    public long seed() {
        return mix(key ^ 0x2545F4914F6CDD1DL);
    }

    @Override
    public long nextLong() {
        state += GOLDEN;
        return mix(state);
    }

    /** Uniform over 0 to bound - 1, without bias. */
    @Override
    public int nextInt(int bound) {
        if (bound <= 0) {
            throw new InputException("A random bound must be positive, but was " + bound + ".");
        }
        long bits;
        int drawn;
        do {
            bits = nextLong() >>> 32;
            drawn = (int) (bits % bound);
            // Beyond the last whole multiple of the bound, low numbers would come too often.
        } while (bits - drawn + bound > 1L << 32);
        return drawn;
    }

    /** Uniform over [0, 1) in steps of 2^-53. */
    @Override
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    /** Normal with mean 0 and variance 1 (Box and Muller 1958). */
    @Override
    public double nextGaussian() {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - nextDouble()));
        return radius * StrictMath.cos(2 * StrictMath.PI * nextDouble());
    }

    /** A uniformly drawn order of 0 to size - 1 (Fisher and Yates). */
    public int[] permutation(int size) {
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            int j = nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
