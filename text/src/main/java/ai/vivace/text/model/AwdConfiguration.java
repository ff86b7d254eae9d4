package ai.vivace.text.model;

import static java.util.Map.entry;

import ai.vivace.base.InputException;
import ai.vivace.nn.Settings;
import java.util.Map;

/**
 * What an {@link AwdLanguageModel} is.
 *
 * @param vocabulary how many tokens there are
 * @param embedding features of a token, and of the last layer
 * @param hidden features of the other layers
 * @param layers at least 1
 * @param padding the token that fills up short texts
 * @param dropouts in training
 */
public record AwdConfiguration(
        long vocabulary, long embedding, long hidden, int layers, long padding, AwdDropouts dropouts) {
    public AwdConfiguration {
        Sizes.check("An AWD-LSTM", vocabulary, embedding, layers, hidden, 1);
        long tokens = vocabulary;
        long given = padding;
        InputException.require(
                padding >= 0 && padding < vocabulary,
                () -> "The padding must be a token from 0 to " + (tokens - 1) + ", but is " + given + ".");
    }

    /** fastai's: 400 features of a token, 1152 of the state, 3 layers, padding 1. */
    public static AwdConfiguration of(long vocabulary) {
        return of(vocabulary, 400, 1152, 3);
    }

    /** Another size, with padding 1. */
    public static AwdConfiguration of(long vocabulary, long embedding, long hidden, int layers) {
        return new AwdConfiguration(vocabulary, embedding, hidden, layers, 1, AwdDropouts.languageModel());
    }

    /** The same with other dropouts. */
    public AwdConfiguration dropouts(AwdDropouts dropouts) {
        return new AwdConfiguration(vocabulary, embedding, hidden, layers, padding, dropouts);
    }

    /** The same with another padding. */
    public AwdConfiguration padding(long padding) {
        return new AwdConfiguration(vocabulary, embedding, hidden, layers, padding, dropouts);
    }

    /** Features that go into a layer. */
    long inputs(int layer) {
        return layer == 0 ? embedding : hidden;
    }

    /** Features that come out of a layer. */
    long outputs(int layer) {
        return layer == layers - 1 ? embedding : hidden;
    }

    /** How many parameters the language model has; worked out, so that no memory is taken. */
    public long parameterCount() {
        long count = vocabulary * embedding + vocabulary;
        for (int i = 0; i < layers; i++) {
            count += 4 * outputs(i) * (inputs(i) + outputs(i) + 2);
        }
        return count;
    }

    Map<String, Object> toMap() {
        return Settings.ordered(
                entry("vocabulary", vocabulary),
                entry("embedding", embedding),
                entry("hidden", hidden),
                entry("layers", layers),
                entry("padding", padding),
                entry("output_dropout", dropouts.output()),
                entry("hidden_dropout", dropouts.hidden()),
                entry("input_dropout", dropouts.input()),
                entry("embedding_dropout", dropouts.embedding()),
                entry("weight_dropout", dropouts.weight()));
    }

    static AwdConfiguration of(Settings settings) {
        return new AwdConfiguration(
                settings.integer("vocabulary"),
                settings.integer("embedding"),
                settings.integer("hidden"),
                Sizes.small(settings.integer("layers")),
                settings.integer("padding"),
                new AwdDropouts(
                        settings.number("output_dropout"),
                        settings.number("hidden_dropout"),
                        settings.number("input_dropout"),
                        settings.number("embedding_dropout"),
                        settings.number("weight_dropout")));
    }
}
