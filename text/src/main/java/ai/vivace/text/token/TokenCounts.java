package ai.vivace.text.token;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ObjLongConsumer;

/** How often each token comes, in the order in which they first came. One thread uses it; several have their own and add them up in order. */
public final class TokenCounts {
    private final Map<String, Count> counts = new LinkedHashMap<>();
    private long total;

    /** Counts nothing yet. */
    public TokenCounts() {}

    private static final class Count {
        private long times;
    }

    /** Counts the tokens of texts, with several threads; the order is that of the texts. */
    public static TokenCounts of(Iterable<String> texts, Tokenizer tokenizer, TextPipeline pipeline) {
        TokenCounts all = new TokenCounts();
        pipeline.run(
                texts,
                part -> {
                    TokenCounts counts = new TokenCounts();
                    part.forEach(text -> counts.add(tokenizer.tokenize(text).texts()));
                    return counts;
                },
                all::add);
        return all;
    }

    /** Counts tokens. */
    public TokenCounts add(List<String> tokens) {
        for (String token : tokens) {
            add(token, 1);
        }
        return this;
    }

    /** Counts what another has counted, after what this one has. */
    public TokenCounts add(TokenCounts later) {
        later.forEach(this::add);
        return this;
    }

    /** Counts a token several times. */
    TokenCounts add(String token, long times) {
        counts.computeIfAbsent(token, t -> new Count()).times += times;
        total += times;
        return this;
    }

    /** Hands on each token and how often it came, in the order in which they first came. */
    void forEach(ObjLongConsumer<String> taking) {
        counts.forEach((token, count) -> taking.accept(token, count.times));
    }

    /** How often a token came. */
    public long of(String token) {
        Count count = counts.get(token);
        return count == null ? 0 : count.times;
    }

    /** How many different tokens came. */
    public int size() {
        return counts.size();
    }

    /** How many tokens came. */
    public long total() {
        return total;
    }

    /** All tokens: the most frequent first, of equally frequent ones that which came first. */
    List<String> byFrequency() {
        List<Map.Entry<String, Count>> all = new ArrayList<>(counts.entrySet());
        all.sort(Comparator.comparingLong(entry -> -entry.getValue().times));
        return all.stream().map(Map.Entry::getKey).toList();
    }

    /**
     * A vocabulary as fastai makes it: the special tokens, then the others that come often enough, the most frequent first, those that
     * came first before others of the same frequency. As in fastai the places of rare special tokens are taken from the least
     * frequent words.
     */
    public Vocabulary vocabulary(VocabularyLimits limits) {
        List<String> tokens = new ArrayList<>(SpecialToken.texts());
        List<String> words = byFrequency();
        for (String word : words.subList(0, Math.min(words.size(), limits.most()))) {
            if (of(word) >= limits.leastFrequency()
                    && tokens.size() < limits.most()
                    && !SpecialToken.texts().contains(word)
                    && !word.equals(Vocabulary.FILLING)) {
                tokens.add(word);
            }
        }
        while (tokens.size() % limits.multipleOf() != 0) {
            tokens.add(Vocabulary.FILLING);
        }
        return Vocabulary.of(tokens);
    }
}
