package ai.vivace.text.generate;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Scope;
import ai.vivace.text.model.Decoding;
import ai.vivace.text.model.Generative;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Keeps the likeliest texts so far, the beams, and goes on with all of them. Those that end are kept aside; the search ends when no beam can
 * become better than the worst of as many that ended. With one beam it is greedy.
 *
 * <p>Penalties and drawing are {@link Generator}'s; a beam search draws nothing.
 */
public final class BeamSearch {
    private static final int MOST_BEAMS = 1 << 12;

    private final Generative model;
    private final Stop stop;
    private final int beams;
    private final LengthNormalization normalization;
    private final double alpha;

    private BeamSearch(Generative model, Stop stop, int beams, LengthNormalization normalization, double alpha) {
        this.model = model;
        this.stop = stop;
        this.beams = beams;
        this.normalization = normalization;
        this.alpha = alpha;
    }

    /**
     * A search that compares means of log-probabilities.
     *
     * @param beams how many texts are kept; 1 to 4096
     */
    public static BeamSearch of(Generative model, Stop stop, int beams) {
        InputException.require(
                beams > 0 && beams <= MOST_BEAMS,
                () -> "A beam search needs 1 to " + MOST_BEAMS + " beams, but came " + beams + ".");
        return new BeamSearch(model, stop, beams, LengthNormalization.POWER, 1);
    }

    /**
     * The same with another comparison of lengths.
     *
     * @param alpha 0 for none; the larger, the more long texts are preferred
     */
    public BeamSearch normalization(LengthNormalization normalization, double alpha) {
        InputException.require(
                alpha >= 0 && Double.isFinite(alpha), () -> "Alpha must be 0 or more, but is " + alpha + ".");
        return new BeamSearch(model, stop, beams, normalization, alpha);
    }

    /** A text on its way. */
    private record Beam(List<Integer> tokens, double logProbability) {
        Beam with(int token, double more) {
            List<Integer> longer = new ArrayList<>(tokens);
            longer.add(token);
            return new Beam(longer, logProbability + more);
        }
    }

    /** What a beam may become. */
    private record Candidate(int row, int token, double logProbability, double total) {}

    /** A text that ended, with how it compares. */
    private record Finished(Generated text, double score) {}

    /** The best text that continues a prompt, or answers it. */
    public Generated write(int... prompt) {
        return best(prompt).get(0);
    }

    /** The best texts, at most as many as there are beams, best first. */
    public List<Generated> best(int... prompt) {
        List<int[]> prompts = List.of(prompt);
        Prompts.check(prompts);
        try (Scope scope = Scope.open();
                Decoding decoding = model.begin(Prompts.tokens(prompts), Prompts.mask(prompts))) {
            return search(decoding);
        }
    }

    private List<Generated> search(Decoding decoding) {
        List<Beam> open = List.of(new Beam(List.of(), 0));
        List<Finished> finished = new ArrayList<>();
        for (int length = 1; !open.isEmpty(); length++) {
            List<Candidate> candidates = candidates(decoding.logits(), open);
            List<Beam> next = new ArrayList<>();
            List<Integer> rows = new ArrayList<>();
            for (int rank = 0; rank < candidates.size() && next.size() < beams; rank++) {
                Candidate candidate = candidates.get(rank);
                Beam from = open.get(candidate.row());
                Beam longer = from.with(candidate.token(), candidate.logProbability());
                boolean end = stop.ends().contains(candidate.token());
                if (end || stop.endsWithSequence(longer.tokens())) {
                    if (rank < beams) {
                        Generated text = new Generated(
                                end ? from.tokens() : longer.tokens(), candidate.total(), Generated.Ending.END);
                        finished.add(new Finished(text, score(candidate.total(), length)));
                    }
                } else {
                    next.add(longer);
                    rows.add(candidate.row());
                }
            }
            finished.sort(Comparator.comparingDouble(Finished::score).reversed());
            boolean full = length == stop.longest();
            if (full || decoding.room() == 0) {
                int reached = length;
                next.forEach(beam -> finished.add(new Finished(
                        new Generated(
                                beam.tokens(),
                                beam.logProbability(),
                                full ? Generated.Ending.LENGTH : Generated.Ending.CONTEXT),
                        score(beam.logProbability(), reached))));
                break;
            }
            if (next.isEmpty() || cannotImprove(finished, next)) {
                break;
            }
            decoding.select(rows.stream().mapToInt(Integer::intValue).toArray());
            decoding.advance(next.stream()
                    .mapToInt(beam -> beam.tokens().get(beam.tokens().size() - 1))
                    .toArray());
            open = next;
        }
        finished.sort(Comparator.comparingDouble(Finished::score).reversed());
        return finished.stream().limit(beams).map(Finished::text).toList();
    }

    /** As many as beams could need, best first: in the worst case each beam ends in every way. */
    private List<Candidate> candidates(float[][] logits, List<Beam> open) {
        int each = beams + Math.max(1, stop.ends().size());
        List<Candidate> all = new ArrayList<>();
        for (int row = 0; row < open.size(); row++) {
            double logSum = Ranking.logSum(logits[row]);
            int[] order = Ranking.order(logits[row]);
            for (int i = 0; i < Math.min(each, order.length); i++) {
                double logProbability = logits[row][order[i]] - logSum;
                all.add(new Candidate(
                        row, order[i], logProbability, open.get(row).logProbability() + logProbability));
            }
        }
        all.sort(Comparator.comparingDouble(Candidate::total).reversed());
        return all;
    }

    private double score(double logProbability, int length) {
        return logProbability / normalization.divisor(length, alpha);
    }

    /** Log-probabilities only fall, and are divided by at most what the longest text is. */
    private boolean cannotImprove(List<Finished> finished, List<Beam> open) {
        if (finished.size() < beams) {
            return false;
        }
        double best = open.stream().mapToDouble(Beam::logProbability).max().orElse(Double.NEGATIVE_INFINITY);
        return finished.get(beams - 1).score() >= score(best, stop.longest());
    }
}
