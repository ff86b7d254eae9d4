package ai.vivace.text.learn;

import ai.vivace.base.InputException;
import ai.vivace.metric.Metric;
import ai.vivace.metric.Metrics;
import ai.vivace.tensor.Tensor;

/**
 * Bits that a language model needs for a character: mean cross-entropy of a token in nats / ln 2 · tokens / characters. Comparable between models
 * whose tokens differ, which perplexity is not.
 *
 * @param tokensPerCharacter tokens of the text that is judged, through its characters (Unicode code points); above 0
 */
public record BitsPerCharacter(double tokensPerCharacter) implements Metric {
    private static final double LN_2 = Math.log(2);

    public BitsPerCharacter {
        double given = tokensPerCharacter;
        InputException.require(
                given > 0 && Double.isFinite(given),
                () -> "The tokens of a character must be above 0 and finite, but are " + given + ".");
    }

    @Override
    public String name() {
        return "bits_per_character";
    }

    @Override
    public Direction direction() {
        return Direction.LOWER;
    }

    @Override
    public Accumulator start() {
        Accumulator nats = new TokenMetric(Metrics.negativeLogLikelihood()).start();
        return new Accumulator() {
            @Override
            public void add(Tensor output, Tensor target) {
                nats.add(output, target);
            }

            @Override
            public double value() {
                return nats.value() / LN_2 * tokensPerCharacter;
            }
        };
    }
}
