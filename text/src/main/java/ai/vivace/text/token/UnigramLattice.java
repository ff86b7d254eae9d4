package ai.vivace.text.token;

import java.util.Arrays;
import java.util.List;

/** All ways to cut words into tokens that have probabilities. Words need a token for each of their characters. */
final class UnigramLattice {
    private final PieceTrie trie = new PieceTrie();
    private final double[] scores;

    UnigramLattice(List<UnigramModel.Scored> tokens) {
        scores = new double[tokens.size()];
        for (int i = 0; i < scores.length; i++) {
            trie.put(tokens.get(i).token(), i);
            scores[i] = tokens.get(i).score();
        }
    }

    /** An arc from one place of a word to another. */
    private interface Arc {
        void take(int from, int to, int id);
    }

    private void arcs(String word, int from, Arc arc) {
        int node = 0;
        for (int to = from; to < word.length(); ) {
            node = trie.child(node, word.charAt(to++));
            if (node < 0) {
                return;
            }
            if (trie.value(node) >= 0) {
                arc.take(from, to, trie.value(node));
            }
        }
    }

    /** Adds how often each token is expected in a word, times how often that comes. */
    void expect(String word, long times, double[] expected) {
        int length = word.length();
        double[] before = new double[length + 1];
        double[] behind = new double[length + 1];
        Arrays.fill(before, 1, length + 1, Double.NEGATIVE_INFINITY);
        Arrays.fill(behind, 0, length, Double.NEGATIVE_INFINITY);
        for (int i = 0; i < length; i++) {
            if (before[i] > Double.NEGATIVE_INFINITY) {
                arcs(word, i, (from, to, id) -> before[to] = logSum(before[to], before[from] + scores[id]));
            }
        }
        for (int i = length - 1; i >= 0; i--) {
            arcs(word, i, (from, to, id) -> behind[from] = logSum(behind[from], behind[to] + scores[id]));
        }
        double all = before[length];
        for (int i = 0; i < length; i++) {
            if (before[i] > Double.NEGATIVE_INFINITY) {
                arcs(
                        word,
                        i,
                        (from, to, id) ->
                                expected[id] += times * Math.exp(before[from] + scores[id] + behind[to] - all));
            }
        }
    }

    private static double logSum(double a, double b) {
        double larger = Math.max(a, b);
        return larger == Double.NEGATIVE_INFINITY ? larger : larger + Math.log1p(Math.exp(-Math.abs(a - b)));
    }

    /** The likeliest tokens of a word, without one of them; -1 for any. */
    int[] best(String word, int without) {
        int length = word.length();
        double[] best = new double[length + 1];
        int[] origin = new int[length + 1];
        int[] by = new int[length + 1];
        Arrays.fill(best, 1, length + 1, Double.NEGATIVE_INFINITY);
        for (int i = 0; i < length; i++) {
            if (best[i] > Double.NEGATIVE_INFINITY) {
                arcs(word, i, (from, to, id) -> {
                    if (id != without && best[from] + scores[id] > best[to]) {
                        best[to] = best[from] + scores[id];
                        origin[to] = from;
                        by[to] = id;
                    }
                });
            }
        }
        int from = length;
        int[] tokens = new int[length];
        for (int at = length; at > 0; at = origin[at]) {
            tokens[--from] = by[at];
        }
        return Arrays.copyOfRange(tokens, from, length);
    }
}
