package ai.vivace.text.token;

import java.util.Map;

/**
 * WordPiece as BERT uses it: the longest token that begins a word, then the longest that goes on, and so forth. A word that cannot be
 * cut so, or has too many characters, is unknown as a whole.
 */
final class WordPieceModel implements SubwordModel {
    private final Map<String, Integer> vocabulary;
    private final int unknown;
    private final String prefix;
    private final int mostCharacters;
    private final int longest;
    private final CutPiece.Memory memory = new CutPiece.Memory();

    /**
     * A model.
     *
     * @param unknown the number of the token for unknown words
     * @param prefix what stands before tokens that go on with a word, such as ##
     * @param mostCharacters words of more are unknown
     */
    WordPieceModel(Map<String, Integer> vocabulary, int unknown, String prefix, int mostCharacters) {
        this.vocabulary = vocabulary;
        this.unknown = unknown;
        this.prefix = prefix;
        this.mostCharacters = mostCharacters;
        longest = vocabulary.keySet().stream().mapToInt(String::length).max().orElse(0);
    }

    @Override
    public Map<String, Integer> vocabulary() {
        return vocabulary;
    }

    @Override
    public void encode(AlignedText piece, IdList into) {
        memory.get(piece.text(), this::cut).addTo(into, piece);
    }

    private CutPiece cut(String word) {
        IdList found = new IdList();
        if (word.codePointCount(0, word.length()) <= mostCharacters) {
            int from = 0;
            while (from < word.length() && from >= 0) {
                from = next(word, from, found);
            }
            if (from >= 0) {
                return CutPiece.of(found);
            }
        }
        IdList nothing = new IdList();
        nothing.add(unknown, 0, word.length());
        return CutPiece.of(nothing);
    }

    /** Adds the longest token from a place on; gives where it ends, or -1 when there is none. */
    private int next(String word, int from, IdList found) {
        for (int to = Math.min(word.length(), from + longest); to > from; to--) {
            Integer id = vocabulary.get(from == 0 ? word.substring(0, to) : prefix + word.substring(from, to));
            if (id != null) {
                found.add(id, from, to);
                return to;
            }
        }
        return -1;
    }
}
