package ai.vivace.text.generate;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;

/**
 * How the next token is drawn. Limits apply in this order, each to what the one before has left: temperature, the likeliest k, the likeliest
 * of a mass p, those at least m times as likely as the likeliest.
 *
 * @param temperature what logits are divided by; 0 takes the likeliest token always
 * @param topK how many of the likeliest tokens may come; 0 for all
 * @param topP the smallest set of likeliest tokens of at least this mass may come (Holtzman 2019); above 0 to 1, which is all
 * @param minP tokens must be at least this times as likely as the likeliest; 0, for all, to 1
 */
public record Sampling(double temperature, int topK, double topP, double minP) {
    /** What a mass may lack for rounding. */
    private static final double TOLERANCE = 1e-6;

    public Sampling {
        double givenTemperature = temperature;
        int givenK = topK;
        double givenP = topP;
        double givenMin = minP;
        InputException.require(
                temperature >= 0 && Double.isFinite(temperature),
                () -> "A temperature must be 0 or more, but is " + givenTemperature + ".");
        InputException.require(topK >= 0, () -> "Top k must be 0, for all, or more, but is " + givenK + ".");
        InputException.require(
                topP > 0 && topP <= 1, () -> "Top p must be above 0 and at most 1, but is " + givenP + ".");
        InputException.require(minP >= 0 && minP <= 1, () -> "Min p must be 0 to 1, but is " + givenMin + ".");
    }

    /** The likeliest token always. */
    public static Sampling greedy() {
        return new Sampling(0, 0, 1, 0);
    }

    /** As likely as the model says, at a temperature. */
    public static Sampling temperature(double temperature) {
        return new Sampling(temperature, 0, 1, 0);
    }

    /** The same among the likeliest k tokens. */
    public Sampling topK(int topK) {
        return new Sampling(temperature, topK, topP, minP);
    }

    /** The same among the likeliest tokens of a mass. */
    public Sampling topP(double topP) {
        return new Sampling(temperature, topK, topP, minP);
    }

    /** The same among tokens that are at least so many times as likely as the likeliest. */
    public Sampling minP(double minP) {
        return new Sampling(temperature, topK, topP, minP);
    }

    /**
     * How likely each token is drawn.
     *
     * @param logits of all tokens; not changed
     */
    public double[] probabilities(float[] logits) {
        double[] probabilities = new double[logits.length];
        Ranking.logSum(logits);
        if (temperature == 0) {
            probabilities[Ranking.best(logits)] = 1;
            return probabilities;
        }
        boolean all = topK == 0 && topP == 1;
        int[] order = all ? new int[] {Ranking.best(logits)} : Ranking.order(logits);
        double highest = logits[order[0]];
        if (all) {
            for (int i = 0; i < logits.length; i++) {
                probabilities[i] = Math.exp((logits[i] - highest) / temperature);
            }
        } else {
            int kept = topK == 0 ? logits.length : Math.min(topK, logits.length);
            double total = 0;
            for (int i = 0; i < kept; i++) {
                probabilities[order[i]] = Math.exp((logits[order[i]] - highest) / temperature);
                total += probabilities[order[i]];
            }
            double mass = 0;
            for (int i = 0; i < kept; i++) {
                if (mass >= (topP - TOLERANCE) * total) {
                    probabilities[order[i]] = 0;
                } else {
                    mass += probabilities[order[i]];
                }
            }
        }
        // The likeliest has exactly 1 here.
        double sum = 0;
        for (int i = 0; i < probabilities.length; i++) {
            if (probabilities[i] < minP - TOLERANCE * minP) {
                probabilities[i] = 0;
            }
            sum += probabilities[i];
        }
        for (int i = 0; i < probabilities.length; i++) {
            probabilities[i] /= sum;
        }
        return probabilities;
    }

    /** Draws a token. */
    public int choose(float[] logits, Rng rng) {
        if (temperature == 0) {
            Ranking.logSum(logits);
            return Ranking.best(logits);
        }
        double[] probabilities = probabilities(logits);
        double place = rng.nextDouble();
        int last = 0;
        for (int i = 0; i < probabilities.length; i++) {
            if (probabilities[i] > 0) {
                last = i;
                place -= probabilities[i];
                if (place < 0) {
                    return i;
                }
            }
        }
        return last;
    }
}
