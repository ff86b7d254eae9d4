package ai.vivace.text.token;

import java.util.List;

/** Cuts text into tokens. The same object may be used by many threads. */
public interface Tokenizer {
    /** The tokens of a text, which may have been changed by rules before. */
    Tokens tokenize(AlignedText text);

    /** The tokens of a text as it came. */
    default Tokens tokenize(String text) {
        return tokenize(AlignedText.of(text));
    }

    /** Text of tokens, as near to what it was as the tokens tell. */
    String join(List<String> tokens);
}
