package ai.vivace.watermark.jpeg;

import ai.vivace.base.InputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Makes baseline JPEGs of pixels, with a JFIF header and Huffman tables that fit best. The same pixels give the same bytes.
 *
 * @param quality 1 to 100, by which the standard's quantisation tables are scaled as the Independent JPEG Group's library does
 * @param sampling how much of the colour is kept
 */
public record JpegEncoder(int quality, Sampling sampling) {
    /** How many samples of colour there are for those of luminance. */
    public enum Sampling {
        /** 4:4:4: as many. */
        FULL(1, 1),
        /** 4:2:2: half as many in a row. */
        HALF(2, 1),
        /** 4:2:0: half as many in a row, and half as many rows. */
        QUARTER(2, 2);

        private final int across;
        private final int down;

        Sampling(int across, int down) {
            this.across = across;
            this.down = down;
        }
    }

    /** Rows of pixels, asked for one after the other. */
    @FunctionalInterface
    public interface Rows {
        /**
         * Gives a row.
         *
         * @param y its number, from 0 on
         * @param argb takes the pixels: red, green and blue in the lower three bytes; alpha is not looked at
         */
        void read(int y, int[] argb);
    }

    private static final int LONGEST_SIDE = 65_535;

    /** From this quality on colour is kept in full unless asked otherwise. */
    private static final int FULL_QUALITY = 90;

    public JpegEncoder {
        InputException.require(
                quality >= 1 && quality <= 100, () -> "A JPEG quality is 1 to 100, but came " + quality + ".");
    }

    /** An encoder of a quality; it keeps all colour at 90 and above, a quarter below. */
    public static JpegEncoder of(int quality) {
        return new JpegEncoder(quality, quality >= FULL_QUALITY ? Sampling.FULL : Sampling.QUARTER);
    }

    /** The same with another sampling. */
    public JpegEncoder sampling(Sampling other) {
        return new JpegEncoder(quality, other);
    }

    /**
     * Encodes a picture in colours.
     *
     * @param width in pixels, 1 to 65,535
     * @param height in pixels, 1 to 65,535
     */
    public byte[] encode(int width, int height, Rows rows) {
        List<JpegComponent> components = List.of(
                new JpegComponent(1, sampling.across, sampling.down, 0),
                new JpegComponent(2, 1, 1, 1),
                new JpegComponent(3, 1, 1, 1));
        return encode(width, height, components, JpegColours.YCBCR, rows);
    }

    /** Encodes a picture in grey: the luminance of its pixels. */
    public byte[] encodeGrey(int width, int height, Rows rows) {
        return encode(width, height, List.of(new JpegComponent(1, 1, 1, 0)), JpegColours.GREY, rows);
    }

    private byte[] encode(int width, int height, List<JpegComponent> components, JpegColours colours, Rows rows) {
        InputException.require(
                width >= 1 && height >= 1 && width <= LONGEST_SIDE && height <= LONGEST_SIDE,
                () -> "The sides of a JPEG are 1 to " + LONGEST_SIDE + " pixels, but came " + width + " x " + height
                        + ". Make the picture smaller, or choose another format.");
        JpegFrame frame = new JpegFrame(JpegFrame.Process.BASELINE, width, height, components);
        List<int[]> tables = new ArrayList<>(List.of(StandardTables.luminance(quality)));
        if (components.size() > 1) {
            tables.add(StandardTables.chrominance(quality));
        }
        Integer[] all = new Integer[components.size()];
        Arrays.setAll(all, c -> c);
        Skeleton skeleton = new Skeleton(frame, colours, tables, List.of(Skeleton.Part.of(all)), 0);
        return coded(skeleton, rows).write();
    }

    /** The coefficients of pixels, for a skeleton of other colours than inks. */
    static JpegCoefficients coded(Skeleton skeleton, Rows rows) {
        JpegCoefficients coefficients = JpegCoefficients.blank(skeleton.file());
        Grid grid = coefficients.grid();
        PixelCoder coder = new PixelCoder(coefficients.file());
        int[] pixels = new int[grid.mcusAcross() * grid.mcuWidth() * grid.mcuHeight()];
        short[] blocks = new short[grid.blocks() * Zigzag.SIZE];
        for (int row = 0; row < grid.mcusDown(); row++) {
            readRows(grid, row, rows, pixels);
            for (int column = 0; column < grid.mcusAcross(); column++) {
                coder.code(pixels, column, blocks);
                coefficients.writeMcu(row * grid.mcusAcross() + column, blocks);
            }
        }
        return coefficients;
    }

    /** Reads the pixels of a row of MCUs; beyond the edges they are as the last ones. */
    private static void readRows(Grid grid, int row, Rows rows, int[] pixels) {
        int stride = grid.mcusAcross() * grid.mcuWidth();
        int[] line = new int[grid.width()];
        for (int y = 0; y < grid.mcuHeight(); y++) {
            int from = row * grid.mcuHeight() + y;
            if (from < grid.height()) {
                rows.read(from, line);
                System.arraycopy(line, 0, pixels, y * stride, line.length);
                Arrays.fill(pixels, y * stride + line.length, (y + 1) * stride, line[line.length - 1]);
            } else {
                System.arraycopy(pixels, (y - 1) * stride, pixels, y * stride, stride);
            }
        }
    }
}
