package ai.vivace.text.token;

import java.util.List;

/** Cuts at blanks alone, fastai's BaseTokenizer: other white space and punctuation stay within tokens. Several blanks count as one. */
public final class BlankTokenizer implements Tokenizer {
    /** The tokenizer. */
    public BlankTokenizer() {}

    @Override
    public Tokens tokenize(AlignedText text) {
        String now = text.text();
        Tokens.Builder tokens = new Tokens.Builder(text);
        int from = 0;
        while (from < now.length()) {
            int blank = now.indexOf(' ', from);
            int to = blank < 0 ? now.length() : blank;
            if (to > from) {
                tokens.add(from, to);
            }
            from = to + 1;
        }
        return tokens.build();
    }

    @Override
    public String join(List<String> tokens) {
        return String.join(" ", tokens);
    }
}
