package ai.vivace.loss;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.Arrays;

/**
 * Connectionist temporal classification (Graves 2006), for sequences whose targets are not aligned to the steps, such as the letters
 * of speech: -log of the probability of all paths that spell the target once repetitions are merged and blanks left out.
 *
 * <p>Outputs are logits [N, steps, classes], the items first, where PyTorch has log-probabilities with the steps first. Targets are
 * int64 class numbers [N, longest] without the blank, padded at the end by {@link CrossEntropy#IGNORED}.
 *
 * <p>The mean first divides each loss by the length of its target, as PyTorch's does, so that long targets do not outweigh short
 * ones; {@link #each} does not. A target that needs more steps than there are has an infinite loss unless {@link #ignoringImpossible}
 * says otherwise. Immutable: the methods that change a setting return another loss.
 */
public final class Ctc implements Loss {
    private final long blank;
    private final boolean impossibleIsZero;

    /** With class 0 as the blank; impossible targets have an infinite loss. */
    public static Ctc standard() {
        return new Ctc(0, false);
    }

    private Ctc(long blank, boolean impossibleIsZero) {
        this.blank = blank;
        this.impossibleIsZero = impossibleIsZero;
    }

    /** With another class as the blank. */
    public Ctc blank(long number) {
        InputException.require(number >= 0, () -> "The blank is a class number of 0 or more, but is " + number + ".");
        return new Ctc(number, impossibleIsZero);
    }

    /** Gives targets that no path spells the loss and gradient 0; PyTorch's {@code zero_infinity}. */
    public Ctc ignoringImpossible() {
        return new Ctc(blank, true);
    }

    /**
     * The mean of the losses, each divided by its target's length (1 for an empty one).
     *
     * @throws InputException when targets do not fit the outputs; it names the row and the value
     */
    @Override
    public Tensor mean(Tensor output, Tensor target) {
        SequenceTargets targets = SequenceTargets.of(output, target, blank);
        double[] lengths = Arrays.stream(targets.lengths())
                .mapToDouble(length -> Math.max(1, length))
                .toArray();
        Tensor divisors =
                Tensor.of(lengths, Shape.of(lengths.length)).to(output.dtype()).to(output.device());
        return losses(output, targets, allSteps(output)).div(divisors).mean();
    }

    /**
     * The loss of each sequence, not divided by its length.
     *
     * @throws InputException when targets do not fit the outputs; it names the row and the value
     */
    @Override
    public Tensor each(Tensor output, Tensor target) {
        return losses(output, SequenceTargets.of(output, target, blank), allSteps(output));
    }

    /**
     * As {@link #each(Tensor, Tensor)}, for sequences that end earlier.
     *
     * @param steps how many of the steps count, for each sequence
     * @throws InputException when targets or steps do not fit the outputs
     */
    public Tensor each(Tensor output, Tensor target, long... steps) {
        SequenceTargets targets = SequenceTargets.of(output, target, blank);
        InputException.require(
                steps.length == output.size(0)
                        && Arrays.stream(steps).allMatch(count -> count >= 1 && count <= output.size(1)),
                () -> "CTC: outputs of shape " + output.shape() + " need " + output.size(0) + " numbers of steps, 1 to "
                        + output.size(1) + ", but came " + Arrays.toString(steps) + ".");
        return losses(output, targets, steps);
    }

    private Tensor losses(Tensor output, SequenceTargets targets, long[] steps) {
        return Functional.connectionistTemporalClassification(
                output.logSoftmax(2).transpose(0, 1),
                targets.numbers(),
                steps,
                targets.lengths(),
                blank,
                impossibleIsZero);
    }

    private static long[] allSteps(Tensor output) {
        long[] steps = new long[(int) output.size(0)];
        Arrays.fill(steps, output.size(1));
        return steps;
    }

    /** Probabilities of each step's classes. */
    @Override
    public Tensor activate(Tensor output) {
        return output.softmax(2);
    }

    /**
     * What the likeliest path spells (best-path decoding), int64 [N, steps], padded by {@link CrossEntropy#IGNORED}. {@link
     * CtcBeamSearch} finds likelier spellings that many paths share.
     */
    @Override
    public Tensor decode(Tensor output) {
        long[] path = output.argmax(2).toLongs();
        int items = (int) output.size(0);
        int steps = (int) output.size(1);
        long[] spelled = new long[items * steps];
        Arrays.fill(spelled, CrossEntropy.IGNORED);
        for (int item = 0; item < items; item++) {
            int next = item * steps;
            for (int step = item * steps; step < (item + 1) * steps; step++) {
                boolean repeated = step > item * steps && path[step] == path[step - 1];
                if (path[step] != blank && !repeated) {
                    spelled[next++] = path[step];
                }
            }
        }
        return Tensor.of(spelled, Shape.of(items, steps)).to(output.device());
    }

    @Override
    public String toString() {
        return "Ctc(blank=" + blank + ", impossible=" + (impossibleIsZero ? "0" : "Infinity") + ")";
    }
}
