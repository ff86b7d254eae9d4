package ai.vivace.text.metric;

import java.util.Locale;

/**
 * A corpus's BLEU and what it is made of.
 *
 * @param score 0 to 100, higher is better
 * @param matches for runs of one to four words, how many of the answers' are in the references
 * @param totals for runs of one to four words, how many the answers have
 * @param precisions their shares in percent, smoothed
 * @param brevityPenalty what short answers are multiplied by, 0 to 1
 * @param answerLength words of all answers
 * @param referenceLength words of all references, of several to an answer those of the one nearest in length
 */
public record BleuScore(
        double score,
        long[] matches,
        long[] totals,
        double[] precisions,
        double brevityPenalty,
        long answerLength,
        long referenceLength) {
    /** As sacreBLEU writes it, such as {@code BLEU = 48.53 82.4/50.0/45.5/37.5 (BP = 0.943 ratio = 0.944 hyp_len = 17 ref_len = 18)}. */
    @Override
    public String toString() {
        double ratio = referenceLength == 0 ? 0 : (double) answerLength / referenceLength;
        return String.format(
                Locale.ROOT,
                "BLEU = %.2f %.1f/%.1f/%.1f/%.1f (BP = %.3f ratio = %.3f hyp_len = %d ref_len = %d)",
                score,
                precisions[0],
                precisions[1],
                precisions[2],
                precisions[3],
                brevityPenalty,
                ratio,
                answerLength,
                referenceLength);
    }
}
