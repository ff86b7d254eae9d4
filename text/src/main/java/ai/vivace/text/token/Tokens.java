package ai.vivace.text.token;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;

/** The tokens of a text, in order, and where in the original each stands: UTF-16 units from 0, ends exclusive. */
public final class Tokens {
    private final String[] texts;
    private final int[] starts;
    private final int[] ends;

    private Tokens(String[] texts, int[] starts, int[] ends) {
        this.texts = texts;
        this.starts = starts;
        this.ends = ends;
    }

    /** The number of tokens. */
    public int size() {
        return texts.length;
    }

    /** A token as it is written in vocabularies. */
    public String text(int place) {
        return texts[place];
    }

    /** All tokens. */
    public List<String> texts() {
        return new AbstractList<>() {
            @Override
            public String get(int place) {
                return texts[place];
            }

            @Override
            public int size() {
                return texts.length;
            }
        };
    }

    /** Where a token's original begins; a token that a rule put in has an empty one. */
    public int start(int place) {
        return starts[place];
    }

    /** Where a token's original ends. */
    public int end(int place) {
        return ends[place];
    }

    /** These tokens with one character in place of another. */
    Tokens replacing(char written, char other) {
        String[] changed = texts.clone();
        for (int i = 0; i < changed.length; i++) {
            changed[i] = changed[i].replace(written, other);
        }
        return new Tokens(changed, starts, ends);
    }

    /** The tokens in brackets. */
    @Override
    public String toString() {
        return texts().toString();
    }

    /** Tokens being gathered. */
    public static final class Builder {
        private final AlignedText text;
        private String[] texts;
        private int[] starts;
        private int[] ends;
        private int size;

        /** No tokens yet, of a text. */
        public Builder(AlignedText text) {
            this.text = text;
            int room = text.length() / 4 + 8;
            texts = new String[room];
            starts = new int[room];
            ends = new int[room];
        }

        /** Adds what stands between two places of the text. */
        public Builder add(int from, int to) {
            return add(text.text().substring(from, to), from, to);
        }

        /** Adds a token that is made of what stands between two places of the text. */
        public Builder add(String token, int from, int to) {
            if (size == texts.length) {
                int room = size * 2;
                texts = Arrays.copyOf(texts, room);
                starts = Arrays.copyOf(starts, room);
                ends = Arrays.copyOf(ends, room);
            }
            texts[size] = token;
            starts[size] = text.start(from);
            ends[size] = text.end(to - 1);
            size++;
            return this;
        }

        /** The tokens. */
        public Tokens build() {
            return new Tokens(Arrays.copyOf(texts, size), Arrays.copyOf(starts, size), Arrays.copyOf(ends, size));
        }
    }
}
