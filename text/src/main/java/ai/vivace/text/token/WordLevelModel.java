package ai.vivace.text.token;

import ai.vivace.base.InputException;
import java.util.Map;

/**
 * Whole pieces by number.
 *
 * @param vocabulary the number of each
 * @param unknown the number of what is not in it; -1 when nothing may be unknown
 */
record WordLevelModel(Map<String, Integer> vocabulary, int unknown) implements SubwordModel {
    @Override
    public void encode(AlignedText piece, IdList into) {
        int id = vocabulary.getOrDefault(piece.text(), unknown);
        InputException.require(
                id >= 0,
                () -> "\"" + piece.text()
                        + "\" is not in the vocabulary, and the tokenizer has no token for unknown words.");
        into.add(id, piece, 0, piece.length());
    }
}
