package ai.vivace.vision.segment;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Tensor;
import java.util.function.IntToDoubleFunction;

/**
 * How many pixels of each class were taken for each, over any number of batches. Pixels of 255 do not count.
 *
 * <p>A class that is neither in the masks nor in the answers is one that both agree about: its overlap is 1. Means over classes leave it
 * out; with no class left they are 1.
 */
public final class PixelConfusion {
    private long[][] counts = new long[0][0];

    /** Nothing counted yet. */
    public PixelConfusion() {}

    /**
     * Counts a batch.
     *
     * @param output logits [N, classes, height, width]
     * @param target masks [N, height, width], or larger ones, whose middle counts
     */
    public void add(Tensor output, Tensor target) {
        long[] actual = Masks.cropped(output, target).toLongs();
        add(Math.toIntExact(output.size(1)), output.argmax(1).toLongs(), actual);
    }

    /**
     * Counts pixels.
     *
     * @param classes the same each time
     * @param answers class numbers of pixels
     * @param actual what they should be
     * @throws InputException when a number is no class's, or the classes are others than before
     */
    public void add(int classes, long[] answers, long[] actual) {
        if (counts.length == 0) {
            counts = new long[classes][classes];
        }
        int known = counts.length;
        InputException.require(
                known == classes && answers.length == actual.length,
                () -> "Answers and masks must be of the same pixels and of " + known + " classes, but came "
                        + answers.length + " and " + actual.length + " pixels of " + classes + " classes.");
        for (int i = 0; i < actual.length; i++) {
            if (actual[i] == Masks.IGNORED) {
                continue;
            }
            long right = actual[i];
            long answer = answers[i];
            InputException.require(
                    right >= 0 && right < classes && answer >= 0 && answer < classes,
                    () -> "A pixel of a mask has the class " + right + " and its answer is " + answer
                            + ", but the classes are 0 to " + (classes - 1) + " and " + Masks.IGNORED
                            + " for none. Do the masks hold other numbers?");
            counts[(int) right][(int) answer]++;
        }
    }

    /** How many classes there are; 0 before anything was counted. */
    public int classes() {
        return counts.length;
    }

    /** How many pixels of a class were taken for another, or for itself. */
    public long count(int actual, int answer) {
        return counts[actual][answer];
    }

    /** Dice's coefficient of a class, 2·|A∩B| / (|A| + |B|). */
    public double dice(int number) {
        long all = row(number) + column(number);
        return all == 0 ? 1 : 2.0 * counts[number][number] / all;
    }

    /** Intersection over union of a class, |A∩B| / |A∪B|. */
    public double intersectionOverUnion(int number) {
        long all = row(number) + column(number) - counts[number][number];
        return all == 0 ? 1 : (double) counts[number][number] / all;
    }

    /** The share of pixels whose answer is right; 1 when none counts. */
    public double accuracy() {
        long right = 0;
        long all = 0;
        for (int i = 0; i < counts.length; i++) {
            right += counts[i][i];
            all += row(i);
        }
        return all == 0 ? 1 : (double) right / all;
    }

    /** The mean of {@link #dice} over the classes that occur. */
    public double meanDice() {
        return mean(this::dice);
    }

    /** The mean of {@link #intersectionOverUnion} over the classes that occur. */
    public double meanIntersectionOverUnion() {
        return mean(this::intersectionOverUnion);
    }

    private double mean(IntToDoubleFunction score) {
        double sum = 0;
        int occurring = 0;
        for (int i = 0; i < counts.length; i++) {
            if (row(i) + column(i) > 0) {
                sum += score.applyAsDouble(i);
                occurring++;
            }
        }
        return occurring == 0 ? 1 : sum / occurring;
    }

    private long row(int number) {
        long sum = 0;
        for (long count : counts[number]) {
            sum += count;
        }
        return sum;
    }

    private long column(int number) {
        long sum = 0;
        for (long[] row : counts) {
            sum += row[number];
        }
        return sum;
    }
}
