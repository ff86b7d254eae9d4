package ai.vivace.text;

import ai.vivace.data.Array;
import ai.vivace.data.Item;
import ai.vivace.tensor.Shape;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Texts with their classes, each as long as the longest of its batch.
 *
 * @param corpus the texts' tokens
 * @param classes the class of each
 * @param longest texts are cut to so many tokens
 * @param padding where texts are filled up
 * @param paddingId what with
 */
record PaddedTexts(TokenCorpus corpus, int[] classes, int longest, TextPadding padding, int paddingId)
        implements SortedItems.Maker {
    @Override
    public int[] lengths() {
        return IntStream.range(0, corpus.documents()).map(this::length).toArray();
    }

    @Override
    public Item item(int text, int[] batch) {
        int width = Math.max(1, Arrays.stream(batch).map(this::length).max().orElse(1));
        int length = length(text);
        long[] values = new long[width];
        Arrays.fill(values, paddingId);
        corpus.copy(corpus.start(text), values, padding.before(width - length), length);
        return new Item(new Array.Longs(Shape.of(width), values), Array.label(classes[text]));
    }

    /** For each of some texts 1 for its tokens and 0 for what fills it up to a width, one text behind the other. */
    long[] mask(int[] texts, int width) {
        long[] mask = new long[texts.length * width];
        for (int row = 0; row < texts.length; row++) {
            int length = length(texts[row]);
            int from = row * width + padding.before(width - length);
            Arrays.fill(mask, from, from + length, 1);
        }
        return mask;
    }

    private int length(int text) {
        return Math.min(longest, corpus.length(text));
    }
}
