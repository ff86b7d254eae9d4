package ai.vivace.watermark.jpeg;

import ai.vivace.base.InputException;

/**
 * The luminance of a JPEG, to be read and to be written back changed: by the file's own quantisation tables, with the coefficients of colour as they
 * are. Of red, green and blue, luminance is 0.299, 0.587 and 0.114 of them, and a change of it is one of all three. Safe for several threads.
 */
public final class JpegLuma {
    private final JpegCoefficients coefficients;
    private final Grid grid;
    private final float[] weights;

    private JpegLuma(JpegCoefficients coefficients, float[] weights) {
        this.coefficients = coefficients;
        this.weights = weights;
        grid = coefficients.grid();
    }

    /**
     * Decodes a file.
     *
     * @throws InputException when the picture is of inks, when it has fewer samples of luminance than pixels, or when its data is damaged
     */
    public static JpegLuma of(JpegFile file) {
        float[] weights =
                switch (file.colours()) {
                    case GREY, YCBCR -> new float[] {1};
                    case RGB -> new float[] {0.299f, 0.587f, 0.114f};
                    case CMYK, YCCK ->
                        throw new InputException(
                                "The luminance of a JPEG in grey or in red, green and blue is asked for, but this one is in"
                                        + " inks (" + file.colours() + "). Convert it first.");
                };
        Grid grid = new Grid(file.frame());
        for (int c = 0; c < weights.length; c++) {
            if (grid.horizontal(c) != grid.highestHorizontal() || grid.vertical(c) != grid.highestVertical()) {
                throw new InputException(
                        "The luminance of a JPEG has a sample for each pixel, but in this one component " + (c + 1)
                                + " has fewer. Convert it first.");
            }
        }
        return new JpegLuma(JpegCoefficients.read(file), weights);
    }

    /** Width in pixels, as stored. */
    public int width() {
        return grid.width();
    }

    /** Height in pixels, as stored. */
    public int height() {
        return grid.height();
    }

    /** Whether all of the picture's data was there. */
    public boolean isComplete() {
        return coefficients.isComplete();
    }

    /**
     * The luminance of each pixel, row by row: 0, black, to 255, white, and a little beyond, as it is neither rounded nor limited.
     */
    public float[] samples() {
        float[] samples = new float[grid.width() * grid.height()];
        float[] block = new float[Zigzag.SIZE];
        BlockCodec[] codecs = codecs();
        for (int number = 0; number < blocks(); number++) {
            Place place = new Place(number);
            for (int c = 0; c < weights.length; c++) {
                codecs[c].samples(coefficients.component(c), number * Zigzag.SIZE, block, 0, Grid.SIDE);
                place.add(block, weights[c], samples);
            }
        }
        return samples;
    }

    /**
     * The file with another luminance. Samples that are exactly those of {@link #samples} change nothing; a block in which all are keeps its
     * coefficients.
     *
     * @param samples of each pixel, row by row
     */
    public byte[] with(float[] samples) {
        InputException.require(
                samples.length == (long) grid.width() * grid.height(),
                () -> "A picture of " + grid.width() + " x " + grid.height() + " pixels has as many samples, but came "
                        + samples.length + ".");
        float[] differences = samples();
        for (int i = 0; i < differences.length; i++) {
            differences[i] = samples[i] - differences[i];
        }
        JpegCoefficients changed = coefficients.copy(weights.length);
        float[] zeros = new float[Zigzag.SIZE];
        float[] block = new float[Zigzag.SIZE];
        BlockCodec[] codecs = codecs();
        for (int number = 0; number < blocks(); number++) {
            new Place(number).read(differences, block);
            for (int c = 0; c < weights.length; c++) {
                codecs[c].change(changed.component(c), number * Zigzag.SIZE, zeros, block, 0, Grid.SIDE);
            }
        }
        return changed.write();
    }

    private int blocks() {
        return grid.blocksAcross(0) * grid.blocksDown(0);
    }

    private BlockCodec[] codecs() {
        BlockCodec[] codecs = new BlockCodec[weights.length];
        for (int c = 0; c < codecs.length; c++) {
            codecs[c] = new BlockCodec(coefficients.file().quantisation(c));
        }
        return codecs;
    }

    /** The pixels of a block. */
    private final class Place {
        private final int left;
        private final int top;

        Place(int block) {
            left = block % grid.blocksAcross(0) * Grid.SIDE;
            top = block / grid.blocksAcross(0) * Grid.SIDE;
        }

        /** Adds a block's samples, times a weight, to those of the picture. */
        void add(float[] block, float weight, float[] samples) {
            for (int y = top; y < Math.min(top + Grid.SIDE, grid.height()); y++) {
                for (int x = left; x < Math.min(left + Grid.SIDE, grid.width()); x++) {
                    samples[y * grid.width() + x] += weight * block[(y - top) * Grid.SIDE + x - left];
                }
            }
        }

        /** Reads samples of the picture; outside of it they are as the nearest one inside. */
        void read(float[] samples, float[] block) {
            for (int i = 0; i < Zigzag.SIZE; i++) {
                int y = Math.min(top + i / Grid.SIDE, grid.height() - 1);
                int x = Math.min(left + i % Grid.SIDE, grid.width() - 1);
                block[i] = samples[y * grid.width() + x];
            }
        }
    }
}
