package ai.vivace.text.token;

import ai.vivace.base.InputException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Byte-pair encoding (Sennrich, Haddow and Birch 2016): of all neighbours the pair that was learned first becomes one token, the
 * leftmost of several, until no pair is left that was learned.
 */
final class BytePairModel implements SubwordModel {
    private final Map<String, Integer> vocabulary;
    private final Map<Long, Merge> merges;
    private final Form form;
    private final int unknown;
    private final CutPiece.Memory memory = new CutPiece.Memory();

    /** What two neighbours become, and how early that was learned. */
    private record Merge(int rank, int id) {}

    /** Two tokens that become one. */
    record Pair(String left, String right) {}

    /**
     * How words are spelt.
     *
     * @param unknown the token for characters that are not in the vocabulary; null: they are left out
     * @param prefix what stands before characters that do not begin a piece
     * @param suffix what stands behind the last character of a piece
     * @param unknowns whether unknown neighbours are one token
     * @param bytes whether unknown characters are spelt in bytes, as {@code <0x41>}
     * @param whole whether a piece that is a token is not cut, whatever was learned
     */
    record Form(@Nullable String unknown, String prefix, String suffix, Unknowns unknowns, Bytes bytes, Whole whole) {
        /** Whether unknown neighbours are one token. */
        enum Unknowns {
            SINGLE,
            FUSED
        }

        /** How characters that are not in the vocabulary are spelt. */
        enum Bytes {
            NEVER,
            FALLBACK
        }

        /** What is done with a piece that is a token by itself. */
        enum Whole {
            MERGED,
            KEPT
        }
    }

    private BytePairModel(Map<String, Integer> vocabulary, Map<Long, Merge> merges, Form form) {
        this.vocabulary = vocabulary;
        this.merges = merges;
        this.form = form;
        unknown = form.unknown == null ? -1 : vocabulary.getOrDefault(form.unknown, -1);
    }

    /**
     * A model.
     *
     * @param where what messages call its place
     * @throws InputException when a pair or what it becomes is not in the vocabulary
     */
    static BytePairModel of(Map<String, Integer> vocabulary, List<Pair> pairs, Form form, String where) {
        Map<Long, Merge> merges = new HashMap<>(pairs.size() * 2);
        for (int rank = 0; rank < pairs.size(); rank++) {
            Pair pair = pairs.get(rank);
            String tail = pair.right.startsWith(form.prefix) ? pair.right.substring(form.prefix.length()) : pair.right;
            int left = number(vocabulary, pair.left, rank, where);
            int right = number(vocabulary, pair.right, rank, where);
            merges.putIfAbsent(key(left, right), new Merge(rank, number(vocabulary, pair.left + tail, rank, where)));
        }
        InputException.require(
                form.unknown == null || vocabulary.containsKey(form.unknown),
                () -> where + ": the unknown token \"" + form.unknown
                        + "\" is not in the vocabulary. Add it, or set none.");
        return new BytePairModel(vocabulary, merges, form);
    }

    private static int number(Map<String, Integer> vocabulary, String token, int rank, String where) {
        Integer number = vocabulary.get(token);
        InputException.require(
                number != null,
                () -> where + ": merge " + rank + " needs the token \"" + token
                        + "\", which is not in the vocabulary. Are vocabulary and merges of the same tokenizer?");
        return number == null ? -1 : number;
    }

    private static long key(int left, int right) {
        return (long) left << 32 | right;
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
        Integer whole = form.whole == Form.Whole.KEPT ? vocabulary.get(piece) : null;
        IdList symbols = new IdList();
        if (whole != null) {
            symbols.add(whole, 0, piece.length());
            return CutPiece.of(symbols);
        }
        spell(piece, symbols);
        return CutPiece.of(merged(symbols));
    }

    private void spell(String piece, IdList symbols) {
        int unknownFrom = -1;
        for (int i = 0; i < piece.length(); ) {
            int end = piece.offsetByCodePoints(i, 1);
            String symbol =
                    (i == 0 ? "" : form.prefix) + piece.substring(i, end) + (end == piece.length() ? form.suffix : "");
            Integer id = vocabulary.get(symbol);
            boolean known = id != null || (form.bytes == Form.Bytes.FALLBACK && hasBytes(symbol));
            if (unknownFrom >= 0 && (known || form.unknowns == Form.Unknowns.SINGLE)) {
                symbols.add(unknown, unknownFrom, i);
                unknownFrom = -1;
            }
            if (id != null) {
                symbols.add(id, i, end);
            } else if (known) {
                for (byte one : symbol.getBytes(StandardCharsets.UTF_8)) {
                    symbols.add(vocabulary.getOrDefault(ByteTokenizer.name(one & 255), unknown), i, end);
                }
            } else if (unknown >= 0 && unknownFrom < 0) {
                unknownFrom = i;
            }
            i = end;
        }
        if (unknownFrom >= 0) {
            symbols.add(unknown, unknownFrom, piece.length());
        }
    }

    private boolean hasBytes(String symbol) {
        for (byte one : symbol.getBytes(StandardCharsets.UTF_8)) {
            if (!vocabulary.containsKey(ByteTokenizer.name(one & 255))) {
                return false;
            }
        }
        return true;
    }

    /** A pair that may be merged when its turn comes. */
    private record Candidate(int rank, int place, int id) implements Comparable<Candidate> {
        @Override
        public int compareTo(Candidate other) {
            return rank != other.rank ? Integer.compare(rank, other.rank) : Integer.compare(place, other.place);
        }
    }

    private IdList merged(IdList symbols) {
        int size = symbols.size();
        int[] ids = symbols.ids();
        int[] next = new int[size];
        int[] before = new int[size];
        PriorityQueue<Candidate> queue = new PriorityQueue<>();
        for (int i = 0; i < size; i++) {
            next[i] = i + 1;
            before[i] = i - 1;
            if (i > 0) {
                offer(queue, i - 1, ids[i - 1], ids[i]);
            }
        }
        while (!queue.isEmpty()) {
            Candidate candidate = queue.remove();
            int left = candidate.place;
            int right = next[left];
            if (ids[left] < 0 || right >= size || !isStill(candidate, ids[left], ids[right])) {
                continue;
            }
            ids[left] = candidate.id;
            ids[right] = -1;
            next[left] = next[right];
            if (next[left] < size) {
                before[next[left]] = left;
                offer(queue, left, ids[left], ids[next[left]]);
            }
            if (before[left] >= 0) {
                offer(queue, before[left], ids[before[left]], ids[left]);
            }
        }
        IdList merged = new IdList();
        for (int i = 0; i < size; i = next[i]) {
            merged.add(ids[i], symbols.start(i), symbols.end(next[i] - 1));
        }
        return merged;
    }

    private void offer(PriorityQueue<Candidate> queue, int place, int left, int right) {
        Merge merge = merges.get(key(left, right));
        if (merge != null) {
            queue.add(new Candidate(merge.rank, place, merge.id));
        }
    }

    private boolean isStill(Candidate candidate, int left, int right) {
        Merge merge = merges.get(key(left, right));
        return merge != null && merge.rank == candidate.rank;
    }
}
