package ai.vivace.vision.segment;

import ai.vivace.base.InputException;
import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * How much each pixel counts so that a network learns the thin borders between things of one class that touch: 1 + w₀ · exp(-(d₁ + d₂)²
 * / 2σ²), where d₁ and d₂ are a pixel's distances to the nearest and the second nearest thing (Ronneberger 2015, equation 2). It is
 * for pixels that are of no thing themselves; things, and masks with fewer than two of them, count 1.
 *
 * <p>Things are the connected parts of a class, by the four neighbours of each pixel. Distances are exact (Felzenszwalb and
 * Huttenlocher 2012).
 *
 * @param weight w₀, 0 or more; 10 in the paper
 * @param deviation σ in pixels, above 0; 5 in the paper
 * @param things the class number whose parts are separated; what is ignored is of no class
 */
public record BorderWeights(double weight, double deviation, long things) {
    private static final double FAR = 1e12;

    public BorderWeights {
        double givenWeight = weight;
        double givenDeviation = deviation;
        InputException.require(
                weight >= 0 && Double.isFinite(weight) && deviation > 0 && Double.isFinite(deviation),
                () -> "Border weights need a weight of 0 or more and a deviation above 0, but came " + givenWeight
                        + " and " + givenDeviation + ".");
    }

    /** The paper's, w₀ 10 and σ 5. */
    public static BorderWeights of(long things) {
        return new BorderWeights(10, 5, things);
    }

    /**
     * The weights of one mask.
     *
     * @param mask class numbers, row by row
     */
    public float[] of(long[] mask, int height, int width) {
        InputException.require(
                mask.length == height * width,
                () -> "A mask of " + height + " x " + width + " has " + (long) height * width + " pixels, but came "
                        + mask.length + ".");
        int[] parts = new int[mask.length];
        int count = label(mask, parts, height, width);
        float[] weights = new float[mask.length];
        Arrays.fill(weights, 1);
        if (count < 2) {
            return weights;
        }
        double[] nearest = filled(mask.length);
        double[] second = filled(mask.length);
        for (int part = 1; part <= count; part++) {
            double[] squares = SquaredDistances.to(parts, part, height, width);
            for (int i = 0; i < squares.length; i++) {
                if (squares[i] < nearest[i]) {
                    second[i] = nearest[i];
                    nearest[i] = squares[i];
                } else if (squares[i] < second[i]) {
                    second[i] = squares[i];
                }
            }
        }
        for (int i = 0; i < weights.length; i++) {
            if (parts[i] == 0 && mask[i] != Masks.IGNORED) {
                double sum = Math.sqrt(nearest[i]) + Math.sqrt(second[i]);
                weights[i] = (float) (1 + weight * Math.exp(-sum * sum / (2 * deviation * deviation)));
            }
        }
        return weights;
    }

    private static double[] filled(int length) {
        double[] values = new double[length];
        Arrays.fill(values, FAR);
        return values;
    }

    /** Numbers the connected parts of the class from 1 on; 0 for other pixels. */
    private int label(long[] mask, int[] parts, int height, int width) {
        int count = 0;
        ArrayDeque<Integer> open = new ArrayDeque<>();
        for (int start = 0; start < mask.length; start++) {
            if (mask[start] != things || parts[start] != 0) {
                continue;
            }
            count++;
            parts[start] = count;
            open.add(start);
            while (!open.isEmpty()) {
                int at = open.remove();
                int column = at % width;
                visit(mask, parts, open, at - width, at >= width, count);
                visit(mask, parts, open, at + width, at < (height - 1) * width, count);
                visit(mask, parts, open, at - 1, column > 0, count);
                visit(mask, parts, open, at + 1, column < width - 1, count);
            }
        }
        return count;
    }

    private void visit(long[] mask, int[] parts, ArrayDeque<Integer> open, int at, boolean inside, int part) {
        if (inside && mask[at] == things && parts[at] == 0) {
            parts[at] = part;
            open.add(at);
        }
    }
}
