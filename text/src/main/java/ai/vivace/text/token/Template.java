package ai.vivace.text.token;

import java.util.List;

/**
 * What is put around a text, and around two: such as {@code [CLS] A [SEP]} and {@code [CLS] A [SEP] B [SEP]}.
 *
 * @param single the parts for one text
 * @param pair the parts for two
 */
record Template(List<Part> single, List<Part> pair) {
    /** Nothing around a text; a second one follows with type 1. */
    static final Template PLAIN =
            new Template(List.of(new Sequence(0, 0)), List.of(new Sequence(0, 0), new Sequence(1, 1)));

    /** A part. */
    sealed interface Part {
        /** What models take as the token's type. */
        int type();
    }

    /** Tokens of their own. */
    record Special(List<Integer> ids, int type) implements Part {}

    /** The first text (0) or the second (1). */
    record Sequence(int number, int type) implements Part {}

    /** How many tokens are added. */
    int added(int texts) {
        return parts(texts).stream()
                .mapToInt(
                        part -> part instanceof Special special ? special.ids().size() : 0)
                .sum();
    }

    List<Part> parts(int texts) {
        return texts == 1 ? single : pair;
    }
}
