package ai.vivace.text.token;

import ai.vivace.base.InputException;
import ai.vivace.base.Spelling;
import java.util.Arrays;
import java.util.List;

/** The tokens that stand for what is no word, in the order of their numbers in a vocabulary, as fastai has them. */
public enum SpecialToken {
    /** A word that is not in the vocabulary; number 0. */
    UNKNOWN("xxunk"),
    /** Fills texts up to one length; number 1. */
    PADDING("xxpad"),
    /** The beginning of a text. */
    BEGINNING("xxbos"),
    /** The end of a text; no rule writes it unless asked. */
    END("xxeos"),
    /** Before a field, such as a column of a table; its number follows. */
    FIELD("xxfld"),
    /** A repeated character: a number and the character follow. */
    REPEATED("xxrep"),
    /** A repeated word: a number and the word follow. */
    REPEATED_WORD("xxwrep"),
    /** The word that follows was in capitals. */
    CAPITALS("xxup"),
    /** The word that follows began with a capital. */
    CAPITALISED("xxmaj");

    private final String text;

    SpecialToken(String text) {
        this.text = text;
    }

    /** How it is written, such as {@code xxunk}. */
    public String text() {
        return text;
    }

    /** How all of them are written, in order. */
    public static List<String> texts() {
        return Arrays.stream(values()).map(SpecialToken::text).toList();
    }

    /**
     * The token that is written so.
     *
     * @throws InputException when there is none; it names the nearest
     */
    public static SpecialToken of(String text) {
        return Arrays.stream(values())
                .filter(token -> token.text.equals(text))
                .findFirst()
                .orElseThrow(() -> new InputException(Spelling.unknown("special token", text, texts())));
    }
}
