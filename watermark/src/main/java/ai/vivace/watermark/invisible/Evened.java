package ai.vivace.watermark.invisible;

/**
 * A picture's detail over its activity: every place has a vote of about the same size, whatever it shows.
 *
 * @param values row by row, about 1 in size
 */
@SuppressWarnings("ArrayRecordComponent")
record Evened(int width, int height, float[] values) {
    /** Deviation in grey levels that is added to activities, so that where there is nothing noise is not blown up. */
    private static final float QUIET = 1;

    /** Largest value. */
    private static final float LOUDEST = 3;

    static Evened of(LumaPlane plane) {
        Texture texture = Texture.of(plane);
        float[] values = texture.detail();
        even(values, texture.activity());
        return new Evened(plane.width(), plane.height(), values);
    }

    private static void even(float[] values, float[] activity) {
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.max(-LOUDEST, Math.min(LOUDEST, values[i] / (activity[i] + QUIET)));
        }
    }

    /** All tiles, laid over one another. */
    double[] fold() {
        double[] tile = new double[Fourier.SIZE];
        for (int y = 0; y < height; y++) {
            fold(values, y * width, width, y % Fourier.SIDE * Fourier.SIDE, tile);
        }
        return tile;
    }

    /**
     * The same in other pixels, which must be the larger ones, by linear interpolation: good enough to search. A plane that is one pixel wide or high
     * has nothing to interpolate, nor a mark.
     *
     * @param scaleX pixels of the tile for one of this plane, at most 1
     * @param scaleY the same downwards
     */
    double[] fold(double scaleX, double scaleY) {
        double[] tile = new double[Fourier.SIZE];
        if (Math.min(width, height) < 2) {
            return tile;
        }
        int across = Math.max(1, (int) (width * scaleX));
        int down = Math.max(1, (int) (height * scaleY));
        int[] source = new int[across];
        float[] share = new float[across];
        for (int x = 0; x < across; x++) {
            double place = Math.max(0, Math.min(width - 1, (x + 0.5) / scaleX - 0.5));
            source[x] = Math.min(width - 2, (int) place);
            share[x] = (float) (place - source[x]);
        }
        float[] row = new float[width];
        float[] sampled = new float[across];
        for (int y = 0; y < down; y++) {
            double place = Math.max(0, Math.min(height - 1, (y + 0.5) / scaleY - 0.5));
            int upper = Math.min(height - 2, (int) place);
            mix(upper * width, (float) (place - upper), row);
            sample(row, source, share, sampled);
            fold(sampled, 0, across, y % Fourier.SIDE * Fourier.SIDE, tile);
        }
        return tile;
    }

    private void mix(int start, float lower, float[] row) {
        for (int x = 0; x < width; x++) {
            row[x] = values[start + x] + lower * (values[start + width + x] - values[start + x]);
        }
    }

    private static void sample(float[] row, int[] source, float[] share, float[] sampled) {
        for (int x = 0; x < sampled.length; x++) {
            int i = source[x];
            sampled[x] = row[i] + share[x] * (row[i + 1] - row[i]);
        }
    }

    private static void fold(float[] values, int start, int count, int row, double[] tile) {
        for (int done = 0; done < count; done += Fourier.SIDE) {
            add(values, start + done, Math.min(Fourier.SIDE, count - done), row, tile);
        }
    }

    private static void add(float[] values, int start, int count, int row, double[] tile) {
        for (int x = 0; x < count; x++) {
            tile[row + x] += values[start + x];
        }
    }
}
