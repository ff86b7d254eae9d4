package ai.vivace.watermark.jpeg;

/**
 * Blends colours with the samples of one component, for components that are weighted sums of red, green and blue: opacity mixes them just as it
 * mixes the colours. Where a sample is of several pixels it takes the mean of what they do.
 */
final class PlaneBlend {
    private static final float FULL = 255;

    private final float red;
    private final float green;
    private final float blue;
    private final float level;
    private final int across;
    private final int down;

    private PlaneBlend(float red, float green, float blue, float level, int across, int down) {
        this.red = red;
        this.green = green;
        this.blue = blue;
        this.level = level;
        this.across = across;
        this.down = down;
    }

    /** For a component of a frame; colours other than inks. */
    static PlaneBlend of(JpegColours colours, int component, Grid grid) {
        float[] weights = weights(colours, component);
        return new PlaneBlend(
                weights[0],
                weights[1],
                weights[2],
                colours == JpegColours.YCBCR && component > 0 ? BlockCodec.LEVEL : 0,
                grid.highestHorizontal() / grid.horizontal(component),
                grid.highestVertical() / grid.vertical(component));
    }

    /** What red, green and blue add to a component: JFIF 1.02, page 3. */
    private static float[] weights(JpegColours colours, int component) {
        if (colours == JpegColours.RGB) {
            float[] weights = new float[3];
            weights[component] = 1;
            return weights;
        }
        return switch (component) {
            case 0 -> new float[] {0.299f, 0.587f, 0.114f};
            case 1 -> new float[] {-0.168736f, -0.331264f, 0.5f};
            default -> new float[] {0.5f, -0.418688f, -0.081312f};
        };
    }

    /**
     * Blends a block.
     *
     * @param argb the layer's pixels, the block's first one at a place
     * @param samples the block's, the first one at a place
     */
    void block(int[] argb, int from, int width, float[] samples, int at, int stride) {
        for (int row = 0; row < Grid.SIDE; row++) {
            int pixels = from + row * down * width;
            if (across == 1 && down == 1) {
                line(argb, pixels, samples, at + row * stride);
            } else {
                cells(argb, pixels, width, samples, at + row * stride);
            }
        }
    }

    private void line(int[] argb, int from, float[] samples, int at) {
        for (int column = 0; column < Grid.SIDE; column++) {
            int pixel = argb[from + column];
            int alpha = pixel >>> 24;
            if (alpha != 0) {
                float below = shown(samples[at + column]);
                samples[at + column] = below + (value(pixel) - below) * (alpha * (1 / FULL));
            }
        }
    }

    private void cells(int[] argb, int from, int width, float[] samples, int at) {
        float share = 1 / (FULL * across * down);
        for (int column = 0; column < Grid.SIDE; column++) {
            int alphas = 0;
            float above = 0;
            for (int y = 0; y < down; y++) {
                int first = from + y * width + column * across;
                for (int x = first; x < first + across; x++) {
                    int alpha = argb[x] >>> 24;
                    if (alpha != 0) {
                        alphas += alpha;
                        above += alpha * value(argb[x]);
                    }
                }
            }
            if (alphas != 0) {
                float below = shown(samples[at + column]);
                samples[at + column] = below + (above - alphas * below) * share;
            }
        }
    }

    private float value(int pixel) {
        return red * (pixel >> 16 & 0xFF) + green * (pixel >> 8 & 0xFF) + blue * (pixel & 0xFF) + level;
    }

    /** What decoders make of a sample. */
    static int shown(float sample) {
        return (int) (Math.max(0, Math.min(FULL, sample)) + 0.5f);
    }
}
