package ai.vivace.nn;

import ai.vivace.base.InputException;

/**
 * By what a {@link Residual} multiplies its branch: by nothing, or by numbers that are learnt.
 *
 * @param kind how many numbers there are and where they lie
 * @param size how many there are; 1 unless there is one for each channel or feature
 * @param start what they start at
 */
public record BranchScale(Kind kind, long size, double start) {
    /** How many numbers there are, and where they lie. */
    public enum Kind {
        /** None: the branch is added as it is. */
        NONE,
        /** One for the whole branch. */
        SCALAR,
        /** One for each channel, dimension 1: of pictures. */
        CHANNEL,
        /** One for each feature, the last dimension: of sequences. */
        FEATURE
    }

    public BranchScale {
        long givenSize = size;
        double givenStart = start;
        InputException.require(
                size >= 1 && Double.isFinite(start),
                () -> "A scaling needs at least one number and a finite start, but came " + givenSize + " and "
                        + givenStart + ".");
        Kind given = kind;
        InputException.require(
                size == 1 || kind == Kind.CHANNEL || kind == Kind.FEATURE,
                () -> "A scaling of kind " + given + " has one number, but came " + givenSize + ".");
    }

    /** The branch is added as it is. */
    public static BranchScale none() {
        return new BranchScale(Kind.NONE, 1, 1);
    }

    /**
     * One number that starts at 0, so that the block starts as its shortcut: SkipInit (De and Smith 2020) and ReZero (Bachlechner
     * 2020).
     */
    public static BranchScale skipInit() {
        return scalar(0);
    }

    /** One number. At 1 it is Fixup's multiplier (Zhang 2019). */
    public static BranchScale scalar(double start) {
        return new BranchScale(Kind.SCALAR, 1, start);
    }

    /** LayerScale (Touvron 2021) for pictures: a number for each channel. ConvNeXt starts them at 1e-6. */
    public static BranchScale channels(long channels, double start) {
        return new BranchScale(Kind.CHANNEL, channels, start);
    }

    /** LayerScale (Touvron 2021) for sequences: a number for each feature. CaiT starts them at 1e-5, its deepest at 1e-6. */
    public static BranchScale features(long features, double start) {
        return new BranchScale(Kind.FEATURE, features, start);
    }

    /** Whether the branch starts so small that a block is almost its shortcut: at 0.1 or less. */
    boolean startsSmall() {
        return kind != Kind.NONE && Math.abs(start) <= 0.1;
    }
}
