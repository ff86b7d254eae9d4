package ai.vivace.text;

import ai.vivace.text.token.Encoding;
import ai.vivace.text.token.TextEncoder;
import java.util.Arrays;
import java.util.List;

/**
 * Words as tokens, of which a word may have several: the first one stands for it (Devlin 2018).
 *
 * @param ids the tokens of all words, a blank between words, with what the encoder puts around texts
 * @param first for each word the place of its first token; -1 where it has none
 */
public record AlignedWords(int[] ids, int[] first) {
    /** What stands for a word that has no token. */
    public static final int NONE = -1;

    /** The tokens of words. */
    public static AlignedWords of(List<String> words, TextEncoder encoder) {
        Encoding encoding = encoder.encode(String.join(" ", words));
        int[] first = new int[words.size()];
        Arrays.fill(first, NONE);
        int begin = 0;
        int token = 0;
        for (int word = 0; word < first.length; word++) {
            int end = begin + words.get(word).length();
            while (token < encoding.size() && (encoding.specials()[token] == 1 || encoding.ends()[token] <= begin)) {
                token++;
            }
            if (token < encoding.size() && encoding.starts()[token] < end) {
                first[word] = token++;
            }
            begin = end + 1;
        }
        return new AlignedWords(encoding.ids(), first);
    }

    /** The first tokens, so many at most; words whose own is not among them have none. */
    public AlignedWords cut(int longest) {
        return ids.length <= longest
                ? this
                : new AlignedWords(
                        Arrays.copyOf(ids, longest),
                        Arrays.stream(first)
                                .map(place -> place < longest ? place : NONE)
                                .toArray());
    }
}
