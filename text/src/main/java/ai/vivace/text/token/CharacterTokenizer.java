package ai.vivace.text.token;

import java.util.List;

/** Every character is a token: every Unicode code point, blanks and line ends among them. */
public final class CharacterTokenizer implements Tokenizer {
    /** The tokenizer. */
    public CharacterTokenizer() {}

    @Override
    public Tokens tokenize(AlignedText text) {
        String now = text.text();
        Tokens.Builder tokens = new Tokens.Builder(text);
        for (int i = 0; i < now.length(); ) {
            int end = i + Character.charCount(now.codePointAt(i));
            tokens.add(i, end);
            i = end;
        }
        return tokens.build();
    }

    @Override
    public String join(List<String> tokens) {
        return String.join("", tokens);
    }
}
