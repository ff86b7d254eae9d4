package ai.vivace.text;

import ai.vivace.base.Rng;
import ai.vivace.data.DataSet;
import ai.vivace.data.EpochDataSet;
import ai.vivace.data.Item;

/** Pieces of a stream that begin anywhere: where item i of an epoch begins is a function of the seed, the epoch and i. */
final class WindowItems implements EpochDataSet {
    private final TokenCorpus corpus;
    private final Form form;
    private final Rng draws;

    /**
     * How pieces are drawn.
     *
     * @param length tokens of a piece
     * @param size pieces of an epoch
     * @param seed what all is drawn from
     */
    record Form(int length, int size, long seed) {}

    WindowItems(TokenCorpus corpus, Form form, long epoch) {
        this.corpus = corpus;
        this.form = form;
        draws = Rng.of(form.seed).split("windows").split(epoch);
    }

    @Override
    public DataSet layout(long epoch) {
        return new WindowItems(corpus, form, epoch);
    }

    @Override
    public int size() {
        return form.size;
    }

    @Override
    public Item item(int index) {
        long[] tokens = new long[form.length + 1];
        corpus.copy(start(index), tokens, 0, tokens.length);
        return NextTokens.item(tokens);
    }

    /** Each place that has a whole piece and a token behind it is equally likely. */
    private long start(int index) {
        long places = corpus.tokens() - form.length;
        return Math.min(places - 1, (long) (draws.split(index).nextDouble() * places));
    }

    @Override
    public String describe(int index) {
        return "the piece from token " + start(index);
    }
}
