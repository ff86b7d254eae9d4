package ai.vivace.watermark.jpeg;

import java.util.Arrays;

/** Turns pixels into the coefficients of MCUs. Not safe for several threads. */
final class PixelCoder {
    private static final int OPAQUE = 0xFF000000;

    private final Grid grid;
    private final BlockCodec[] codecs;
    private final PlaneBlend[] planes;
    private final int[] argb;
    private final float[] level = new float[Zigzag.SIZE];
    private final float[] samples = new float[Zigzag.SIZE];

    PixelCoder(JpegFile file) {
        grid = new Grid(file.frame());
        codecs = new BlockCodec[grid.components()];
        planes = new PlaneBlend[grid.components()];
        for (int c = 0; c < codecs.length; c++) {
            codecs[c] = new BlockCodec(file.quantisation(c));
            planes[c] = PlaneBlend.of(file.colours(), c, grid);
        }
        argb = new int[grid.mcuWidth() * grid.mcuHeight()];
        Arrays.fill(level, BlockCodec.LEVEL);
    }

    /**
     * Codes an MCU.
     *
     * @param pixels of a row of MCUs
     * @param column the MCU's place in the row
     * @param blocks takes the coefficients, as {@link McuReader#read} has them
     */
    void code(int[] pixels, int column, short[] blocks) {
        int width = grid.mcuWidth();
        for (int y = 0; y < grid.mcuHeight(); y++) {
            int from = (y * grid.mcusAcross() + column) * width;
            for (int x = 0; x < width; x++) {
                argb[y * width + x] = pixels[from + x] | OPAQUE;
            }
        }
        Arrays.fill(blocks, (short) 0);
        for (int c = 0; c < codecs.length; c++) {
            int across = width / grid.horizontal(c);
            int down = grid.mcuHeight() / grid.vertical(c);
            for (int i = 0; i < grid.horizontal(c) * grid.vertical(c); i++) {
                int from = i / grid.horizontal(c) * down * width + i % grid.horizontal(c) * across;
                planes[c].block(argb, from, width, samples, 0, Grid.SIDE);
                codecs[c].change(blocks, (grid.firstBlock(c) + i) * Zigzag.SIZE, level, samples, 0, Grid.SIDE);
            }
        }
    }
}
