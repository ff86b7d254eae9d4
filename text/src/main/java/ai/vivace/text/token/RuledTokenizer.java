package ai.vivace.text.token;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A tokenizer of text to which rules were applied before: fastai's way. Blanks within tokens become ▁ afterwards, as in fastai.
 *
 * <p>Offsets are those of the text before all rules.
 */
public final class RuledTokenizer implements Tokenizer {
    private static final char BLANK = '▁';

    private final Tokenizer tokenizer;
    private final List<TextRule> rules;

    private RuledTokenizer(Tokenizer tokenizer, List<TextRule> rules) {
        this.tokenizer = tokenizer;
        this.rules = List.copyOf(rules);
    }

    /** A tokenizer after {@linkplain TextRules#standard fastai's rules}. */
    public static RuledTokenizer of(Tokenizer tokenizer) {
        return new RuledTokenizer(tokenizer, TextRules.standard());
    }

    /** A tokenizer after rules of choice, in order. */
    public static RuledTokenizer of(Tokenizer tokenizer, List<TextRule> rules) {
        return new RuledTokenizer(tokenizer, rules);
    }

    /** What cuts texts after the rules. */
    public Tokenizer tokenizer() {
        return tokenizer;
    }

    /** The rules, in order. */
    public List<TextRule> rules() {
        return rules;
    }

    @Override
    public Tokens tokenize(AlignedText text) {
        AlignedText ruled = text;
        for (TextRule rule : rules) {
            ruled = rule.apply(ruled);
        }
        return tokenizer.tokenize(ruled).replacing(' ', BLANK);
    }

    /**
     * Text of tokens, with what special tokens say done: words capitalised, in capitals, repeated. A number that should follow and does not is left as
     * it is. Differs from fastai's decode_spec_tokens, which after a repetition repeats all that follows.
     */
    @Override
    public String join(List<String> tokens) {
        List<String> plain = new ArrayList<>(tokens.size());
        for (int i = 0; i < tokens.size(); i++) {
            String token = tokens.get(i);
            String next = i + 1 < tokens.size() ? tokens.get(i + 1) : "";
            if (token.equals(SpecialToken.CAPITALISED.text()) && !next.isEmpty()) {
                int first = next.offsetByCodePoints(0, 1);
                plain.add(upper(next.substring(0, first)) + next.substring(first));
                i++;
            } else if (token.equals(SpecialToken.CAPITALS.text()) && !next.isEmpty()) {
                plain.add(upper(next));
                i++;
            } else if (isRepetition(token) && i + 2 < tokens.size() && times(next) > 0) {
                boolean word = token.equals(SpecialToken.REPEATED_WORD.text());
                String repeated = (tokens.get(i + 2) + (word ? " " : "")).repeat(times(next));
                plain.add(word ? repeated.substring(0, repeated.length() - 1) : repeated);
                i += 2;
            } else {
                plain.add(token);
            }
        }
        return tokenizer.join(plain).replace(BLANK, ' ');
    }

    private static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    private static boolean isRepetition(String token) {
        return token.equals(SpecialToken.REPEATED.text()) || token.equals(SpecialToken.REPEATED_WORD.text());
    }

    /** How often something is repeated; 0 when that is no number, or one that no text has. */
    private static int times(String token) {
        return token.length() <= 4 && token.chars().allMatch(c -> c >= '0' && c <= '9') && !token.isEmpty()
                ? Integer.parseInt(token)
                : 0;
    }
}
