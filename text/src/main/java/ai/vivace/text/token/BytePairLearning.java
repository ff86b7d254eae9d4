package ai.vivace.text.token;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;

/**
 * Learns which neighbours become one token: the most frequent pair, and of equally frequent ones that of the smaller numbers, again and
 * again. Counts are kept up to date word by word, so that a merge costs what it changes.
 */
final class BytePairLearning {
    private static final int MERGES_PER_STEP = 256;

    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private final List<String> tokens = new ArrayList<>();
    private final List<BytePairModel.Pair> merges = new ArrayList<>();
    private final String prefix;
    private final int[][] words;
    private final long[] counts;
    private final Map<Long, Occurrences> pairs = new HashMap<>();
    private final PriorityQueue<Candidate> queue = new PriorityQueue<>();

    /** How often a pair comes, and in which words it came at some time. */
    private static final class Occurrences {
        private long count;
        private int[] words = new int[2];
        private int size;

        void add(int word) {
            if (size > 0 && words[size - 1] == word) {
                return;
            }
            if (size == words.length) {
                words = Arrays.copyOf(words, size * 2);
            }
            words[size++] = word;
        }
    }

    private record Candidate(long count, long pair) implements Comparable<Candidate> {
        @Override
        public int compareTo(Candidate other) {
            return count != other.count ? Long.compare(other.count, count) : Long.compare(pair, other.pair);
        }
    }

    /**
     * Nothing learned yet.
     *
     * @param first the tokens with the first numbers; the words' characters follow, in Unicode's order
     * @param prefix what stands before characters that do not begin a word
     * @param counts how often each word comes
     */
    BytePairLearning(Set<String> first, String prefix, Map<String, Long> counts) {
        this.prefix = prefix;
        first.forEach(this::number);
        Set<String> alphabet = new TreeSet<>();
        counts.keySet().forEach(word -> alphabet.addAll(spelt(word)));
        alphabet.forEach(this::number);
        words = new int[counts.size()][];
        this.counts = new long[counts.size()];
        int at = 0;
        for (Map.Entry<String, Long> entry : counts.entrySet()) {
            words[at] = spelt(entry.getKey()).stream().mapToInt(this::number).toArray();
            this.counts[at] = entry.getValue();
            at++;
        }
    }

    private List<String> spelt(String word) {
        List<String> characters = new ArrayList<>(word.length());
        word.codePoints().forEach(c -> characters.add((characters.isEmpty() ? "" : prefix) + Character.toString(c)));
        return characters;
    }

    private int number(String token) {
        return numbers.computeIfAbsent(token, t -> {
            tokens.add(t);
            return tokens.size() - 1;
        });
    }

    /** The tokens in the order of their numbers. */
    List<String> tokens() {
        return tokens;
    }

    /** What was merged, in order. */
    List<BytePairModel.Pair> merges() {
        return merges;
    }

    /** Learns until there are so many tokens, or no pair comes so often. */
    void learn(int size, int leastFrequency, LearningSteps steps) {
        for (int word = 0; word < words.length; word++) {
            for (int i = 1; i < words[word].length; i++) {
                count(words[word][i - 1], words[word][i], counts[word], word);
            }
        }
        pairs.forEach((pair, occurrences) -> queue.add(new Candidate(occurrences.count, pair)));
        steps.step("merging", tokens.size(), size);
        while (tokens.size() < size && !queue.isEmpty()) {
            Candidate best = queue.remove();
            Occurrences occurrences = pairs.get(best.pair);
            if (occurrences == null || occurrences.count <= 0) {
                continue;
            }
            if (occurrences.count != best.count) {
                queue.add(new Candidate(occurrences.count, best.pair));
                continue;
            }
            if (best.count < leastFrequency) {
                break;
            }
            merge((int) (best.pair >>> 32), (int) best.pair, occurrences);
            if (merges.size() % MERGES_PER_STEP == 0) {
                steps.step("merging", tokens.size(), size);
            }
        }
        steps.step("merging", tokens.size(), size);
    }

    private void count(int left, int right, long times, int word) {
        Occurrences occurrences = pairs.computeIfAbsent(key(left, right), pair -> new Occurrences());
        occurrences.count += times;
        if (times > 0) {
            occurrences.add(word);
        }
    }

    private static long key(int left, int right) {
        return (long) left << 32 | right;
    }

    private void merge(int left, int right, Occurrences occurrences) {
        String tail = tokens.get(right);
        String token = tokens.get(left) + tail.substring(tail.startsWith(prefix) ? prefix.length() : 0);
        int merged = number(token);
        merges.add(new BytePairModel.Pair(tokens.get(left), tail));
        pairs.remove(key(left, right));
        Set<Long> grown = new TreeSet<>();
        for (int i = 0; i < occurrences.size; i++) {
            replace(occurrences.words[i], left, right, merged, grown);
        }
        for (long pair : grown) {
            Occurrences now = pairs.get(pair);
            if (now != null && pair != key(left, right)) {
                queue.add(new Candidate(now.count, pair));
            }
        }
        pairs.remove(key(left, right));
    }

    /** Writes a word anew with the pair merged, taking back the counts of its old pairs and counting the new ones. */
    private void replace(int word, int left, int right, int merged, Set<Long> grown) {
        int[] before = words[word];
        int[] after = new int[before.length];
        int size = 0;
        boolean found = false;
        for (int i = 0; i < before.length; i++) {
            boolean here = before[i] == left && i + 1 < before.length && before[i + 1] == right;
            after[size++] = here ? merged : before[i];
            i += here ? 1 : 0;
            found |= here;
        }
        if (!found) {
            return;
        }
        for (int i = 1; i < before.length; i++) {
            count(before[i - 1], before[i], -counts[word], word);
        }
        words[word] = Arrays.copyOf(after, size);
        for (int i = 1; i < size; i++) {
            count(after[i - 1], after[i], counts[word], word);
            if (after[i - 1] == merged || after[i] == merged) {
                grown.add(key(after[i - 1], after[i]));
            }
        }
    }
}
