package ai.vivace.data;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Fits {@link Preprocessing} to the training split: the mean and the (population) standard deviation of every channel over
 * all its items, in one pass and double precision.
 *
 * <p>Differs from fastai, whose default takes them from one batch. The result does not depend on the number of workers.
 *
 * @param preprocessing what was fitted
 * @param notes what a user should know: channels that never change, whose deviation is taken as 1
 */
public record PreprocessingFit(Preprocessing preprocessing, List<String> notes) {
    public PreprocessingFit {
        notes = List.copyOf(notes);
    }

    /**
     * Reads every item of a training split once.
     *
     * @param training the training split only, or what is learned would depend on the validation data
     * @param loader reads the items; its order, transforms and preprocessing do not matter
     * @throws InputException when inputs are not numbers to scale, or are not of the source's shape
     */
    static PreprocessingFit of(Source training, Loader.Builder loader) {
        Shape shape = training.inputShape();
        // A channel of pictures is a plane; other inputs are taken as one channel, as their places have no common
        // meaning.
        int channels = shape.rank() == 3 ? Math.toIntExact(shape.size(0)) : 1;
        Moments[] moments = new Moments[channels];
        Arrays.setAll(moments, c -> new Moments());
        Loader reading = loader.ordered()
                .incompleteBatch(IncompleteBatch.KEEP)
                .transforms(List.of())
                .build();
        try (BatchStream batches = reading.epoch(0)) {
            for (Item items = batches.nextOnHost().items();
                    items != null;
                    items = batches.nextOnHost().items()) {
                add(items.input(), shape, moments);
            }
        }
        return result(shape, training.scale(), moments);
    }

    /** Fits to a training split with default workers; fails on an item that cannot be read. */
    public static PreprocessingFit of(Source training) {
        return of(training, Loader.of(training));
    }

    private static void add(Array inputs, Shape shape, Moments[] moments) {
        InputException.require(
                inputs.shape().withoutFirst().equals(shape),
                () -> "Inputs should have the shape " + shape + ", but came "
                        + inputs.shape().withoutFirst() + ".");
        int plane = Math.toIntExact(shape.elements()) / moments.length;
        int planes = Math.toIntExact(inputs.shape().elements()) / Math.max(1, plane);
        for (int i = 0; i < planes; i++) {
            Moments channel = moments[i % moments.length];
            if (inputs instanceof Array.Bytes bytes) {
                channel.add(bytes.values(), i * plane, plane);
            } else if (inputs instanceof Array.Floats floats) {
                channel.add(floats.values(), i * plane, plane);
            } else {
                throw new InputException("Inputs of type " + inputs.dtype()
                        + " have no mean to subtract. Give the preprocessing yourself, or none.");
            }
        }
    }

    private static PreprocessingFit result(Shape shape, double scale, Moments[] moments) {
        List<Double> means = new ArrayList<>();
        List<Double> deviations = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (int c = 0; c < moments.length; c++) {
            double mean = moments[c].mean();
            double deviation = moments[c].deviation();
            InputException.require(
                    Double.isFinite(mean) && Double.isFinite(deviation),
                    () -> "The training inputs hold numbers that are not finite; repair or remove them.");
            if (deviation == 0) {
                notes.add("Channel " + c + " is " + mean
                        + " everywhere in the training data; its deviation is taken as 1.");
            }
            means.add(mean / scale);
            deviations.add(deviation == 0 ? 1 : deviation / scale);
        }
        return new PreprocessingFit(new Preprocessing(shape, scale, means, deviations), notes);
    }

    /** Count, mean and sum of squared distances, merged block by block (Chan, Golub and LeVeque 1979). */
    private static final class Moments {
        /** Short enough for the sums of a block of bytes, and their squares, to be exact in 64 bits. */
        private static final int BLOCK = 1 << 20;

        private long count;
        private double mean;
        private double squares;

        void add(byte[] values, int start, int length) {
            for (int offset = 0; offset < length; offset += BLOCK) {
                addBlock(values, start + offset, Math.min(BLOCK, length - offset));
            }
        }

        private void addBlock(byte[] values, int start, int length) {
            long sum = 0;
            long sumOfSquares = 0;
            for (int i = start; i < start + length; i++) {
                int value = values[i] & 0xFF;
                sum += value;
                sumOfSquares += (long) value * value;
            }
            double blockMean = (double) sum / length;
            double blockSquares = ((double) (sumOfSquares * length - sum * sum)) / length;
            merge(length, blockMean, blockSquares);
        }

        void add(float[] values, int start, int length) {
            double sum = 0;
            for (int i = start; i < start + length; i++) {
                sum += values[i];
            }
            double blockMean = sum / length;
            double blockSquares = 0;
            for (int i = start; i < start + length; i++) {
                double distance = values[i] - blockMean;
                blockSquares += distance * distance;
            }
            merge(length, blockMean, blockSquares);
        }

        private void merge(long length, double blockMean, double blockSquares) {
            long total = count + length;
            double distance = blockMean - mean;
            mean += distance * length / total;
            squares += blockSquares + distance * distance * count / total * length;
            count = total;
        }

        double mean() {
            return mean;
        }

        double deviation() {
            return Math.sqrt(squares / count);
        }
    }
}
