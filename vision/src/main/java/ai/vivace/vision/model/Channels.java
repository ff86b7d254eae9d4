package ai.vivace.vision.model;

/** Rounds numbers of channels as the MobileNets' authors do. */
final class Channels {
    private static final long MULTIPLE = 8;

    private Channels() {}

    /** The nearest multiple of 8, but at least 8, and the next one where that is less than nine tenths of the number. */
    static long divisible(double channels) {
        long nearest = Math.max(MULTIPLE, (long) (channels + MULTIPLE / 2.0) / MULTIPLE * MULTIPLE);
        return nearest < 0.9 * channels ? nearest + MULTIPLE : nearest;
    }
}
