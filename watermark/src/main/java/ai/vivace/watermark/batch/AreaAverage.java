package ai.vivace.watermark.batch;

/**
 * Makes a picture another size: each new pixel is the mean of what it covers of the old ones. Rows go in one after the other, so that the old picture
 * need not be in memory as a whole.
 */
final class AreaAverage {
    private static final int CHANNELS = 3;

    private final int sourceWidth;
    private final int width;
    private final double across;
    private final double down;
    private final float[] row;
    private final float[] sums;
    private int y;

    /** @param sourceWidth of the rows that go in; likewise the rest, all above zero */
    AreaAverage(int sourceWidth, int sourceHeight, int width, int height) {
        this.sourceWidth = sourceWidth;
        this.width = width;
        across = (double) sourceWidth / width;
        down = (double) sourceHeight / height;
        row = new float[width * CHANNELS];
        sums = new float[width * height * CHANNELS];
    }

    /** Takes the next row: red, green and blue in an int, from a place on. */
    void add(int[] rgb, int from) {
        reduceRow(rgb, from);
        int last = sums.length / row.length - 1;
        int first = (int) Math.min(last, Math.floor(y / down));
        for (int target = first; target <= last && target * down < y + 1; target++) {
            double covered = Math.min(y + 1, (target + 1) * down) - Math.max(y, target * down);
            addRow(target, (float) (covered / down));
        }
        y++;
    }

    private void addRow(int target, float weight) {
        int to = target * row.length;
        for (int i = 0; i < row.length; i++) {
            sums[to + i] += row[i] * weight;
        }
    }

    private void reduceRow(int[] rgb, int from) {
        for (int x = 0; x < width; x++) {
            double start = x * across;
            double end = Math.min(sourceWidth, start + across);
            double red = 0;
            double green = 0;
            double blue = 0;
            for (int source = (int) start; source < end; source++) {
                double covered = Math.min(source + 1, end) - Math.max(source, start);
                int pixel = rgb[from + source];
                red += covered * (pixel >> 16 & 255);
                green += covered * (pixel >> 8 & 255);
                blue += covered * (pixel & 255);
            }
            row[x * CHANNELS] = (float) (red / across);
            row[x * CHANNELS + 1] = (float) (green / across);
            row[x * CHANNELS + 2] = (float) (blue / across);
        }
    }

    /** The new picture, when all rows are in. */
    int[] result() {
        int[] rgb = new int[sums.length / CHANNELS];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = eight(sums[i * CHANNELS]) << 16
                    | eight(sums[i * CHANNELS + 1]) << 8
                    | eight(sums[i * CHANNELS + 2]);
        }
        return rgb;
    }

    private static int eight(float value) {
        return Math.max(0, Math.min(255, Math.round(value)));
    }
}
