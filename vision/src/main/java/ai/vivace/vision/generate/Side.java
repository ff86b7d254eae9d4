package ai.vivace.vision.generate;

/** Whose turn it is. */
public enum Side {
    /** What tells real from made pictures; also called discriminator. */
    CRITIC,
    /** What makes pictures. */
    GENERATOR
}
