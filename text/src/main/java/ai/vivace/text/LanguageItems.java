package ai.vivace.text;

import ai.vivace.base.Rng;
import ai.vivace.data.DataSet;
import ai.vivace.data.EpochDataSet;
import ai.vivace.data.Item;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** The sequences of an epoch of a language model, in the order of batches: item i is row i mod batch of batch ⌊i / batch⌋. */
final class LanguageItems implements EpochDataSet {
    private final TokenCorpus corpus;
    private final Form form;
    private final int[] order;
    private final long[] starts;

    /**
     * How the stream is cut.
     *
     * @param batchSize rows of a batch
     * @param sequenceLength tokens of a row of every batch but perhaps the last
     * @param rowLength how many tokens of the stream a row has
     * @param seed what the order of documents follows from; empty for the corpus's own
     */
    record Form(int batchSize, int sequenceLength, long rowLength, OptionalLong seed) {
        int[] order(int documents, long epoch) {
            return seed.isPresent()
                    ? Rng.of(seed.getAsLong()).split("documents").split(epoch).permutation(documents)
                    : IntStream.range(0, documents).toArray();
        }
    }

    LanguageItems(TokenCorpus corpus, Form form, long epoch) {
        this.corpus = corpus;
        this.form = form;
        order = form.order(corpus.documents(), epoch);
        starts = new long[order.length + 1];
        for (int i = 0; i < order.length; i++) {
            starts[i + 1] = starts[i] + corpus.length(order[i]);
        }
    }

    @Override
    public DataSet layout(long epoch) {
        return form.seed.isPresent() ? new LanguageItems(corpus, form, epoch) : this;
    }

    @Override
    public int size() {
        return (int) ((form.rowLength + form.sequenceLength - 1) / form.sequenceLength * form.batchSize);
    }

    @Override
    public Item item(int index) {
        long column = (long) (index / form.batchSize) * form.sequenceLength;
        int length = (int) Math.min(form.sequenceLength, form.rowLength - column);
        return NextTokens.item(stream((index % form.batchSize) * form.rowLength + column, length + 1));
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
        return "row " + index % form.batchSize + " of batch " + index / form.batchSize;
    }
}
