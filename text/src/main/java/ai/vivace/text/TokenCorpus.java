package ai.vivace.text;

import ai.vivace.base.InputException;
import ai.vivace.text.token.TextEncoder;
import ai.vivace.text.token.TextPipeline;
import java.util.ArrayList;
import java.util.List;

/** Documents as numbers, one behind the other. Many threads may read at a time. */
public interface TokenCorpus {
    /** The number of documents. */
    int documents();

    /** The number of all tokens. */
    default long tokens() {
        return start(documents());
    }

    /** Where a document begins among all tokens; that of {@link #documents()} is where the last one ends. */
    long start(int document);

    /** The number of tokens of a document. */
    default int length(int document) {
        return Math.toIntExact(start(document + 1) - start(document));
    }

    /** One more than the largest number that a token may be. */
    int vocabularySize();

    /** Copies tokens from a place among all into a place of an array. */
    void copy(long from, long[] into, int at, int count);

    /**
     * Documents that are in memory.
     *
     * @param vocabularySize one more than the largest number that a token may be
     * @throws InputException when there are none, or a token is not of the vocabulary
     */
    static TokenCorpus of(List<int[]> documents, int vocabularySize) {
        return TokenLists.of(documents, vocabularySize);
    }

    /**
     * Encodes texts that fit into memory as numbers, with several threads.
     *
     * @throws InputException when a text cannot be read, or there are none
     */
    static TokenCorpus encode(Iterable<String> texts, TextEncoder encoder, TextPipeline pipeline) {
        List<int[]> all = new ArrayList<>();
        pipeline.run(texts, part -> part.stream().map(encoder::ids).toList(), all::addAll);
        return of(all, encoder.vocabulary().size());
    }
}
