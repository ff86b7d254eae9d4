package ai.vivace.watermark.picture;

import ai.vivace.base.InputException;

/** What is said about pictures that are not whole. */
final class Damage {
    private Damage() {}

    /** The error for damage; the sentence says where and what. */
    static InputException of(String what) {
        return new InputException(
                what + " Copy the picture again, or allow damaged pictures to mark what is there of it.");
    }
}
