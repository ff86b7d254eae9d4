package ai.vivace.watermark.jpeg;

import ai.vivace.watermark.layer.Box;

/** Where the blocks of a frame lie when all components are interleaved: MCUs row by row, each with its blocks component by component. */
final class Grid {
    /** Side of a block. */
    static final int SIDE = 8;

    private final int width;
    private final int height;
    private final int highestHorizontal;
    private final int highestVertical;
    private final int[] horizontal;
    private final int[] vertical;
    private final int[] firstBlock;
    private final int blocks;

    Grid(JpegFrame frame) {
        width = frame.width();
        height = frame.height();
        int components = frame.components().size();
        horizontal = new int[components];
        vertical = new int[components];
        firstBlock = new int[components];
        int across = 1;
        int down = 1;
        int count = 0;
        for (int c = 0; c < components; c++) {
            JpegComponent component = frame.components().get(c);
            // A single component is never interleaved, so its factors mean nothing (A.2.2 of the standard).
            horizontal[c] = components == 1 ? 1 : component.horizontal();
            vertical[c] = components == 1 ? 1 : component.vertical();
            firstBlock[c] = count;
            count += horizontal[c] * vertical[c];
            across = Math.max(across, horizontal[c]);
            down = Math.max(down, vertical[c]);
        }
        highestHorizontal = across;
        highestVertical = down;
        blocks = count;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    int components() {
        return horizontal.length;
    }

    int horizontal(int component) {
        return horizontal[component];
    }

    int vertical(int component) {
        return vertical[component];
    }

    int highestHorizontal() {
        return highestHorizontal;
    }

    int highestVertical() {
        return highestVertical;
    }

    /** Pixels that an MCU is wide. */
    int mcuWidth() {
        return SIDE * highestHorizontal;
    }

    /** Pixels that an MCU is high. */
    int mcuHeight() {
        return SIDE * highestVertical;
    }

    int mcusAcross() {
        return up(width, mcuWidth());
    }

    int mcusDown() {
        return up(height, mcuHeight());
    }

    int mcus() {
        return mcusAcross() * mcusDown();
    }

    /** The pixels of an MCU; at the right and at the bottom it may reach over the picture. */
    Box mcu(int column, int row) {
        return new Box(column * mcuWidth(), row * mcuHeight(), mcuWidth(), mcuHeight());
    }

    /** Blocks of an MCU. */
    int blocks() {
        return blocks;
    }

    /** The first block of a component in an MCU. */
    int firstBlock(int component) {
        return firstBlock[component];
    }

    /** Blocks of a component that a row of MCUs is long. */
    int blocksAcross(int component) {
        return mcusAcross() * horizontal[component];
    }

    int blocksDown(int component) {
        return mcusDown() * vertical[component];
    }

    /** Blocks that a scan of this component alone codes in a row: those with a pixel of the picture. */
    int codedAcross(int component) {
        return up(up(width * horizontal[component], highestHorizontal), SIDE);
    }

    int codedDown(int component) {
        return up(up(height * vertical[component], highestVertical), SIDE);
    }

    /** Blocks of the whole picture. */
    long allBlocks() {
        return (long) mcus() * blocks;
    }

    private static int up(int dividend, int divisor) {
        return (dividend + divisor - 1) / divisor;
    }
}
