package ai.vivace.loss;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Tensor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds likely spellings of a sequence of distributions by prefix search (Graves 2006, Hannun 2014): after each step it keeps the
 * likeliest prefixes, each with the probabilities of all paths that spell it.
 *
 * @param blank the class that spells nothing; 0 is usual
 * @param width how many prefixes are kept, at least 1; with as many as there are spellings the search is exact
 */
public record CtcBeamSearch(int blank, int width) {
    public CtcBeamSearch {
        int givenBlank = blank;
        int givenWidth = width;
        InputException.require(
                givenBlank >= 0 && givenWidth >= 1,
                () -> "A beam search needs a blank of 0 or more and a width of at least 1, but came " + givenBlank
                        + " and " + givenWidth + ".");
    }

    /**
     * A spelling and how likely it is.
     *
     * @param classes the class numbers, without blanks and merged repetitions
     * @param logProbability of all paths that spell it and were kept
     */
    public record Spelling(List<Integer> classes, double logProbability) {
        public Spelling {
            classes = List.copyOf(classes);
        }
    }

    /** The logarithms of the probabilities of paths to a prefix: of those that end in a blank, and of the others. */
    private record Ends(double blank, double label) {
        static final Ends NONE = new Ends(Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY);

        double total() {
            return sum(blank, label);
        }

        Ends plusBlank(double more) {
            return new Ends(sum(blank, more), label);
        }

        Ends plusLabel(double more) {
            return new Ends(blank, sum(label, more));
        }

        private static double sum(double a, double b) {
            double high = Math.max(a, b);
            return high == Double.NEGATIVE_INFINITY ? high : high + Math.log1p(Math.exp(Math.min(a, b) - high));
        }
    }

    /**
     * The likeliest spellings of one sequence, likeliest first.
     *
     * @param logits [steps, classes]
     */
    public List<Spelling> spellings(Tensor logits) {
        InputException.require(
                logits.rank() == 2 && blank < logits.size(1),
                () -> "A beam search takes the logits [steps, classes] of one sequence, with the blank, " + blank
                        + ", among the classes, but came " + logits.shape() + ".");
        double[] steps = logits.logSoftmax(1).toDoubles();
        int classes = (int) logits.size(1);
        Map<List<Integer>, Ends> beam = Map.of(List.of(), new Ends(0, Double.NEGATIVE_INFINITY));
        for (int start = 0; start < steps.length; start += classes) {
            beam = kept(extended(beam, steps, start, classes));
        }
        return beam.entrySet().stream()
                .map(entry -> new Spelling(entry.getKey(), entry.getValue().total()))
                .toList();
    }

    private Map<List<Integer>, Ends> extended(Map<List<Integer>, Ends> beam, double[] steps, int start, int classes) {
        Map<List<Integer>, Ends> next = new LinkedHashMap<>();
        beam.forEach((prefix, ends) -> {
            int last = prefix.isEmpty() ? -1 : prefix.get(prefix.size() - 1);
            for (int label = 0; label < classes; label++) {
                double step = steps[start + label];
                if (label == blank) {
                    merge(next, prefix, Ends.NONE.plusBlank(ends.total() + step));
                } else if (label == last) {
                    merge(next, prefix, Ends.NONE.plusLabel(ends.label() + step));
                    merge(next, longer(prefix, label), Ends.NONE.plusLabel(ends.blank() + step));
                } else {
                    merge(next, longer(prefix, label), Ends.NONE.plusLabel(ends.total() + step));
                }
            }
        });
        return next;
    }

    private static void merge(Map<List<Integer>, Ends> beam, List<Integer> prefix, Ends more) {
        beam.merge(prefix, more, (a, b) -> a.plusBlank(b.blank()).plusLabel(b.label()));
    }

    private static List<Integer> longer(List<Integer> prefix, int label) {
        List<Integer> longer = new ArrayList<>(prefix);
        longer.add(label);
        return List.copyOf(longer);
    }

    private Map<List<Integer>, Ends> kept(Map<List<Integer>, Ends> beam) {
        Map<List<Integer>, Ends> kept = new LinkedHashMap<>();
        beam.entrySet().stream()
                .filter(entry -> entry.getValue().total() > Double.NEGATIVE_INFINITY)
                .sorted(Comparator.comparingDouble(entry -> -entry.getValue().total()))
                .limit(width)
                .forEach(entry -> kept.put(entry.getKey(), entry.getValue()));
        return kept;
    }
}
