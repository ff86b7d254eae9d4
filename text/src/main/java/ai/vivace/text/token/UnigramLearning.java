package ai.vivace.text.token;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Learns the tokens of a unigram model and their probabilities as SentencePiece does (Kudo 2018): all frequent parts of words
 * first; then, in turn, twice expectation and maximisation, and a quarter left out of those without which words are cut nearly as
 * well. Single characters always stay.
 */
final class UnigramLearning {
    private static final int LONGEST = 16;
    private static final int MOST_SEEDS = 1_000_000;
    private static final int ROUNDS = 2;
    private static final double KEPT = 0.75;
    private static final double LEAST_EXPECTED = 0.5;

    /** Sums are taken over so many parts, in order, whatever the number of threads. */
    private static final int PARTS = 64;

    private final String[] words;
    private final long[] counts;
    private final int threads;

    UnigramLearning(Map<String, Long> counts, int threads) {
        words = counts.keySet().toArray(String[]::new);
        this.counts = counts.values().stream().mapToLong(Long::longValue).toArray();
        this.threads = threads;
    }

    /** The tokens, likeliest first, and their scores: at most so many, unless there are more characters. */
    List<UnigramModel.Scored> learn(int size, LearningSteps steps) {
        List<UnigramModel.Scored> tokens = seeds(size);
        int room = size * 11 / 10;
        while (true) {
            for (int round = 0; round < ROUNDS; round++) {
                steps.step("estimating", round, tokens.size());
                tokens = estimated(tokens);
            }
            steps.step("leaving out", tokens.size(), size);
            List<UnigramModel.Scored> fewer = pruned(tokens, Math.max(room, (int) (tokens.size() * KEPT)));
            if (fewer.size() >= tokens.size() || fewer.size() <= room) {
                return finished(fewer, size);
            }
            tokens = fewer;
        }
    }

    private static List<UnigramModel.Scored> finished(List<UnigramModel.Scored> tokens, int size) {
        List<UnigramModel.Scored> ordered = new ArrayList<>(tokens);
        ordered.sort(Comparator.comparing((UnigramModel.Scored token) -> !isCharacter(token.token()))
                .thenComparing(
                        Comparator.comparingDouble(UnigramModel.Scored::score).reversed())
                .thenComparing(UnigramModel.Scored::token));
        long characters =
                ordered.stream().filter(token -> isCharacter(token.token())).count();
        List<UnigramModel.Scored> kept =
                new ArrayList<>(ordered.subList(0, (int) Math.min(ordered.size(), Math.max(size, characters))));
        kept.sort(Comparator.comparingDouble(UnigramModel.Scored::score)
                .reversed()
                .thenComparing(UnigramModel.Scored::token));
        return kept;
    }

    private static boolean isCharacter(String token) {
        return token.codePointCount(0, token.length()) == 1;
    }

    /** All characters, and the parts of words that come twice: those of the largest frequency times length. */
    private List<UnigramModel.Scored> seeds(int size) {
        Map<String, Long> characters = new TreeMap<>();
        Map<String, Long> parts = new HashMap<>();
        for (int w = 0; w < words.length; w++) {
            int[] points = words[w].codePoints().toArray();
            for (int from = 0; from < points.length; from++) {
                characters.merge(Character.toString(points[from]), counts[w], Long::sum);
                for (int length = 2; length <= LONGEST && from + length <= points.length; length++) {
                    parts.merge(new String(points, from, length), counts[w], Long::sum);
                }
            }
        }
        parts.values().removeIf(times -> times < 2);
        List<Map.Entry<String, Long>> ordered = new ArrayList<>(parts.entrySet());
        ordered.sort(Comparator.comparingLong((Map.Entry<String, Long> entry) ->
                        -entry.getValue() * entry.getKey().length())
                .thenComparing(Map.Entry::getKey));
        List<Map.Entry<String, Long>> chosen = new ArrayList<>(characters.entrySet());
        chosen.addAll(ordered.subList(0, Math.min(ordered.size(), Math.min(MOST_SEEDS, 40 * size))));
        double total = chosen.stream().mapToLong(Map.Entry::getValue).sum();
        return chosen.stream()
                .map(entry -> new UnigramModel.Scored(entry.getKey(), Math.log(entry.getValue() / total)))
                .toList();
    }

