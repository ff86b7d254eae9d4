package ai.vivace.text.model;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.List;

/**
 * Rotary positions (Su 2021): pairs of features of queries and keys are turned by an angle in proportion to the position, so that scores
 * depend on distances only. Pair i of a head turns by base^(-2i / width) a position, unless scaling changes it.
 *
 * @param width of a head; even
 * @param base 10 000 in the paper and Llama 2, 500 000 in Llama 3, 1 000 000 in Qwen; above 1
 * @param layout which features are a pair
 * @param scaling for texts longer than those of the training
 */
public record Rotary(long width, double base, RotaryLayout layout, RotaryScaling scaling) {
    public Rotary {
        long givenWidth = width;
        double givenBase = base;
        InputException.require(
                width > 0 && width % 2 == 0 && base > 1 && Double.isFinite(base),
                () -> "Rotary positions need heads of an even width and a base above 1, but came " + givenWidth
                        + " and " + givenBase + ".");
    }

    /** With base 10 000, halves as pairs and no scaling. */
    public static Rotary of(long width) {
        return new Rotary(width, 10_000, RotaryLayout.HALVES, new RotaryScaling.None());
    }

    /** The turn of each pair from one position to the next, in radians. */
    public double[] frequencies() {
        double[] frequencies = new double[(int) (width / 2)];
        for (int i = 0; i < frequencies.length; i++) {
            frequencies[i] = scaling.frequency(base, width, i);
        }
        return frequencies;
    }

    /**
     * The turns for some positions.
     *
     * @param positions [N, T], or [1, T] for texts that all start at the same position
     */
    public Rotation at(Tensor positions) {
        double[] frequencies = frequencies();
        float[] turns = new float[frequencies.length];
        for (int i = 0; i < turns.length; i++) {
            turns[i] = (float) frequencies[i];
        }
        Tensor each = Tensor.of(turns, Shape.of(1, 1, 1, turns.length)).to(positions.device());
        Tensor angles = positions
                .to(each.dtype())
                .reshape(positions.size(0), 1, positions.size(1), 1)
                .mul(each);
        Tensor cosine = angles.cos();
        Tensor sine = angles.sin();
        if (scaling.amplitude() != 1) {
            cosine = cosine.mul(scaling.amplitude());
            sine = sine.mul(scaling.amplitude());
        }
        List<Tensor> both = List.of(cosine, cosine);
        List<Tensor> signed = List.of(sine.neg(), sine);
        return layout == RotaryLayout.HALVES
                ? new Rotation(Tensor.cat(both, 3), Tensor.cat(signed, 3), layout)
                : new Rotation(
                        Tensor.stack(both, 4).flatten(3, 4),
                        Tensor.stack(signed, 4).flatten(3, 4),
                        layout);
    }
}
