package ai.vivace.vision.model;

import ai.vivace.base.InputException;
import ai.vivace.nn.Settings;

/**
 * How large a vision transformer is.
 *
 * @param patch side of the squares that pictures are cut into, in pixels
 * @param width features of a token
 * @param depth how many blocks there are
 * @param heads of each attention; the linear layers in a block have four times the width between them
 */
public record TransformerSize(long patch, long width, int depth, long heads) {
    private static final long MOST_BLOCKS = 10_000;

    public TransformerSize {
        long givenPatch = patch;
        long givenWidth = width;
        int givenDepth = depth;
        long givenHeads = heads;
        InputException.require(
                patch > 0 && width > 0 && depth > 0 && depth <= MOST_BLOCKS && heads > 0 && width % heads == 0,
                () -> "A vision transformer needs a patch, 1 to " + MOST_BLOCKS
                        + " blocks and a width that is a multiple of its heads, but came a patch of " + givenPatch
                        + ", a width of " + givenWidth + ", " + givenDepth + " blocks and " + givenHeads + " heads.");
    }

    static TransformerSize of(Settings settings) {
        long depth = settings.integer("depth");
        return new TransformerSize(
                settings.integer("patch"),
                settings.integer("width"),
                (int) Math.min(depth, Integer.MAX_VALUE),
                settings.integer("heads"));
    }

    /** Features between the linear layers of a block. */
    long hidden() {
        return 4 * width;
    }
}
