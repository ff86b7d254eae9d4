package ai.vivace.text.metric;

import ai.vivace.base.InputException;
import java.util.List;
import java.util.Map;

/**
 * chrF of a corpus (Popović 2015): F_β of runs of one to some characters, spaces aside, averaged over the lengths that both sides have. Equal to
 * sacreBLEU's, which takes of several references the one that fits best.
 *
 * @param longest characters of the longest runs, at least 1
 * @param beta how many times as much recall counts as precision, positive
 */
public record ChrF(int longest, double beta) {
    private static final int USUAL_LONGEST = 6;
    private static final double USUAL_BETA = 2;

    public ChrF {
        int givenLongest = longest;
        double givenBeta = beta;
        InputException.require(
                longest >= 1 && beta > 0 && Double.isFinite(beta),
                () -> "chrF needs runs of at least 1 character and a positive beta, but came " + givenLongest + " and "
                        + givenBeta + ".");
    }

    /** chrF2: runs of one to six characters, and recall counts twice. */
    public static ChrF standard() {
        return new ChrF(USUAL_LONGEST, USUAL_BETA);
    }

    /**
     * The score of answers with one reference each, 0 to 100, higher is better.
     *
     * @throws InputException when there are none, or not as many of both
     */
    public double of(List<String> answers, List<String> references) {
        return ofSeveral(answers, references.stream().map(List::of).toList());
    }

    /**
     * The score of answers with several references each, 0 to 100.
     *
     * @throws InputException when there are no answers, or an answer has no reference
     */
    public double ofSeveral(List<String> answers, List<List<String>> references) {
        TextCounts.check(answers, references);
        Counts all = Counts.none(longest);
        for (int i = 0; i < answers.size(); i++) {
            List<Integer> answer = characters(answers.get(i));
            Counts best = null;
            for (String reference : references.get(i)) {
                Counts counts = counts(answer, characters(reference));
                if (best == null || score(counts) > score(best)) {
                    best = counts;
                }
            }
            if (best != null) {
                all.add(best);
            }
        }
        return score(all);
    }

    /** Runs by length, from 1: of answers, of references, and of both. */
    private record Counts(long[] answers, long[] references, long[] shared) {
        static Counts none(int longest) {
            return new Counts(new long[longest], new long[longest], new long[longest]);
        }

        void add(Counts other) {
            for (int i = 0; i < shared.length; i++) {
                answers[i] += other.answers[i];
                references[i] += other.references[i];
                shared[i] += other.shared[i];
            }
        }
    }

    private static List<Integer> characters(String text) {
        return String.join("", BleuTokens.words(text)).codePoints().boxed().toList();
    }

    private Counts counts(List<Integer> answer, List<Integer> reference) {
        Counts counts = Counts.none(longest);
        for (int length = 1; length <= longest; length++) {
            Map<List<Integer>, Integer> wanted = TextCounts.runs(reference, length);
            Map<List<Integer>, Integer> given = TextCounts.runs(answer, length);
            // As in sacreBLEU: where the reference is too short, the answer's runs do not count against it.
            counts.answers[length - 1] = wanted.isEmpty() ? 0 : TextCounts.total(given);
            counts.references[length - 1] = TextCounts.total(wanted);
            counts.shared[length - 1] = TextCounts.shared(given, wanted);
        }
        return counts;
    }

    private double score(Counts counts) {
        double precision = 0;
        double recall = 0;
        int lengths = 0;
        for (int i = 0; i < longest; i++) {
            if (counts.answers[i] > 0 && counts.references[i] > 0) {
                precision += (double) counts.shared[i] / counts.answers[i];
                recall += (double) counts.shared[i] / counts.references[i];
                lengths++;
            }
        }
        if (precision + recall == 0) {
            return 0;
        }
        double factor = beta * beta;
        return 100 * (1 + factor) * precision * recall / (lengths * (factor * precision + recall));
    }
}
