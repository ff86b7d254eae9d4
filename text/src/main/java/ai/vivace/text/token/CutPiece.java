package ai.vivace.text.token;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * How a piece is cut: the number of each token, and where it begins and ends in the piece.
 *
 * @param ids numbers of tokens
 * @param starts first characters
 * @param ends exclusive
 */
record CutPiece(int[] ids, int[] starts, int[] ends) {
    static CutPiece of(IdList list) {
        int[] starts = new int[list.size()];
        int[] ends = new int[list.size()];
        Arrays.setAll(starts, list::start);
        Arrays.setAll(ends, list::end);
        return new CutPiece(list.ids(), starts, ends);
    }

    void addTo(IdList into, AlignedText piece) {
        for (int i = 0; i < ids.length; i++) {
            into.add(ids[i], piece, starts[i], ends[i]);
        }
    }

    /** Remembers how short pieces are cut, up to a bound; what it says does not depend on what it remembers. */
    static final class Memory {
        private final Map<String, CutPiece> known = new ConcurrentHashMap<>();

        CutPiece get(String piece, Function<String, CutPiece> cutting) {
            if (piece.length() > SubwordModel.LONGEST_REMEMBERED) {
                return cutting.apply(piece);
            }
            CutPiece before = known.get(piece);
            if (before != null) {
                return before;
            }
            CutPiece cut = cutting.apply(piece);
            if (known.size() < SubwordModel.MOST_REMEMBERED) {
                known.put(piece, cut);
            }
            return cut;
        }
    }
}
