package ai.vivace.text;

import ai.vivace.base.Rng;
import ai.vivace.data.Array;
import ai.vivace.data.EpochDataSet;
import ai.vivace.data.Item;
import ai.vivace.tensor.Shape;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** Texts of an epoch in its order, each as long as the longest of its batch, with their classes. */
final class PaddedItems implements EpochDataSet {
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
     * @param seed what the order of each epoch follows from; empty for the longest first
     */
    record Form(int batchSize, int longest, TextPadding padding, int paddingId, OptionalLong seed) {}

    PaddedItems(TokenCorpus corpus, int[] classes, Form form, long epoch) {
        this.corpus = corpus;
        this.classes = classes;
        this.form = form;
        int[] lengths = IntStream.range(0, corpus.documents()).map(this::length).toArray();
        order = form.seed.isPresent()
                ? LengthOrder.shuffled(
                        lengths, form.batchSize, Rng.of(form.seed.getAsLong()).split(epoch))
                : LengthOrder.longestFirst(lengths);
    }

    @Override
    public PaddedItems layout(long epoch) {
        return form.seed.isPresent() ? new PaddedItems(corpus, classes, form, epoch) : this;
    }

    /** The texts in the order in which they are shown. */
    int[] order() {
        return order.clone();
    }

    /** The text at a place. */
    int text(int index) {
        return order[index];
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
        long[] values = new long[width];
        Arrays.fill(values, form.paddingId);
        corpus.copy(corpus.start(text), values, at, length);
        return new Item(new Array.Longs(Shape.of(width), values), Array.label(classes[text]));
    }

    /** For each of some texts 1 for its tokens and 0 for what fills it up to a width, one text behind the other. */
    long[] mask(int[] texts, int width) {
        long[] mask = new long[texts.length * width];
        for (int row = 0; row < texts.length; row++) {
            int length = length(texts[row]);
            int from = row * width + form.padding.before(width - length);
            Arrays.fill(mask, from, from + length, 1);
        }
        return mask;
    }

    private int length(int text) {
        return Math.min(form.longest, corpus.length(text));
    }

    @Override
    public String describe(int index) {
        return "text " + order[index];
    }
}
