package ai.vivace.text.learn;

import ai.vivace.text.token.SpecialToken;
import ai.vivace.text.token.TextEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Tokens that come one by one as text: each piece is told as soon as nothing that follows can change it. */
final class TextStream {
    private static final Set<String> BEFORE_ONE = Set.of(SpecialToken.CAPITALS.text(), SpecialToken.CAPITALISED.text());
    private static final Set<String> BEFORE_TWO =
            Set.of(SpecialToken.REPEATED.text(), SpecialToken.REPEATED_WORD.text());

    /** What half a character is decoded to. */
    private static final char REPLACEMENT = '\uFFFD';

    private final TextEncoder encoder;
    private final Consumer<String> listener;
    private final List<Integer> tokens = new ArrayList<>();
    private final String prompt;
    private final int promptTokens;
    private String told = "";

    TextStream(TextEncoder encoder, int[] prompt, Consumer<String> listener) {
        this.encoder = encoder;
        this.listener = listener;
        for (int token : prompt) {
            tokens.add(token);
        }
        this.prompt = encoder.decode(prompt);
        this.promptTokens = prompt.length;
    }

    void add(int token) {
        tokens.add(token);
        String written = written();
        if (!isOpen(written)) {
            tell(written);
        }
    }

    /** All that was written, of which the listener knows now. */
    String end() {
        String written = written();
        tell(written);
        return written;
    }

    private void tell(String written) {
        if (written.length() > told.length() && written.startsWith(told)) {
            listener.accept(written.substring(told.length()));
            told = written;
        }
    }

    /** Prompt and continuation as one text, so that they are joined as their tokens ask for, without the prompt. */
    private String written() {
        String whole = encoder.decode(numbers(0));
        return whole.startsWith(prompt) ? whole.substring(prompt.length()) : encoder.decode(numbers(promptTokens));
    }

    private int[] numbers(int from) {
        return tokens.subList(from, tokens.size()).stream()
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private boolean isOpen(String written) {
        int last = tokens.size() - 1;
        return (!written.isEmpty() && written.charAt(written.length() - 1) == REPLACEMENT)
                || BEFORE_ONE.contains(token(last))
                || BEFORE_TWO.contains(token(last))
                || (last > 0 && BEFORE_TWO.contains(token(last - 1)));
    }

    private String token(int place) {
        return encoder.vocabulary().token(tokens.get(place));
    }
}
