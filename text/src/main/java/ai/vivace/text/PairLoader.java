package ai.vivace.text;

import ai.vivace.base.InputException;
import ai.vivace.data.Array;
import ai.vivace.data.Item;
import ai.vivace.data.Loader;
import ai.vivace.loss.CrossEntropy;
import ai.vivace.tensor.Device;
import ai.vivace.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * Batches of texts with their answers, sorted by length so that little is filled up, as {@link TextLoader} has them.
 *
 * <p>An input is int64 [2, length]: the text's tokens, and the answer's with the start in front and without its last one, both filled up behind;
 * {@link ai.vivace.text.model.TeacherForcing} takes them apart. A target is the answer's tokens, int64 [its batch's longest answer], filled up with {@link
 * CrossEntropy#IGNORED}.
 */
public final class PairLoader {
    private PairLoader() {}

    /**
     * Begins to describe batches.
     *
     * @param sources tokens of texts, each with its end
     * @param targets tokens of their answers, each with its end
     * @param encoder which tokens start answers and fill up
     * @throws InputException when there are none, not as many of both, or one has no token
     */
    public static Builder of(List<int[]> sources, List<int[]> targets, PairEncoder encoder) {
        return new Builder(new Pairs(List.copyOf(sources), List.copyOf(targets), encoder.padding(), encoder.start()));
    }

    private record Pairs(List<int[]> sources, List<int[]> targets, int padding, int start)
            implements SortedItems.Maker {
        Pairs {
            int texts = sources.size();
            int answers = targets.size();
            InputException.require(
                    texts == answers && texts > 0,
                    () -> "Each text needs its answer, and there must be one at least, but there are " + texts
                            + " texts and " + answers + " answers.");
            for (int i = 0; i < texts; i++) {
                int place = i;
                InputException.require(
                        sources.get(i).length > 0 && targets.get(i).length > 0,
                        () -> "Pair " + place + " has a side without a token. Give each its end at least.");
            }
        }

        @Override
        public int[] lengths() {
            return IntStream.range(0, sources.size())
                    .map(i -> sources.get(i).length + targets.get(i).length)
                    .toArray();
        }

        @Override
        public Item item(int item, int[] batch) {
            int answer =
                    Arrays.stream(batch).map(i -> targets.get(i).length).max().orElse(1);
            int text =
                    Arrays.stream(batch).map(i -> sources.get(i).length).max().orElse(1);
            int width = Math.max(answer, text);
            long[] input = new long[2 * width];
            Arrays.fill(input, padding);
            long[] target = new long[answer];
            Arrays.fill(target, CrossEntropy.IGNORED);
            int[] source = sources.get(item);
            for (int i = 0; i < source.length; i++) {
                input[i] = source[i];
            }
            int[] wanted = targets.get(item);
            input[width] = start;
            for (int i = 0; i < wanted.length; i++) {
                target[i] = wanted[i];
                if (i + 1 < wanted.length) {
                    input[width + i + 1] = wanted[i];
                }
            }
            return new Item(new Array.Longs(Shape.of(2, width), input), new Array.Longs(Shape.of(answer), target));
        }
    }

    /** The settings of a loader to be. */
    public static final class Builder {
        private final Pairs pairs;
        private int batchSize = 64;
        private int workers = 1;
        private OptionalLong seed = OptionalLong.empty();
        private Device device = Device.CPU;

        private Builder(Pairs pairs) {
            this.pairs = pairs;
        }

        /** Pairs in a batch, at least 1; default 64. */
        public Builder batchSize(int count) {
            InputException.require(count >= 1, () -> "A batch needs at least 1 pair, but came " + count + ".");
            batchSize = count;
            return this;
        }

        /** For training: an order of its own for each epoch, without pairs that do not fill a batch. Default: the longest first, all. */
        public Builder shuffled(long orderSeed) {
            seed = OptionalLong.of(orderSeed);
            return this;
        }

        /** Threads that read ahead, 0 or more; default 1. */
        public Builder workers(int threads) {
            workers = threads;
            return this;
        }

        /** The device of the batches; default the CPU. */
        public Builder device(Device target) {
            device = target;
            return this;
        }

        /** The loader. */
        public Loader build() {
            return new SortedItems(pairs, batchSize, seed, 0).loader(workers, device);
        }
    }
}
