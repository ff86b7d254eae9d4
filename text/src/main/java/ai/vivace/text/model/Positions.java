package ai.vivace.text.model;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.List;

/** Where tokens stand, and what is made of it without parameters. */
public final class Positions {
    private static final double SINUSOID_BASE = 10_000;
    private static final int LARGEST_POWER = 1 << 20;

    private Positions() {}

    /** Consecutive positions, int64 [1, count]. */
    static Tensor range(long start, long count, Tensor like) {
        long[] positions = new long[Math.toIntExact(count)];
        for (int i = 0; i < positions.length; i++) {
            positions[i] = start + i;
        }
        return Tensor.of(positions, Shape.of(1, count)).to(like.device());
    }

    /** Positions counted over the tokens that are attended to, int64 [N, T]; those before the first are at 0 as it is. */
    static Tensor counted(Tensor attended) {
        return attended.cumulativeSum(1)
                .maximum(Tensor.ofLongs(1).to(attended.device()))
                .add(Tensor.ofLongs(-1).to(attended.device()));
    }

    /**
     * Sinusoids (Vaswani 2017): feature 2i is sin(p / 10000^(2i / width)), feature 2i + 1 the cosine.
     *
     * @param positions [N, T]
     * @param width features; even
     * @return [N, T, width]
     */
    public static Tensor sinusoids(Tensor positions, long width) {
        InputException.require(
                width > 0 && width % 2 == 0,
                () -> "Sinusoids have an even number of features, but came " + width + ".");
        float[] frequencies = new float[Math.toIntExact(width / 2)];
        for (int i = 0; i < frequencies.length; i++) {
            frequencies[i] = (float) Math.pow(SINUSOID_BASE, -2.0 * i / width);
        }
        Tensor each = Tensor.of(frequencies, Shape.of(1, 1, frequencies.length)).to(positions.device());
        Tensor angles = positions.to(each.dtype()).unsqueeze(2).mul(each);
        return Tensor.stack(List.of(angles.sin(), angles.cos()), 3).flatten(2, 3);
    }

    /**
     * How fast each head's attention falls with distance in ALiBi (Press 2021): powers of 2^(-8 / n) for a power of two of heads n; for other
     * numbers those of the power below, then every second one of the power above.
     */
    public static float[] alibiSlopes(int heads) {
        InputException.require(
                heads > 0 && heads <= LARGEST_POWER,
                () -> "ALiBi needs 1 to " + LARGEST_POWER + " heads, but came " + heads + ".");
        int power = Integer.highestOneBit(heads);
        float[] slopes = new float[heads];
        for (int i = 0; i < heads; i++) {
            double exponent = i < power ? (i + 1) * 8.0 / power : (2 * (i - power) + 1) * 4.0 / power;
            slopes[i] = (float) Math.pow(2, -exponent);
        }
        return slopes;
    }

    /**
     * ALiBi's bias: minus the head's slope times the distance.
     *
     * @param targets the tokens that attend, which are the last ones
     * @param length all tokens
     * @return [1, heads, targets, length]
     */
    public static Tensor alibi(int heads, long targets, long length) {
        float[] distances = new float[Math.toIntExact(targets * length)];
        for (int t = 0; t < targets; t++) {
            for (int s = 0; s < length; s++) {
                distances[Math.toIntExact(t * length + s)] = -Math.abs(length - targets + t - s);
            }
        }
        return Tensor.of(distances, Shape.of(1, 1, targets, length))
                .mul(Tensor.of(alibiSlopes(heads), Shape.of(1, heads, 1, 1)));
    }
}
