package ai.vivace.text.token;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tokens of a tokenizer numbered by a vocabulary; what that does not have is {@link SpecialToken#UNKNOWN}.
 *
 * <p>The vocabulary must have the unknown and the padding token.
 */
public final class VocabularyEncoder implements TextEncoder {
    private static final Set<String> SILENT = Stream.of(SpecialToken.PADDING, SpecialToken.BEGINNING, SpecialToken.END)
            .map(SpecialToken::text)
            .collect(Collectors.toUnmodifiableSet());

    private final Tokenizer tokenizer;
    private final Vocabulary vocabulary;
    private final int unknown;
    private final int padding;

    private VocabularyEncoder(Tokenizer tokenizer, Vocabulary vocabulary) {
        this.tokenizer = tokenizer;
        this.vocabulary = vocabulary;
        unknown = vocabulary.number(SpecialToken.UNKNOWN.text());
        padding = vocabulary.number(SpecialToken.PADDING.text());
    }

    /**
     * An encoder.
     *
     * @throws ai.vivace.base.InputException when the vocabulary lacks {@code xxunk} or {@code xxpad}
     */
    public static VocabularyEncoder of(Tokenizer tokenizer, Vocabulary vocabulary) {
        return new VocabularyEncoder(tokenizer, vocabulary);
    }

    /** What cuts texts. */
    public Tokenizer tokenizer() {
        return tokenizer;
    }

    @Override
    public Encoding encode(String text) {
        Tokens tokens = tokenizer.tokenize(text);
        int size = tokens.size();
        int[] starts = new int[size];
        int[] ends = new int[size];
        int[] specials = new int[size];
        int[] mask = new int[size];
        Arrays.fill(mask, 1);
        for (int i = 0; i < size; i++) {
            starts[i] = tokens.start(i);
            ends[i] = tokens.end(i);
            specials[i] = SILENT.contains(tokens.text(i)) ? 1 : 0;
        }
        return new Encoding(numbers(tokens), new int[size], mask, specials, starts, ends);
    }

    @Override
    public int[] ids(String text) {
        return numbers(tokenizer.tokenize(text));
    }

    private int[] numbers(Tokens tokens) {
        int[] ids = new int[tokens.size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = vocabulary.number(tokens.text(i), unknown);
        }
        return ids;
    }

    @Override
    public String decode(int... ids) {
        List<String> kept =
                tokens(ids).stream().filter(token -> !SILENT.contains(token)).toList();
        return tokenizer.join(kept);
    }

    @Override
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    @Override
    public int paddingId() {
        return padding;
    }
}
