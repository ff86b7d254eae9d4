package ai.vivace.text.token;

import ai.vivace.base.InputException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The unigram model (Kudo 2018): of all ways to cut a piece the one whose tokens have the largest product of probabilities, by Viterbi's
 * algorithm. A character that no token has costs ten (in log probability) more than the rarest token; such neighbours are one unknown token, or are
 * spelt in bytes.
 */
final class UnigramModel implements SubwordModel {
    private static final double UNKNOWN_PENALTY = 10;

    private final Map<String, Integer> vocabulary;
    private final double[] scores;
    private final PieceTrie trie = new PieceTrie();
    private final int unknown;
    private final double unknownScore;
    private final boolean bytes;
    private final CutPiece.Memory memory = new CutPiece.Memory();

    /** A token and the logarithm of its probability. */
    record Scored(String token, double score) {}

    private UnigramModel(List<Scored> tokens, int unknown, BytePairModel.Form.Bytes bytes) {
        vocabulary = new HashMap<>(tokens.size() * 2);
        scores = new double[tokens.size()];
        for (int i = 0; i < scores.length; i++) {
            vocabulary.put(tokens.get(i).token, i);
            scores[i] = tokens.get(i).score;
            trie.put(tokens.get(i).token, i);
        }
        this.unknown = unknown;
        this.bytes = bytes == BytePairModel.Form.Bytes.FALLBACK;
        unknownScore = Arrays.stream(scores).min().orElse(0) - UNKNOWN_PENALTY;
    }

    /**
     * A model.
     *
     * @param unknown the number of the token for what no token has; -1 for none
     * @throws InputException when there are no tokens, the unknown one is not among them, or a score is no number
     */
    static UnigramModel of(List<Scored> tokens, int unknown, BytePairModel.Form.Bytes bytes, String where) {
        InputException.require(
                !tokens.isEmpty() && unknown < tokens.size(),
                () -> where + ": there are " + tokens.size() + " tokens, but number " + unknown
                        + " is said to be the unknown one.");
        for (Scored scored : tokens) {
            InputException.require(
                    Double.isFinite(scored.score),
                    () -> where + ": the score of \"" + scored.token + "\" is no number: " + scored.score + ".");
        }
        return new UnigramModel(tokens, unknown, bytes);
    }

    @Override
    public Map<String, Integer> vocabulary() {
        return vocabulary;
    }

    @Override
    public void encode(AlignedText piece, IdList into) {
        memory.get(piece.text(), this::cut).addTo(into, piece);
    }

    private CutPiece cut(String piece) {
        int length = piece.length();
        double[] best = new double[length + 1];
        int[] from = new int[length + 1];
        int[] by = new int[length + 1];
        Arrays.fill(from, -1);
        for (int i = 0; i < length; ) {
            int one = piece.offsetByCodePoints(i, 1);
            boolean single = false;
            int node = 0;
            for (int end = i; end < length; ) {
                node = trie.child(node, piece.charAt(end++));
                if (node < 0) {
                    break;
                }
                int id = trie.value(node);
                if (id >= 0) {
                    single |= end == one;
                    reach(best, from, by, i, end, best[i] + scores[id], id);
                }
            }
            if (!single) {
                reach(best, from, by, i, one, best[i] + unknownScore, unknown);
            }
            i = one;
        }
        return backwards(piece, from, by);
    }

    private static void reach(double[] best, int[] from, int[] by, int start, int end, double score, int id) {
        if (from[end] < 0 || score > best[end]) {
            best[end] = score;
            from[end] = start;
            by[end] = id;
        }
    }

    private CutPiece backwards(String piece, int[] from, int[] by) {
        int count = 0;
        int[] ends = new int[piece.length()];
        for (int end = piece.length(); end > 0; end = from[end]) {
            ends[count++] = end;
        }
        IdList cut = new IdList();
        for (int i = count - 1; i >= 0; i--) {
            int start = from[ends[i]];
            while (by[ends[i]] == unknown && i > 0 && by[ends[i - 1]] == unknown) {
                i--;
            }
            add(piece, start, ends[i], by[ends[i]], cut);
        }
        return CutPiece.of(cut);
    }

    private void add(String piece, int start, int end, int id, IdList cut) {
        if (id != unknown) {
            cut.add(id, start, end);
            return;
        }
        byte[] spelt = piece.substring(start, end).getBytes(StandardCharsets.UTF_8);
        if (bytes && hasAll(spelt)) {
            for (byte one : spelt) {
                cut.add(vocabulary.getOrDefault(ByteTokenizer.name(one & 255), unknown), start, end);
            }
            return;
        }
        InputException.require(
                unknown >= 0,
                () -> "No token has the characters \"" + piece.substring(start, end)
                        + "\", and the tokenizer has no token for what is unknown.");
        cut.add(unknown, start, end);
    }

    private boolean hasAll(byte[] spelt) {
        for (byte one : spelt) {
            if (!vocabulary.containsKey(ByteTokenizer.name(one & 255))) {
                return false;
            }
        }
        return true;
    }
}
