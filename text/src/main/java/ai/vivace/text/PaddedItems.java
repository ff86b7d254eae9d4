package ai.vivace.text;

import ai.vivace.data.Array;
import ai.vivace.data.DataSet;
import ai.vivace.data.Item;
import ai.vivace.tensor.Shape;
import java.util.Arrays;

/** Texts of an epoch in its order, each as long as the longest of its batch: row 0 has the tokens, row 1 the mask. */
final class PaddedItems implements DataSet {
    private final TokenCorpus corpus;
    private final int[] classes;
    private final int[] order;
    private final Form form;

    /**
     * How batches are made.
     *
     * @param batchSize texts in a batch
     * @param longest texts are cut to so many tokens
     * @param padding where texts are filled up
     * @param paddingId what with
     */
    record Form(int batchSize, int longest, TextPadding padding, int paddingId) {}

    PaddedItems(TokenCorpus corpus, int[] classes, int[] order, Form form) {
        this.corpus = corpus;
        this.classes = classes;
        this.order = order;
        this.form = form;
    }

    @Override
    public int size() {
        return order.length;
    }

    @Override
    public Item item(int index) {
        int first = index / form.batchSize * form.batchSize;
        int width = 1;
        for (int i = first; i < Math.min(order.length, first + form.batchSize); i++) {
            width = Math.max(width, length(order[i]));
        }
        int text = order[index];
        int length = length(text);
        int at = form.padding.before(width - length);
        long[] values = new long[2 * width];
        Arrays.fill(values, 0, width, form.paddingId);
        corpus.copy(corpus.start(text), values, at, length);
        Arrays.fill(values, width + at, width + at + length, 1);
        return new Item(new Array.Longs(Shape.of(2, width), values), Array.label(classes[text]));
    }

    private int length(int text) {
        return Math.min(form.longest, corpus.length(text));
    }

    @Override
    public String describe(int index) {
        return "text " + order[index];
    }
}
