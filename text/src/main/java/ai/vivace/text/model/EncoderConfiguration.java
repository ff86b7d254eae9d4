package ai.vivace.text.model;

import static java.util.Map.entry;

import ai.vivace.base.InputException;
import ai.vivace.base.Spelling;
import ai.vivace.init.Transformers;
import ai.vivace.nn.Settings;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a {@link TextEncoder} is: BERT or one of its kin.
 *
 * @param names whose names its weights have, and what goes with them
 * @param vocabulary how many tokens there are
 * @param width features of a token
 * @param layers one upon the other
 * @param heads of the attention, which divide the width
 * @param hidden features between the linear maps of a layer
 * @param context rows of the table of positions; RoBERTa's longest text has two tokens fewer
 * @param types how many kinds of segments are told apart; 0 for a model that does not
 * @param padding the token that fills up short texts
 * @param epsilon of layer norms
 * @param dropouts in training
 */
public record EncoderConfiguration(
        Names names,
        long vocabulary,
        long width,
        int layers,
        int heads,
        long hidden,
        long context,
        long types,
        long padding,
        double epsilon,
        Dropouts dropouts) {
    private static final double BERT_EPSILON = 1e-12;
    private static final Map<String, EncoderConfiguration> KNOWN = known();

    /** Whose names weights have. */
    public enum Names {
        /** BERT's, which MiniLM shares. */
        BERT("bert", "encoder.layer."),
        /** RoBERTa's: BERT's with another head, and positions that start behind the padding's number. */
        ROBERTA("roberta", "encoder.layer."),
        /** DistilBERT's. */
        DISTILBERT("distilbert", "transformer.layer.");

        private final String body;
        private final String layers;

        Names(String body, String layers) {
            this.body = body;
            this.layers = layers;
        }

        /** What models with a head call the encoder. */
        String body() {
            return body;
        }

        String layers() {
            return layers;
        }
    }

    public EncoderConfiguration {
        Sizes.check("An encoder", vocabulary, width, layers, hidden, context);
        Heads.of(heads, width);
        long givenTypes = types;
        long givenPadding = padding;
        long givenVocabulary = vocabulary;
        InputException.require(
                types >= 0 && types <= vocabulary && padding >= 0 && padding < vocabulary,
                () -> "An encoder needs 0 or more types and a padding from 0 to " + (givenVocabulary - 1)
                        + ", but came " + givenTypes + " and " + givenPadding + ".");
        InputException.require(
                names != Names.ROBERTA || context > padding + 1,
                () -> "RoBERTa's positions start behind the padding's number, " + givenPadding
                        + ", so its context must be larger.");
        new Norm(Norm.Kind.LAYER, epsilon);
    }

    /** BERT's kind: four times the width between linear maps, 512 positions, 2 types, padding 0, dropout 0.1. */
    public static EncoderConfiguration bert(long vocabulary, long width, int layers, int heads) {
        return new EncoderConfiguration(
                Names.BERT, vocabulary, width, layers, heads, 4 * width, 512, 2, 0, BERT_EPSILON, Dropouts.of(0.1));
    }

    /** RoBERTa's kind: 514 positions, 1 type, padding 1. */
    public static EncoderConfiguration roberta(long vocabulary, long width, int layers, int heads) {
        return new EncoderConfiguration(
                Names.ROBERTA, vocabulary, width, layers, heads, 4 * width, 514, 1, 1, 1e-5, Dropouts.of(0.1));
    }

    /** DistilBERT's kind: no types. */
    public static EncoderConfiguration distilBert(long vocabulary, long width, int layers, int heads) {
        return new EncoderConfiguration(
                Names.DISTILBERT,
                vocabulary,
                width,
                layers,
                heads,
                4 * width,
                512,
                0,
                0,
                BERT_EPSILON,
                Dropouts.of(0.1));
    }

    /**
     * A published model's configuration.
     *
     * @throws InputException when the name is not known; it suggests the nearest
     */
    public static EncoderConfiguration of(String name) {
        EncoderConfiguration known = KNOWN.get(name.strip().toLowerCase(Locale.ROOT));
        if (known == null) {
            throw new InputException(Spelling.unknown("encoder", name, KNOWN.keySet()));
        }
        return known;
    }

    /** The names that {@link #of} knows. */
    public static List<String> labels() {
        return List.copyOf(KNOWN.keySet());
    }

    private static Map<String, EncoderConfiguration> known() {
        Map<String, EncoderConfiguration> all = new LinkedHashMap<>();
        all.put("bert-tiny", bert(30_522, 128, 2, 2));
        all.put("bert-mini", bert(30_522, 256, 4, 4));
        all.put("bert-base-uncased", bert(30_522, 768, 12, 12));
        all.put("bert-base-cased", bert(28_996, 768, 12, 12));
        all.put("bert-large-uncased", bert(30_522, 1024, 24, 16));
        all.put("roberta-base", roberta(50_265, 768, 12, 12));
        all.put("distilbert-base-uncased", distilBert(30_522, 768, 6, 12));
        all.put("all-minilm-l6-v2", bert(30_522, 384, 6, 12));
        all.put("all-minilm-l12-v2", bert(30_522, 384, 12, 12));
        return Collections.unmodifiableMap(all);
    }

    /** The same with texts of another length. */
    public EncoderConfiguration context(long context) {
        return new EncoderConfiguration(
                names, vocabulary, width, layers, heads, hidden, context, types, padding, epsilon, dropouts);
    }

    /** The same with other dropout. */
    public EncoderConfiguration dropouts(Dropouts dropouts) {
        return new EncoderConfiguration(
                names, vocabulary, width, layers, heads, hidden, context, types, padding, epsilon, dropouts);
    }

    /** The longest text, in tokens. */
    public long longest() {
        return names == Names.ROBERTA ? context - padding - 1 : context;
    }

    /** How many parameters an encoder without a pooler has; worked out, so that no memory is taken. */
    public long parameterCount() {
        return (vocabulary + context + types) * width + 2 * width + layers * design().parameters(false);
    }

    /** How many a pooler has: a linear map and its biases. */
    public long poolerParameterCount() {
        return width * width + width;
    }

    LayerDesign design() {
        Heads all = Heads.of(heads, width);
        return new LayerDesign(
                width,
                all,
                1 / Math.sqrt((double) all.width()),
                false,
                hidden,
                FeedForward.GELU,
                new Norm(Norm.Kind.LAYER, epsilon),
                LayerDesign.Order.AFTER,
                Biases.ALL,
                dropouts,
                names == Names.DISTILBERT ? LayerNames.DISTILBERT : LayerNames.BERT,
                Projection.Orientation.OUTPUTS_FIRST,
                LayerDesign.Rules.all(Transformers.gpt2()));
    }

    Map<String, Object> toMap() {
        return Settings.ordered(
                entry("names", names.name().toLowerCase(Locale.ROOT)),
                entry("vocabulary", vocabulary),
                entry("width", width),
                entry("layers", layers),
                entry("heads", heads),
                entry("hidden", hidden),
                entry("context", context),
                entry("types", types),
                entry("padding", padding),
                entry("epsilon", epsilon),
                entry("dropout", dropouts.hidden()),
                entry("attention_dropout", dropouts.attention()));
    }

    static EncoderConfiguration of(Settings settings) {
        return new EncoderConfiguration(
                settings.choice("names", Names.class),
                settings.integer("vocabulary"),
                settings.integer("width"),
                Sizes.small(settings.integer("layers")),
                Sizes.small(settings.integer("heads")),
                settings.integer("hidden"),
                settings.integer("context"),
                settings.integer("types"),
                settings.integer("padding"),
                settings.number("epsilon"),
                new Dropouts(settings.number("dropout"), settings.number("attention_dropout")));
    }
}
