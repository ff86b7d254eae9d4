package ai.vivace.text.model;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;

/**
 * T5's classes of distances (Raffel 2019): half of them for near distances, one each, the others ever wider up to a longest distance, beyond
 * which all are one.
 *
 * @param count how many there are; 32 in T5; in both directions half of them are for each
 * @param longest distance; 128 in T5
 * @param reach whether tokens look both ways
 */
public record RelativeBuckets(int count, int longest, Reach reach) {
    private static final int MOST = 1 << 16;

    /** Which way tokens look. */
    public enum Reach {
        /** Encoders. */
        BOTH_WAYS,
        /** Decoders: what comes later is distance 0. */
        BACK
    }

    public RelativeBuckets {
        int givenCount = count;
        int givenLongest = longest;
        InputException.require(
                count >= 4 && count % 4 == 0 && count <= MOST && longest > count,
                () -> "Buckets must be a multiple of 4 up to " + MOST + " and the longest distance above it, but came "
                        + givenCount + " and " + givenLongest + ".");
    }

    /**
     * The class of a distance.
     *
     * @param relative the source's place minus the target's
     */
    public int bucket(long relative) {
        int side = reach == Reach.BOTH_WAYS ? count / 2 : count;
        int offset = reach == Reach.BOTH_WAYS && relative > 0 ? side : 0;
        long distance = reach == Reach.BOTH_WAYS ? Math.abs(relative) : Math.max(0, -relative);
        int near = side / 2;
        if (distance < near) {
            return offset + (int) distance;
        }
        // In float, as the reference has it: else a distance at a border may fall on its other side.
        float share = (float) Math.log((float) distance / near) / (float) Math.log((double) longest / near);
        return offset + Math.min(side - 1, near + (int) (share * (side - near)));
    }

    /** The classes for the last tokens against all, int64 [targets, length]. */
    Tensor between(long targets, long length) {
        long[] buckets = new long[Math.toIntExact(targets * length)];
        int next = 0;
        for (long t = length - targets; t < length; t++) {
            for (long s = 0; s < length; s++) {
                buckets[next++] = bucket(s - t);
            }
        }
        return Tensor.of(buckets, Shape.of(targets, length));
    }
}
