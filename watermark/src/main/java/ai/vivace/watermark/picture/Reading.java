package ai.vivace.watermark.picture;

/**
 * How pictures are read.
 *
 * @param limit what a header may claim
 * @param damaged what becomes of a picture that ends early or has a wrong checksum
 */
public record Reading(PixelLimit limit, Damaged damaged) {
    /** Up to 300 megapixels; damaged pictures are refused. */
    public static final Reading USUAL = new Reading(PixelLimit.USUAL, Damaged.REFUSED);

    /** What becomes of a picture that is not whole. */
    public enum Damaged {
        /** It is an error. */
        REFUSED,
        /** What is there is marked, what is missing is black or clear, and a warning says so. */
        USED
    }

    /** The same with another limit. */
    public Reading limit(PixelLimit limit) {
        return new Reading(limit, damaged);
    }

    /** The same with another answer to damage. */
    public Reading damaged(Damaged damaged) {
        return new Reading(limit, damaged);
    }

    /** Refuses, or warns and goes on. */
    void damage(String what, Notes notes) {
        if (damaged == Damaged.REFUSED) {
            throw Damage.of(what);
        }
        notes.warn("Damaged: " + what);
    }
}
