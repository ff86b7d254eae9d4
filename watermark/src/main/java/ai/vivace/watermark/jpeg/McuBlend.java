package ai.vivace.watermark.jpeg;

import ai.vivace.base.InputException;
import ai.vivace.watermark.layer.BlendMode;
import ai.vivace.watermark.layer.Box;
import ai.vivace.watermark.layer.Overlay;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** Puts overlays on the coefficients of single MCUs. Not safe for several threads. */
final class McuBlend {
    private final Grid grid;
    private final Box picture;
    private final List<Overlay> overlays;
    /** Whether opacity alone may be applied to each component by itself. */
    private final boolean separable;

    private final BlockCodec[] codecs;
    private final PlaneBlend[] planes;
    private final PixelBlend pixels;
    private final float[][] before;
    private final float[][] after;
    private final int[][] argb;
    private final BlendMode[] modes;
    /** For each square of 8 x 8 pixels of the MCU: whether an overlay is visible in it. */
    private final boolean[] covered;

    private int present;

    McuBlend(JpegFile file, List<Overlay> overlays) {
        grid = new Grid(file.frame());
        picture = Box.of(file.width(), file.height());
        this.overlays = List.copyOf(overlays);
        PixelColours colours = new PixelColours(file.colours(), file.hasAdobe());
        // With samples for each pixel the exact rule counts: 0.1 dB at a quality of 97. It drowns where colour is
        // coarser.
        separable =
                grid.components() == 1 || (!colours.hasInks() && grid.highestHorizontal() * grid.highestVertical() > 1);
        pixels = new PixelBlend(grid, colours);
        int components = grid.components();
        codecs = new BlockCodec[components];
        planes = new PlaneBlend[components];
        before = new float[components][];
        after = new float[components][];
        for (int c = 0; c < components; c++) {
            requireWhole(grid.highestHorizontal(), grid.horizontal(c));
            requireWhole(grid.highestVertical(), grid.vertical(c));
            codecs[c] = new BlockCodec(file.quantisation(c));
            planes[c] = PlaneBlend.of(file.colours(), c, grid);
            before[c] = new float[grid.horizontal(c) * grid.vertical(c) * Zigzag.SIZE];
            after[c] = new float[before[c].length];
        }
        argb = new int[overlays.size()][grid.mcuWidth() * grid.mcuHeight()];
        modes = new BlendMode[overlays.size()];
        covered = new boolean[grid.highestHorizontal() * grid.highestVertical()];
    }

    private static void requireWhole(int highest, int factor) {
        InputException.require(
                highest % factor == 0,
                () -> "JPEGs whose sampling factors divide each other are supported, but this one has " + highest
                        + " and " + factor + ". Convert it first.");
    }

    /** The MCUs in which an overlay may be visible. */
    BitSet touched() {
        BitSet touched = new BitSet(grid.mcus());
        for (Overlay overlay : overlays) {
            Box box = overlay.bounds().intersection(picture);
            if (!box.isEmpty()) {
                for (int row = box.y() / grid.mcuHeight(); row <= (box.bottom() - 1) / grid.mcuHeight(); row++) {
                    touch(overlay, box, row, touched);
                }
            }
        }
        return touched;
    }

    private void touch(Overlay overlay, Box box, int row, BitSet touched) {
        for (int column = box.x() / grid.mcuWidth(); column <= (box.right() - 1) / grid.mcuWidth(); column++) {
            if (!overlay.isClear(grid.mcu(column, row).intersection(picture))) {
                touched.set(row * grid.mcusAcross() + column);
            }
        }
    }

    /**
     * Puts the overlays on an MCU.
     *
     * @param mcu its number, counted row by row
     * @param blocks its coefficients, as {@link McuReader#read} gives them
     * @return how many of its blocks have changed
     */
    int apply(int mcu, short[] blocks) {
        Box box = grid.mcu(mcu % grid.mcusAcross(), mcu / grid.mcusAcross());
        readOverlays(box);
        if (present == 0) {
            return 0;
        }
        boolean plain = separable;
        for (int layer = 0; layer < present; layer++) {
            plain &= modes[layer] == BlendMode.NORMAL;
        }
        forCovered(blocks, this::load);
        if (plain) {
            forCovered(blocks, this::blend);
        } else {
            pixels.blend(present, argb, modes, after);
        }
        return forCovered(blocks, this::store);
    }

    // ---- overlays

