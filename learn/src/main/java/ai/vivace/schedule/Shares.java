package ai.vivace.schedule;

import ai.vivace.base.InputException;

/** Checks of numbers that are a share of something. */
final class Shares {
    private Shares() {}

    static void fromZeroToOne(String what, double share) {
        InputException.require(share >= 0 && share <= 1, () -> what + " must be from 0 to 1, but was " + share + ".");
    }

    static void betweenZeroAndOne(String what, double share) {
        InputException.require(share > 0 && share < 1, () -> what + " must be between 0 and 1, but was " + share + ".");
    }
}
