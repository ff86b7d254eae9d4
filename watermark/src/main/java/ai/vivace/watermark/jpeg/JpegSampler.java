package ai.vivace.watermark.jpeg;

import ai.vivace.base.InputException;
import ai.vivace.watermark.layer.Box;

/**
 * Colours of a JPEG at an eighth of its size, from DC coefficients alone: what lies below a mark, without decoding the picture. What it finds in a
 * sequential file is kept with the {@link JpegFile}, so that a {@link JpegPatch} of it need not look again.
 */
public final class JpegSampler {
    private final Grid grid;
    private final PixelColours colours;
    private final float[] steps;
    private final Coefficients dc;
    private final float[] pixel = new float[4];

    /** Where DC coefficients come from. */
    private interface Coefficients {
        int dc(int component, int column, int row);
    }

    private JpegSampler(JpegFile file, Coefficients dc) {
        this.dc = dc;
        grid = new Grid(file.frame());
        colours = new PixelColours(file.colours(), file.hasAdobe());
        steps = new float[grid.components()];
        for (int c = 0; c < steps.length; c++) {
            steps[c] = file.quantisation(c)[0] / (float) Grid.SIDE;
        }
    }

    /**
     * A sampler.
     *
     * @throws InputException when the picture's data is damaged
     */
    public static JpegSampler of(JpegFile file) {
        if (file.isSequential() && file.index().isComplete()) {
            ScanIndex index = file.index();
            Grid grid = new Grid(file.frame());
            return new JpegSampler(file, (component, column, row) -> {
                int across = grid.horizontal(component);
                int down = grid.vertical(component);
                int mcu = row / down * grid.mcusAcross() + column / across;
                return index.dc(mcu, grid.firstBlock(component) + row % down * across + column % across);
            });
        }
        JpegCoefficients coarse = JpegCoefficients.readCoarse(file);
        return new JpegSampler(file, (component, column, row) -> coarse.component(component)[
                (row * coarse.blocksAcross(component) + column) * Zigzag.SIZE]);
    }

    /**
     * The mean colour of each block of 8 x 8 pixels that a box touches.
     *
     * @param box of pixels as they are stored; at least one of them in the picture
     * @return row by row, red, green and blue in the lower three bytes; of inks what they show
     */
    public int[] colours(Box box) {
        Box inside = box.intersection(Box.of(grid.width(), grid.height()));
        InputException.require(
                !inside.isEmpty(),
                () -> "A box in a picture of " + grid.width() + " x " + grid.height()
                        + " pixels was expected, but came " + box + ".");
        int left = inside.x() / Grid.SIDE;
        int top = inside.y() / Grid.SIDE;
        int across = (inside.right() - 1) / Grid.SIDE - left + 1;
        int down = (inside.bottom() - 1) / Grid.SIDE - top + 1;
        int[] means = new int[across * down];
        for (int i = 0; i < means.length; i++) {
            means[i] = colour(left + i % across, top + i / across);
        }
        return means;
    }

    private int colour(int column, int row) {
        for (int c = 0; c < steps.length; c++) {
            int across = column * grid.horizontal(c) / grid.highestHorizontal();
            int down = row * grid.vertical(c) / grid.highestVertical();
            pixel[c] = dc.dc(c, across, down) * steps[c] + BlockCodec.LEVEL;
        }
        return colours.rgb(pixel);
    }
}
