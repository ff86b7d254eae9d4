package ai.vivace.learn;

/** Which numbers layers that draw at random get in another look at a batch: {@link BatchContext#outputAgain}. */
public enum Draws {
    /** Those of the first look: dropout drops the same. */
    SAME,
    /** Others. */
    OTHER
}
