package ai.vivace.text;

import ai.vivace.data.Array;
import ai.vivace.data.DataSet;
import ai.vivace.data.Item;
import ai.vivace.tensor.Shape;
import java.util.Arrays;

/** The sequences of an epoch of a language model, in the order of batches: item i is row i mod batch of batch ⌊i / batch⌋. */
final class LanguageItems implements DataSet {
    private final TokenCorpus corpus;
    private final int[] order;
    private final long[] starts;
    private final int batchSize;
    private final int sequenceLength;
    private final long rowLength;

    /**
     * An epoch.
     *
     * @param order the order of the documents
     * @param rowLength how many tokens of the stream a row has
     */
    LanguageItems(TokenCorpus corpus, int[] order, int batchSize, int sequenceLength, long rowLength) {
        this.corpus = corpus;
        this.order = order;
        this.batchSize = batchSize;
        this.sequenceLength = sequenceLength;
        this.rowLength = rowLength;
        starts = new long[order.length + 1];
        for (int i = 0; i < order.length; i++) {
            starts[i + 1] = starts[i] + corpus.length(order[i]);
        }
    }

    @Override
    public int size() {
        return (int) ((rowLength + sequenceLength - 1) / sequenceLength * batchSize);
    }

    @Override
    public Item item(int index) {
        long column = (long) (index / batchSize) * sequenceLength;
        int length = (int) Math.min(sequenceLength, rowLength - column);
        long[] tokens = stream((index % batchSize) * rowLength + column, length + 1);
        Shape shape = Shape.of(length);
        return new Item(
                new Array.Longs(shape, Arrays.copyOf(tokens, length)),
                new Array.Longs(shape, Arrays.copyOfRange(tokens, 1, length + 1)));
    }

    /** Tokens of the stream of the documents in this epoch's order. */
    private long[] stream(long from, int count) {
        long[] tokens = new long[count];
        int found = Arrays.binarySearch(starts, from);
        int document = found >= 0 ? found : -found - 2;
        int at = 0;
        while (at < count) {
            long inside = from + at - starts[document];
            int some = (int) Math.min(count - at, starts[document + 1] - starts[document] - inside);
            if (some > 0) {
                corpus.copy(corpus.start(order[document]) + inside, tokens, at, some);
                at += some;
            }
            document++;
        }
        return tokens;
    }

    @Override
    public String describe(int index) {
        return "row " + index % batchSize + " of batch " + index / batchSize;
    }
}
