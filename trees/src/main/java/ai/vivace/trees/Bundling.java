package ai.vivace.trees;

/**
 * Whether columns share memory and time where no row has more than one of them off its most frequent bin, as the columns have that one-hot
 * encoding makes of levels. What is learnt is the same.
 */
public enum Bundling {
    /** Where it saves any (exclusive feature bundling, Ke 2017). Unlike LightGBM's, columns are bundled only if not one row is against it. */
    EXCLUSIVE,
    /** Each column apart. */
    NONE
}