    /** The tokens with the scores that are expected of how the words are cut; those that are not expected once in two words are left out. */
    private List<UnigramModel.Scored> estimated(List<UnigramModel.Scored> tokens) {
        UnigramLattice lattice = new UnigramLattice(tokens);
        double[] expected = sums(tokens.size(), (word, sum) -> lattice.expect(words[word], counts[word], sum));
        List<UnigramModel.Scored> kept = new ArrayList<>();
        double total = 0;
        for (int i = 0; i < expected.length; i++) {
            if (expected[i] >= LEAST_EXPECTED || isCharacter(tokens.get(i).token())) {
                total += Math.max(expected[i], LEAST_EXPECTED);
            }
        }
        double logTotal = digamma(total);
        for (int i = 0; i < expected.length; i++) {
            if (expected[i] >= LEAST_EXPECTED || isCharacter(tokens.get(i).token())) {
                double score = digamma(Math.max(expected[i], LEAST_EXPECTED)) - logTotal;
                kept.add(new UnigramModel.Scored(tokens.get(i).token(), score));
            }
        }
        return kept;
    }

    /** The tokens without which the words' likelihood falls most. */
    private List<UnigramModel.Scored> pruned(List<UnigramModel.Scored> tokens, int size) {
        UnigramLattice lattice = new UnigramLattice(tokens);
        double[] used = sums(tokens.size(), (word, sum) -> {
            for (int id : lattice.best(words[word], -1)) {
                sum[id] += counts[word];
            }
        });
        double total = Arrays.stream(used).sum();
        List<Loss> losses = new ArrayList<>();
        List<UnigramModel.Scored> kept = new ArrayList<>();
        for (int i = 0; i < used.length; i++) {
            String token = tokens.get(i).token();
            if (isCharacter(token)) {
                kept.add(tokens.get(i));
            } else if (used[i] > 0) {
                losses.add(new Loss(i, loss(used, total, i, lattice.best(token, i))));
            }
        }
        losses.sort(Comparator.comparingDouble((Loss loss) -> -loss.value).thenComparingInt(Loss::token));
        for (Loss loss : losses.subList(0, Math.min(losses.size(), Math.max(0, size - kept.size())))) {
            kept.add(tokens.get(loss.token));
        }
        return kept;
    }

    private record Loss(int token, double value) {}

    /** How much likelihood is lost when a token's occurrences are cut otherwise. */
    private static double loss(double[] used, double total, int token, int[] otherwise) {
        double logTotal = Math.log(total + used[token] * (otherwise.length - 1));
        double others = 0;
        for (int id : otherwise) {
            others += Math.log(used[id] + used[token]) - logTotal;
        }
        return used[token] / total * (Math.log(used[token]) - Math.log(total) - others);
    }

    /** Adds up what each word gives. */
    private interface Contribution {
        void add(int word, double[] sum);
    }

    private double[] sums(int size, Contribution contribution) {
        List<Integer> parts = IntStream.range(0, PARTS).boxed().toList();
        double[] all = new double[size];
        int step = Math.max(1, Math.min(PARTS, threads));
        for (int from = 0; from < PARTS; from += step) {
            List<double[]> sums = parts.subList(from, Math.min(PARTS, from + step)).parallelStream()
                    .map(part -> sum(part, size, contribution))
                    .toList();
            for (double[] sum : sums) {
                for (int i = 0; i < size; i++) {
                    all[i] += sum[i];
                }
            }
        }
        return all;
    }

    private double[] sum(int part, int size, Contribution contribution) {
        double[] sum = new double[size];
        int from = (int) ((long) words.length * part / PARTS);
        int to = (int) ((long) words.length * (part + 1) / PARTS);
        for (int word = from; word < to; word++) {
            contribution.add(word, sum);
        }
        return sum;
    }

    /** The derivative of the logarithm of the gamma function, for positive numbers. */
    static double digamma(double value) {
        double x = value;
        double result = 0;
        while (x < 7) {
            result -= 1 / x;
            x++;
        }
        x -= 0.5;
        double square = 1 / (x * x);
        return result
                + Math.log(x)
                + square * (1 / 24.0 - square * (7 / 960.0 - square * (31 / 8064.0 - square * 127 / 30720.0)));
    }
}