    private void readOverlays(Box box) {
        Box inside = box.intersection(picture);
        present = 0;
        Arrays.fill(covered, false);
        for (Overlay overlay : overlays) {
            if (!overlay.isClear(inside)) {
                overlay.read(inside, argb[present]);
                spread(argb[present], inside);
                if (cover(argb[present])) {
                    modes[present++] = overlay.mode();
                }
            }
        }
    }

    /** Brings pixels of a box into rows of the MCU; pixels outside of the picture are as the nearest one inside, as encoders have it. */
    private void spread(int[] pixels, Box inside) {
        int width = grid.mcuWidth();
        int height = grid.mcuHeight();
        if (inside.width() == width && inside.height() == height) {
            return;
        }
        for (int row = inside.height() - 1; row >= 0; row--) {
            System.arraycopy(pixels, row * inside.width(), pixels, row * width, inside.width());
            int last = row * width + inside.width() - 1;
            Arrays.fill(pixels, last + 1, (row + 1) * width, pixels[last]);
        }
        for (int row = inside.height(); row < height; row++) {
            System.arraycopy(pixels, (row - 1) * width, pixels, row * width, width);
        }
    }

    private boolean cover(int[] pixels) {
        boolean any = false;
        for (int cell = 0; cell < covered.length; cell++) {
            int column = cell % grid.highestHorizontal();
            int row = cell / grid.highestHorizontal();
            boolean visible = isVisible(pixels, (row * grid.mcuWidth() + column) * Grid.SIDE, grid.mcuWidth());
            covered[cell] |= visible;
            any |= visible;
        }
        return any;
    }

    private static boolean isVisible(int[] pixels, int from, int width) {
        for (int row = 0; row < Grid.SIDE; row++) {
            int alphas = 0;
            int line = from + row * width;
            for (int i = line; i < line + Grid.SIDE; i++) {
                alphas |= pixels[i];
            }
            if (alphas >>> 24 != 0) {
                return true;
            }
        }
        return false;
    }

    // ---- blocks

    /** What is done with a block of a component. */
    private interface BlockStep {
        /**
         * Does it.
         *
         * @param block its place in the MCU
         * @param column of it in the component's blocks of the MCU
         * @param row of it there
         */
        boolean apply(short[] blocks, int component, int block, int column, int row);
    }

    /** Goes through the blocks in which an overlay is visible; gives how many answered with true. */
    private int forCovered(short[] blocks, BlockStep step) {
        int count = 0;
        for (int c = 0; c < codecs.length; c++) {
            int across = grid.horizontal(c);
            for (int i = 0; i < across * grid.vertical(c); i++) {
                if (isCovered(c, i % across, i / across)
                        && step.apply(blocks, c, grid.firstBlock(c) + i, i % across, i / across)) {
                    count++;
                }
            }
        }
        return count;
    }

    private boolean isCovered(int component, int column, int row) {
        int across = grid.highestHorizontal() / grid.horizontal(component);
        int down = grid.highestVertical() / grid.vertical(component);
        for (int y = row * down; y < (row + 1) * down; y++) {
            for (int x = column * across; x < (column + 1) * across; x++) {
                if (covered[y * grid.highestHorizontal() + x]) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean load(short[] blocks, int component, int block, int column, int row) {
        int stride = stride(component);
        int at = (row * stride + column) * Grid.SIDE;
        codecs[component].samples(blocks, block * Zigzag.SIZE, before[component], at, stride);
        for (int line = at; line < at + Grid.SIDE * stride; line += stride) {
            System.arraycopy(before[component], line, after[component], line, Grid.SIDE);
        }
        return true;
    }

    private boolean blend(short[] blocks, int component, int block, int column, int row) {
        int stride = stride(component);
        int at = (row * stride + column) * Grid.SIDE;
        int x = column * Grid.SIDE * grid.highestHorizontal() / grid.horizontal(component);
        int y = row * Grid.SIDE * grid.highestVertical() / grid.vertical(component);
        int width = grid.mcuWidth();
        for (int layer = 0; layer < present; layer++) {
            planes[component].block(argb[layer], y * width + x, width, after[component], at, stride);
        }
        return true;
    }

    private boolean store(short[] blocks, int component, int block, int column, int row) {
        int stride = stride(component);
        int at = (row * stride + column) * Grid.SIDE;
        return codecs[component].change(blocks, block * Zigzag.SIZE, before[component], after[component], at, stride);
    }

    private int stride(int component) {
        return grid.horizontal(component) * Grid.SIDE;
    }
}
