package ai.vivace.vision.segment;

import java.util.Arrays;

/** The squared distance of each pixel to the nearest one of a part, in time that grows with the pixels (Felzenszwalb and Huttenlocher 2012). */
final class SquaredDistances {
    private static final double FAR = 1e12;

    private final double[] line;
    private final int[] vertices;
    private final double[] borders;

    private SquaredDistances(int longest) {
        line = new double[longest];
        vertices = new int[longest];
        borders = new double[longest + 1];
    }

    /** The squared distances to the pixels of one number. */
    static double[] to(int[] parts, int part, int height, int width) {
        double[] squares = new double[parts.length];
        for (int i = 0; i < parts.length; i++) {
            squares[i] = parts[i] == part ? 0 : FAR;
        }
        SquaredDistances transform = new SquaredDistances(Math.max(height, width));
        for (int column = 0; column < width; column++) {
            transform.along(squares, column, width, height);
        }
        for (int row = 0; row < height; row++) {
            transform.along(squares, row * width, 1, width);
        }
        return squares;
    }

    /** The lower envelope of parabolas along one row or column, which it replaces. */
    private void along(double[] values, int start, int step, int count) {
        for (int i = 0; i < count; i++) {
            line[i] = values[start + i * step];
        }
        int last = 0;
        vertices[0] = 0;
        Arrays.fill(borders, 0, count + 1, Double.POSITIVE_INFINITY);
        borders[0] = Double.NEGATIVE_INFINITY;
        for (int i = 1; i < count; i++) {
            double crossing = crossing(i, vertices[last]);
            while (crossing <= borders[last]) {
                last--;
                crossing = crossing(i, vertices[last]);
            }
            last++;
            vertices[last] = i;
            borders[last] = crossing;
            borders[last + 1] = Double.POSITIVE_INFINITY;
        }
        int at = 0;
        for (int i = 0; i < count; i++) {
            while (borders[at + 1] < i) {
                at++;
            }
            double apart = i - vertices[at];
            values[start + i * step] = apart * apart + line[vertices[at]];
        }
    }

    private double crossing(int later, int earlier) {
        return (line[later] + (double) later * later - line[earlier] - (double) earlier * earlier)
                / (2.0 * (later - earlier));
    }
}
