package ai.vivace.text.token;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Cuts text into pieces over whose bounds no token goes. */
@FunctionalInterface
interface PreTokenizer {
    /** Hands on the pieces of a text, in order; none is empty. */
    void split(AlignedText text, Consumer<AlignedText> pieces);

    /** Several, each on the pieces of the one before. */
    static PreTokenizer inOrder(List<PreTokenizer> all) {
        return (text, pieces) -> {
            List<AlignedText> now = List.of(text);
            for (PreTokenizer one : all) {
                List<AlignedText> next = new ArrayList<>();
                now.forEach(piece -> one.split(piece, next::add));
                now = next;
            }
            now.forEach(pieces);
        };
    }

    /** Hands on a part that is not empty. */
    static void hand(AlignedText text, int from, int to, Consumer<AlignedText> pieces) {
        if (from < to) {
            pieces.accept(text.slice(from, to));
        }
    }
}
