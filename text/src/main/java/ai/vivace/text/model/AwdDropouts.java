package ai.vivace.text.model;

import ai.vivace.base.InputException;
import java.util.stream.DoubleStream;

/**
 * The five dropouts of AWD-LSTM (Merity 2017); each a probability, 0 to 1.
 *
 * @param output of the last layer's features, one mask for a text
 * @param hidden of features between layers, one mask for a text
 * @param input of the embeddings' features, one mask for a text
 * @param embedding of whole tokens' vectors
 * @param weight of the weights from hidden state to hidden state, drawn once a pass
 */
public record AwdDropouts(double output, double hidden, double input, double embedding, double weight) {
    public AwdDropouts {
        double[] all = {output, hidden, input, embedding, weight};
        InputException.require(
                DoubleStream.of(all).allMatch(p -> p >= 0 && p <= 1),
                () -> "Probabilities to drop must be 0 to 1, but are "
                        + DoubleStream.of(all).boxed().toList() + ".");
    }

    /** fastai's for language models. */
    public static AwdDropouts languageModel() {
        return new AwdDropouts(.1, .15, .25, .02, .2);
    }

    /** fastai's for classifiers, which its learner halves. */
    public static AwdDropouts classifier() {
        return new AwdDropouts(.4, .3, .4, .05, .5);
    }

    /** None. */
    public static AwdDropouts none() {
        return new AwdDropouts(0, 0, 0, 0, 0);
    }

    /** All of them times a factor. */
    public AwdDropouts times(double factor) {
        return new AwdDropouts(factor * output, factor * hidden, factor * input, factor * embedding, factor * weight);
    }
}
