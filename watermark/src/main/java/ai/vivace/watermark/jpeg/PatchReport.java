package ai.vivace.watermark.jpeg;

/**
 * What was done to a file.
 *
 * @param path the way its data was written
 * @param changedBlocks blocks of 8 x 8 samples that have a coefficient that is another now
 * @param blocks all blocks of the picture, over all components
 * @param truncated whether the file's data stopped early: what was missing is grey
 */
public record PatchReport(Path path, long changedBlocks, long blocks, boolean truncated) {
    /** Ways to write. All keep each coefficient of blocks without a mark. */
    public enum Path {
        /** No block changed: the bytes are those of the file. */
        UNCHANGED,
        /** Codes of blocks with a mark are new, the others were copied bit by bit. Huffman tables got further codes where they had to. */
        BLOCKS,
        /** All codes are written again: the file is progressive, in several scans or truncated, or its Huffman tables had no room for codes they lack. */
        RECODED
    }
}
