package ai.vivace.text.metric;

import ai.vivace.base.InputException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * BLEU of a corpus (Papineni 2002): brevity penalty · exp(mean of log pₙ), n from 1 to 4, where pₙ is the share of the answers' runs of n
 * words that are in a reference, each at most as often as there. Equal to sacreBLEU's (Post 2018), whose choices it has.
 *
 * <pre>{@code
 * BleuScore score = Bleu.standard().of(translations, references);
 * }</pre>
 *
 * @param tokens what counts as a word
 * @param smoothing what a run of words does that no reference has
 * @param letters whether capitals count
 */
public record Bleu(BleuTokens tokens, Smoothing smoothing, Letters letters) {
    private static final int LONGEST = 4;

    /** What stands for the share of runs of one length of which none is in a reference. */
    public enum Smoothing {
        /** The k-th length without any has a share of 1 / (2ᵏ · runs) (Chen and Cherry 2014, method 3). */
        EXPONENTIAL("exp"),
        /** 0, and so is the score. */
        NONE("none");

        private final String label;

        Smoothing(String label) {
            this.label = label;
        }
    }

    /** Whether capitals count. */
    public enum Letters {
        /** They do. */
        MIXED("mixed"),
        /** All letters are compared as small ones. */
        LOWERED("lc");

        private final String label;

        Letters(String label) {
            this.label = label;
        }
    }

    /** sacreBLEU's defaults: words of mteval-v13a, exponential smoothing, capitals count. */
    public static Bleu standard() {
        return new Bleu(BleuTokens.MTEVAL_13A, Smoothing.EXPONENTIAL, Letters.MIXED);
    }

    /** Of characters, for Japanese and Chinese. */
    public static Bleu ofCharacters() {
        return standard().tokens(BleuTokens.CHARACTERS);
    }

    /** The same with other words. */
    public Bleu tokens(BleuTokens other) {
        return new Bleu(other, smoothing, letters);
    }

    /** The same with another smoothing. */
    public Bleu smoothing(Smoothing other) {
        return new Bleu(tokens, other, letters);
    }

    /** The same with capitals that count or not. */
    public Bleu letters(Letters other) {
        return new Bleu(tokens, smoothing, other);
    }

    /** sacreBLEU's description of the settings, for papers, such as {@code nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp}; without its version. */
    public String signature(int references) {
        return "nrefs:" + references + "|case:" + letters.label + "|eff:no|tok:" + tokens.label() + "|smooth:"
                + smoothing.label;
    }

    /**
     * The score of answers with one reference each.
     *
     * @throws InputException when there are none, or not as many of both
     */
    public BleuScore of(List<String> answers, List<String> references) {
        return ofSeveral(answers, references.stream().map(List::of).toList());
    }

    /**
     * The score of answers with several references each.
     *
     * @param references of each answer, at least one
     * @throws InputException when there are no answers, or an answer has no reference
     */
    public BleuScore ofSeveral(List<String> answers, List<List<String>> references) {
        TextCounts.check(answers, references);
        long[] matches = new long[LONGEST];
        long[] totals = new long[LONGEST];
        long answerLength = 0;
        long referenceLength = 0;
        for (int i = 0; i < answers.size(); i++) {
            List<String> answer = words(answers.get(i));
            List<List<String>> all = references.get(i).stream().map(this::words).toList();
            answerLength += answer.size();
            referenceLength += nearest(answer.size(), all);
            for (int length = 1; length <= LONGEST; length++) {
                Map<List<String>, Integer> runs = TextCounts.runs(answer, length);
                matches[length - 1] += TextCounts.shared(runs, most(all, length));
                totals[length - 1] += TextCounts.total(runs);
            }
        }
        return score(matches, totals, answerLength, referenceLength);
    }

    private List<String> words(String text) {
        return tokens.cut(letters == Letters.LOWERED ? text.toLowerCase(Locale.ROOT) : text);
    }

    /** Of two that are equally near the shorter. */
    private static int nearest(int length, List<List<String>> references) {
        int best = references.get(0).size();
        for (List<String> reference : references) {
            int distance = Math.abs(reference.size() - length) - Math.abs(best - length);
            if (distance < 0 || (distance == 0 && reference.size() < best)) {
                best = reference.size();
            }
        }
        return best;
    }

    /** Each run as often as it is in the reference that has it most often. */
    private static Map<List<String>, Integer> most(List<List<String>> references, int length) {
        Map<List<String>, Integer> most = new HashMap<>();
        for (List<String> reference : references) {
            TextCounts.runs(reference, length).forEach((run, count) -> most.merge(run, count, Math::max));
        }
        return most;
    }

    private BleuScore score(long[] matches, long[] totals, long answerLength, long referenceLength) {
        double penalty = answerLength >= referenceLength
                ? 1
                : answerLength == 0 ? 0 : Math.exp(1 - (double) referenceLength / answerLength);
        double[] precisions = new double[LONGEST];
        if (matches[0] == 0) {
            return new BleuScore(0, matches, totals, precisions, penalty, answerLength, referenceLength);
        }
        double logs = 0;
        double halved = 1;
        for (int i = 0; i < LONGEST; i++) {
            if (totals[i] > 0 && matches[i] > 0) {
                precisions[i] = 100.0 * matches[i] / totals[i];
            } else if (totals[i] > 0 && smoothing == Smoothing.EXPONENTIAL) {
                halved /= 2;
                precisions[i] = 100 * halved / totals[i];
            }
            logs += Math.log(precisions[i]);
        }
        return new BleuScore(
                penalty * Math.exp(logs / LONGEST),
                matches,
                totals,
                precisions,
                penalty,
                answerLength,
                referenceLength);
    }
}
