package ai.vivace.vision.explain;

import ai.vivace.base.InputException;
import ai.vivace.data.Array;
import ai.vivace.plot.Picture;

/**
 * How much each place of a picture counts for an answer.
 *
 * @param height rows
 * @param width columns
 * @param values row by row from the top, 0 or more; only their proportions mean something
 */
public record Relevance(int height, int width, float[] values) {
    /** The colours that stand for 0, 1/4, … 1 of the largest value, as 0xRRGGBB: dark blue over green to yellow and red. */
    private static final int[] COLOURS = {0x1B2A6B, 0x1F8FB4, 0x6CC24A, 0xF5D547, 0xD7261E};

    /** How much of an overlay is the colour where the value is largest; elsewhere the picture shows through in proportion. */
    private static final double COVER = 0.7;

    public Relevance {
        int rows = height;
        int columns = width;
        int count = values.length;
        InputException.require(
                rows > 0 && columns > 0 && count == (long) rows * columns,
                () -> "A map of " + rows + " x " + columns + " places cannot have " + count + " values.");
        for (float value : values) {
            InputException.require(
                    value >= 0 && Float.isFinite(value),
                    () -> "Relevance is 0 or more, but one value is " + value + ".");
        }
    }

    /** The same map in another size, by linear interpolation between the centres of its places. */
    public Relevance resized(int newHeight, int newWidth) {
        float[] resized = new float[newHeight * newWidth];
        for (int y = 0; y < newHeight; y++) {
            double row = place(y, newHeight, height);
            for (int x = 0; x < newWidth; x++) {
                double column = place(x, newWidth, width);
                int top = (int) row;
                int left = (int) column;
                int bottom = Math.min(top + 1, height - 1);
                int right = Math.min(left + 1, width - 1);
                double upper = mixed(top * width + left, top * width + right, column - left);
                double lower = mixed(bottom * width + left, bottom * width + right, column - left);
                resized[y * newWidth + x] = (float) (upper + (lower - upper) * (row - top));
            }
        }
        return new Relevance(newHeight, newWidth, resized);
    }

    private static double place(int index, int count, int of) {
        return Math.max(0, Math.min(of - 1.0, (index + 0.5) * of / count - 0.5));
    }

    private double mixed(int first, int second, double share) {
        return values[first] + (values[second] - values[first]) * share;
    }

    /**
     * The picture with the map's colours over it: as it is where nothing counts, under red where most does.
     *
     * @param raw [1 or 3, height, width]; the map is brought into its size
     * @param scale what counts as brightest in it, 255 for bytes
     */
    public Picture over(Array raw, double scale) {
        InputException.require(
                Pixels.isPicture(raw.shape()),
                () -> "A picture has shape [1 or 3, height, width], but came " + raw.shape() + ".");
        int rows = (int) raw.shape().size(1);
        int columns = (int) raw.shape().size(2);
        int plane = raw.shape().size(0) == 1 ? 0 : rows * columns;
        Relevance fitted = resized(rows, columns);
        float largest = 0;
        for (float value : fitted.values) {
            largest = Math.max(largest, value);
        }
        byte[] bytes = new byte[3 * rows * columns];
        for (int i = 0; i < rows * columns; i++) {
            double share = largest == 0 ? 0 : fitted.values[i] / largest;
            for (int channel = 0; channel < 3; channel++) {
                int under = Pixels.level(raw, channel * plane + i, scale);
                double cover = COVER * share;
                bytes[3 * i + channel] = (byte) Math.round(under + cover * (colour(share, channel) - under));
            }
        }
        return Picture.rgb(columns, rows, bytes);
    }

    private static double colour(double share, int channel) {
        double place = share * (COLOURS.length - 1);
        int index = (int) Math.min(place, COLOURS.length - 2.0);
        int shift = 16 - 8 * channel;
        int low = (COLOURS[index] >> shift) & 0xFF;
        int high = (COLOURS[index + 1] >> shift) & 0xFF;
        return low + (high - low) * (place - index);
    }
}
