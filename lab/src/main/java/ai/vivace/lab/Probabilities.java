package ai.vivace.lab;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Sums over discrete distributions, in nats. */
final class Probabilities {
    private Probabilities() {}

    /** log(e^z / Σ e^z), computed with the largest logit taken away first so that nothing overflows. */
    static double[] logSoftmax(double[] logits) {
        double largest = Arrays.stream(logits).max().orElseThrow();
        double logSum = largest
                + Math.log(Arrays.stream(logits).map(z -> Math.exp(z - largest)).sum());
        return Arrays.stream(logits).map(z -> z - logSum).toArray();
    }

    static double[] softmax(double[] logits) {
        return Arrays.stream(logSoftmax(logits)).map(Math::exp).toArray();
    }

    /** What events of distribution p cost at best. */
    static double entropy(double[] p) {
        return crossEntropy(p, p);
    }

    /** What events of distribution p cost someone who believes in q. */
    static double crossEntropy(double[] p, double[] q) {
        return IntStream.range(0, p.length)
                .filter(i -> p[i] > 0)
                .mapToDouble(i -> -p[i] * Math.log(q[i]))
                .sum();
    }

    /** Kullback and Leibler's divergence: what the wrong belief costs in addition. */
    static double divergence(double[] p, double[] q) {
        return crossEntropy(p, q) - entropy(p);
    }

    /** Jensen and Shannon's divergence: the mean divergence from both to their middle; symmetric. */
    static double jensenShannon(double[] p, double[] q) {
        double[] middle =
                IntStream.range(0, p.length).mapToDouble(i -> (p[i] + q[i]) / 2).toArray();
        return (divergence(p, middle) + divergence(q, middle)) / 2;
    }

    static double bits(double nats) {
        return nats / Math.log(2);
    }
}
