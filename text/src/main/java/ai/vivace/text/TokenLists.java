package ai.vivace.text;

import ai.vivace.base.InputException;
import java.util.List;

/** Documents in one array. */
final class TokenLists implements TokenCorpus {
    private final int[] tokens;
    private final long[] starts;
    private final int vocabularySize;

    private TokenLists(int[] tokens, long[] starts, int vocabularySize) {
        this.tokens = tokens;
        this.starts = starts;
        this.vocabularySize = vocabularySize;
    }

    static TokenLists of(List<int[]> documents, int vocabularySize) {
        InputException.require(!documents.isEmpty(), () -> "There are no documents. Give at least one.");
        long[] starts = new long[documents.size() + 1];
        for (int i = 0; i < documents.size(); i++) {
            starts[i + 1] = starts[i] + documents.get(i).length;
        }
        long total = starts[documents.size()];
        InputException.require(
                total < Integer.MAX_VALUE - 8,
                () -> total + " tokens are too many for memory. Write them to a file with TokenFile.");
        int[] tokens = new int[(int) total];
        for (int i = 0; i < documents.size(); i++) {
            int[] document = documents.get(i);
            int place = i;
            for (int token : document) {
                InputException.require(
                        token >= 0 && token < vocabularySize,
                        () -> "Document " + place + " has the token " + token + ", but the vocabulary has 0 to "
                                + (vocabularySize - 1) + ".");
            }
            System.arraycopy(document, 0, tokens, (int) starts[i], document.length);
        }
        return new TokenLists(tokens, starts, vocabularySize);
    }

    @Override
    public int documents() {
        return starts.length - 1;
    }

    @Override
    public long start(int document) {
        return starts[document];
    }

    @Override
    public int vocabularySize() {
        return vocabularySize;
    }

    @Override
    public void copy(long from, long[] into, int at, int count) {
        for (int i = 0; i < count; i++) {
            into[at + i] = tokens[(int) from + i];
        }
    }
}
