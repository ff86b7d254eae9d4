package ai.vivace.text.token;

import java.util.Arrays;
import java.util.List;

/** Text to numbers and back. The same object may be used by many threads. */
public interface TextEncoder {
    /** A text as numbers, with what each stands for. */
    Encoding encode(String text);

    /** A text as numbers alone; may be quicker. */
    default int[] ids(String text) {
        return encode(text).ids();
    }

    /**
     * Numbers as text; what is no text, such as the beginning and padding, is left out.
     *
     * @throws ai.vivace.base.InputException when a number is not of the vocabulary
     */
    String decode(int... ids);

    /** The tokens by number. */
    Vocabulary vocabulary();

    /** The number that fills texts up to one length. */
    int paddingId();

    /** The tokens of numbers. */
    default List<String> tokens(int... ids) {
        return Arrays.stream(ids).mapToObj(vocabulary()::token).toList();
    }
}
