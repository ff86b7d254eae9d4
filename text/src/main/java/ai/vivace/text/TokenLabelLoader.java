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

/**
 * Batches of texts with a class for each word, sorted by length so that little is filled up, as {@link TextLoader} has them: tokens, int64 [batch, length],
 * and classes, int64 [batch, length], of which a word's first token has one and all others {@link CrossEntropy#IGNORED}.
 */
public final class TokenLabelLoader {
    private TokenLabelLoader() {}

    /**
     * Begins to describe batches.
     *
     * @param texts the tokens of texts
     * @param classes for each text the class of each word, from 0
     * @param paddingId what texts are filled up with, behind
     * @throws InputException when there are none, or not a class for each word
     */
    public static Builder of(List<AlignedWords> texts, List<int[]> classes, int paddingId) {
        return new Builder(new Words(List.copyOf(texts), List.copyOf(classes), paddingId));
    }

    private record Words(List<AlignedWords> texts, List<int[]> classes, int padding) implements SortedItems.Maker {
        Words {
            int textCount = texts.size();
            int classCount = classes.size();
            InputException.require(
                    textCount == classCount && textCount > 0,
                    () -> "Each text needs the classes of its words, and there must be one at least, but there are "
                            + textCount + " texts and " + classCount + " with classes.");
            for (int i = 0; i < textCount; i++) {
                int place = i;
                int words = texts.get(i).first().length;
                int labels = classes.get(i).length;
                InputException.require(
                        words == labels,
                        () -> "Text " + place + " has " + words + " words, but " + labels + " classes.");
            }
        }

        @Override
        public int[] lengths() {
            return texts.stream().mapToInt(text -> text.ids().length).toArray();
        }

        @Override
        public Item item(int item, int[] batch) {
            int width = Arrays.stream(batch)
                    .map(i -> texts.get(i).ids().length)
                    .max()
                    .orElse(1);
            long[] input = new long[width];
            long[] target = new long[width];
            Arrays.fill(input, padding);
            Arrays.fill(target, CrossEntropy.IGNORED);
            AlignedWords text = texts.get(item);
            for (int i = 0; i < text.ids().length; i++) {
                input[i] = text.ids()[i];
            }
            for (int word = 0; word < text.first().length; word++) {
                if (text.first()[word] != AlignedWords.NONE) {
                    target[text.first()[word]] = classes.get(item)[word];
                }
            }
            return new Item(new Array.Longs(Shape.of(width), input), new Array.Longs(Shape.of(width), target));
        }
    }

    /** The settings of a loader to be. */
    public static final class Builder {
        private final Words words;
        private int batchSize = 32;
        private int workers = 1;
        private OptionalLong seed = OptionalLong.empty();
        private Device device = Device.CPU;

        private Builder(Words words) {
            this.words = words;
        }

        /** Texts in a batch, at least 1; default 32. */
        public Builder batchSize(int count) {
            InputException.require(count >= 1, () -> "A batch needs at least 1 text, but came " + count + ".");
            batchSize = count;
            return this;
        }

        /** For training: an order of its own for each epoch, without texts that do not fill a batch. Default: the longest first, all. */
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
            return new SortedItems(words, batchSize, seed, 0).loader(workers, device);
        }
    }
}
