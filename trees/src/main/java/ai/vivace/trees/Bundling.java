package ai.vivace.trees;

/** Whether columns share memory and time. What is learnt is the same. */
public enum Bundling {
    /**
     * Where it saves any and loses nothing. Columns of which no row has more than one off its most frequent bin share a byte, as those that one-hot
     * encoding makes of levels (exclusive feature bundling, Ke 2017; unlike LightGBM's, columns are bundled only if not one row is against it), and
     * so do columns of so few bins that a byte has a number for each combination of them: eight of two values, or five of three.
     */
    LOSSLESS,
    /** Each column apart. */
    NONE
}
