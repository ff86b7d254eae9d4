package ai.vivace.vision.augment;

import ai.vivace.base.InputException;

/**
 * A map of the plane that keeps straight lines straight: every composition of flips, turns, zooms, shears, shifts and changes of
 * perspective is one.
 *
 * <p>Coordinates (x, y) are those of {@link ai.vivace.tensor.Functional#gridSample}: -1 and 1 are the middles of a picture's first and
 * last columns and rows. Augmentation has maps from a place in the new picture to that in the old one from which its pixel comes.
 */
public final class Homography {
    /** The map that changes nothing. */
    public static final Homography IDENTITY = affine(1, 0, 0, 0, 1, 0);

    private static final int SIDE = 3;

    /** Nine factors, row by row: x' = (m0 x + m1 y + m2) / (m6 x + m7 y + m8), and y' with m3, m4, m5 alike. */
    private final double[] factors;

    private Homography(double... factors) {
        this.factors = factors;
    }

    /** The affine map to (xx x + xy y + x0, yx x + yy y + y0). */
    public static Homography affine(double xx, double xy, double x0, double yx, double yy, double y0) {
        return new Homography(xx, xy, x0, yx, yy, y0, 0, 0, 1);
    }

    /** An affine map whose places are in pixels from the middle of a picture, in the coordinates of maps. */
    static Homography pixels(double xx, double xy, double x0, double yx, double yy, double y0, int height, int width) {
        double lastColumn = Math.max(1, width - 1);
        double lastRow = Math.max(1, height - 1);
        return affine(
                xx, xy * lastRow / lastColumn, 2 * x0 / lastColumn, yx * lastColumn / lastRow, yy, 2 * y0 / lastRow);
    }

    /**
     * A turn around the middle of a picture, without distortion whatever its form; the picture's content turns clockwise for positive
     * degrees.
     */
    public static Homography rotation(double degrees, int height, int width) {
        double angle = StrictMath.toRadians(degrees);
        double cosine = StrictMath.cos(angle);
        double sine = StrictMath.sin(angle);
        return affine(cosine, sine * height / width, 0, -sine * width / height, cosine, 0);
    }

    /**
     * The map that takes four points to four others: the solution of eight linear equations.
     *
     * @param from x and y of each of four points, no three of which are on one line
     * @param to likewise
     */
    public static Homography between(double[] from, double[] to) {
        double[][] equations = new double[8][];
        for (int i = 0; i < 4; i++) {
            double x = from[2 * i];
            double y = from[2 * i + 1];
            double newX = to[2 * i];
            double newY = to[2 * i + 1];
            equations[2 * i] = new double[] {x, y, 1, 0, 0, 0, -newX * x, -newX * y, newX};
            equations[2 * i + 1] = new double[] {0, 0, 0, x, y, 1, -newY * x, -newY * y, newY};
        }
        double[] s = solve(equations);
        return new Homography(s[0], s[1], s[2], s[3], s[4], s[5], s[6], s[7], 1);
    }

    /** Gaussian elimination with the largest pivot of each column; a row ends with its right side. */
    private static double[] solve(double[][] rows) {
        int size = rows.length;
        for (int column = 0; column < size; column++) {
            int pivot = column;
            for (int row = column + 1; row < size; row++) {
                pivot = Math.abs(rows[row][column]) > Math.abs(rows[pivot][column]) ? row : pivot;
            }
            double[] chosen = rows[pivot];
            InputException.require(
                    Math.abs(chosen[column]) > 1e-12,
                    () -> "No map takes four such points to four others: three of them are on one line.");
            rows[pivot] = rows[column];
            rows[column] = chosen;
            for (int row = 0; row < size; row++) {
                double factor = row == column ? 0 : rows[row][column] / chosen[column];
                for (int k = column; factor != 0 && k <= size; k++) {
                    rows[row][k] -= factor * chosen[k];
                }
            }
        }
        double[] solution = new double[size];
        for (int i = 0; i < size; i++) {
            solution[i] = rows[i][size] / rows[i][i];
        }
        return solution;
    }

    /** The map that takes a place where this one takes what another gives: this ∘ first. */
    public Homography after(Homography first) {
        double[] product = new double[SIDE * SIDE];
        for (int row = 0; row < SIDE; row++) {
            for (int column = 0; column < SIDE; column++) {
                for (int k = 0; k < SIDE; k++) {
                    product[row * SIDE + column] += factors[row * SIDE + k] * first.factors[k * SIDE + column];
                }
            }
        }
        return new Homography(product);
    }

    /** The map back. */
    public Homography inverse() {
        double[] m = factors;
        double[] inverse = {
            m[4] * m[8] - m[5] * m[7], m[2] * m[7] - m[1] * m[8], m[1] * m[5] - m[2] * m[4],
            m[5] * m[6] - m[3] * m[8], m[0] * m[8] - m[2] * m[6], m[2] * m[3] - m[0] * m[5],
            m[3] * m[7] - m[4] * m[6], m[1] * m[6] - m[0] * m[7], m[0] * m[4] - m[1] * m[3]
        };
        double determinant = m[0] * inverse[0] + m[1] * inverse[3] + m[2] * inverse[6];
        InputException.require(
                Math.abs(determinant) > 1e-12, () -> "A map that flattens the picture to a line has no way back.");
        for (int i = 0; i < inverse.length; i++) {
            inverse[i] /= determinant;
        }
        return new Homography(inverse);
    }

    /** Where a place goes: x and y. */
    public double[] of(double x, double y) {
        double[] m = factors;
        double depth = m[6] * x + m[7] * y + m[8];
        return new double[] {(m[0] * x + m[1] * y + m[2]) / depth, (m[3] * x + m[4] * y + m[5]) / depth};
    }

    /** The nine factors, row by row; the last row divides. */
    public double[] factors() {
        return factors.clone();
    }
}
